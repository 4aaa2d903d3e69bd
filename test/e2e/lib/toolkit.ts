import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { inRoot } from '../../../scripts/lib/root.ts'

/** The linter and its explanation as a hook needs them, where this checkout has no entry of its own for hooks. */
const entry = `
import { readFileSync } from 'node:fs'
import { explain } from './src/commits/explain.ts'
import { lintMessage } from './src/commits/lint.ts'
import { loadMessages } from './src/messages/index.ts'
const [part, file] = process.argv.slice(2)
if (part === 'commit-msg') {
  const convention = JSON.parse(readFileSync('.conventions/commits.json', 'utf8'))
  const message = readFileSync(file, 'utf8')
  const result = await lintMessage(message, convention, { commentChar: '#' })
  process.stderr.write(explain(message, result, { words: (await loadMessages(convention.locale)).lint.explain, paint: (_, text) => text }))
  process.exitCode = result.ok ? 0 : 1
}
`

/** Puts the hook-time bundle where an install would. */
export async function toolkitInto(folder: string): Promise<void> {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"name":"create-conventions","type":"module"}\n')
  const source = existsSync(inRoot('src/hook.ts')) ? { entryPoints: [inRoot('src/hook.ts')] } : { stdin: { contents: entry, resolveDir: inRoot('.'), loader: 'ts' as const } }
  await build({
    ...source, outfile: join(folder, 'dist/hook.js'), absWorkingDir: inRoot('.'), bundle: true, format: 'esm', platform: 'node', target: 'node22', logLevel: 'error',
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    alias: { yaml: inRoot('node_modules/yaml/browser/dist/index.js') }, mainFields: ['module', 'main'],
  })
}
