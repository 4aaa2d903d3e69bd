import { anyCase, anyOf, indent, type Proof } from './proof.ts'
import { probe } from './bytes.ts'
import { neededTypes, spellingsOf, type HeaderCode } from './header.ts'
import { sh } from '../../edit/quote.ts'

const scissors = '------------------------ >8 ------------------------'

/** Longer messages are left to the linter: shells read a byte at a time. A line counts as many bytes as it has, and a hundred more. */
const most = 40_000

/**
 * `conventions_good file`: every line and the whole break no rule. A line that begins with punctuation may be a comment, so what it says
 * is neither relied on nor passed over: its length counts, it is no body, it ends a last paragraph.
 */
export function goodCode(proof: Proof, header: HeaderCode): string {
  const { active } = proof
  const parts = [beginning(proof), lengths(proof), body(proof), tickets(proof), trailers(proof), forbidden(proof)]
  const state = [...new Set(parts.flatMap(({ state = [] }) => state))]
  return `\
${header.functions}\
conventions_good() {
  LC_ALL=C
${indent(probe)} && [ -r "$1" ] || return 1
  {
    IFS= read -r conventions_h || [ -n "$conventions_h" ] || return 1
${indent(header.sh, 2)}\
    conventions_size=\${#conventions_h} ${state.join(' ')}
    while IFS= read -r conventions_l || [ -n "$conventions_l" ]; do
      conventions_size=$((conventions_size + 100 + \${#conventions_l}))
      [ "$conventions_size" -le ${most} ] || return 1
${indent(parts.map(({ line }) => line).join(''), 3)}\
    done
  } <"$1"
${indent(parts.map(({ end }) => end ?? '').join(''))}\
${active('type-empty') ? '  return 0\n' : '  return 1\n'}\
}
`
}

/** What is done with each line behind the first, and what has to hold at the end. */
interface Part {
  readonly line: string
  /** What is assigned before the first of them. */
  readonly state?: readonly string[]
  readonly end?: string
}

const nothing: Part = { line: '' }

/**
 * The second line is empty, or there are comments only; where that is an error, there is nothing at all. Under another comment character a line is the
 * scissors or text: what follows it may count or not. $conventions_bare: n before the second line, y while there may be comments only.
 */
function beginning({ active, rules }: Proof): Part {
  const blank = active('body-leading-blank')
  const comments = blank && rules['body-leading-blank']![0] === 1
  const cases = [
    ...blank ? ['n-) conventions_bare=- ;;'] : [],
    ...blank && !comments ? ['n-*) return 1 ;;'] : [],
    `??'# ${scissors}') conventions_cut=c ;;`, `*' ${scissors}') return 1 ;;`,
    ...comments ? ['n-\'#\'*) conventions_bare=y ;;', 'y- | y-\'#\'*) ;;', '[ny]-*) return 1 ;;'] : [],
  ]
  return {
    state: ['conventions_cut=', `conventions_bare=${blank ? 'n' : '-'}`],
    line: `\
case $conventions_bare\${conventions_cut:--}$conventions_l in
${indent(cases.join('\n'))}
esac
`,
  }
}

/** Body or footer, the shorter limit holds. */
function lengths({ active, rules, convention: { vocabulary: { header: { width } } } }: Proof): Part {
  const limits = ['body-max-line-length', 'footer-max-line-length'].filter(active).map((name) => rules[name]![2] as number)
  if (limits.length === 0) return nothing
  const limit = Math.min(...limits)
  const urls = ['http', 'https'].flatMap((scheme) => [`${scheme}://[A-Za-z0-9]*`, `*[!A-Za-z0-9_]${scheme}://[A-Za-z0-9]*`]).join(' | ')
  return { line: `\
[ "\${#conventions_l}" -le ${limit} ] || case $conventions_l in
  ${urls}) ;;
  *[!\\ -~]*) conventions_bytes && conventions_within "$conventions_l" ${limit} ${width} || return 1 ;;
  *) return 1 ;;
esac
` }
}

/**
 * Some line is body for sure: it begins with a letter or a digit, and neither it nor a line before it can begin the footer (a token and a
 * colon, a word and `#`, the keyword of a breaking change).
 */
