'use strict'
// Runs CommonJS files of ours with what V8 made of them in earlier runs. Node's own compile cache keeps what V8 makes of a file that it loads; functions are compiled
// when they are called, and that is a fifth of a short command's time.
const { isAscii } = require('node:buffer')
const { closeSync, fstatSync, openSync, readFileSync, readdirSync, renameSync, unlinkSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { basename, dirname, join } = require('node:path')
const { Script } = require('node:vm')

/**
 * @param {string | undefined} cache the file that keeps what was compiled, one for whatever runs the same; undefined: nothing is kept
 * @param {string} [stem] how files beside it begin that earlier versions kept: they go
 * @returns {(name: string) => any} like `require`, for files of this folder: by name, once, in the same `require.cache`; what those ask for by `./` too
 */
module.exports = function compiled(cache, stem) {
  if (cache === undefined) return (name) => require(`./${name}`)
  const kept = readKept(cache)
  /** @type {Map<string, Script>} */
  const fresh = new Map()
  process.on('exit', (code) => {
    // What failed is not what there is to keep.
    if (fresh.size === 0 || code === 2) return
    for (const [name, script] of fresh) kept.set(name, script.createCachedData())
    writeKept(cache, kept, stem)
  })
  return load

  /** @param {string} name */
  function load(name) {
    const file = join(__dirname, name)
    const known = require.cache[file]
    if (known !== undefined) return known.exports
    const module = new Module(file)
    module.filename = file
    module.paths = []
    require.cache[file] = module
    try {
      const cachedData = kept.get(name)
      const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readText(file)}\n})`, { filename: file, cachedData })
      if (cachedData === undefined || script.cachedDataRejected) fresh.set(name, script)
      script.runInThisContext().call(module.exports, module.exports, ask, module, file, __dirname)
    } catch (error) {
      delete require.cache[file]
      throw error
    }
    module.loaded = true
    return module.exports
  }

  /** @param {string} id */
  function ask(id) {
    return id.startsWith('./') && id !== './importModule.cjs' ? load(id.slice(2)) : require(id)
  }
}

/** The text of a file: read as ASCII where it is that, it takes half the time and space. */
function readText(file) {
  const bytes = readFileSync(file)
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')
}

/** What a file keeps, by names. V8 runs whatever it is given, so what a crash left, or somebody else, must not get there: it is ours, and holds all twice. */
function readKept(cache) {
  const kept = new Map()
  try {
    const bytes = readOwn(cache)
    const half = bytes.subarray(0, bytes.length / 2)
    const head = half.indexOf('\n')
    if (!half.equals(bytes.subarray(half.length))) return kept
    let at = head + 1
    for (const [name, length] of JSON.parse(half.toString('utf8', 0, head))) kept.set(name, half.subarray(at, at += length))
  } catch {
    return new Map()
  }
  return kept
}

/** The bytes of a file that nobody but us can have written, as far as the system tells. */
function readOwn(file) {
  const opened = openSync(file, 'r')
  try {
    const { uid, mode } = fstatSync(opened)
    if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) throw new Error('not ours')
    return readFileSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Where it cannot be written, the next run compiles again. */
function writeKept(cache, kept, stem) {
  try {
    const head = `${JSON.stringify([...kept].map(([name, { length }]) => [name, length]))}\n`
    const bytes = Buffer.concat([Buffer.from(head), ...kept.values()])
    if (stem !== undefined) for (const name of readdirSync(dirname(cache))) if (name.startsWith(stem) && name !== basename(cache)) unlinkSync(join(dirname(cache), name))
    writeFileSync(`${cache}.${process.pid}`, Buffer.concat([bytes, bytes]), { mode: 0o600 })
    renameSync(`${cache}.${process.pid}`, cache)
  } catch {
    // A folder that is read only.
  }
}
