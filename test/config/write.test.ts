import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { mergeConfig } from '../../src/config/define.ts'
import { mergeData, type Data } from '../../src/config/merge.ts'
import { minimalConfig } from '../../src/config/minimal.ts'
import { parseFragment } from '../../src/config/parse.ts'
import type { CodeConfig, Config } from '../../src/config/schema.ts'
import { renderConfig, usualComments, type ConfigFormat } from '../../src/config/write.ts'
import type { Json } from '../../src/feature.ts'
import { features } from '../../src/features/index.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { resolveIn } from './helpers.ts'

const schemaRef = 'https://example.com/schema.json'
const source = { kind: 'config', name: 'x' } as const

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'no', '1', '1e3', '0o7', '~', 'null', '# x', ': ', 'a: b', 'a #b', '- a', '"', '\'', '\\', '`${x}`', '\n', ' a', 'a\n', '\t', '{{x}}', '[', '\u2028', '\u0085', '\uFEFF', '*/', '\ud800', '2026-01-01', '<<', '%YAML', '---', '...', '! x', '@x', '한국어 😀'),
)
const key = hostileText.filter((text) => text !== '__proto__')
const { value: json } = fc.letrec<{ value: Json, object: Data }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    hostileText, fc.boolean(), fc.constant(null), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.array(tie('value'), { maxLength: 4 }), tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}))
const object = fc.dictionary(key.filter((name) => name !== '$schema'), json, { maxKeys: 5, noNullPrototype: true }) as fc.Arbitrary<Data>
const comments = fc.record({ '': hostileText, 'a': hostileText })

test.each(['yaml', 'json'] as const)('what is written as %s reads back, whatever it holds', async (format) => {
  await fc.assert(fc.asyncProperty(object, comments, async (data, notes) => {
    const text = renderConfig(data, { format, schemaRef, comments: notes })
    const { $schema, ...back } = (await parseFragment(text, `x.${format}`, source)).data
    expect(back).toEqual(data)
    expect($schema).toBe(format === 'json' ? schemaRef : undefined)
    // On disk it is UTF-8.
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
  }), { numRuns: 500 })
})

test.each(['ts', 'js'] as const)('what is written as %s evaluates back, whatever it holds', async (format) => {
  await fc.assert(fc.asyncProperty(object, comments, async (data, notes) => {
    const text = renderConfig(data, { format, schemaRef, comments: notes })
    const program = text.replace('import { defineConfig } from \'create-conventions\'', 'const defineConfig = (config) => config')
    const { default: back } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(program)}`) as { default: unknown }
    expect(back).toEqual(data)
  }), { numRuns: 200 })
})

const full: Config = {
  extends: ['standard', './team.yaml'],
  locale: 'ko',
  commits: { types: { feat: { title: '기능: "새"', bump: 'minor' }, chore: false }, scopes: ['api', 'web'], header: { maxLength: 72 } },
  pullRequests: { sections: [{ title: { en: 'What', ko: '무엇' }, optional: true }], checklist: ['a: b', '- c'] },
  ownership: false,
}

const summaryOf = (name: string) => features.find((feature) => feature.name === name)!.summary.en

test('a YAML config reads well', async () => {
  const messages = await loadMessages('en')
  expect(renderConfig(full, { format: 'yaml', schemaRef, comments: usualComments(messages, 'en', features as never) })).toBe(`# yaml-language-server: $schema=https://example.com/schema.json
# The conventions of this repository. \`npx conventions diff\` shows what a change here would do, \`apply\` does it.

# Presets come first, what is below changes them. A section that is absent is as the presets say; \`false\` switches it off.
extends: [standard, ./team.yaml]
locale: ko
# ${summaryOf('commits')}
commits:
  types:
    feat:
      title: "기능: \\"새\\""
      bump: minor
    chore: false
  scopes: [api, web]
  header:
    maxLength: 72
# ${summaryOf('pullRequests')}
pullRequests:
  sections:
    - title:
        en: What
        ko: 무엇
      optional: true
  checklist: ["a: b", "- c"]
# ${summaryOf('ownership')}
ownership: false
`)
})

test('a TypeScript and a JavaScript config read well', () => {
  const options = { schemaRef, comments: { extends: 'presets' } }
  const body = `{
  // presets
  extends: 'standard',
  commits: {
    types: {
      'a-b': {
        title: 'it\\'s',
      },
    },
  },
}`
  const config: Config = { extends: 'standard', commits: { types: { 'a-b': { title: 'it\'s' } } } }
  expect(renderConfig(config, { format: 'ts', ...options })).toBe(`import { defineConfig } from 'create-conventions'\n\nexport default defineConfig(${body})\n`)
  expect(renderConfig(config, { format: 'js', ...options })).toBe(`// @ts-check\n\n/** @type {import('create-conventions').Config} */\nexport default ${body}\n`)
})

test.each(['yaml', 'json', 'ts', 'js'] as const)('%s: the file loads as the config that was rendered', (format: ConfigFormat) => {
  const root = mkdtempSync(join(tmpdir(), 'conventions-write-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const description = 'no\u2028 "\'\\ `${1}` 한 😀 \u0085'
  const config: Config = { extends: [], description, locale: 'ko', issues: { contacts: [{ name: description, url: 'https://example.com', about: { en: '# x' } }] } }
  writeFileSync(join(root, `conventions.config.${format}`), renderConfig(config, { format, schemaRef, comments: { '': 'a\nb', 'issues': '*/ \u2028 }' } }))
  const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('loadAndPrint.ts', import.meta.url)), root], { encoding: 'utf8' })
  expect(stderr).toBe('')
  const { issues } = (JSON.parse(stdout) as { config: { issues: unknown } }).config
  expect(issues).toMatchObject(config.issues as object)
})

test('minimal: what the presets say already is left out', async () => {
  const { config: base } = await resolveIn('extends: standard')
  const told: Config = {
    extends: 'standard',
    locale: 'en',
    commits: { types: { feat: {}, own: { title: 'Own' } }, header: { maxLength: 72, width: 'columns' }, ignore: [] },
    issues: { bug: true },
    editor: false,
    ownership: { owners: { '*': ['@acme/team'] } },
  }
  expect(minimalConfig(told, base)).toEqual({
    extends: 'standard',
    commits: { types: { own: { title: 'Own' } }, header: { maxLength: 72 } },
    editor: false,
    ownership: { owners: { '*': ['@acme/team'] } },
  })
})

test('minimal: on top of the base it says all that was said', () => {
  fc.assert(fc.property(object, object, (one, other) => {
    const merged = mergeData(other, one)
    expect(mergeData(other, minimalConfig(merged, other) as Data)).toEqual(merged)
  }))
})

test('mergeConfig merges like extends, and brings the features of both', () => {
  const one = features[0] as never
  const two = features[1] as never
  const base: CodeConfig = { extends: 'standard', features: [one], commits: { ignore: ['a'], header: { maxLength: 50 } }, issues: false }
  const over: CodeConfig = { features: [one, two], commits: { ignore: ['b'], header: { minLength: 5 } }, issues: { bug: false } }
  const before = structuredClone({ ...base, features: [] })
  expect(mergeConfig(base, over)).toEqual({
    extends: 'standard', features: [one, two], commits: { ignore: ['b'], header: { maxLength: 50, minLength: 5 } }, issues: { bug: false },
  })
  expect({ ...base, features: [] }).toEqual(before)
})
