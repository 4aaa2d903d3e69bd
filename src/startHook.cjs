'use strict'
// What the hook files start: hook.cjs, where the Node that was found can run it. It must parse on any Node, so: ES5, like launcher.cjs.
var path = require('path')

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
  var kept = process.argv[2] === 'commit-msg' ? process.env.CONVENTIONS_KEPT : undefined
  var cache = kept && path.join(path.dirname(kept), ['hook', build, process.version, process.arch].join('-'))
  require('./compiled.cjs')(cache, 'hook-')('hook.cjs')
}
