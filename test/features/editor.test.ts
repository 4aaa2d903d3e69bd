import { expect, test } from 'vitest'
import { ask, detect, hostile, mistakes, paths, textAt, type Setting } from './harness.ts'

const js: Setting = { files: { 'package.json': '{}' } }
const lines = (options: unknown, setting: Setting = {}) => ask('editor', options, setting).changes
  .flatMap((change) => change.kind === 'lines' ? change.lines : [])
const keys = (options: unknown, path: string, setting: Setting = {}) => ask('editor', options, setting).changes
  .flatMap((change) => change.kind === 'keys' && change.path === path ? change.keys : [])

test('.editorconfig', () => {
  expect(textAt(ask('editor', { width: 100 }, { files: { 'package.json': '{}', 'go.mod': '', 'pyproject.toml': '' } }).changes, '.editorconfig')).toMatchInlineSnapshot(`
    "root = true

    [*]
    charset = utf-8
    indent_style = space
    indent_size = 2
    end_of_line = lf
    insert_final_newline = true
    trim_trailing_whitespace = true
    max_line_length = 100

    [*.go]
    indent_style = tab

    [*.py]
    indent_style = space
    indent_size = 4

    [Makefile]
    indent_style = tab

    [*.{bat,cmd}]
    end_of_line = crlf

    [*.md]
    trim_trailing_whitespace = false
    "
  `)
})

test.each<[string, unknown, Setting, string[], string[]]>([
  ['tabs', { indent: 'tab', tabWidth: 4 }, {}, ['indent_style = tab', 'tab_width = 4'], ['indent_size = 2', 'indent_style = space']],
  ['one indent for all, but gofmt\'s', { indent: 3 }, { files: { 'go.mod': '', 'Cargo.toml': '' } }, ['indent_size = 3', '[{Makefile,*.go}]'], ['[*.rs]']],
  ['native line ends', { eol: 'native' }, {}, [], ['end_of_line = lf', 'end_of_line = crlf']],
  ['CRLF', { eol: 'crlf' }, {}, ['end_of_line = crlf'], ['[*.{bat,cmd}]']],
  ['trailing spaces', { trimTrailing: false, finalNewline: false }, {}, ['trim_trailing_whitespace = false', 'insert_final_newline = false'], ['[*.md]']],
])('.editorconfig with %s', (_, options, setting, held, missing) => {
  const text = textAt(ask('editor', options, setting).changes, '.editorconfig').split('\n')
  expect(text).toEqual(expect.arrayContaining(held))
  expect(text.filter((line) => missing.includes(line))).toEqual([])
})

test.each<[unknown, Setting, string[]]>([
  [{}, js, ['.editorconfig', '.gitignore', '.gitattributes', '.vscode/settings.json', '.vscode/extensions.json']],
  [{ vscode: false, gitignore: false, gitattributes: false }, js, ['.editorconfig']],
  [{ editorconfig: false, gitignore: [], gitattributes: [], eol: 'native' }, js, []],
  [{ editorconfig: false, gitignore: [], gitattributes: [], eol: 'native' }, { files: { '.editorconfig': '' } }, ['.vscode/extensions.json']],
])('%j plans at %j', (options, setting, expected) => {
  expect(paths(ask('editor', options, setting).changes)).toEqual(expected)
})

test.each<[unknown, Record<string, string>, string[]]>([
  [{}, {}, ['.DS_Store', 'Thumbs.db']],
  [{}, { 'package.json': '{}' }, ['node_modules/', '.DS_Store', 'Thumbs.db']],
  [{}, { 'package.json': '{}', 'tsconfig.json': '{}', 'Cargo.toml': '' }, ['node_modules/', '*.tsbuildinfo', '/target/', '.DS_Store', 'Thumbs.db']],
  [{}, { 'build.gradle': '', 'build.gradle.kts': '' }, ['.gradle/', '.kotlin/', '.DS_Store', 'Thumbs.db']],
  [{ gitignore: ['한글 폴더/'] }, {}, ['한글 폴더/']],
])('.gitignore for %j and %j', (options, files, expected) => {
  expect([...lines(options, { files })].sort()).toEqual([...expected].sort())
})

