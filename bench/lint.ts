import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eslintRange, oxlint, plugins } from '../presets/eslint/plugins.js'
import { inRoot } from '../scripts/lib/root.ts'
import { mustRun, run } from '../scripts/lib/run.ts'
import { emptyHooks, hooksFolder, makeFresh, useHooks } from './fixtures.ts'
import { mediansOf, type Contestant } from './measure.ts'
import { makeRow, type Row } from './report.ts'
import { editSources, writeSources } from './sources.ts'

// A commit of five files of a TypeScript repository, linted as each set-up does it; the repositories are alike but for that.

const versions = { '@biomejs/biome': '2.5.14', 'husky': '9.1.7', 'lefthook': '2.2.2', 'lint-staged': '17.6.1', 'ultracite': '7.12.2', '@eslint/js': '10.0.1' }
const blocks = ['javascript', 'typescript', 'node', 'imports', 'unicode', 'json', 'yaml', 'markdown', 'packageJson'] as const

const ours = 'ESLint without types'
const fast = 'oxlint first'
const none = 'no hooks'
const linted = 'lint of what is staged'
const checked = 'lint, and the message checked'
const typed = 'lint-staged + typed ESLint'

type Setup = (folder: string) => Promise<void>

export async function lintRows(work: string, launcher: string, runs: number): Promise<{ readonly rows: readonly Row[], readonly notes: readonly string[] }> {
  const modules = await installTools()
  if (modules === undefined) return { rows: [], notes: ['lint: left out, because npm install failed'] }
  const repositories = new Map<string, string>()
  for (const [name, setup] of Object.entries(setupsOf(launcher, modules))) repositories.set(name, await makeRepository(join(work, 'lint', name.replace(/\W+/g, '-')), modules, setup))
  const code = mediansOf([...repositories].map(([name, folder]) => committing(name, folder, editSources)), runs)
  const folder = repositories.get(ours)!
  const docs = mediansOf(Object.entries(hooksOf(folder)).map(([name, hooks]) => committing(name, folder, (path, at) => {
    useHooks(path, hooks)
    return editGuide(path, at)
  })), 41)
  return {
    rows: [
      makeRow({ what: 'git commit, 5 of 600 TypeScript files linted', budget: `≥ 3 × faster than ${typed}`, unit: 'ms', met: code[typed]! >= 3 * code[ours]! }, code),
      makeRow({ what: 'the same, oxlint first', budget: `≥ 8 × faster than ${typed}`, unit: 'ms', met: code[typed]! >= 8 * code[fast]! }, { [fast]: code[fast]!, [typed]: code[typed]! }),
      makeRow({ what: 'git commit of documentation alone, where code is linted', budget: '≤ 1.5 × no hooks', unit: 'ms', met: docs[linted]! <= 1.5 * docs[none]! }, docs),
    ],
    notes: [`lint: ${Object.entries({ eslint: eslintRange, ...oxlint, ...versions }).map(([name, version]) => `${name} ${version}`).join(', ')}; typed ESLint is \`recommendedTypeChecked\` of typescript-eslint, ESLint beside lefthook its \`recommended\`.`],
  }
}

// No two edits are alike: there is always something to commit.
let revision = 0

/** @param edit changes files, says which */
function committing(name: string, folder: string, edit: (folder: string, revision: number) => readonly string[]): Contestant {
  const prepare = () => {
    revision += 1
    execFileSync('git', ['add', '--', ...edit(folder, revision)], { cwd: folder })
    return folder
  }
  return { name, prepare, argv: ['git', 'commit', '-q', '-m', 'feat: search by title'] }
}

function editGuide(folder: string, at: number): readonly string[] {
  writeFileSync(join(folder, 'docs/guide.md'), `# Guide\n\nRevision ${at}.\n`)
  return ['docs/guide.md']
}

/** Folders of hooks for one repository: ours for lint alone as peers have it, with the message hook beside it, hooks that are empty, and none. */
function hooksOf(folder: string): Readonly<Record<string, string>> {
  const empty = (name: string, ...hooks: readonly string[]): string => hooksFolder(folder, name, (path) => emptyHooks(path, hooks))
  const own = join(folder, '.conventions/hooks')
  return {
    [linted]: hooksFolder(folder, 'linted', (path) => { cpSync(join(own, 'pre-commit'), join(path, 'pre-commit')) }),
    [checked]: own,
    [none]: empty('none'),
    'an empty hook': empty('empty', 'pre-commit'),
    'two empty hooks': empty('empties', 'pre-commit', 'commit-msg'),
  }
}

