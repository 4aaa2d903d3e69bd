import { expect, test } from 'vitest'
import { codesOf, resolveIn, sentencesOf } from './helpers.ts'

const files = (config: string, others: Readonly<Record<string, string>> = {}) => ({ 'conventions.config.yaml': config, ...others })

test('without extends the standard preset speaks', async () => {
  const { config } = await resolveIn('{}')
  expect(config.commits && Object.keys(config.commits.types)).toEqual(
    ['feat', 'fix', 'perf', 'refactor', 'docs', 'test', 'build', 'ci', 'style', 'chore', 'revert'],
  )
  expect(config.ownership).toBe(false)
  expect(config).toMatchObject({ locale: 'en', host: undefined })
})

test('what nobody mentions is off', async () => {
  const { config } = await resolveIn('extends: []\nissues: {}')
  const { issues, locale, host, ...others } = config
  expect(issues).toMatchObject({ bug: true, feature: true })
  expect({ locale, host }).toEqual({ locale: 'en', host: undefined })
  expect(new Set(Object.values(others))).toEqual(new Set([false]))
})

test('objects merge, arrays replace, later presets win, the config wins over all', async () => {
  const { config } = await resolveIn(files('extends: [./one.yaml, ./two.json]\ncommits: { header: { width: code-units } }', {
    'one.yaml': 'commits: { header: { maxLength: 50, minLength: 5 }, ignore: [a, b] }\nlocale: ko',
    'two.json': '{ "commits": { "header": { "maxLength": 60 }, "ignore": ["c"] } }',
  }))
  expect(config.commits && config.commits.header).toEqual({ maxLength: 60, minLength: 5, width: 'code-units' })
  expect(config.commits && config.commits.ignore).toEqual(['c'])
  expect(config.locale).toBe('ko')
})

test('false switches off, an object over false switches on again, without what was there before', async () => {
  const others = { 'off.yaml': 'extends: ./on.yaml\nissues: false', 'on.yaml': 'issues: { bug: false }' }
  expect((await resolveIn(files('extends: ./off.yaml', others))).config.issues).toBe(false)
  const { config } = await resolveIn(files('extends: ./off.yaml\nissues: { feature: false }', others))
  expect(config.issues).toMatchObject({ bug: true, feature: false })
})

test('an object of another shape replaces', async () => {
  const { config } = await resolveIn(files('extends: ./base.yaml\ncommits: { scopes: { pattern: "[a-z]+" } }', {
    'base.yaml': 'commits: { scopes: { from: folders, folders: [packages] } }',
  }))
  expect(config.commits && config.commits.scopes).toEqual({ pattern: '[a-z]+' })
  const more = await resolveIn(files('extends: ./base.yaml\ncommits: { scopes: { folders: [apps] } }', {
    'base.yaml': 'commits: { scopes: { from: folders, folders: [packages] } }',
  }))
  expect(more.config.commits && more.config.commits.scopes).toEqual({ from: 'folders', folders: ['apps'] })
})

test('files are found from where they are named', async () => {
  const { config } = await resolveIn(files('extends: ./team/base.yaml', {
    'team/base.yaml': 'extends: [./more/deep.yaml, ../root.yaml]',
    'team/more/deep.yaml': 'issues: { bug: false }',
    'root.yaml': 'docs: { agents: false }',
  }))
  expect(config.issues).toMatchObject({ bug: false })
  expect(config.docs).toMatchObject({ agents: false })
})

test.each([
  ['a file', 'conventions.preset.yaml', 'extends: [standard, ./parts/more.yaml]\nlocale: ko'],
  ['a JSON file', 'conventions.preset.json', '{ "extends": ["standard", "./parts/more.yaml"], "locale": "ko" }'],
  ['a field of package.json', 'package.json', '{ "name": "@acme/x", "conventions": { "extends": ["standard", "./parts/more.yaml"], "locale": "ko" } }'],
])('a package has its preset as %s', async (_, name, text) => {
  const { config } = await resolveIn(files('extends: "@acme/x"', {
    [`node_modules/@acme/x/${name}`]: text,
    'node_modules/@acme/x/parts/more.yaml': 'extends: ./last.yaml\nissues: false',
    'node_modules/@acme/x/parts/last.yaml': 'docs: false',
  }))
  expect(config).toMatchObject({ locale: 'ko', issues: false, docs: false })
})

