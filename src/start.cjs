'use strict'
// Apart from launcher.cjs because `import()` does not parse on every Node.
const { existsSync } = require('node:fs')
const { enableCompileCache, getCompileCacheDir } = require('node:module')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')

// As a program of its own it was started by launcher.cjs under another Node, with the name it was called by as first argument.
if (require.main === module) process.argv.splice(1, 1)

if (process.argv[2] === 'changelog') require('./tiering.cjs')(process.versions.node)

// What V8 compiles of modules (a config in code, what it imports), it need not compile next time.
enableCompileCache()
// One for each version of Node and each set of V8's flags; undefined: Node is told to keep nothing.
const directory = getCompileCacheDir()

// What the build makes of the text of what it bundled.
const build = '@build@'

try {
  if (existsSync(join(__dirname, 'bin.cjs'))) {
    require('./compiled.cjs')(directory && join(directory, ['create-conventions', build, command(process.argv.slice(2))].join('-')))('bin.cjs')
  } else {
    // In a checkout that was not built, Node runs the TypeScript as it is.
    import(pathToFileURL(join(__dirname, 'bin.ts')).href).catch(fail)
  }
} catch (error) {
  fail(error)
}

/** What V8 compiled is kept for each command: they load much the same, and call different parts of it. */
function command([first = '', second = '']) {
  const words = ['compare', 'hook', 'lint'].includes(first) ? [first, second] : [first]
  return words.map((word) => /^[a-z][a-z-]{0,19}$/.test(word) ? word : 'none').join('-')
}

function fail(error) {
  console.error(error)
  process.exitCode = 2
}
