import { ConventionsError } from '../errors.ts'

/** A word of POSIX sh (XCU 2.2.2: single quotes). Throws `quoteNul`: no shell can hold a NUL. */
export function sh(text: string): string {
  if (text.includes('\0')) throw new ConventionsError('quoteNul', { text: JSON.stringify(text) })
  return `'${text.replaceAll('\'', `'\\''`)}'`
}

/**
 * A string of Ruby in double quotes. Control characters are refused: some of them (^D, ^Z, NUL) end a program for Ruby's lexer without a word, and
 * so are halves of characters and what ends a line elsewhere. Throws `quoteControl`.
 */
export function ruby(text: string): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) throw new ConventionsError('quoteControl', { text: JSON.stringify(text) })
  // `#` begins an interpolation before {, $ and @.
  return `"${text.replace(/[\\"#]/g, '\\$&')}"`
}

/**
 * An expression of PowerShell that gives the text, in ASCII: single quotes, in which only quotes are special (about_Quoting_Rules), and what is not
 * ASCII as .NET's `\\uXXXX`, because Windows PowerShell reads scripts in the code page of the machine. Throws `quoteControl`.
 */
export function powershell(text: string): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) throw new ConventionsError('quoteControl', { text: JSON.stringify(text) })
  const quoted = (value: string) => `'${value.replaceAll('\'', '\'\'')}'`
  if (/^[ -~]*$/.test(text)) return quoted(text)
  const escaped = text.replaceAll('\\', '\\\\').replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `([regex]::Unescape(${quoted(escaped)}))`
}

/** What a plain scalar would be read as by YAML 1.1 or 1.2 (core schema), instead of as a string. */
const RESOLVED = new RegExp(`^(?:${[
  '~|null|true|false|yes|no|on|off|y|n|<<|=',
  '[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*)',
  '[-+]?(?:[0-9][0-9_]*)?\\.?[0-9_]*(?:e[-+]?[0-9]+)?',
  '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?',
  '[-+]?\\.(?:inf|nan)',
  '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*',
].join('|')})$`, 'i')

