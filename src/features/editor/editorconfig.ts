import type { Language } from '../../repo/facts.ts'
import type { Editor } from './schema.ts'

/** Indentation by the formatter or style guide of each language: gofmt, PEP 8, rustfmt, the guides of Kotlin, PHP (PSR-12), C# and Java. */
const conventional: Readonly<Partial<Record<Language, { readonly files: string, readonly indent: 'tab' | number }>>> = {
  go: { files: '*.go', indent: 'tab' },
  python: { files: '*.py', indent: 4 },
  rust: { files: '*.rs', indent: 4 },
  kotlin: { files: '*.{kt,kts}', indent: 4 },
  java: { files: '*.java', indent: 4 },
  php: { files: '*.php', indent: 4 },
  csharp: { files: '*.cs', indent: 4 },
}

/** The text of `.editorconfig` (editorconfig.org 0.17). */
export function editorconfig(options: Editor, languages: readonly Language[]): string {
  const { indent, tabWidth, width, eol, finalNewline, trimTrailing } = options
  const sections = [
    section('*', [
      'charset = utf-8',
      ...indentation(indent ?? 2),
      ...tabWidth === undefined ? [] : [`tab_width = ${tabWidth}`],
      ...eol === 'native' ? [] : [`end_of_line = ${eol}`],
      `insert_final_newline = ${finalNewline}`,
      `trim_trailing_whitespace = ${trimTrailing}`,
      ...width === false ? [] : [`max_line_length = ${width}`],
    ]),
    ...indent !== undefined ? [] : languages.flatMap((language) => {
      const own = conventional[language]
      return own === undefined ? [] : [section(own.files, indentation(own.indent))]
    }),
    // make and gofmt know tabs only.
    section(indent === undefined || !languages.includes('go') ? 'Makefile' : '{Makefile,*.go}', ['indent_style = tab']),
    ...eol === 'lf' ? [section('*.{bat,cmd}', ['end_of_line = crlf'])] : [],
    // Two spaces at the end of a line are a line break in Markdown.
    ...trimTrailing ? [section('*.md', ['trim_trailing_whitespace = false'])] : [],
  ]
  return ['root = true\n', ...sections].join('\n')
}

function indentation(indent: 'tab' | number): string[] {
  return indent === 'tab' ? ['indent_style = tab'] : ['indent_style = space', `indent_size = ${indent}`]
}

function section(files: string, lines: readonly string[]): string {
  return [`[${files}]`, ...lines, ''].join('\n')
}

/** The properties of the section `[*]` by their lower-case names; later ones win. */
export function readEditorconfig(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let section = ''
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|[\r\n]/)) {
    const line = raw.trim()
    section = /^\[(.*)\]$/.exec(line)?.[1] ?? section
    const [, key, value] = /^([^#;=[][^=]*?)\s*=\s*(.*?)(?:\s[#;].*)?$/.exec(line) ?? []
    if (section === '*' && key !== undefined && value !== undefined) found.set(key.toLowerCase(), value.toLowerCase())
  }
  return found
}
