import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../scripts/lib/root.ts'
import { mustRun, run } from '../scripts/lib/run.ts'
import { addFiles, emptyHooks, hooksFolder, makeFresh, useHooks } from './fixtures.ts'
import { mediansOf, type Contestant } from './measure.ts'
import { makeRow, type Row } from './report.ts'

// `git commit` with the hooks of each set-up, in repositories that are alike but for them; ours, empty ones and none take turns in one.

const versions = { '@commitlint/cli': '21.2.4', '@commitlint/config-conventional': '21.2.4', 'husky': '9.1.7', 'lefthook': '2.2.2', 'simple-git-hooks': '2.14.0' }
const good = ['git', 'commit', '--allow-empty', '-q', '-m', 'feat(api): search by title', '-m', 'So that nobody scrolls.\n\nRefs: #123']
const bad = ['git', 'commit', '--allow-empty', '-q', '-m', 'feature: search by title.']
const none = 'no hooks'
const emptyNode = 'node -e 0'
const npx = 'husky + npx commitlint'
// What git and a shell cost together, whatever the hook does.
const floors = { sh: 'an empty hook', bash: 'an empty hook, under bash' } as const

/** What is put into a repository. */
type Setup = (folder: string) => Promise<void>

export async function hookRows(work: string, launcher: string): Promise<{ readonly rows: readonly Row[], readonly notes: readonly string[] }> {
  const modules = await installTools()
  const setups = setupsOf(launcher, typeof modules === 'string' ? undefined : modules)
  const repositories = await makeAll(join(work, 'hooks'), setups)
  const shared = repositories.get(ours.husky)!
  const hooks = hooksOf(shared, join(repositories.get(ours.native)!, '.conventions/hooks'))
  const place = (name: string): string | undefined => hooks.has(name) ? shared : repositories.get(name)
  const contest = (names: readonly string[], argv: readonly string[], code = 0): Contestant[] => names.filter((name) => place(name) !== undefined).map((name) => ({
    name, argv, code,
    prepare() {
      if (hooks.has(name)) useHooks(shared, hooks.get(name)!)
      return place(name)!
    },
  }))
  const light = mediansOf(contest([ours.native, ours.husky, ours.bash, none, ...Object.values(floors), 'husky running true', 'lefthook running true', 'simple-git-hooks running true'], good), 41)
  const heavy = mediansOf(contest([ours.native, ours.husky, none, floors.sh, npx, 'lefthook + npx commitlint', 'commitlint itself'], good), 11)
  const refused = mediansOf([...contest([ours.native, ours.husky, ours.bash], bad, 1), { name: emptyNode, argv: [process.execPath, '-e', '0'], prepare: () => work }], 41)
  const rejected = { ...refused, ...mediansOf(contest([npx], bad, 1), 11) }
  for (const folder of new Set(largeNames.map(place))) if (folder !== undefined) await addFiles(folder, 20_000)
  const large = mediansOf(contest(largeNames, good), 11)
  const worst = (times: Record<string, number>) => Math.max(...Object.values(ours).map((name) => times[name] ?? 0))
  return {
    rows: [
      makeRow({ what: 'git commit, good message', budget: '≤ 1.5 × no hooks', unit: 'ms', met: worst(light) <= 1.5 * light[none]! }, light),
      makeRow({ what: 'the same, beside commitlint', budget: `≥ 50 × faster than ${npx}`, unit: 'ms', met: heavy[npx] === undefined || heavy[npx] >= 50 * worst(heavy) }, heavy),
      makeRow({ what: 'the same, 20,000 files', budget: '≤ 1.5 × no hooks', unit: 'ms', met: worst(large) <= 1.5 * large[none]! }, large),
      makeRow({ what: 'git commit, refused with its explanation', budget: `≤ 1.4 × \`${emptyNode}\``, unit: 'ms', met: worst(rejected) <= 1.4 * rejected[emptyNode]! }, rejected),
    ],
    notes: [
      `hooks: ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}; \`sh\` is ${await shellName()}; under bash: our hook files with bash in their first line.`,
      ...typeof modules === 'string' ? [`the hook managers and commitlint are left out: ${modules}`] : [],
    ],
  }
}

const ours = { native: 'native', husky: 'husky', bash: 'native, under bash' } as const
const largeNames = [ours.native, ours.husky, none, 'husky running true', 'lefthook running true']

async function shellName(): Promise<string> {
  const { stdout } = await run('readlink', ['-f', '/bin/sh'])
  return stdout.trim().split('/').at(-1) ?? 'sh'
}

