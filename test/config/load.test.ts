import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { codesOf, resolveIn, sentencesOf } from './helpers.ts'

type Files = Readonly<Record<string, string>>

function folder(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'conventions \'팀\' 😀-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

interface Printed {
  readonly config: Readonly<Record<string, unknown>>
  readonly names: readonly string[]
  readonly origins: readonly (readonly [string, string])[]
  readonly sentences: readonly string[]
}

const script = fileURLToPath(new URL('loadAndPrint.ts', import.meta.url))

/** Loads the config in a process of its own; stderr must stay empty: Node has nothing to warn of. */
function load(files: Files): Printed {
  const { stdout, stderr } = spawnSync(process.execPath, [script, folder(files)], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Printed
}

const commonjs = { 'package.json': '{ "name": "x" }' }
const sonar = `import { defineFeature } from 'create-conventions'
const schema = { kind: 'schema', type: 'strict_object', async: false, entries: {}, '~run': (dataset) => ({ typed: true, value: dataset.value }) }
export const sonar = defineFeature({ name: 'sonar', summary: { en: '', ko: '' }, schema, plan: () => [] })
`

test('a TypeScript config runs as it is, with this package uninstalled', () => {
  const text = `import { defineConfig, type Config } from 'create-conventions'
const issues: Config['issues'] = { bug: false }
export default defineConfig({ extends: 'minimal', locale: 'ko', issues, docs: undefined })
`
  for (const others of [{}, commonjs, { 'package.json': '{ "type": "module" }' }]) {
    const { config, origins } = load({ 'conventions.config.ts': text, ...others })
    expect(config).toMatchObject({ locale: 'ko', issues: { bug: false, feature: true }, docs: false })
    expect(origins).toContainEqual(['issues.bug', 'conventions.config.ts'])
  }
})

test.each([
  ['.js, ESM without "type"', 'conventions.config.js', 'export default { locale: \'ko\' }', commonjs],
  ['.js, ESM', 'conventions.config.js', 'export default { locale: \'ko\' }', { 'package.json': '{ "type": "module" }' }],
  ['.js, CommonJS', 'conventions.config.js', 'module.exports = { locale: \'ko\' }', commonjs],
  ['.mjs', 'conventions.config.mjs', 'export default { locale: \'ko\' }', commonjs],
  ['.ts, CommonJS', 'conventions.config.ts', 'module.exports = { locale: \'ko\' }', commonjs],
  ['awaited', 'conventions.config.mjs', 'export default await Promise.resolve({ locale: \'ko\' })', {}],
])('a code config: %s', (_, name, text, others) => {
  expect(load({ [name]: text, ...others }).config).toMatchObject({ locale: 'ko' })
})

test('presets in code are imported and merged', () => {
  const { config } = load({
    'conventions.config.ts': 'import { defineConfig, mergeConfig } from \'create-conventions\'\nimport team from \'@acme/team\'\nexport default defineConfig(mergeConfig(team, { issues: { bug: true } }))\n',
    'node_modules/@acme/team/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/@acme/team/index.js': 'export default { extends: \'minimal\', issues: { bug: false, feature: false } }',
  })
  expect(config).toMatchObject({ issues: { bug: true, feature: false }, editor: false })
})

test('features from elsewhere join, and are on unless they are switched off', () => {
  const config = (section: string) => `import { sonar } from './sonar.js'\nexport default { extends: [], features: [sonar], ${section} }\n`
  const files = (section: string) => ({ 'conventions.config.mjs': config(section), 'sonar.js': sonar, 'package.json': '{ "type": "module" }' })
  expect(load(files('')).names.at(-1)).toBe('sonar')
  expect(load(files('')).config['sonar']).toEqual({})
  expect(load(files('sonar: false')).config['sonar']).toBe(false)
  expect(load(files('sonr: {}')).sentences).toEqual([
    'conventions.config.mjs: sonr: there is no key "sonr" here. Did you mean "sonar"?',
  ])
})

const broken: readonly (readonly [name: string, text: string, sentence: RegExp])[] = [
  ['it throws', 'export const a = 1\n\nthrow new Error(\'no luck\\nsecond line\')', /^conventions\.config\.ts:3:7: the config could not be run: no luck$/],
  ['it throws what is no error', 'throw \'no luck\'', /^conventions\.config\.ts: the config could not be run: no luck$/],
  ['it is no TypeScript', 'export default {', /^conventions\.config\.ts(:\d+)*: the config could not be run: /],
  ['it needs more than type stripping', 'enum A { b }\nexport default {}', /^conventions\.config\.ts(:\d+)*: the config could not be run: .*enum/],
  ['nothing by default', 'export const config = {}', /^conventions\.config\.ts: the config exports nothing by default \(only config\)\. Write `export default defineConfig\(\{ … \}\)`\.$/],
  ['a function', 'export default () => ({})', /exports a function\. Export the object that it returns\.$/],
  ['a promise', 'export default Promise.resolve({})', /exports a promise\. Write `export default await …`\.$/],
  ['a list', 'export default []', /expected an object with sections such as `commits`, found a list\.$/],
  ['null', 'export default null', /expected an object with sections such as `commits`, found nothing \(null\)\.$/],
  ['a function inside', 'export default { commits: { ignore: [() => 1] } }', /commits\.ignore\[0\]: expected plain data .*, found a value of the kind function\.$/],
  ['a regular expression', 'export default { commits: { ignore: [/x/] } }', /commits\.ignore\[0\]: expected plain data .*, found a value of the kind RegExp\.$/],
  ['a circle', 'const a: any = {}\na.a = a\nexport default a', /expected plain data .*, found a value that holds itself or is nested too deep\.$/],
  ['a missing package', 'import \'none-such\'\nexport default {}', /imports something that is not there: Cannot find package 'none-such'/],
  ['TypeScript in node_modules', 'import \'typed\'\nexport default {}', /imports TypeScript from node_modules, which Node does not run/],
  ['a clash of names', 'export default { features: [{ name: \'docs\', schema: { kind: \'schema\', \'~run\': 1 }, plan() {} }] }', /features\[0\]: the name "docs" is taken/],
  ['a name of the frame', 'export default { features: [{ name: \'extends\', schema: { kind: \'schema\', \'~run\': 1 }, plan() {} }] }', /features\[0\]: the name "extends" is taken/],
  ['no feature', 'export default { features: [{ name: \'x\' }] }', /features\[0\]: this is no feature, its `schema` is absent or wrong/],
  ['no list of features', 'export default { features: {} }', /features: expected a list of imported features\.$/],
  ['a mistake', 'export default { comits: {} }', /^conventions\.config\.ts: comits: there is no key "comits" here\. Did you mean "commits"\?$/],
]

test.each(broken)('refused: %s', (_, text, sentence) => {
  const { sentences } = load({
    'conventions.config.ts': text,
    'package.json': '{ "type": "module" }',
    'node_modules/typed/package.json': '{ "type": "module", "exports": "./index.ts" }',
    'node_modules/typed/index.ts': 'export const a: number = 1',
  })
  expect(sentences).toEqual([expect.stringMatching(sentence)])
})

test('a config that changed is read anew', () => {
  for (const [name, head] of [['conventions.config.ts', 'export default'], ['conventions.config.js', 'module.exports =']] as const) {
    const root = folder({ [name]: `${head} { locale: 'ko' }` })
    utimesSync(join(root, name), 1, 1)
    const program = `
      import { writeFileSync } from 'node:fs'
      import { loadConfig } from ${JSON.stringify(new URL('../../src/config/load.ts', import.meta.url).href)}
      import { diskRepo } from ${JSON.stringify(new URL('../../src/repo/disk.ts', import.meta.url).href)}
      const locale = async () => (await loadConfig(diskRepo(process.argv[1], {}))).layer.data.locale
      const first = await locale()
      writeFileSync(process.argv[1] + '/${name}', ${JSON.stringify(`${head} { locale: 'en' }`)})
      console.log(first, await locale())`
    expect(execFileSync(process.execPath, ['--input-type=module', '--eval', program, root], { encoding: 'utf8' })).toBe('ko en\n')
  }
})

test('no config, and more than one', async () => {
  expect(await codesOf(resolveIn({ 'package.json': '{}', 'conventions.config.yaml.bak': '', 'x/conventions.config.yaml': '' }))).toEqual(['configMissing'])
  expect(await sentencesOf(resolveIn({ 'conventions.config.ts': '', 'conventions.config.yml': '' }))).toEqual([
    'There is more than one config: conventions.config.ts, conventions.config.yml. Keep one of them and delete the others.',
  ])
})
