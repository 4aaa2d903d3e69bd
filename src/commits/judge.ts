import { CommitParser, type ParserOptions } from 'conventional-commits-parser'
import type { CommitConvention } from './convention.ts'
import { effectiveRules, type RuleConfig } from './effective.ts'
import { grammarOf, type Parsed } from './grammar.ts'
import { pluginRules } from './plugin.ts'
import { stockRules } from './stock.ts'
import { isPrintableAscii } from './width.ts'

/** The first rule that a message breaks; undefined for one that is fine, or that the team ignores. The message has no white space at its end. */
export type Judge = (message: string) => string | undefined

/**
 * A linter for whole histories: the verdict of `lintMessage` for a message that git does not make, without words, positions and corrections. All that can be made once is made
 * once, and a first line that names no type of the convention is not parsed any further.
 */
export async function makeJudge(convention: CommitConvention): Promise<Judge> {
  const { packageRules } = await import('./commitlintPackages.ts')
  const { vocabulary } = convention
  const own = pluginRules(convention)
  const grammar = grammarOf(vocabulary)
  const parser = new CommitParser({ ...grammar as ParserOptions, fieldPattern: null as unknown as RegExp })
  const rules = Object.entries(effectiveRules(convention)).filter(([, [level]]) => level === 2)
  const broken = (parsed: Parsed): string | undefined => rules.find(([name, [, when = 'always', value]]) => {
    const verdict = own[name]?.(parsed, when, value) ?? stockRules[name]?.(parsed, when, value)
    if (verdict !== undefined) return !verdict
    // The rules of the package answer at once; only their type allows for a promise.
    const said = packageRules[name]!(parsed, when, value) as readonly [boolean, string?]
    return !said[0]
  })?.[0]
  const types = new Set(typesOf(rules))
  const quick = types.size > 0 && Object.keys(vocabulary.rules).length === 0
  const limits = bodyLimits(rules)
  const ignore = vocabulary.ignore.map((pattern) => new RegExp(pattern, 'u'))
  return (message) => {
    if (ignore.some((pattern) => pattern.test(message))) return undefined
    const end = message.indexOf('\n')
    const header = end < 0 ? message : message.slice(0, end)
    // The parser takes first lines that begin or end in white space apart.
    if (quick && header !== '' && header.trim() === header) {
      const match = grammar.headerPattern.exec(header)
      const [, type, scope, subject] = match ?? []
      if (!type) return 'type-empty'
      if (!types.has(type)) return 'type-enum'
      const parsed = { type, scope: scope ?? null, subject: subject ?? null, header, body: null, footer: null, references: [], raw: message }
      if (end < 0) return broken(parsed)
      // Lines that are short, before which no footer can stand: what they say matters to no rule, but that there is a body.
      if (limits !== undefined && isPlainBody(message, end, limits)) return broken({ ...parsed, body: '-' })
    }
    const parsed = parser.parse(message)
    return parsed.header === null && parsed.body === null && parsed.footer === null ? undefined : broken({ ...parsed, raw: message } as unknown as Parsed)
  }
}

/** What the lines of body and footer may have, where no other rule asks about them; undefined where one does. */
function bodyLimits(rules: readonly (readonly [string, RuleConfig])[]): number | undefined {
  const asking = rules.filter(([name]) => /^(body|footer|references|trailer|signed)|^conventions\/(ticket|trailer)/.test(name))
  if (asking.some(([name]) => name !== 'body-max-line-length' && name !== 'footer-max-line-length')) return undefined
  return Math.min(Infinity, ...asking.map(([, [, , value]]) => Number(value)))
}

/** An ASCII body that begins with a line which is no footer. */
function isPlainBody(message: string, from: number, limit: number): boolean {
  let begun = false
  for (let start = from + 1; start < message.length;) {
    const found = message.indexOf('\n', start)
    const end = found < 0 ? message.length : found
    if (end - start > limit) return false
    const line = message.slice(start, end)
    if (!begun && line !== '') {
      if (!/^[\w"'`-][\w"'`., ()/-]*$/.test(line) || line.startsWith('gpg')) return false
      begun = true
    }
    if (!isPrintableAscii(line)) return false
    start = end + 1
  }
  return begun
}

function typesOf(rules: readonly (readonly [string, RuleConfig])[]): readonly string[] {
  const [name, rule] = rules[1] ?? []
  return rules[0]?.[0] === 'type-empty' && name === 'type-enum' && rule?.[1] === 'always' ? rule[2] as readonly string[] : []
}