/** Every linter, plugin and hook manager, and this package as an install has it, in one node_modules; undefined where that is not possible. */
async function installTools(): Promise<string | undefined> {
  const folder = inRoot('.cache/bench/lint')
  const modules = join(folder, 'node_modules')
  if (!existsSync(join(modules, '.bin', 'lint-staged'))) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
    const wanted: Record<string, string> = { eslint: eslintRange, ...oxlint, ...versions, ...Object.assign({}, ...blocks.map((block) => plugins[block])) as Record<string, string> }
    const { code } = await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...Object.entries(wanted).map(([name, version]) => `${name}@${version}`)], { cwd: folder })
    if (code !== 0) return undefined
  }
  const installed = join(modules, 'create-conventions')
  rmSync(installed, { recursive: true, force: true })
  mkdirSync(installed)
  for (const name of ['package.json', 'dist', 'presets', 'templates']) cpSync(inRoot(name), join(installed, name), { recursive: true })
  return modules
}

async function makeRepository(folder: string, modules: string, setup: Setup): Promise<string> {
  await makeFresh(folder)
  for (const [key, value] of [['user.name', 'bench'], ['user.email', 'bench@example.com'], ['commit.gpgsign', 'false']] as const) await mustRun('git', ['config', key, value], { cwd: folder })
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n')
  writeSources(folder)
  symlinkSync(modules, join(folder, 'node_modules'))
  await setup(folder)
  await mustRun('git', ['add', '-A'], { cwd: folder })
  await mustRun('git', ['commit', '-q', '--no-verify', '-m', 'chore: set up'], { cwd: folder })
  return folder
}

function setupsOf(launcher: string, modules: string): Readonly<Record<string, Setup>> {
  const bin = (name: string) => join(modules, '.bin', name)
  const put = (folder: string, path: string, value: unknown) => { writeFileSync(join(folder, path), typeof value === 'string' ? value : `${JSON.stringify(value, undefined, 2)}\n`) }
  const own = (options: object): Setup => async (folder) => {
    put(folder, 'conventions.config.json', { extends: 'code', hooks: { manager: 'native' }, lint: options })
    await mustRun(process.execPath, [launcher, 'apply', '--yes', '--no-install'], { cwd: folder })
    await mustRun('git', ['config', 'core.hooksPath', '.conventions/hooks'], { cwd: folder })
    put(folder, 'eslint-suppressions.json', '{}\n')
  }
  const tseslint = (name: string, options: string) => `import js from '@eslint/js'\nimport tseslint from 'typescript-eslint'\n\nexport default tseslint.config(js.configs.recommended, tseslint.configs.${name}${options})\n`
  const husky = (tasks: object, more: Setup): Setup => async (folder) => {
    await mustRun(bin('husky'), [], { cwd: folder })
    put(folder, '.husky/pre-commit', 'npx lint-staged\n')
    put(folder, '.lintstagedrc.json', tasks)
    await more(folder)
  }
  return {
    [ours]: own({}),
    [fast]: own({ fast: 'oxlint' }),
    [none]: () => Promise.resolve(),
    [typed]: husky({ '*.{js,ts}': 'eslint --fix' }, (folder) => {
      put(folder, 'eslint.config.js', tseslint('recommendedTypeChecked', ', { languageOptions: { parserOptions: { projectService: true } } }'))
      return Promise.resolve()
    }),
    'lefthook + ESLint': async (folder) => {
      put(folder, 'eslint.config.js', tseslint('recommended', ''))
      put(folder, 'lefthook.yml', 'pre-commit:\n  commands:\n    lint:\n      glob: "*.{js,ts}"\n      run: npx eslint --fix {staged_files}\n      stage_fixed: true\n')
      await mustRun(bin('lefthook'), ['install'], { cwd: folder })
    },
    // What `ultracite init --integrations husky lint-staged` writes.
    'ultracite, lint-staged + Biome': husky({ '*.{js,jsx,ts,tsx,json,jsonc,css,scss,md,mdx}': 'npx ultracite fix' }, (folder) => {
      put(folder, 'biome.jsonc', { extends: ['ultracite/biome/core'] })
      return Promise.resolve()
    }),
    'oxlint itself': (folder) => {
      put(folder, '.git/hooks/pre-commit', '#!/bin/sh\nexec node_modules/.bin/oxlint --fix $(git diff --cached --name-only --diff-filter=AM)\n')
      chmodSync(join(folder, '.git/hooks/pre-commit'), 0o755)
      return Promise.resolve()
    },
  }
}
