import type { CommitConvention } from './convention.ts'
import { effectiveRules, type RuleConfig, type Rules } from './effective.ts'
import { bytesCode } from './shell/bytes.ts'
import { goodCode } from './shell/footers.ts'
import { headerCode } from './shell/header.ts'
import type { Proof } from './shell/proof.ts'

const linter = 'conventions_hook commit-msg "$@"\n'

/** A part of a hook: functions, and the body of one that calls them. */
export interface ShellCode {
  readonly functions: string
  readonly sh: string
}

/**
 * The part `message` of the hook commit-msg, in POSIX sh: `$1` is the message's file. Status 0 without a
 * process started where the message is proved to break no rule, not even one that only warns, whatever the locale, the encoding and git's
 * comment character (one that no first line begins with); else the full linter decides. Builtins only, and the text is plain UTF-8: single
 * bytes are cut out of characters under LC_ALL=C (`.conventions/hooks/utf8.sh`). A shell that fails the probes at the top proves nothing.
 */
export function compileShell(convention: CommitConvention): ShellCode {
  const rules = effectiveRules(convention)
  const proof: Proof = { convention, rules, active: (name) => (rules[name]?.[0] ?? 0) > 0 }
  const header = isProvable(convention, rules) ? headerCode(proof) : undefined
  if (header === undefined) return { functions: '', sh: linter }
  return { functions: `${bytesCode}${goodCode(proof, header)}`, sh: `${callCode}${linter}` }
}

/** The rules that have a proof in sh, with the values for which it holds. */
const provable: Readonly<Record<string, (config: RuleConfig) => boolean>> = {
  'type-empty': never,
  'type-enum': ([, when, value]) => when === 'always' && Array.isArray(value),
  'subject-empty': never,
  'subject-case': ([, when, value]) => when === 'never'
    ? Array.isArray(value) && ['sentence-case', 'start-case', 'pascal-case', 'upper-case'].every((name) => value.includes(name)) && value.length === 4
    : value === 'sentence-case',
  'subject-full-stop': (config) => never(config) && config[2] === '.',
  'header-max-length': limit,
  'header-min-length': limit,
  'header-trim': () => true,
  'scope-empty': () => true,
  'scope-enum': ([, when, value]) => when === 'always' && (Array.isArray(value) || Array.isArray((value as { scopes?: unknown } | undefined)?.scopes)),
  'body-empty': never,
  'body-leading-blank': ([, when]) => when === 'always',
  'body-max-line-length': limit,
  'footer-max-line-length': limit,
  'subject-exclamation-mark': never,
  'conventions/emoji': () => true,
  'conventions/ticket': () => true,
  'conventions/scope-pattern': () => true,
  'conventions/scope-required': () => true,
  'conventions/body-required': () => true,
  'conventions/trailer-required': () => true,
  'conventions/trailer-forbidden': () => true,
}

function never([, when]: RuleConfig): boolean {
  return when === 'never'
}

function limit([, when, value]: RuleConfig): boolean {
  return when === 'always' && typeof value === 'number' && Number.isInteger(value) && value >= 0
}

/** Whether every rule in force has a proof, and the three without which a first line says nothing are in force. */
function isProvable({ vocabulary }: CommitConvention, rules: Rules): boolean {
  // What the team changed about our own rules is the linter's business.
  if (Object.keys(vocabulary.rules).some((name) => name.startsWith('conventions/'))) return false
  const known = Object.entries(rules).every(([name, config]) => config[0] === 0 || (Object.hasOwn(provable, name) && provable[name]!(config)))
  return known && ['type-empty', 'type-enum', 'subject-empty', 'header-max-length'].every((name) => (rules[name]?.[0] ?? 0) > 0)
}

/** Calls the proof and leaves the locale as it was. */
const callCode = `\
conventions_lc=\${LC_ALL-} conventions_had=\${LC_ALL+y}
conventions_good "$1" && conventions_ok=y || conventions_ok=
case $conventions_had in y) { LC_ALL=$conventions_lc; } 2>/dev/null ;; *) unset LC_ALL ;; esac
[ -z "$conventions_ok" ] || return 0
`
