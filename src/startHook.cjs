'use strict'
// What the hook files start: hook.cjs, where the Node that was found can run it. It must parse on any Node, so: ES5, like launcher.cjs.
var fs = require('fs')
var path = require('path')
var vm = require('vm')

// The first that hook.cjs runs on; what it does besides checking messages takes what `engines` of package.json says.
var oldest = process.argv[2] === 'commit-msg' ? 20 : 22
// What the build makes of the text of hook.cjs.
var build = '@build@'

if (parseInt(process.versions.node, 10) < oldest) {
  // toolkit.sh looks for another one.
  process.exitCode = 3
} else {
  try {
    start()
  } catch (error) {
    // Not 1, which means that something differs: nobody is kept from working by our mistake.
    console.error(error)
    process.exitCode = 2
  }
}

/**
 * Runs hook.cjs with what V8 made of it for the last rejected message: to compile it takes longer than to check a message. (Node's own compile
 * cache takes half of what it saves.) That is kept in git's directory, beside the rejected messages.
 */
function start() {
  var kept = process.env.CONVENTIONS_KEPT
  var importing = vm.constants && vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
  if (process.argv[2] !== 'commit-msg' || !kept || !importing) {
    require('./hook.cjs')
    return
  }
  var file = path.join(__dirname, 'hook.cjs')
  var cache = path.join(path.dirname(kept), ['hook', build, process.version, process.arch].join('-'))
  var compiled = readTwice(cache)
  // The bundle is ASCII.
  var script = new vm.Script('(function (require) {' + fs.readFileSync(file, 'latin1') + '\n})', {
    filename: file, cachedData: compiled, importModuleDynamically: importing
  })
  if (!compiled || script.cachedDataRejected) {
    process.on('exit', function () {
      writeTwice(cache, script.createCachedData())
    })
  }
  script.runInThisContext()(require)
}

/** What a file holds twice, one behind the other; undefined where it does not. V8 runs whatever it is given, so what a crash left must not get there. */
function readTwice(file) {
  try {
    var bytes = fs.readFileSync(file)
    var half = bytes.subarray(0, bytes.length / 2)
    return half.length > 0 && half.equals(bytes.subarray(half.length)) ? half : undefined
  } catch (_error) {
    return undefined
  }
}

/** In place of what earlier versions left. Where it cannot be written, the next one compiles again. */
function writeTwice(file, bytes) {
  try {
    var folder = path.dirname(file)
    fs.readdirSync(folder).forEach(function (name) {
      if (/^hook-/.test(name)) fs.unlinkSync(path.join(folder, name))
    })
    fs.writeFileSync(file + '.' + process.pid, Buffer.concat([bytes, bytes]))
    fs.renameSync(file + '.' + process.pid, file)
  } catch (_error) {
    // A directory that is read only.
  }
}
