import { expect, test } from 'vitest'
import { resolveIn, sentencesOf } from './helpers.ts'

// Each mistake: the config, and every sentence that it makes.
const cases: readonly (readonly [name: string, config: string, sentences: readonly string[]])[] = [
  ['an unknown section', 'comits: {}', ['conventions.config.yaml:1:1: comits: there is no key "comits" here. Did you mean "commits"?']],
  ['an unknown key far from all', 'commits:\n  header:\n    zzzzzzzz: 1', [
    'conventions.config.yaml:3:5: commits.header.zzzzzzzz: there is no key "zzzzzzzz" here. Known: maxLength, minLength, width.',
  ]],
  ['an unknown key in a list', 'pullRequests:\n  sections:\n    - title: A\n      hin: B', [
    'conventions.config.yaml:4:7: pullRequests.sections[0].hin: there is no key "hin" here. Did you mean "hint"?',
  ]],
  ['an unknown key in one of several shapes', 'commits:\n  scopes: { patern: x }', [
    'conventions.config.yaml:2:13: commits.scopes.patern: there is no key "patern" here. Did you mean "pattern"?',
  ]],
  ['a missing key in a list', 'pullRequests:\n  sections:\n    - hint: B', [
    'conventions.config.yaml:3:7: pullRequests.sections[0].title is missing. Add it.',
  ]],
  ['a wrong word', 'commits:\n  types:\n    feat:\n      bump: mayor', [
    'conventions.config.yaml:4:13: commits.types.feat.bump: expected "major", "minor", "patch" or "none", found "mayor". Did you mean "major"?',
  ]],
  ['a boolean of YAML 1.1', 'issues:\n  bug: off', ['conventions.config.yaml:2:8: issues.bug: expected true or false, found "off". Did you mean false?']],
  ['a section without content', 'editor:', ['conventions.config.yaml:1:1: editor: expected false or an object, found nothing (null).']],
  ['a list for an object', 'commits: []', ['conventions.config.yaml:1:10: commits: expected false or an object, found a list.']],
  ['true for a section', 'docs: true', ['conventions.config.yaml:1:7: docs: expected false or an object, found true.']],
  ['a text for a number', 'commits:\n  header:\n    maxLength: "72"', [
    'conventions.config.yaml:3:16: commits.header.maxLength: expected a number, found "72".',
  ]],
  ['a number too small', 'commits:\n  header: { maxLength: 3 }', [
    'conventions.config.yaml:2:24: commits.header.maxLength: expected a number of at least 20, found 3.',
  ]],
  ['a number that is not whole', 'commits:\n  header: { maxLength: 72.5 }', [
    'conventions.config.yaml:2:24: commits.header.maxLength: expected a whole number, found 72.5.',
  ]],
  ['a text that fails a check', 'commits:\n  ignore: ["("]', [
    'conventions.config.yaml:2:12: commits.ignore[0]: expected a regular expression of at most 300 characters that compiles, found "(".',
  ]],
  ['rules of commitlint that are none', 'commits:\n  rules:\n    subject-cas: [2]\n    subject-case: 5\n    header-trim: [2, sometimes]', [
    'conventions.config.yaml:3:5: commits.rules.subject-cas: there is no key "subject-cas" here. Did you mean "subject-case"?',
    'conventions.config.yaml:4:19: commits.rules.subject-case: expected a rule as commitlint writes it: 0, 1 or 2, or a list such as `[2, always, 72]`, found 5.',
    'conventions.config.yaml:5:18: commits.rules.header-trim: expected a rule as commitlint writes it: 0, 1 or 2, or a list such as `[2, always, 72]`.',
  ]],
  ['a path that leaves the repository', 'pullRequests:\n  path: ../x.md', [
    'conventions.config.yaml:2:9: pullRequests.path: expected a path inside the repository, relative, with `/`, without `..`, not in `.git`, found "../x.md".',
  ]],
  ['a name that will not do', 'commits:\n  types:\n    a b: {}', [
    'conventions.config.yaml:3:5: commits.types["a b"]: the name "a b" will not do: expected a type name: letters, digits, `-` and `_`.',
  ]],
  ['a name of JavaScript\'s own', 'commits:\n  types:\n    constructor: {}\n    __proto__: {}', [
    'conventions.config.yaml:3:5: commits.types.constructor: this name means something to JavaScript and is not allowed. Choose another one.',
    'conventions.config.yaml:4:5: commits.types.__proto__: this name means something to JavaScript and is not allowed. Choose another one.',
  ]],
  ['what only the whole shows', 'extends: gitmoji\ncommits:\n  types:\n    own: { title: Own }', [
    'conventions.config.yaml:2:1: commits: expected an `emoji` for each type, because the format is gitmoji.',
  ]],
  ['several at once', 'locale: kr\nhost: git hub\ncommits:\n  subject: { case: upper }\n  body: 1', [
    'conventions.config.yaml:1:9: locale: expected "en" or "ko", found "kr". Did you mean "ko"?',
    'conventions.config.yaml:2:7: host: expected "github", "gitlab", "bitbucket" or "none", found "git hub". Did you mean "github"?',
    'conventions.config.yaml:4:20: commits.subject.case: expected "any", "lower" or "sentence", found "upper".',
    'conventions.config.yaml:5:9: commits.body: expected an object, found 1.',
  ]],
  ['code in YAML', 'features: [sonar]', [
    'conventions.config.yaml:1:1: `features` brings in code, which only a conventions.config.ts or .js can. A section of a feature is a key of its own.',
  ]],
  ['no object at all', '- commits', ['conventions.config.yaml:1:1: expected an object with sections such as `commits`, found a list.']],
  ['a list of presets that is none', 'extends: { standard: true }', [
    'conventions.config.yaml:1:10: extends: expected text or a list, found an object.',
  ]],
  ['a merge conflict', 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\n>>>>>>> x', [
    'conventions.config.yaml:2:1: git left a merge conflict here. Decide it and delete the markers.',
  ]],
  ['hostile text in a sentence', 'locale: "\\e[2J\\u009b1m\\u202e"', [
    'conventions.config.yaml:1:9: locale: expected "en" or "ko", found "\\u001b[2J\\u009b1m\\u202e".',
  ]],
]

