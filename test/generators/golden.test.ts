import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { git } from '../cli/lib/cli.ts'
import { conventions, repository } from './harness.ts'

// What each shipped generator makes, as whole folders below golden/. UPDATE_GOLDEN=1 writes them anew: read the diff.

const root = inRoot('test/generators/golden')
const update = process.env['UPDATE_GOLDEN'] === '1'

interface Case {
  readonly folder: string
  readonly words: readonly string[]
  readonly locale: 'en' | 'ko'
  readonly files?: Readonly<Record<string, string>>
}

const manifest = (more: object = {}) => ({ 'package.json': JSON.stringify({ name: '@acme/shop', type: 'module', license: 'MIT', ...more }) })
const both = (folder: string, words: readonly string[], files?: Readonly<Record<string, string>>): Case[] =>
  (['en', 'ko'] as const).map((locale) => ({ folder: `${folder}-${locale}`, words, locale, ...files && { files } }))

const rollouts = ['rolling', 'canary', 'blue-green']
const service = (locale: 'en' | 'ko', form: string, rollout: string, clusters: string): Case => ({
  folder: `k8s-service-${form}-${rollout}-${clusters}-${locale}`, locale,
  words: ['k8s-service', 'orders', '--', '--form', form, '--rollout', rollout, '--clusters', clusters, ...locale === 'ko' ? ['--ci', 'jenkins'] : []],
})

const cases: readonly Case[] = [
  ...both('package', ['package', 'date tools', 'Dates "and" times'], manifest({ workspaces: ['libs/*'] })),
  ...both('module', ['module', 'user profile'], manifest({ devDependencies: { vitest: '*', typescript: '*' } })),
  ...both('component-react', ['component', 'date picker'], manifest({ dependencies: { react: '*' }, devDependencies: { vitest: '*', typescript: '*' } })),
  ...both('component-vue', ['component', 'date picker'], manifest({ dependencies: { vue: '*' }, devDependencies: { vitest: '*' } })),
  ...both('adr', ['adr', 'Use PostgreSQL 17']),
  ...both('rfc', ['rfc', 'One queue for all', 'Kim']),
  ...both('generator', ['generator', 'widget', 'Makes a widget']),
  ...both('generator-plop', ['generator', 'widget', 'Makes a widget', 'plop'], manifest()),
  ...both('github-action-composite', ['github-action', 'greet']),
  ...both('github-action-javascript', ['github-action', 'greet', '--', '--kind', 'javascript'], manifest()),
  ...both('preset', ['preset'], manifest()),
  ...rollouts.flatMap((rollout) => ['single', 'several'].flatMap((clusters) => (['en', 'ko'] as const).map((locale) => service(locale, 'kustomize', rollout, clusters)))),
  ...rollouts.map((rollout) => service('en', 'helm', rollout, 'single')), service('ko', 'helm', 'canary', 'several'),
  ...both('ktor-service', ['ktor-service', 'orders']),
  ...both('spring-service', ['spring-service', 'orders']),
  ...both('k8s-operator', ['k8s-operator', 'fleet', 'tenant app']),
]

// Under their own names git, and the tools of this repository, would obey these.
const stored = (path: string) => `${path.replace(/(^|\/)\./g, '$1dot-')}.golden`
type Tree = Readonly<Record<string, { readonly text: string, readonly executable: boolean }>>

function read(folder: string, named: (path: string) => string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(files.map((path) => [named(relative(folder, path).split(sep).join('/')), { text: readFileSync(path, 'utf8'), executable: (statSync(path).mode & 0o100) !== 0 }]))
}

/** What a generator makes in a new repository: the files that git does not know yet. */
async function made({ words: [generator = '', ...answers], locale, files = {} }: Case): Promise<Tree> {
  const repo = repository({ 'conventions.config.yaml': `extends: minimal\nlocale: ${locale}\nhost: github\ngenerators: { labels: { example.com/team: payments } }\n`, ...files })
  git(repo, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git')
  const done = await conventions(repo, 'new', generator, '--yes', '--no-install', ...answers)
  expect(done, done.stderr).toMatchObject({ code: 0 })
  const paths = new Set(git(repo, '-c', 'core.quotePath=false', 'ls-files', '--others', '--modified').split('\n'))
  return Object.fromEntries(Object.entries(read(repo, (path) => path)).filter(([path]) => paths.has(path) && !path.startsWith('.git/')))
}

function write(folder: string, tree: Tree): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, { text, executable }] of Object.entries(tree)) {
    const place = join(folder, stored(path))
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text)
    chmodSync(place, executable ? 0o755 : 0o644)
  }
}

test('every shipped generator has a folder, and every folder a case', () => {
  const shipped = readdirSync(inRoot('templates/generators'))
  expect([...new Set(cases.map(({ words }) => words[0]))].sort()).toEqual(shipped.sort())
  expect(readdirSync(root).sort()).toEqual(cases.map(({ folder }) => folder).sort())
})

test.skipIf(process.platform === 'win32').for(cases.map((one) => [one.folder, one] as const))('%s', async ([folder, one]) => {
  const tree = await made(one)
  if (update) write(join(root, folder), tree)
  const expected = read(join(root, folder), (path) => path)
  expect(Object.fromEntries(Object.entries(tree).map(([path, state]) => [stored(path), state]))).toEqual(expected)
})