/** Printable (YAML 1.2 §5.1) and no line break; a lone surrogate is not. */
const PRINTABLE = /^[ -~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u

/**
 * A YAML scalar on one line that every YAML 1.1 and 1.2 parser reads as this string, plain where that is safe. Safe inside flow
 * collections too, unless `context` says that it stands in a block, where commas and brackets need no quotes.
 */
export function yamlScalar(text: string, context: 'block' | 'flow' = 'flow'): string {
  const plain = PRINTABLE.test(text)
    && !/^[-?:,[\]{}#&*!|>'"%@`]|^\s|\s$|:\s|:$|\s#|^\.\.\.|^$/.test(text.startsWith('-') ? text.replace(/^-(?=[\p{L}\p{N}])|^--(?=\p{L})/u, '') : text)
    && !(context === 'flow' && /[,[\]{}]|::/.test(text))
    && !RESOLVED.test(text)
  return plain ? text : yamlQuoted(text)
}

/** A YAML double-quoted scalar on one line. */
export function yamlQuoted(text: string): string {
  // JSON's escapes are YAML's; what YAML does not count as printable is escaped besides.
  return JSON.stringify(text).replace(/[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g, (character) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

// Classes of Unicode take long to make, the first time: what is in ASCII is told without.
const isAscii = (text: string): boolean => /^[\s -~]*$/.test(text)

/** NUL, and what would tell a terminal something (ESC, BEL, C1), as U+FFFD; white space stays. */
const harmless = (text: string): string => isAscii(text) ? text : text.replace(/[^\P{Cc}\s\u0085]/gu, '\uFFFD')

/**
 * Running text of Markdown (CommonMark 0.31, GFM tables and strikethrough) that shows as `text`: what would be markup is
 * escaped, anywhere in a line and at its start, also in a table cell. Line breaks and runs of white space become one space.
 */
export function markdownInline(text: string): string {
  return harmless(text).replace(/[\s\u0085]+/g, ' ').trim()
    .replace(text.includes('_') ? /[\\`*[\]<>|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu : /[\\`*[\]<>|~]|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(?:#{1,6}(?= |$)|[-+](?= |$)|[-=]+(?=$)|-(?=[ -]*$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
}

/** A code span of Markdown that shows `text`, for running text; in a table `cell` its pipes are escaped. Line breaks become spaces. */
export function markdownCode(text: string, { cell = false }: { readonly cell?: boolean } = {}): string {
  const line = harmless(text).replace(/\r\n|[\r\n]/g, ' ')
  const fence = '`'.repeat(longestRun(line) + 1)
  // CommonMark 6.1: one space at both ends is taken off, unless there are only spaces.
  const pad = line === '' || /^`|`$|^ .*[^ ].* $/.test(line) || /^ [^ ]+ $/.test(line) ? ' ' : ''
  return fence + pad + (cell ? line.replaceAll('|', '\\|') : line) + pad + fence
}

/** A fenced code block of Markdown that shows `text`, with `info` (a language) after the fence; without a final newline. */
export function markdownFence(text: string, info = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${info.replace(/[`\s]+/g, '')}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}

/**
 * A line of prose that somebody wrote with code spans in mind (a commit's subject) as Markdown: balanced code spans stay, everything else
 * shows as it is written. `@scope/name` is put into a code span: hosts would call the user `scope`.
 */
export function markdownProse(text: string): string {
  // Most subjects need nothing. What begins a block (a list, a heading) holds one of these, or a digit with a dot.
  const simple = /^[A-Za-z0-9][A-Za-z0-9 :,;'"$%()/?!=^{}+.#-]*$/.test(text) || (!isAscii(text) && /^[\p{L}\p{N}][\p{L}\p{N} :,;'"$%()/?!=^{}+.#-]*$/u.test(text))
  if (simple && !text.includes('  ') && !/^\d{1,9}[.)]/.test(text) && !text.endsWith(' ')) return text
  const line = harmless(text).replace(/[\s\u0085]+/g, ' ').trim()
  const parts = line.split(/((?<!`)(`+)(?!`)(?:(?!\2(?!`)).)+?(?<!`)\2(?!`)|(?<![\w`/])@[\w.-]+\/[\w.-]+)/)
  // Of each match there are two parts: the whole, and its fence (undefined for a package's name).
  return parts.map((part, index) => {
    if (index % 3 === 2 || part === undefined || part === '') return ''
    if (index % 3 === 1) return part.startsWith('`') ? part : markdownCode(part)
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(part) ?? []
    return before + (index === 0 ? markdownInline(inner) : markdownInline(`x${inner}`).slice(1)) + after
  }).join('')
}

/**
 * Markdown of somebody else (a breaking change's note: paragraphs, lists, fenced code) that cannot break out of where it is put: no HTML outside
 * of code, no headings, no unclosed fence. LF; lines keep their indentation.
 */
export function markdownNote(text: string): string {
  let fence: string | undefined
  const lines = harmless(text).replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').trim().split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined
      return line
    }
    if (mark !== undefined) fence = mark
    return mark === undefined ? noteLine(line) : line
  })
  return fence === undefined ? lines.join('\n') : [...lines, fence].join('\n')
}

function noteLine(line: string): string {
  return line.split(/(`+[^`]+`+)/).map((part, index) => index % 2 === 1 ? part : part.replace(/<(?=[A-Za-z/!?])/g, '\\<').replace(/\]\((?=\s*(?:javascript|data|vbscript):)/gi, ']\\(')).join('')
    .replace(/^(\s*)(?=#{1,6}(\s|$)|(?:=+|-+|\*{3,}|_{3,})\s*$|\[[^\]]*\]:)/, '$1\\')
}

/** Text of an element or an attribute in double quotes (XML 1.0): what must be escaped is, and characters that XML cannot hold are U+FFFD. */
export function xml(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
