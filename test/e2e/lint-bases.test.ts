import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { baseParsers, bases, eslintRange } from '../../presets/eslint/plugins.js'
import type { Base } from '../../presets/eslint/index.js'
import { run, mustRun } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

// Every base as a team installs it, under the ESLint that it names: code of every kind is read, TypeScript that no tsconfig holds included.
// typescript-eslint reads projects another way in CI ("single run").

const home = temporaryFolder('lint-bases')
afterAll(() => removeFolder(home))

const files: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "esnext", "noEmit": true }, "include": ["src"] }\n',
  'eslint.config.js': 'import { conventions } from \'create-conventions/eslint\'\n\nexport default conventions()\n',
  'src/module.js': 'export function isOne(value) {\n  var one = value == 1\n  debugger\n  return one\n}\n',
  'src/script.cjs': 'var fs = require("node:fs")\ndebugger\nmodule.exports = fs\n',
  'src/held.ts': 'export interface Named { readonly name: string }\nexport function nameOf(named: Named): string {\n  var { name } = named\n  debugger\n  return name\n}\n',
  'src/view.tsx': 'export const view = (props: { name: string }): string => {\n  var { name } = props\n  debugger\n  return name\n}\n',
  'scripts/loose.ts': 'export function loose(count: number): number {\n  var more = count + 1\n  debugger\n  return more\n}\n',
  'vite.config.ts': 'var base: string = "/"\ndebugger\nexport default { base }\n',
}
const code = Object.keys(files).filter((path) => /\.(?:js|cjs|tsx?)$/.test(path) && path !== 'eslint.config.js').sort()
/** A rule that each of them has, and that every file of code breaks. */
const broken = (base: Base): string => base === 'google' ? 'no-var' : 'no-debugger'

interface Result { readonly filePath: string, readonly messages: readonly { readonly ruleId: string | null, readonly message: string }[] }

describe.each(Object.keys(bases) as Base[])('%s', (base) => {
  const root = join(home, base)
  const { packages, eslint } = bases[base]
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }

  beforeAll(async () => {
    for (const [path, text] of Object.entries(files)) put(path, text)
    put('.conventions/eslint.json', JSON.stringify({ base, blocks: ['javascript', 'typescript', 'node', 'unicode'] }))
    put('package.json', JSON.stringify({ name: 'sample', version: '1.0.0', private: true, type: 'module', devDependencies: { eslint, ...packages, ...baseParsers[base] } }))
    await mustRun('npm', ['install', '--save-dev', '--no-audit', '--no-fund', inject('tarball')], { cwd: root })
  }, 600_000)

  it('is installed with the ESLint that it names', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/eslint/package.json'), 'utf8')) as { version: string }
    expect(version.split('.')[0]).toBe(eslint === eslintRange ? '10' : '9')
    expect(existsSync(join(root, 'node_modules/create-conventions'))).toBe(true)
  })

  it.each(['', 'true'])('reads every file (CI=%s)', { timeout: 300_000 }, async (CI) => {
    const { code: exit, stdout, stderr } = await run(process.execPath, ['node_modules/eslint/bin/eslint.js', '.', '--format', 'json'], { cwd: root, env: { ...process.env, CI } })
    expect([exit, stderr], stdout.slice(0, 2_000)).toEqual([1, ''])
    const found = (JSON.parse(stdout) as Result[]).map(({ filePath, messages }) => [relative(root, filePath).split(sep).join('/'), messages] as const)
    expect(found.flatMap(([path, messages]) => messages.filter(({ ruleId }) => ruleId === null).map(({ message }) => `${path}: ${message}`))).toEqual([])
    expect(found.filter(([, messages]) => messages.some(({ ruleId }) => ruleId === broken(base))).map(([path]) => path).sort()).toEqual(code)
  })
})
