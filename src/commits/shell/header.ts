import { sh } from '../../edit/quote.ts'
import { emojiSpellings, hasAsciiTypes, subjectEmoji } from '../grammar.ts'
import { typeEmoji } from '../shape.ts'
import { commitTypes } from '../types.ts'
import { matchCode } from './pattern.ts'
import { anyOf, type Proof } from './proof.ts'

/** The first line: functions, and what follows once it is in $conventions_h. */
export interface HeaderCode {
  readonly functions: string
  readonly sh: string
}

/**
 * Returns 1 where the first line may break a rule, and 0 for a message that is not checked. Else conventions_t is the type, conventions_scope the scope,
 * conventions_s the subject. Undefined where no first line can be proved good.
 */
export function headerCode(proof: Proof): HeaderCode | undefined {
  const types = provableTypes(proof)
  if (types.length === 0) return undefined
  const shape = proof.convention.vocabulary.format === 'gitmoji' ? gitmojiShape(types) : conventionalShape(types, proof)
  return { functions: helpers(proof), sh: `\
${shape}${characters(proof)}${scope(proof)}${emoji(proof)}${ticket(proof)}\
[ -n "$conventions_s" ] || return 1
${firstLetter(proof)}` }
}

/** Whether $conventions_t is a type; a first line that begins otherwise is checked or not. */
function typeCode(types: readonly string[]): string {
  return `\
case $conventions_t in
  ${anyOf(types)}) ;;
  *)
    case $conventions_h in
      "Merge branch '"* | 'Merge pull request '* | "Merge tag '"* | 'Merge remote-tracking branch '* | 'Revert "'* | 'Reapply "'* | 'fixup!'* | 'squash!'* | 'amend!'*) return 0 ;;
    esac
    return 1 ;;
esac
`
}

