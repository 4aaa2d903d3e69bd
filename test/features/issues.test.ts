import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ask, detect, hostile, mistakes, paths, textAt, type Setting } from './harness.ts'

interface Element {
  readonly type: string
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly validations?: Readonly<Record<string, unknown>>
}

/** What GitHub says about a form (docs.github.com, Syntax for issue forms and for GitHub's form schema, 2026). */
function formFaults(form: Readonly<Record<string, unknown>>): string[] {
  const body = form['body'] as readonly Element[]
  const known = ['name', 'description', 'title', 'labels', 'assignees', 'projects', 'type', 'body']
  const keys: Readonly<Record<string, readonly string[]>> = {
    markdown: ['value'], textarea: ['label', 'description', 'placeholder', 'value', 'render'], input: ['label', 'description', 'placeholder', 'value'],
    dropdown: ['label', 'description', 'multiple', 'options', 'default'], checkboxes: ['label', 'description', 'options'],
  }
  const ids = body.map(({ id }) => id).filter((id) => id !== undefined)
  const labels = body.map(({ attributes }) => attributes['label']).filter((label) => label !== undefined)
  return [
    ...Object.keys(form).filter((key) => !known.includes(key)),
    ...['name', 'description'].filter((key) => typeof form[key] !== 'string' || form[key].trim() === ''),
    ...body.every(({ type }) => type === 'markdown') ? ['only markdown'] : [],
    ...body.filter(({ type }) => !(type in keys)).map(({ type }) => `type ${type}`),
    ...body.flatMap(({ type, attributes }) => Object.keys(attributes).filter((key) => !keys[type]?.includes(key))),
    ...body.filter(({ type, attributes }) => type !== 'markdown' && typeof attributes['label'] !== 'string').map(() => 'no label'),
    ...ids.filter((id) => !/^[A-Za-z0-9_-]+$/.test(id)),
    ...new Set(ids).size === ids.length ? [] : ['id twice'],
    ...new Set(labels).size === labels.length ? [] : ['label twice'],
    ...body.flatMap(({ validations = {} }) => Object.entries(validations).filter(([key, value]) => key !== 'required' || typeof value !== 'boolean').map(([key]) => key)),
    ...body.flatMap(({ attributes }) => Object.values(attributes).filter((value) => typeof value === 'string' && value.trim() === '').map(() => 'empty')),
    ...Array.isArray(form['labels']) && form['labels'].every((label) => typeof label === 'string') ? [] : ['labels'],
  ]
}

describe.each(['en', 'ko'] as const)('GitHub, %s', (locale) => {
  const { changes } = ask('issues', { labels: { bug: ['bug', 'needs: triage'] } }, { host: 'github', locale })
  test.each(['bug', 'feature'])('the form %s is one that GitHub accepts', (kind) => {
    const form = parse(textAt(changes, `.github/ISSUE_TEMPLATE/${kind}.yml`)) as Record<string, unknown>
    expect(formFaults(form)).toEqual([])
    expect(form['labels']).toEqual(kind === 'bug' ? ['bug', 'needs: triage'] : ['enhancement'])
    expect((form['body'] as Element[]).filter(({ validations }) => validations?.['required'] === true).length).toBeGreaterThan(0)
  })
})

test('the check of this test refuses what GitHub refuses', () => {
  const element = { type: 'input', id: 'a', attributes: { label: 'A' } }
  expect(formFaults({ name: '', description: 'd', labels: [], body: [element] })).toEqual(['name'])
  expect(formFaults({ name: 'n', description: 'd', labels: [], foo: 1, body: [element, element] })).toEqual(['foo', 'id twice', 'label twice'])
  expect(formFaults({ name: 'n', description: 'd', labels: 'x', body: [{ type: 'markdown', attributes: { value: 'x' } }] })).toEqual(['only markdown', 'labels'])
  expect(formFaults({ name: 'n', description: 'd', labels: [], body: [{ type: 'text', id: 'a b', attributes: { x: 1 } }] })).toEqual(['type text', 'x', 'no label', 'a b'])
})

