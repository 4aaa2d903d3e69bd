/** What a regular expression of the team looks like to a shell that has only globs. */
interface Atom {
  /** Inside of brackets: characters and ranges of ASCII. */
  readonly set: string
  readonly least: number
  readonly most: number
}

/**
 * A function `name text` in sh that succeeds only where the whole of `text` matches the pattern: alternatives of characters and classes of
 * ASCII with quantifiers, each taken greedily and never given back. Undefined for any other pattern.
 */
export function matchCode(name: string, pattern: string): string | undefined {
  const alternatives = pattern.split('|').map(atoms)
  if (alternatives.some((atoms) => atoms === undefined)) return undefined
  const names = alternatives.map((_, index) => `${name}_${index}`)
  const functions = (alternatives as Atom[][]).map((sequence, index) => `\
${names[index]!}() {
  conventions_s=$1
${sequence.map(take).join('')}  [ -z "$conventions_s" ]
}
`)
  return `${functions.join('')}${name}() {\n  ${names.map((one) => `${one} "$1"`).join(' || ')}\n}\n`
}

function take({ set, least, most }: Atom): string {
  const one = `  case $conventions_s in [${set}]*) conventions_s=\${conventions_s#?} ;; *) return 1 ;; esac\n`
  const maybe = `  case $conventions_s in [${set}]*) conventions_s=\${conventions_s#?} ;; esac\n`
  const all = `  conventions_s=\${conventions_s#"\${conventions_s%%[!${set}]*}"}\n`
  return one.repeat(least) + (most === Infinity ? all : maybe.repeat(most - least))
}

function atoms(source: string): Atom[] | undefined {
  const found: Atom[] = []
  const token = /(?:\[((?:[A-Za-z0-9_./#@+]|\\[dw.-]|-)+)\]|\\([dw./#@+-])|([A-Za-z0-9_/#@-]))(\+|\*|\?|\{\d+(?:,\d*)?\})?/y
  while (token.lastIndex < source.length) {
    const match = token.exec(source)
    if (match === null) return undefined
    const [, inside, escaped, literal, quantifier = '{1}'] = match
    const set = bracket(inside ?? (escaped === undefined ? literal! : `\\${escaped}`))
    const [least, most] = times(quantifier)
    if (set === undefined || least > 12 || (most !== Infinity && most - least > 12) || most < least) return undefined
    found.push({ set, least, most })
  }
  return found.length === 0 ? undefined : found
}

/** The inside of a bracket expression of a glob: what the regular expression's class holds, `-` at its end. */
function bracket(inside: string): string | undefined {
  const parts = inside.match(/\\[dw]|(?:[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9])|\\?[^\\]/g) ?? []
  const plain = parts.map((part) => part === '\\d' ? '0-9' : part === '\\w' ? 'A-Za-z0-9_' : part.replace(/^\\/, ''))
  const dash = plain.includes('-')
  const rest = plain.filter((part) => part !== '-')
  // A `-` between two members that are no plain range (`[+-a]`) means something else to a regular expression.
  const odd = dash && !/^\\?-|\\?-$|\\-/.test(inside)
  return odd || (rest.length === 0 && !dash) ? undefined : rest.join('') + (dash ? '-' : '')
}

function times(quantifier: string): [number, number] {
  switch (quantifier) {
    case '+': return [1, Infinity]
    case '*': return [0, Infinity]
    case '?': return [0, 1]
    default: {
      const [, least = '1', comma, most = ''] = /^\{(\d+)(,)?(\d*)\}$/.exec(quantifier) ?? []
      return [Number(least), comma === undefined ? Number(least) : most === '' ? Infinity : Number(most)]
    }
  }
}