/** The peers in one node_modules; the reason in a sentence where that is not possible. */
async function installTools(): Promise<{ readonly modules: string } | string> {
  const folder = inRoot('.cache/bench/hooks')
  const modules = join(folder, 'node_modules')
  if (existsSync(join(modules, '.bin', 'commitlint'))) return { modules }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
  // lefthook's install script would put hooks into the repository that the folder lies in: this one.
  const { code } = await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...Object.entries(versions).map(([name, version]) => `${name}@${version}`)], { cwd: folder })
  return code === 0 ? { modules } : 'npm install failed'
}

function setupsOf(launcher: string, tools: { readonly modules: string } | undefined): Readonly<Record<string, Setup>> {
  const own = (manager: string): Setup => async (folder) => {
    // The package as an install has it: its manifest and what was built.
    const installed = join(folder, 'node_modules/create-conventions')
    mkdirSync(installed, { recursive: true })
    cpSync(inRoot('package.json'), join(installed, 'package.json'))
    cpSync(inRoot('dist'), join(installed, 'dist'), { recursive: true })
    writeFileSync(join(folder, 'conventions.config.yaml'), `extends: standard\nhooks:\n  manager: ${manager}\n`)
    await mustRun(process.execPath, [launcher, 'apply', '--yes', '--no-install'], { cwd: folder })
  }
  const mine = {
    [ours.native]: own('native'), [ours.husky]: own('husky'),
  }
  if (tools === undefined) return mine
  const withTools = (more: Setup): Setup => async (folder) => {
    symlinkSync(tools.modules, join(folder, 'node_modules'))
    writeFileSync(join(folder, 'commitlint.config.mjs'), 'export default { extends: [\'@commitlint/config-conventional\'] }\n')
    await more(folder)
  }
  const bin = (name: string) => join(tools.modules, '.bin', name)
  const husky = (line: string): Setup => withTools(async (folder) => {
    await mustRun(bin('husky'), [], { cwd: folder })
    writeFileSync(join(folder, '.husky/commit-msg'), `${line}\n`)
  })
  const lefthook = (line: string): Setup => withTools(async (folder) => {
    writeFileSync(join(folder, 'lefthook.yml'), `commit-msg:\n  commands:\n    lint:\n      run: '${line}'\n`)
    await mustRun(bin('lefthook'), ['install'], { cwd: folder })
  })
  return {
    ...mine,
    [npx]: husky('npx --no -- commitlint --edit $1'),
    'lefthook + npx commitlint': lefthook('npx --no -- commitlint --edit {1}'),
    'commitlint itself': withTools((folder) => {
      writeFileSync(join(folder, '.git/hooks/commit-msg'), '#!/bin/sh\nexec node node_modules/@commitlint/cli/cli.js --edit "$1"\n')
      chmodSync(join(folder, '.git/hooks/commit-msg'), 0o755)
      return Promise.resolve()
    }),
    'husky running true': husky('true'),
    'lefthook running true': lefthook('true'),
    'simple-git-hooks running true': withTools(async (folder) => {
      rewrite(join(folder, 'package.json'), (text) => JSON.stringify({ ...JSON.parse(text) as object, 'simple-git-hooks': { 'commit-msg': 'true' } }))
      await mustRun(bin('simple-git-hooks'), [], { cwd: folder })
    }),
  }
}

/** Folders of hooks for the repository that has ours by way of husky, by contestant. `native`: those that lie in a folder of their own. */
function hooksOf(repository: string, native: string): ReadonlyMap<string, string> {
  return new Map([
    [ours.husky, join(repository, '.husky')],
    [ours.native, hooksFolder(repository, 'native', (path) => { cpSync(native, path, { recursive: true }) })],
    [ours.bash, hooksFolder(repository, 'bash', (path) => {
      for (const name of readdirSync(native)) writeFileSync(join(path, name), readFileSync(join(native, name), 'utf8').replace('#!/bin/sh', '#!/bin/bash'), { mode: 0o755 })
    })],
    [none, hooksFolder(repository, 'none', () => undefined)],
    [floors.sh, hooksFolder(repository, 'empty', (path) => emptyHooks(path, ['commit-msg']))],
    [floors.bash, hooksFolder(repository, 'empty-bash', (path) => emptyHooks(path, ['commit-msg'], '/bin/bash'))],
  ])
}

function rewrite(file: string, edit: (text: string) => string): void {
  writeFileSync(file, edit(readFileSync(file, 'utf8')))
}

async function makeAll(work: string, setups: Readonly<Record<string, Setup>>): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>()
  for (const [name, setup] of Object.entries(setups)) {
    const folder = join(work, name.replace(/\W+/g, '-'))
    await makeFresh(folder)
    for (const [key, value] of [['user.name', 'bench'], ['user.email', 'bench@example.com'], ['commit.gpgsign', 'false']] as const) {
      await mustRun('git', ['config', key, value], { cwd: folder })
    }
    writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n')
    await setup(folder)
    made.set(name, folder)
  }
  return made
}