test.each(cases)('%s', async (_, config, sentences) => {
  expect(await sentencesOf(resolveIn(config))).toEqual(sentences)
})

test('JSON has places too', async () => {
  const text = '{\n  // ours\n  "commits": { "typs": {}, },\n  "editor": { "indent": 0 }\n}'
  expect(await sentencesOf(resolveIn({ 'conventions.config.json': text }))).toEqual([
    'conventions.config.json:3:16: commits.typs: there is no key "typs" here. Did you mean "types"?',
    'conventions.config.json:4:25: editor.indent: expected a number of at least 1, found 0.',
  ])
})

test('in Korean', async () => {
  const config = 'comits: {}\nissues:\n  bug: off\neditor:\ncommits:\n  types:\n    a b: {}'
  expect(await sentencesOf(resolveIn(config), 'ko')).toEqual([
    'conventions.config.yaml:1:1: comits: 여기에는 "comits" 키가 없습니다. 혹시 "commits" 아닌가요?',
    'conventions.config.yaml:3:8: issues.bug: "off"은(는) 쓸 수 없습니다. 필요한 것: true 또는 false. 혹시 false 아닌가요?',
    'conventions.config.yaml:4:1: editor: 빈 값(null)은(는) 쓸 수 없습니다. 필요한 것: false 또는 객체.',
    'conventions.config.yaml:7:5: commits.types["a b"]: "a b"은(는) 이름으로 쓸 수 없습니다. 필요한 것: 글자, 숫자, `-`, `_`로 된 타입 이름.',
  ])
})

test('a mistake in a preset names the preset', async () => {
  const files = {
    'conventions.config.yaml': 'extends: [./base.yaml, "@acme/conventions"]',
    'base.yaml': 'commits:\n  typs: {}',
    'node_modules/@acme/conventions/package.json': '{\n  "conventions": {\n    "editor": { "eol": "cr" }\n  }\n}',
  }
  expect(await sentencesOf(resolveIn(files))).toEqual([
    'preset ./base.yaml:2:3: commits.typs: there is no key "typs" here. Did you mean "types"?',
    'preset @acme/conventions:3:24: editor.eol: expected "lf", "crlf" or "native", found "cr".',
  ])
  expect((await sentencesOf(resolveIn(files), 'ko'))[0]).toMatch(/^프리셋 \.\/base\.yaml:2:3: /)
})