const refused: readonly (readonly [name: string, config: string, codes: readonly string[], others?: Readonly<Record<string, string>>])[] = [
  ['an unknown name', 'extends: korea', ['presetUnknown']],
  ['a missing package', 'extends: "@acme/none"', ['presetPackageMissing']],
  ['a package without a preset', 'extends: left-pad', ['presetPackageEmpty'], { 'node_modules/left-pad/package.json': '{ "main": "index.js" }' }],
  ['a missing file', 'extends: ./none.yaml', ['presetFileMissing']],
  ['a file without ./', 'extends: none.yaml', ['presetFileDot']],
  ['a file outside', 'extends: ../x.yaml', ['presetOutside']],
  ['a way out in the middle', 'extends: ./a/../../x.yaml', ['presetOutside']],
  ['an absolute path', 'extends: /etc/passwd', ['presetOutside']],
  ['a home directory', 'extends: ~/x.yaml', ['presetOutside']],
  ['git\'s own directory', 'extends: ./.git/x.yaml', ['presetOutside']],
  ['backslashes', 'extends: .\\x.yaml', ['presetOutside']],
  ['code', 'extends: ./x.ts', ['presetCode']],
  ['a web address', 'extends: https://example.com/x.yaml', ['presetProtocol']],
  ['a shorthand', 'extends: github:acme/x#v1', ['presetProtocol']],
  ['scp syntax', 'extends: "git@github.com:acme/x.git#v1"', ['presetSpec']],
  ['a protocol that runs commands', 'extends: "git+ext::sh -c touch% x#v1"', ['presetProtocol']],
  ['plain http', 'extends: git+http://example.com/x.git#v1', ['presetProtocol']],
  ['no ref', 'extends: git+https://example.com/x.git', ['presetRefMissing']],
  ['a ref that is an option', 'extends: "git+https://example.com/x.git#--upload-pack=x"', ['presetRef']],
  ['a ref that is an expression', 'extends: "git+https://example.com/x.git#v1..v2"', ['presetRef']],
  ['a host that is an option', 'extends: "git+ssh://-oProxyCommand=x/y#v1"', ['presetSpec']],
  ['a token', 'extends: git+https://token@example.com/x.git#v1', ['presetCredentials']],
  ['a path out of the fetched repository', 'extends: git+https://example.com/x.git?path=../y.yaml#v1', ['presetOutside']],
  ['an unknown query', 'extends: git+https://example.com/x.git?file=y.yaml#v1', ['presetSpec']],
  ['a remote preset that nobody fetched', 'extends: git+https://example.com/x.git#v1', ['presetNotLocked']],
  ['a package that leaves itself', 'extends: x', ['presetOutside'], { 'node_modules/x/conventions.preset.yaml': 'extends: ../y/secret.yaml' }],
  ['a package that reads the machine', 'extends: x', ['presetNotAllowed'], { 'node_modules/x/conventions.preset.yaml': 'extends: git+file:///srv/x#v1' }],
  ['a text that is no YAML', 'extends: ./x.yaml', ['configSyntax'], { 'x.yaml': 'a: [' }],
  ['all of them at once', 'extends: [korea, ./none.yaml]\nlocale: kr', ['presetUnknown', 'presetFileMissing', 'configValue']],
]
test.each(refused.map(([name, config, codes, others = {}]) => [name, config, codes, others] as const))('refused: %s', async (_, config, codes, others) => {
  expect(await codesOf(resolveIn(files(config, others)))).toEqual(codes)
})

test('a circle is shown as one', async () => {
  const sentences = await sentencesOf(resolveIn(files('extends: ./a.yaml', { 'a.yaml': 'extends: ./b.yaml', 'b.yaml': 'extends: ./a.yaml' })))
  expect(sentences).toEqual(['preset ./b.yaml:1:10: presets extend each other in a circle: ./a.yaml → ./b.yaml → ./a.yaml. Take one of them out.'])
  const self = await sentencesOf(resolveIn('extends: ./conventions.config.yaml'))
  expect(self[0]).toMatch('./conventions.config.yaml → ./conventions.config.yaml')
})

test('a chain without an end and a tree without bounds are refused', async () => {
  const chain = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`p${at}.yaml`, `extends: ./p${at + 1}.yaml`]))
  expect(await codesOf(resolveIn(files('extends: ./p0.yaml', chain)))).toEqual(['presetTooMany'])
  const tree = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`p${at}.yaml`, `extends: [./p${at + 1}.yaml, ./p${at + 1}.yaml]`]))
  const codes = await codesOf(resolveIn(files('extends: ./p0.yaml', { ...tree, 'p12.yaml': '{}' })))
  expect(new Set(codes)).toEqual(new Set(['presetTooMany']))
})

test('a mistake in a preset that is named twice is told once', async () => {
  const others = { 'a.yaml': 'extends: ./c.yaml', 'b.yaml': 'extends: ./c.yaml', 'c.yaml': 'isues: {}' }
  expect(await codesOf(resolveIn(files('extends: [./a.yaml, ./b.yaml]', others)))).toEqual(['configUnknownKey'])
  expect(await codesOf(resolveIn(files('extends: [./a.yaml, ./b.yaml]', { ...others, 'c.yaml': 'a: [' })))).toEqual(['configSyntax'])
})
