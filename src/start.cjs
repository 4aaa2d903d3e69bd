'use strict'
// Apart from launcher.cjs because `import()` does not parse on every Node.
const { existsSync } = require('node:fs')
const { enableCompileCache } = require('node:module')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')

// As a program of its own it was started by launcher.cjs under another Node, with the name it was called by as first argument.
if (require.main === module) process.argv.splice(1, 1)

// What V8 compiles of our code, it need not compile next time.
enableCompileCache()

// In a checkout that was not built, Node runs the TypeScript as it is.
const built = join(__dirname, 'bin.js')
import(pathToFileURL(existsSync(built) ? built : join(__dirname, 'bin.ts')).href).catch((error) => {
  console.error(error)
  process.exitCode = 2
})