/** The types that the shell finds in front of `(`, `!` or `:`, or of a space, as the parser does. */
function provableTypes({ convention: { vocabulary }, rules }: Proof): string[] {
  const grammar = vocabulary.format === 'gitmoji' ? /^[^\s(]+$/u : hasAsciiTypes(vocabulary) ? /^\w+$/ : /^[\p{L}\p{N}_-]+$/u
  // The parser drops lines that begin with gpg: as a signature.
  return (rules['type-enum']![2] as unknown[]).filter((type): type is string => typeof type === 'string' && grammar.test(type) && type !== 'gpg')
}

function conventionalShape(types: readonly string[], { active }: Proof): string {
  const ends = active('subject-exclamation-mark') ? '\': \'*' : '\': \'* | \'!: \'*'
  return `\
conventions_t=\${conventions_h%%[\\(:!]*} conventions_scope=
${typeCode(types)}conventions_s=\${conventions_h#"$conventions_t"}
case $conventions_s in
  '('*)
    conventions_scope=\${conventions_s#'('} conventions_scope=\${conventions_scope%%')'*}
    [ -n "$conventions_scope" ] || return 1
    conventions_s=\${conventions_s#*')'}
    # The parser takes the last of these as the end of the scope.
    case $conventions_s in *'): '* | *')!: '*) return 1 ;; esac ;;
esac
case $conventions_s in ${ends}) conventions_s=\${conventions_s#*': '} ;; *) return 1 ;; esac
`
}

function gitmojiShape(types: readonly string[]): string {
  return `\
conventions_t=\${conventions_h%%' '*} conventions_scope=
${typeCode(types)}conventions_s=\${conventions_h#"$conventions_t"}
case $conventions_s in ' '*) conventions_s=\${conventions_s#' '} ;; *) return 1 ;; esac
case $conventions_s in
  '('*)
    conventions_s=\${conventions_s#'('}
    conventions_scope=\${conventions_s%%')'*}
    case $conventions_scope in '' | *'('*) return 1 ;; esac
    conventions_s=\${conventions_s#"$conventions_scope"}
    case $conventions_s in '): '*) conventions_s=\${conventions_s#'): '} ;; *) return 1 ;; esac ;;
esac
`
}

/** Length, characters that the parser's `.` does not match, white space and a full stop at the end. */
function characters({ rules, active, convention: { vocabulary: { header: { width } } } }: Proof): string {
  const most = rules['header-max-length']![2] as number
  const least = active('header-min-length') ? `case $conventions_h in *[!\\ -~]*) return 1 ;; esac\n[ "\${#conventions_h}" -ge ${rules['header-min-length']![2] as number} ] || return 1\n` : ''
  return `\
case $conventions_h in
  *' '${active('subject-full-stop') ? ' | *.' : ''}) return 1 ;;
  *[!\\ -~]*) conventions_bytes && conventions_valid_header "$conventions_h" ${most} ${width} || return 1 ;;
  *) [ "\${#conventions_h}" -le ${most} ] || return 1 ;;
esac
${least}`
}

function scope(proof: Proof): string {
  const { rules, active } = proof
  const has = '[ -n "$conventions_scope" ] || return 1'
  const [, when] = rules['scope-empty'] ?? []
  const required = active('conventions/scope-required') ? spellingsOf(proof, rules['conventions/scope-required']![2] as string[]) : []
  return [
    active('scope-empty') ? when === 'always' ? '[ -z "$conventions_scope" ] || return 1' : has : '',
    required.length > 0 ? `case $conventions_t in ${anyOf(required)}) ${has} ;; esac` : '',
    active('scope-enum') ? `[ -z "$conventions_scope" ] || conventions_scoped "$conventions_scope" || return 1` : '',
    // Several scopes are left to the linter.
    active('conventions/scope-pattern') ? '[ -z "$conventions_scope" ] || conventions_scope_pattern "$conventions_scope" || return 1' : '',
  ].filter(Boolean).map((line) => `${line}\n`).join('')
}

function helpers({ convention: { vocabulary }, rules, active }: Proof): string {
  const none = (name: string): string => `${name}() {\n  return 1\n}\n`
  const pattern = active('conventions/scope-pattern') ? String(rules['conventions/scope-pattern']![2]) : undefined
  return [
    active('scope-enum') ? scopedCode(rules['scope-enum']![2]) : '',
    pattern === undefined ? '' : matchCode('conventions_scope_pattern', pattern) ?? none('conventions_scope_pattern'),
    vocabulary.ticket === false ? '' : matchCode('conventions_ticket', vocabulary.ticket.pattern) ?? none('conventions_ticket'),
  ].join('')
}

/** `conventions_scoped scope`: one of the list; with the delimiter comma, each one of it. */
function scopedCode(value: unknown): string {
  const { scopes, delimiters } = (Array.isArray(value) ? { scopes: value } : value) as { readonly scopes: readonly unknown[], readonly delimiters?: readonly string[] }
  const names = scopes.filter((name): name is string => typeof name === 'string' && !/[,\n]/.test(name))
  // An empty list forbids nothing; the shell need not know that.
  if (names.length === 0) return 'conventions_scoped() {\n  return 1\n}\n'
  if (delimiters?.length !== 1 || delimiters[0] !== ',') return `conventions_scoped() {\n  case $1 in ${anyOf(names)}) ;; *) return 1 ;; esac\n}\n`
  return `\
conventions_scoped() {
  conventions_b=$1,
  while [ -n "$conventions_b" ]; do
    case \${conventions_b%%,*} in ${anyOf(names)}) ;; *) return 1 ;; esac
    conventions_b=\${conventions_b#*,}
    conventions_b=\${conventions_b#' '}
  done
}
`
}

/** How the types of these names are written in a first line. */
export function spellingsOf({ convention: { vocabulary } }: Proof, names: readonly string[]): string[] {
  return commitTypes(vocabulary).filter(({ name }) => names.includes(name))
    .flatMap((type) => vocabulary.format === 'gitmoji' ? emojiSpellings(typeEmoji(vocabulary, type) ?? '') : [type.name])
}

function emoji({ convention: { vocabulary }, active }: Proof): string {
  if (!active('conventions/emoji')) return ''
  const cases = commitTypes(vocabulary).flatMap((type) => {
    const expected = subjectEmoji(vocabulary, type)
    if (expected === undefined) return []
    const strips = emojiSpellings(expected).map((spelling) => `${sh(`${spelling} `)}*) conventions_s=\${conventions_s#${sh(`${spelling} `)}} ;;`)
    return [`  ${sh(type.name)}) case $conventions_s in ${strips.join(' ')} *) return 1 ;; esac ;;\n`]
  })
  return cases.length === 0 ? '' : `case $conventions_t in\n${cases.join('')}esac\n`
}

function ticket(proof: Proof): string {
  const { convention: { vocabulary: { ticket, subject } }, active } = proof
  if (ticket === false) return ''
  const needed = neededTypes(proof)
  const must = needed === undefined ? 'return 1' : needed.length === 0 ? '' : `case $conventions_t in ${anyOf(needed)}) return 1 ;; esac`
  if (ticket.place === 'scope') {
    if (!active('conventions/ticket')) return ''
    return `if [ -n "$conventions_scope" ]; then conventions_ticket "$conventions_scope" || return 1; else ${must === '' ? ':' : must}; fi\n`
  }
  if (ticket.place !== 'subject') return ''
  // What the shell does not take for a ticket may be one for a regular expression that gives back: then another letter comes first.
  const unsure = subject.case === 'any' ? 'case $conventions_s in *\' \'*) ;; *) return 1 ;; esac' : 'case $conventions_s in [A-Z0-9]*) return 1 ;; *\' \'*) ;; *) return 1 ;; esac'
  return `\
if conventions_ticket "\${conventions_s%%' '*}"; then
  case $conventions_s in *' '*) conventions_s=\${conventions_s#*' '} ;; *) return 1 ;; esac
else
  ${[must, matchable(ticket.pattern) ? unsure : 'return 1'].filter(Boolean).join('\n  ')}
fi
`
}

/** Whether a ticket can only begin as the shell's reading of its pattern says: with a capital letter or a digit. */
function matchable(pattern: string): boolean {
  return pattern.split('|').every((one) => /^(?:[A-Z0-9]|\[[A-Z0-9-]+\]|\\d)(?![?*{])/.test(one))
}

/** The types whose commits need a ticket, as they are written; undefined: all. */
export function neededTypes(proof: Proof): string[] | undefined {
  const { ticket } = proof.convention.vocabulary
  if (ticket === false || !proof.active('conventions/ticket') || ticket.required === false) return []
  return ticket.required === true ? undefined : spellingsOf(proof, ticket.required)
}

/** subject-case: the first letter decides where it is ASCII. */
function firstLetter({ rules, active }: Proof): string {
  if (!active('subject-case')) return ''
  const wrong = rules['subject-case']![1] === 'never' ? '[A-Z]*' : '[a-z]*'
  return `case $conventions_s in ${wrong}) return 1 ;; [\\ -~]*) ;; *) conventions_caseless "$conventions_s" || return 1 ;; esac\n`
}