test.each<[unknown, unknown]>([
  [{}, { blank_issues_enabled: true, contact_links: [] }],
  [{ blank: false, contacts: [{ name: { en: 'Chat: "x"', ko: '대화' }, url: 'https://x.test/#a', about: '- ask' }] },
    { blank_issues_enabled: false, contact_links: [{ name: 'Chat: "x"', url: 'https://x.test/#a', about: '- ask' }] }],
])('%j in config.yml', (options, expected) => {
  expect(parse(textAt(ask('issues', options, { host: 'github' }).changes, '.github/ISSUE_TEMPLATE/config.yml'))).toEqual(expected)
})

test.each<[string, unknown, Setting, string[]]>([
  ['GitHub', {}, { host: 'github' }, ['.github/ISSUE_TEMPLATE/bug.yml', '.github/ISSUE_TEMPLATE/feature.yml', '.github/ISSUE_TEMPLATE/config.yml']],
  ['bugs only', { feature: false }, { host: 'github' }, ['.github/ISSUE_TEMPLATE/bug.yml', '.github/ISSUE_TEMPLATE/config.yml']],
  ['GitLab', {}, { host: 'gitlab' }, ['.gitlab/issue_templates/Bug.md', '.gitlab/issue_templates/Feature.md']],
  ['Bitbucket', {}, { host: 'bitbucket' }, []], ['no host', {}, {}, []], ['kept', { keep: true }, { host: 'github' }, []],
])('%s', (_, options, setting, expected) => {
  expect(paths(ask('issues', options, setting).changes)).toEqual(expected)
})

test.each<[readonly string[], string]>([
  [['bug'], '\n\n/label ~"bug"\n'], [['a b', '버그'], '\n\n/label ~"a b" ~"버그"\n'], [[], '-->\n'],
])('GitLab gives the labels %j', (labels, end) => {
  for (const locale of ['en', 'ko'] as const) {
    const text = textAt(ask('issues', { labels: { bug: labels } }, { host: 'gitlab', locale }).changes, '.gitlab/issue_templates/Bug.md')
    expect(text.endsWith(end)).toBe(true)
  }
})

test.each<[string, Record<string, string>, readonly string[]]>([
  ['none', {}, []],
  ['forms', { '.github/ISSUE_TEMPLATE/bug.yml': '', '.github/ISSUE_TEMPLATE/config.yml': '' }, ['.github/ISSUE_TEMPLATE/bug.yml', '.github/ISSUE_TEMPLATE/config.yml']],
  ['Markdown in another case', { 'docs/issue_template/a.md': '' }, ['docs/issue_template/a.md']],
  ['a single one', { 'ISSUE_TEMPLATE.md': '' }, ['ISSUE_TEMPLATE.md']],
  ['GitLab', { '.gitlab/issue_templates/x.md': '' }, ['.gitlab/issue_templates/x.md']],
])('detected: %s', (_, files, expected) => {
  const found = detect('issues', files)
  expect(found.seen).toEqual(expected.map((path) => `${path}: the issue templates; they stay yours`))
  expect(found.options).toEqual(expected.length > 0 ? { keep: true } : undefined)
})

test.each<[unknown, Setting, string | undefined]>([
  [{}, { host: 'github' }, '`.github/ISSUE_TEMPLATE/`'], [{ keep: true }, { host: 'github', files: { 'docs/issue_template/a.md': '' } }, '`docs/issue_template/`'],
  [{ keep: true }, { host: 'github', files: { 'ISSUE_TEMPLATE.md': '' } }, undefined], [{}, { host: 'bitbucket' }, undefined],
  [{ bug: false, feature: false }, { host: 'github' }, undefined],
])('the docs of %j in %j name %s', (options, setting, path) => {
  const markdown = ask('issues', options, setting).contributed.docs?.[0]?.markdown
  if (path === undefined) expect(markdown).toBeUndefined()
  else expect(markdown).toContain(path)
})

test('no value breaks the YAML', () => {
  for (const text of hostile) {
    const contact = { name: text, url: 'https://x.test', about: text }
    const { changes } = ask('issues', { contacts: [contact] }, { host: 'github' })
    expect(parse(textAt(changes, '.github/ISSUE_TEMPLATE/config.yml'))).toEqual({ blank_issues_enabled: true, contact_links: [contact] })
    if (mistakes('issues', { labels: { bug: [text] } }).length > 0) continue
    const forms = ask('issues', { labels: { bug: [text] } }, { host: 'github' }).changes
    expect(parse(textAt(forms, '.github/ISSUE_TEMPLATE/bug.yml'))).toMatchObject({ labels: [text] })
  }
})
