import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type Prettier from 'prettier'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { mustRun, run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'
import { startLanguageServer, type Diagnostic, type LanguageServer } from './lib/languageServer.ts'

// VS Code in a repository that was adopted, without VS Code: the language server of its ESLint extension, and those of the formatters' extensions, get what
// .vscode/settings.json says. What they show is what `eslint` says, and a saved file is what the hook makes of it.
//
// ESLINT_SERVER=<path> takes the server of another version of the extension than the one that npm has; one from 3.0.34 on knows suppressions.

const home = temporaryFolder('lint-editors')
const ofNpm = join(home, 'servers/node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server')
const server = process.env['ESLINT_SERVER'] ?? ofNpm
const env = {
  ...process.env, HOME: home, GIT_CONFIG_GLOBAL: join(home, 'no-such-file'), GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.co', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.co',
}

beforeAll(async () => {
  mkdirSync(join(home, 'servers'))
  writeFileSync(join(home, 'servers/package.json'), '{ "private": true }\n')
  await mustRun('npm', ['install', '--no-audit', '--no-fund', 'vscode-langservers-extracted@4.10.0'], { cwd: join(home, 'servers'), env })
}, 300_000)
afterAll(() => removeFolder(home))

const languages: Readonly<Record<string, string>> = {
  '.ts': 'typescript', '.tsx': 'typescriptreact', '.js': 'javascript', '.mjs': 'javascript', '.jsx': 'javascriptreact', '.json': 'json', '.jsonc': 'jsonc', '.yml': 'yaml', '.md': 'markdown', '.css': 'css',
}
const languageOf = (path: string): string => languages[extname(path)] ?? 'plaintext'
type Settings = Readonly<Record<string, unknown>>

/** What the extension's half within VS Code makes of the settings (client/src/client.ts of vscode-eslint 3.0.34), with its defaults. */
function eslintSettings(settings: Settings, root: string, path: string): object {
  const get = (name: string, otherwise: unknown): unknown => settings[`eslint.${name}`] ?? otherwise
  const language = languageOf(path)
  const probed = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'html', 'vue', 'markdown', 'json', 'jsonc', 'css', 'svelte']
  const validate = get('validate', undefined) as readonly string[] | undefined
  const directories = get('workingDirectories', []) as readonly string[]
  const directory = directories.map((each) => join(root, each)).find((each) => path.startsWith(`${each.replace(/[/\\]$/, '')}${sep}`))
  return {
    validate: validate === undefined ? probed.includes(language) ? 'probe' : 'off' : validate.includes(language) ? 'on' : 'off',
    packageManager: 'npm', useESLintClass: false, useRealpaths: false, codeActionOnSave: { mode: 'all' }, format: false, quiet: false, onIgnoredFiles: 'off',
    bulkSuppression: { enable: get('bulkSuppression.enable', false), severity: get('bulkSuppression.severity', 'info') }, options: get('options', {}),
    rulesCustomizations: [], run: 'onType', problems: { shortenToSingleLine: false }, nodePath: null, workspaceFolder: { name: 'root', uri: pathToFileURL(root).href },
    ...directory === undefined ? {} : { workingDirectory: { directory, '!cwd': false } }, experimental: {},
    codeAction: { disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' }, showDocumentation: { enable: true } },
  }
}

interface Editor {
  readonly shows: (path: string) => Promise<readonly Diagnostic[]>
  readonly save: (path: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** VS Code with what .vscode/settings.json says, on top of what a user of Prettier has of his own. */
function openEditor(root: string): Editor {
  const settings = JSON.parse(readFileSync(join(root, '.vscode/settings.json'), 'utf8')) as Settings
  const users: Settings = { 'editor.defaultFormatter': 'esbenp.prettier-vscode', '[typescript]': { 'editor.defaultFormatter': 'esbenp.prettier-vscode' }, 'editor.formatOnSave': true }
  const load = createRequire(join(root, 'package.json'))
  const servers = new Map<string, LanguageServer>()
  const serverOf = async (name: string, argv: readonly [string, ...string[]], configuration: (address: string) => unknown): Promise<LanguageServer> => {
    const there = servers.get(name) ?? await startLanguageServer(argv, root, configuration)
    servers.set(name, there)
    return there
  }
  const eslint = () => serverOf('eslint', [process.execPath, server, '--stdio'], (address) => eslintSettings(settings, root, fileURLToPath(address)))
  const formatters: Readonly<Record<string, (path: string, text: string) => Promise<string>>> = {
    // That extension loads the repository's Prettier, or its own, and asks it.
    'esbenp.prettier-vscode': async (path, text) => {
      const prettier = await import(existsSync(join(root, 'node_modules/prettier')) ? pathToFileURL(load.resolve('prettier')).href : 'prettier') as typeof Prettier
      const { ignored, inferredParser } = await prettier.getFileInfo(path, { ignorePath: join(root, '.prettierignore'), resolveConfig: true })
      return ignored || inferredParser === null ? text : prettier.format(text, { ...await prettier.resolveConfig(path, { editorconfig: true }), filepath: path })
    },
    'oxc.oxc-vscode': async (path, text) => formatted(await serverOf('oxfmt', [process.execPath, join(root, 'node_modules/oxfmt/bin/oxfmt'), '--lsp'], () => null), path, text),
    'biomejs.biome': async (path, text) => formatted(await serverOf('biome', [process.execPath, join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lsp-proxy'], () => null), path, text),
  }
  const formatted = async (lsp: LanguageServer, path: string, text: string): Promise<string> => {
    // Right after the start they have not read their config yet, and answer nothing.
    const probe = join(root, 'probe.ts')
    lsp.open(probe, 'typescript', 'a  =  1\n')
    await vi.waitFor(async () => { expect(await lsp.format(probe, 'a  =  1\n')).toContain('a = 1') }, { timeout: 30_000, interval: 100 })
    lsp.open(path, languageOf(path), text)
    return lsp.format(path, text)
  }
  // A language's own settings go before all others, wherever they are from.
  const setting = (path: string, name: string): unknown => {
    const own = `[${languageOf(path)}]`
    return (settings[own] as Settings | undefined)?.[name] ?? (users[own] as Settings | undefined)?.[name] ?? settings[name] ?? users[name]
  }
  const show = async (path: string): Promise<readonly Diagnostic[]> => {
    const lsp = await eslint()
    const file = join(root, path)
    lsp.open(file, languageOf(path), readFileSync(file, 'utf8'))
    const found = await lsp.diagnostics(file)
    expect(lsp.said).toEqual([])
    return found
  }
  return {
    shows: show,
    save: async (path) => {
      const file = join(root, path)
      let text = readFileSync(file, 'utf8')
      await show(path)
      for (const [kind, when] of Object.entries(setting(path, 'editor.codeActionsOnSave') ?? {})) if (when === 'explicit') text = await (await eslint()).codeAction(file, text, kind)
      return setting(path, 'editor.formatOnSave') === true ? formatters[String(setting(path, 'editor.defaultFormatter'))]!(file, text) : text
    },
    close: async () => { await Promise.all([...servers.values()].map((lsp) => lsp.stop())) },
  }
}

const old = 'export const old: any = 1\ndebugger\nvar early = old\nexport { early }\n'
const files: Readonly<Record<string, string>> = {
  '.gitignore': 'node_modules\n',
  'package.json': `${JSON.stringify({ name: 'sample', version: '1.0.0', private: true, type: 'module', license: 'MIT', devDependencies: { typescript: '~6.0.0' } }, undefined, 2)}\n`,
  'tsconfig.json': '{\n  "compilerOptions": { "strict": true, "module": "nodenext", "target": "esnext", "noEmit": true },\n  "include": ["src"]\n}\n',
  'src/old.ts': old,
  'data/old.json': '{ "a": 1, "a": 2 }\n',
}
/** With nothing in them that only a person can put right. */
const fixable: Readonly<Record<string, string>> = {
  'src/new.ts': 'export function size( list : readonly number[] | undefined ) : number {\n      let count = !!list ? list.length : 0\n\n\n  if (count>1)   {\n return   count}\n  return (count)\n}\nexport const words = [ "one",\n \'two\' ];\n',
  'src/new.js': 'let a = { "b" : 1,c:2 }\nexport function get ( ) {\nreturn !!a ? a.b : a.c }\n',
  'data/new.json': '{ "b":1,\n"a":[1,2,\n3] }\n',
}
const broken: Readonly<Record<string, string>> = {
  'src/broken.ts': `${old.replaceAll('old', 'fresh')}export async function late(): Promise<void> {}\nlate()\n`,
  'src/broken.js': 'debugger\nexport const one = 1\none = 2\n',
  'data/broken.json': '{ "a": 1, "a": 2 }\n',
  'broken.yml': 'a: 1\nb:\n  -   c\n  - \n',
  'broken.md': '# Title\n\n[nothing]()\n\n```js\ndebugger\n```\n',
}

/** A config of theirs, which ours stands around, and another one in a package. */
const theirs: Readonly<Record<string, string>> = {
  'eslint.config.js': 'export default [{ rules: { "no-console": "error" } }]\n', 'packages/b/package.json': '{ "name": "b", "version": "1.0.0", "private": true, "type": "module" }\n',
  'packages/b/eslint.config.js': 'export default [{ rules: { "no-alert": "error" } }]\n', 'packages/b/old.js': 'console.log(1)\ndebugger\n',
}

describe.each([
  ['prettier', 'prettier', {}, []], ['eslint-stylistic', 'eslint-stylistic', {}, []], ['oxfmt', 'oxfmt', {}, []], ['biome', 'biome', {}, []],
  ['around a config of theirs', 'prettier', theirs, ['-c', 'eslint.conventions.config.mjs']],
] as const)('%s', (name, format, more: Readonly<Record<string, string>>, config) => {
  const root = join(home, name)
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const git = (...args: readonly string[]): Promise<string> => mustRun('git', args, { cwd: root, env })
  let editor: Editor | undefined

  beforeAll(async () => {
    for (const [path, text] of Object.entries({ ...files, ...more })) put(path, text)
    put('conventions.config.yaml', `extends: standard\nlint: { format: ${format} }\n`)
    await mustRun('git', ['init', '-q', '-b', 'main', root], { env })
    await mustRun('npm', ['install', '--save-dev', '--no-audit', '--no-fund', inject('tarball')], { cwd: root, env })
    await git('add', '-A')
    await git('commit', '-qm', 'chore: begin')
    const applied = await run(process.execPath, ['node_modules/create-conventions/dist/launcher.cjs', 'apply', '--yes'], { cwd: root, env })
    expect(applied, applied.stdout + applied.stderr).toMatchObject({ code: 0 })
    await git('add', '-A')
    await git('commit', '-qm', 'chore: adopt conventions')
  }, 600_000)
  afterEach(async () => {
    await editor?.close()
    editor = undefined
    await git('reset', '-q', '--hard')
    await git('clean', '-qfd')
  })

  it('shows what eslint says', { timeout: 300_000 }, async () => {
    for (const [path, text] of Object.entries(broken)) put(path, text)
    const eslint = await run(process.execPath, ['node_modules/eslint/bin/eslint.js', '.', '--format', 'json', ...config], { cwd: root, env })
    const results = JSON.parse(eslint.stdout) as { filePath: string, messages: Found[], suppressedMessages: (Found & { suppressions: { kind: string }[] })[] }[]
    editor = openEditor(root)
    const lineOf = ({ line, ruleId, message }: Found): string => `${line} ${ruleId ?? message}`
    for (const { filePath, messages, suppressedMessages } of results) {
      const path = relative(root, filePath).split(sep).join('/')
      if (!Object.hasOwn(languages, extname(path))) continue
      const shown = await editor.shows(path)
      const from = suppressedMessages.filter(({ suppressions }) => suppressions.some(({ kind }) => kind === 'file'))
      // Before 3.0.34 the extension knows of no suppressions, and shows old problems like new ones.
      const quiet = server === ofNpm ? [] : shown.filter(({ severity }) => severity === 4)
      const loud = shown.filter((one) => !quiet.includes(one))
      const line = ({ range, code, message }: Diagnostic): string => `${range.start.line + 1} ${code ?? message}`
      expect([path, loud.map(line).sort()]).toEqual([path, [...messages, ...server === ofNpm ? from : []].map(lineOf).sort()])
      if (server !== ofNpm) expect([path, quiet.map(line).sort()]).toEqual([path, from.map(lineOf).sort()])
    }
    expect(results.filter(({ messages }) => messages.length > 0).map(({ filePath }) => relative(root, filePath).split(sep).join('/')).sort()).toEqual(Object.keys(broken).sort())
  })

  it('saves what the hook would commit', { timeout: 300_000 }, async () => {
    // Nobody's rules lay JSON out where ESLint does it for code: what a user's own formatter does with it is his.
    const files = Object.entries(fixable).filter(([path]) => format !== 'eslint-stylistic' || extname(path) !== '.json')
    for (const [path, text] of files) put(path, text)
    editor = openEditor(root)
    const saved: Record<string, string> = {}
    for (const [path] of files) saved[path] = await editor.save(path)
    await git('add', '-A')
    const committed = await run('git', ['commit', '-qm', 'feat: files'], { cwd: root, env })
    expect(committed, committed.stdout + committed.stderr).toMatchObject({ code: 0 })
    for (const [path, text] of Object.entries(saved)) expect([path, text]).toEqual([path, await git('show', `HEAD:${path}`)])
    expect(saved['src/new.ts']).not.toBe(fixable['src/new.ts'])
    await git('reset', '-q', '--hard', 'HEAD~')
  })
})

interface Found { readonly line: number, readonly ruleId: string | null, readonly message: string }
