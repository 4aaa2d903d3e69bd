import { expect, test } from 'vitest'
import { markdownCode } from '../../src/edit/quote.ts'
import { ask, detect, hostile, mistakes, textAt } from './harness.ts'

const conventional = {
  header: { maxLength: 100, width: 'code-units' }, subject: { case: 'lower', fullStop: false }, body: { maxLineLength: 100 }, footer: { maxLineLength: 100 },
}
const angularTypes = { build: {}, ci: {}, docs: {}, feat: {}, fix: {}, perf: {}, refactor: {}, revert: {}, style: {}, test: {}, chore: false }
const off = { feat: false, fix: false, perf: false, refactor: false, docs: false, test: false, build: false, ci: false, style: false, chore: false, revert: false }
const free = {
  header: { width: 'code-units' }, subject: { case: 'any', fullStop: true }, body: { maxLineLength: false }, footer: { maxLineLength: false },
}
const config = (rules: Record<string, unknown>) => ({ '.commitlintrc.json': JSON.stringify({ extends: ['@commitlint/config-conventional'], rules }) })

test('the template, in git\'s words and the team\'s', () => {
  const { changes } = ask('commits', { types: { feat: {}, fix: {} }, scopes: ['core', 'ui'], ticket: { required: true } })
  expect(textAt(changes, '.gitmessage')).toMatchInlineSnapshot(`
    "
    # The first line is type(scope): subject, 100 columns at most.
    # The scope is one of core, ui.
    # The scope can be left out.
    # The subject has no full stop at its end.
    # The body follows after an empty line and says why.
    # Lines of the body have 100 columns at most; lines with a URL are exempt.
    # The ticket stands in the footer: Refs: ABC-123.
    # A ticket matches [A-Z][A-Z0-9]+-[0-9]+.
    # Every commit names a ticket.
    # A breaking change is marked by ! before the colon or a footer BREAKING CHANGE: ….
    #
    # Types:
    #   feat  A new feature
    #   fix   A bug fix
    #
    # For example:
    #   feat(ui): search by title
    #
    #   Refs: ABC-123
    "
  `)
})

test('the template of a Korean team', () => {
  const { changes } = ask('commits', { types: { feat: {}, fix: {} }, scopes: ['결제'], emoji: 'unicode', body: { required: ['fix'] } }, { locale: 'ko' })
  expect(textAt(changes, '.gitmessage')).toMatchInlineSnapshot(`
    "
    # 첫 줄 형식은 타입(스코프): ✨ 제목, 길이는 100칸 이하입니다.
    # 한글과 이모지는 두 칸으로 셉니다.
    # 스코프는 다음 중 하나입니다: 결제.
    # 스코프는 생략할 수 있습니다.
    # 제목 끝에 마침표를 찍지 않습니다.
    # 본문이 필수인 타입: fix. 한 줄을 비우고, 왜 바꾸는지를 적습니다.
    # 본문 한 줄은 100칸 이하입니다. URL이 있는 줄은 예외입니다.
    # 호환되지 않는 변경은 콜론 앞에 !를 붙이거나 꼬리말(BREAKING CHANGE: …)로 알립니다.
    #
    # 타입:
    #   ✨ feat  새로운 기능
    #   🐛 fix   버그 수정
    #
    # 예시:
    #   feat(결제): ✨ 제목으로 검색하는 기능 추가
    "
  `)
})

test.each<[unknown, (string | undefined)[]]>([
  [{}, ['.gitmessage', 'commit.template=.gitmessage']],
  [{ template: false }, []],
  [{ template: '.github/commit.txt' }, ['commit.template=.github/commit.txt']],
])('%j plans %j', (options, expected) => {
  const { changes } = ask('commits', options)
  expect(changes.map((change) => change.kind === 'step' && 'gitConfig' in change.run ? `${change.run.gitConfig}=${change.run.value}`
    : 'path' in change ? change.path : undefined)).toEqual(['.conventions/commits.json', ...expected])
})

