// Read by Node before ESLint, in the hook alone. Each file of typescript-eslint copies all 2,400 exports of TypeScript (`__importStar`), which takes longer than
// to lint the files of a commit, but not where TypeScript says that it is a module: then it is used as it is.
'use strict'
const { createRequire, enableCompileCache } = require('node:module')
const { join } = require('node:path')

// ESLint asks for it too, but for what is loaded here that is too late.
enableCompileCache?.()

try {
  const typescript = createRequire(join(process.cwd(), 'package.json'))('typescript')
  if (typescript.__esModule === undefined) Object.defineProperties(typescript, { __esModule: { value: true }, default: { value: typescript } })
} catch {
  // Not installed, or another one: it is loaded as ever.
}