function body(proof: Proof): Part {
  const { active, rules, convention: { vocabulary } } = proof
  const types = active('conventions/body-required') ? spellingsOf(proof, rules['conventions/body-required']![2] as string[]) : []
  if (!active('body-empty') && types.length === 0) return nothing
  const words = [...new Set(['BREAKING', ...vocabulary.breaking.footers.map((footer) => footer.split(/[ -]/)[0] ?? '')])].map((word) => `${anyCase(word)}*`)
  return {
    state: ['conventions_cut=', 'conventions_open=y', 'conventions_body='],
    line: `\
if [ -n "$conventions_open" ] && [ -z "$conventions_body$conventions_cut" ]; then
  conventions_b=\${conventions_l#"\${conventions_l%%[!A-Za-z0-9_-]*}"}
  case $conventions_l in
    ${words.join(' | ')} | '*'*) conventions_open= ;;
  esac
  case \${conventions_b#"\${conventions_b%%[![:blank:]]*}"} in
    ':'* | '#'*) conventions_open= ;;
    [A-Za-z0-9]* | [\\ -~]* | '') ;;
    *'#'* | *':'*) conventions_open= ;;
  esac
  [ -z "$conventions_open" ] || case $conventions_l in *gpg:*) ;; [A-Za-z0-9]* | [!\\ -~[:cntrl:]]*) conventions_body=y ;; esac
fi
`,
    end: active('body-empty') ? '[ -n "$conventions_body" ] || return 1\n' : `case $conventions_t in ${anyOf(types)}) [ -n "$conventions_body" ] || return 1 ;; esac\n`,
  }
}

function tickets(proof: Proof): Part {
  const { convention: { vocabulary: { ticket } }, active } = proof
  if (ticket === false || ticket.place !== 'footer' || !active('conventions/ticket')) return nothing
  const needed = neededTypes(proof)
  const found = '[ -n "$conventions_found" ] || return 1'
  return {
    state: ['conventions_cut=', 'conventions_found='],
    line: `\
case $conventions_l in
  ${sh(`${ticket.key}: `)}*)
    [ -z "$conventions_cut" ] && conventions_ticket "\${conventions_l#${sh(`${ticket.key}: `)}}" || return 1
    conventions_found=y ;;
  ${keyLine(ticket.key)}) return 1 ;;
esac
`,
    end: needed === undefined ? `${found}\n` : needed.length === 0 ? '' : `case $conventions_t in ${anyOf(needed)}) ${found} ;; esac\n`,
  }
}

/** The required trailers stand in the last paragraph, whatever is a comment. */
function trailers({ active, rules }: Proof): Part {
  if (!active('conventions/trailer-required')) return nothing
  const keys = rules['conventions/trailer-required']![2] as string[]
  const none = keys.map((_, index) => `conventions_key${index}=`)
  return {
    state: ['conventions_cut=', 'conventions_gap=', ...none],
    line: `\
[ -z "$conventions_cut" ] || return 1
if [ -z "$conventions_l" ]; then
  conventions_gap=y
else
  [ -z "$conventions_gap" ] || { ${none.join(' ')} conventions_gap=; }
  case $conventions_l in *[A-Za-z0-9]*) ;; *) conventions_gap=y ;; esac
fi
${keys.map((key, index) => `case $conventions_l in ${anyCase(key)}': '[A-Za-z0-9]*) conventions_key${index}=y ;; esac\n`).join('')}`,
    end: keys.map((_, index) => `[ -n "$conventions_key${index}" ] || return 1\n`).join(''),
  }
}

function forbidden({ active, rules }: Proof): Part {
  if (!active('conventions/trailer-forbidden')) return nothing
  const keys = rules['conventions/trailer-forbidden']![2] as string[]
  return { line: `case $conventions_l in ${keys.map(keyLine).join(' | ')}) return 1 ;; esac\n` }
}

/** Patterns of lines that have this key, or may have it with white space before the colon. */
function keyLine(key: string): string {
  return `${anyCase(key)}:* | ${anyCase(key)}[!A-Za-z0-9_-]*:*`
}