test.each<[Record<string, string>, string[]]>([
  [{}, ['commit.template']],
  [{ 'core.commentchar': ';' }, ['commit.template']],
  [{ 'core.commentChar': ';' }, ['commit.template', 'core.commentChar']],
  [{ 'core.commentChar': 'auto' }, ['commit.template', 'core.commentChar']],
  [{ 'core.commentString': '//' }, ['commit.template', 'core.commentString']],
  [{ 'core.commentChar': '#' }, ['commit.template']],
])('with the git config %j the doctor asks for %j', (git, expected) => {
  const { probes } = ask('commits', {}, { git: { config: git } })
  expect(probes.map(({ ask: asked }) => 'gitConfig' in asked && asked.gitConfig)).toEqual(expected)
})

test('the doctor quotes what goes into a shell', () => {
  expect(ask('commits', { template: 'my \'templates\'/commit $(x).txt' }).probes[0]?.fix)
    .toBe('git config --local commit.template \'my \'\\\'\'templates\'\\\'\'/commit $(x).txt\'')
  expect(ask('commits', { template: false }).probes).toEqual([])
})

test('no value breaks out of the template\'s comments or the docs', () => {
  for (const text of hostile) {
    const options = { types: { feat: { title: text }, fix: { title: { en: text, ko: text } } } }
    const { changes, contributed } = ask('commits', options)
    const lines = textAt(changes, '.gitmessage').split('\n')
    expect([lines[0], lines.at(-1)]).toEqual(['', ''])
    expect(lines.slice(1, -1).filter((line) => !/^#( |$)/.test(line) || /\p{Cc}|\u2028/u.test(line))).toEqual([])
    const markdown = contributed.docs?.[0]?.markdown ?? ''
    expect(markdown.split('\n').filter((line) => line.startsWith('- `feat`'))).toHaveLength(1)
    expect(markdown).not.toMatch(/^<!--|(?<!\\)<script/m)
  }
})

test('regular expressions of the config go into the docs as code', () => {
  const pattern = '`{2}|--> <!-- conventions:end docs -->'
  const { contributed, changes } = ask('commits', { scopes: { pattern }, ticket: { pattern: '[A-Z]+`-\\d+' } })
  expect(contributed.docs?.[0]?.markdown).toContain(`- The scope matches ${markdownCode(pattern)}.\n`)
  expect(contributed.docs?.[0]?.terse).toContain('- A ticket matches ``[A-Z]+`-\\d+``.')
  expect(textAt(changes, '.gitmessage')).toContain(`\n# The scope matches ${pattern}.\n`)
})

test.each<[string, Record<string, string>, unknown]>([
  ['nothing', {}, undefined],
  ['extends only', { '.commitlintrc': 'extends: "@commitlint/config-conventional"' }, conventional],
  ['the short name', { '.commitlintrc.yml': 'extends:\n  - conventional\n' }, conventional],
  ['angular', { 'commitlint.config.cjs': 'module.exports = {extends: [\'@commitlint/config-angular\']}' },
    { ...conventional, types: angularTypes, header: { maxLength: 72, width: 'code-units' }, breaking: { mark: false }, rules: { 'scope-case': [2, 'always', 'lower-case'] } }],
  ['package.json', { 'package.json': '{"commitlint":{"extends":["@commitlint/config-conventional"],"rules":{"scope-enum":[2,"always",["a"]]}}}' },
    { ...conventional, scopes: ['a'] }],
  ['JSON without an ending', { '.commitlintrc': '{"extends":["@commitlint/config-conventional"]}' }, conventional],
  ['TypeScript', { 'commitlint.config.ts': 'import type { UserConfig } from \'@commitlint/types\'\nconst c: UserConfig = { extends: [\'@commitlint/config-conventional\'] }\nexport default c\n' }, conventional],
  ['workspaces', { '.commitlintrc.yaml': 'extends: ["@commitlint/config-conventional", "@commitlint/config-pnpm-scopes"]' }, { ...conventional, scopes: { from: 'workspaces' } }],
  ['no base', { '.commitlintrc.json': '{"rules":{"type-enum":[2,"always",["add","feat"]],"header-max-length":[2,"always",50]}}' },
    { ...free, types: { ...off, add: {}, feat: {} }, header: { maxLength: 50, width: 'code-units' } }],
  ['no base, no rules', { '.commitlintrc.json': '{}' }, { ...free, rules: { 'type-enum': [0], 'header-max-length': [0] } }],
  ['package.json before files', { 'package.json': '{"commitlint":{"extends":"conventional"}}', '.commitlintrc.json': '{}' }, conventional],
])('commitlint: %s', (_, files, options) => {
  expect(detect('commits', files).options).toEqual(options)
})

test.each<[string, unknown, unknown]>([
  ['type-enum', [2, 'always', ['feat', 'wip']], { types: { ...off, feat: {}, wip: {} } }],
  ['type-enum', [2, 'always', ['a b']], { rules: { 'type-enum': [2, 'always', ['a b']] } }],
  ['scope-enum', [1, 'always', ['a']], { rules: { 'scope-enum': [1, 'always', ['a']] } }],
  ['scope-enum', [0], {}],
  ['scope-empty', [2, 'never'], { scopeRequired: true }],
  ['scope-empty', [2, 'always'], { scopes: [] }],
  ['header-max-length', [2, 'always', 72], { header: { maxLength: 72, width: 'code-units' } }],
  ['header-max-length', [2, 'always', 10], { rules: { 'header-max-length': [2, 'always', 10] } }],
  ['header-max-length', [0], { rules: { 'header-max-length': [0] } }],
  ['header-max-length', 0, { rules: { 'header-max-length': [0] } }],
  ['header-min-length', [2, 'always', 10], { header: { ...conventional.header, minLength: 10 } }],
  ['header-min-length', [2, 'always', 500], { rules: { 'header-min-length': [2, 'always', 500] } }],
  ['body-max-line-length', [0, 'always'], { body: { maxLineLength: false } }],
  ['body-max-line-length', [2, 'always', 72], { body: { maxLineLength: 72 } }],
  ['footer-max-line-length', [2, 'always', 1e6], { footer: { maxLineLength: false } }],
  ['body-empty', [2, 'never'], { body: { maxLineLength: 100, required: true } }],
  ['subject-case', [0], { subject: { case: 'any', fullStop: false } }],
  ['subject-case', [2, 'always', 'sentence-case'], { subject: { case: 'sentence', fullStop: false } }],
  ['subject-case', [2, 'always', ['sentence-case']], { subject: { case: 'sentence', fullStop: false } }],
  ['subject-case', [2, 'never', ['upper-case', 'pascal-case', 'sentence-case', 'start-case']], {}],
  ['subject-case', [2, 'always', 'lower-case'], { rules: { 'subject-case': [2, 'always', 'lower-case'] } }],
  ['subject-full-stop', [0], { subject: { case: 'lower', fullStop: true } }],
  ['subject-full-stop', [2, 'never', '!'], { rules: { 'subject-full-stop': [2, 'never', '!'] } }],
  ['signed-off-by', [2, 'always', 'Signed-off-by:'], { trailers: { required: ['Signed-off-by'] } }],
  ['trailer-exists', [2, 'always', 'Co-authored-by:'], { trailers: { required: ['Co-authored-by'] } }],
  ['type-empty', [2, 'never'], {}],
  ['references-empty', [2, 'never'], { rules: { 'references-empty': [2, 'never'] } }],
  ['my-plugin/rule', [2, 'always', { a: 1 }], {}],
])('commitlint: %s: %j', (name, rule, options) => {
  expect(detect('commits', config({ [name]: rule })).options).toEqual({ ...conventional, ...options as object })
})

test.each<[string, Record<string, string>, string[]]>([
  ['code is listed and the rest is read', {
    'commitlint.config.mjs': 'import p from \'p\'\nexport default { extends: [\'@commitlint/config-conventional\', \'mine\'], plugins: [p], ignores: [(m) => m === \'\'], parserPreset: \'x\', helpUrl: \'y\', rules: { \'scope-enum\': async () => [], \'scope-empty\': [2, \'never\'] } }',
  }, ['extends mine', 'rules.scope-enum (is code, which is not run)', 'plugins (is code, which is not run)', 'ignores (is code, which is not run)', 'parserPreset', 'helpUrl']],
  ['rules of a plugin', { '.commitlintrc.json': '{"rules":{"my-plugin/on":[2,"always"],"my-plugin/off":[0]}}' }, ['rules.my-plugin/on']],
  ['computed extends', { '.commitlintrc.js': 'module.exports = { extends: require(\'x\') }' }, ['extends (is code, which is not run)']],
  ['a program', { 'commitlint.config.js': 'module.exports = require(\'./make\')()' }, ['the file (it is more than one literal object, and it is not run)']],
  ['broken YAML', { '.commitlintrc.yaml': 'a: [' }, ['the file (it could not be read)']],
  ['a list', { '.commitlintrc.json': '[]' }, ['the file (it is more than one literal object, and it is not run)']],
  ['commitizen', { '.czrc': '{"path":"cz-emoji","scopes":["a"],"types":{"a b":{}},"maxHeaderWidth":"x","defaultScope":"y"}' },
    ['adapter cz-emoji', 'types', 'scopes', 'maxHeaderWidth', 'defaultScope']],
])('what has no words: %s', (_, files, expected) => {
  const { inexpressible } = detect('commits', files)
  expect(inexpressible.map(({ what }) => what)).toEqual(expected)
  expect(new Set(inexpressible.map(({ path }) => path))).toEqual(new Set(Object.keys(files)))
})

test.each<[string, Record<string, string>, unknown]>([
  ['the common adapter', { 'package.json': '{"config":{"commitizen":{"path":"./node_modules/cz-conventional-changelog"}}}' }, undefined],
  ['cz-git', {
    '.czrc': JSON.stringify({ path: 'node_modules/cz-git', types: [{ value: 'feat', name: 'feat:   새 기능', emoji: ':sparkles:' }, { value: 'wip', name: 'WIP' }], scopes: ['a', { value: 'b' }], allowCustomScopes: false, maxHeaderLength: 72, useEmoji: true }),
  }, {
    types: { ...off, feat: { title: '새 기능', emoji: ':sparkles:' }, wip: { title: 'WIP' } }, scopes: ['a', 'b'], header: { maxLength: 72, width: 'code-units' }, emoji: 'text',
  }],
  ['cz-conventional-changelog', { '.cz.json': '{"types":{"feat":{"description":"New","title":"Features"}},"maxHeaderWidth":80}' },
    { types: { ...off, feat: { title: 'New' } }, header: { maxLength: 80, width: 'code-units' } }],
  ['Python', { '.cz.toml': '[tool.commitizen]\nname = "cz_conventional_commits"\n' }, undefined],
  ['commitlint first', { '.czrc': '{"maxHeaderLength":50}', '.commitlintrc': 'extends: conventional' }, conventional],
])('commitizen: %s', (_, files, options) => {
  const found = detect('commits', files)
  expect(found.options).toEqual(options)
  expect(found.seen.length).toBeGreaterThan(0)
})

test.each<[string, Record<string, string>, Record<string, string>, unknown, string[]]>([
  ['a file', { '.gitmessage': '# ours' }, {}, { template: '.gitmessage' }, ['.gitmessage: the commit template; it stays yours']],
  ['configured', { 'docs/commit.txt': 'x' }, { 'commit.template': 'docs/commit.txt' }, { template: 'docs/commit.txt' }, ['docs/commit.txt: the commit template; it stays yours']],
  ['personal', {}, { 'commit.template': '~/.gitmessage' }, undefined,
    ['git config: commit.template is ~/.gitmessage; where the repository brings a template, that one comes first in this clone']],
  ['gone', {}, { 'commit.template': 'gone.txt' }, undefined,
    ['git config: commit.template is gone.txt; where the repository brings a template, that one comes first in this clone']],
])('a commit template: %s', (_, files, git, options, seen) => {
  const found = detect('commits', files, { config: git })
  expect([found.options, found.seen]).toEqual([options, seen])
})

test('what is imported is accepted, whatever stands there', () => {
  for (const text of hostile) {
    const { options } = detect('commits', config({ 'type-enum': [2, 'always', [text]], 'scope-enum': [2, 'always', [text]], 'trailer-exists': [2, 'always', text] }))
    expect(mistakes('commits', options)).toEqual([])
  }
})