test('.gitattributes comes first in its file, so that the team\'s own lines win', () => {
  const change = ask('editor', {}).changes.find((candidate) => candidate.kind === 'block')
  expect(change).toMatchObject({ at: 'start', path: '.gitattributes', text: '* text=auto eol=lf\n*.bat text=auto eol=crlf\n*.cmd text=auto eol=crlf' })
  expect(textAt(ask('editor', { eol: 'native' }).changes, '.gitattributes')).toBe('* text=auto')
  expect(textAt(ask('editor', { eol: 'crlf' }).changes, '.gitattributes')).toBe('* text=auto eol=crlf')
})

test('VS Code gets what is not set yet', () => {
  expect(keys({ width: 100 }, '.vscode/settings.json')).toEqual([
    { at: ['files.eol'], value: '\n', mode: 'default' }, { at: ['editor.rulers'], value: [100], mode: 'default' },
  ])
  expect(keys({}, '.vscode/extensions.json')).toEqual([{ at: ['recommendations'], value: ['EditorConfig.EditorConfig'], mode: 'include' }])
})

const bare = { eol: 'native', finalNewline: false, trimTrailing: false }
test.each<[string, string, unknown]>([
  ['tabs', 'root = true\n[*]\nindent_style = tab\n', { ...bare, indent: 'tab' }],
  ['everything', '\uFEFFroot=true\r\n\r\n[*]\r\nIndent_Style = Space\r\nindent_size = 4 ; four\r\nend_of_line = LF\r\ninsert_final_newline = true\r\ntrim_trailing_whitespace=true\r\nmax_line_length = 120\r\n[*.md]\r\nindent_size = 8\r\n',
    { indent: 4, width: 120, eol: 'lf', finalNewline: true, trimTrailing: true }],
  ['the last word counts', '[*]\nindent_size = 4\n[*.js]\nindent_size = 8\n[*]\nindent_size = 3\n', { ...bare, indent: 3 }],
  ['no words', '[*]\nindent_size = tab\nmax_line_length = off\ntab_width = 8\n# indent_size = 2\nend_of_line = cr\n', { ...bare, tabWidth: 8 }],
  ['tabs of a width', '[*]\nindent_style = tab\nindent_size = 8\n', { ...bare, indent: 'tab', tabWidth: 8 }],
  ['nothing for all files', '[*.js]\nindent_size = 4\n', bare],
])('.editorconfig is kept and read: %s', (_, text, options) => {
  const found = detect('editor', { '.editorconfig': text })
  expect(found.options).toEqual({ editorconfig: false, ...options as object })
  expect(found.seen).toEqual(['.editorconfig: indentation, width and line endings; the file stays yours'])
})

test.each<[string, Record<string, string>, unknown]>([
  ['nothing', {}, undefined],
  ['an ignore file that has what is needed', { 'package.json': '{}', '.gitignore': 'node_modules\ndist\n' }, { gitignore: false }],
  ['with slashes', { 'package.json': '{}', '.gitignore': '/node_modules/\r\n' }, { gitignore: false }],
  ['everywhere', { 'package.json': '{}', '.gitignore': '**/node_modules/**\n' }, { gitignore: false }],
  ['taken back', { 'package.json': '{}', '.gitignore': '!node_modules/\n' }, { gitignore: false }],
  ['one that lacks it', { 'package.json': '{}', 'go.mod': '', '.gitignore': 'dist\n' }, { gitignore: ['node_modules/'] }],
  ['one that ignores .vscode', { '.gitignore': '.vscode/*\n' }, { gitignore: false, vscode: false }],
  ['attributes that settle line ends', { '.gitattributes': '# x\n*   text=auto\n' }, { gitattributes: false }],
  ['attributes that settle them in another way', { '.gitattributes': '* -text' }, { gitattributes: false }],
  ['other attributes', { '.gitattributes': '*.png binary\n*.md text=auto\n* linguist-x\n' }, undefined],
])('detected: %s', (_, files, options) => {
  expect(detect('editor', files).options).toEqual(options)
})

test('no line of the config is more than a line, or a marker', () => {
  for (const text of hostile) {
    if (mistakes('editor', { gitignore: [text], gitattributes: [text] }).length > 0) continue
    const { changes } = ask('editor', { gitignore: [text], gitattributes: [text] })
    expect(textAt(changes, '.gitattributes')).not.toMatch(/\n|^\s*#\s*conventions:/)
  }
  expect(mistakes('editor', { gitignore: ['a\nb'] })).toEqual(['oneLine'])
})
