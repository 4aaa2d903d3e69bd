import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { expect, onTestFinished, test, vi } from 'vitest'
import { conventions, type Options } from '../../presets/eslint/index.js'
import { oxlintConfig } from '../../src/apply/staged/oxlint.ts'
import { runOxlint } from '../../src/apply/staged/tools.ts'
import { linkModules } from '../e2e/lib/modules.ts'

// ESLint without oxlint's rules, and oxlint, find together what ESLint finds alone: on the bad examples of every block of code.

const golden = fileURLToPath(new URL('golden', import.meta.url))
const blocks = ['javascript', 'typescript', 'node', 'imports', 'unicode', 'vitest'] as const

test('oxlint first: the same findings', { timeout: 120_000 }, async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'create-conventions-oxlint-')))
  onTestFinished(() => { vi.unstubAllEnvs(); rmSync(root, { recursive: true, force: true }) })
  writeFileSync(join(root, 'package.json'), '{"type":"module"}\n')
  linkModules(root)
  const files = blocks.flatMap((block) => readdirSync(join(golden, block)).filter((name) => /\.[cm]?[jt]sx?$/.test(name)).map((name) => {
    mkdirSync(join(root, block), { recursive: true })
    copyFileSync(join(golden, block, name), join(root, block, name))
    return `${block}/${name}`
  }))
  vi.stubEnv('CONVENTIONS_LINT', 'fast')
  const options: Options = { root, blocks, level: 'strict', types: false, rules: { 'no-alert': 'error' }, folders: { 'node/': { eqeqeq: 'off' } } }
  const eslint = async (fast: 'eslint' | 'oxlint'): Promise<string[]> => {
    const config = [...conventions({ ...options, fast }), { linterOptions: { reportUnusedDisableDirectives: 'off' as const } }]
    const results = await new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config }).lintFiles(files)
    return results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? message}`))
  }
  const config = join(root, 'oxlintrc.json')
  writeFileSync(config, await oxlintConfig({ blocks, level: 'strict', rules: { 'no-alert': 'error' }, folders: { 'node/': { eqeqeq: 'off' } }, ignores: [] }))
  const io = { env: process.env, platform: process.platform, signal: new AbortController().signal, execPath: process.execPath }
  const { problems } = await runOxlint({ root, home: join(root, '.git'), io }, files, { config, fix: false, suppressed: {} })
  const alone = await eslint('eslint')
  const together = [...await eslint('oxlint'), ...problems.map(({ path, line, rule, message }) => `${path}:${line} ${rule ?? message}`)]
  expect(problems.length).toBeGreaterThan(30)
  expect([...new Set(together)].sort()).toEqual([...new Set(alone)].sort())
})
