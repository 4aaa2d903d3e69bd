import * as v from 'valibot'
import { localizedSchema, regexSource } from './words.ts'
import { sample } from './sample.ts'
import { typeNames, type Vocabulary } from './vocabulary.ts'

/** A branch name or the names that a `*` stands for (`**`: slashes too). What git-check-ref-format(1) refuses anyway is not accepted here. */
const branchGlob = v.pipe(v.string(), v.maxLength(200), v.regex(/^(?![-/])[^\s\p{Cc}~^:?[\]\\]+$/u, 'branchGlob'))
const branchType = v.pipe(v.string(), v.maxLength(30), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, 'typeName'))

export const branchesSchema = v.strictObject({
  types: v.optional(v.pipe(
    v.array(branchType), v.minLength(1, 'someBranchType'),
    v.description('What a branch name may begin with. Without it: the commit types, and `feature`, `bugfix`, `hotfix`.'),
  )),
  ticket: v.optional(v.pipe(
    v.picklist(['none', 'optional', 'required']),
    v.description('Whether the ticket of `commits.ticket` stands behind the slash: `feat/ABC-12-search`.'),
  ), 'optional'),
  permanent: v.optional(v.pipe(
    v.array(branchGlob), v.description('Branches that stay, with `*` for a part of a name: always fine.'),
  ), ['main', 'master', 'develop', 'release/*']),
  ignore: v.optional(v.pipe(
    v.array(branchGlob), v.description('Branches that are not checked, such as those of bots; `**` stands for slashes too.'),
  ), ['dependabot/**', 'renovate/**', 'gh-readonly-queue/**', 'revert-*']),
  pattern: v.optional(v.pipe(regexSource, v.description('What a name looks like, as a regular expression, in the place of type, ticket and words.'))),
  maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(250), v.description('The longest name, in characters.')), 80),
  message: v.optional(v.pipe(localizedSchema, v.description('What is said about a name that does not fit, in the team\'s words.'))),
})

export type Branches = v.InferOutput<typeof branchesSchema>

/** What is wrong with a branch name. `nearest` candidates are the caller's. */
export type BranchFault =
  | { readonly rule: 'type', readonly found: string, readonly types: readonly string[] }
  | { readonly rule: 'ticket' | 'words' | 'pattern' }
  | { readonly rule: 'length', readonly length: number, readonly max: number }

const usual = ['feature', 'bugfix', 'hotfix']
/** Letters and digits of any script, and what joins them. */
const words = '[\\p{L}\\p{N}]+(?:[._-]+[\\p{L}\\p{N}]+)*'

/** What a branch name may begin with. */
export function branchTypes({ types }: Branches, vocabulary: Vocabulary | false): readonly string[] {
  return types ?? [...new Set([...vocabulary === false ? [] : typeNames(vocabulary), ...usual])]
}

function ticketOf({ ticket }: Branches, vocabulary: Vocabulary | false): string | undefined {
  return ticket === 'none' || vocabulary === false || vocabulary.ticket === false ? undefined : vocabulary.ticket.pattern
}

/** The source of a regular expression (flag u) for names that are neither permanent nor ignored; without their length. */
export function branchPattern(options: Branches, vocabulary: Vocabulary | false): string {
  if (options.pattern !== undefined) return options.pattern
  const types = branchTypes(options, vocabulary).join('|')
  const ticket = ticketOf(options, vocabulary)
  const rest = ticket === undefined ? words
    : options.ticket === 'required' ? `(?:${ticket})(?:[._-]+${words})?` : `(?:(?:${ticket})(?:[._-]+${words})?|${words})`
  return `(?:${types})/${rest}`
}

/** What is wrong with a branch name, one fault at most of each kind; none where it is fine. */
export function lintBranch(name: string, options: Branches, vocabulary: Vocabulary | false): BranchFault[] {
  if ([...options.permanent, ...options.ignore].some((glob) => globPattern(glob).test(name))) return []
  const { maxLength: max } = options
  const length = [...name].length
  return [...shapeFaults(name, options, vocabulary), ...length > max ? [{ rule: 'length' as const, length, max }] : []]
}

function shapeFaults(name: string, options: Branches, vocabulary: Vocabulary | false): BranchFault[] {
  if (new RegExp(`^(?:${branchPattern(options, vocabulary)})$`, 'u').test(name)) return []
  if (options.pattern !== undefined) return [{ rule: 'pattern' }]
  const types = branchTypes(options, vocabulary)
  const found = name.split('/', 1)[0] ?? ''
  if (found === name || !types.includes(found)) return [{ rule: 'type', found: found === name ? '' : found, types }]
  const ticket = ticketOf(options, vocabulary)
  const begins = ticket !== undefined && new RegExp(`^(?:${ticket})(?=$|[._-])`, 'u').test(name.slice(found.length + 1))
  return [{ rule: options.ticket === 'required' && ticket !== undefined && !begins ? 'ticket' : 'words' }]
}

/** `*` stands for anything but a slash, `**` for anything. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*|\*|[\\^$.|+(){}/]/g, (found) => found === '**' ? '.+' : found === '*' ? '[^/]+' : `\\${found}`)
  return new RegExp(`^${source}$`, 'u')
}

/** A name that fits; undefined where a pattern of the team's gives none. */
export function exampleBranch(options: Branches, vocabulary: Vocabulary | false): string | undefined {
  if (options.pattern !== undefined) return sample(options.pattern)
  const pattern = ticketOf(options, vocabulary)
  const ticket = pattern === undefined ? undefined : sample(pattern)
  return `${branchTypes(options, vocabulary)[0] ?? ''}/${ticket === undefined ? '' : `${ticket}-`}search-by-title`
}

/** The ticket id that a branch name holds; undefined where it holds none. */
export function ticketInBranch(name: string, vocabulary: Pick<Vocabulary, 'ticket'>): string | undefined {
  if (vocabulary.ticket === false) return undefined
  // A whole word of the name: `ABC-12` of `feature/ABC-12-x`, and not `BC-12` or `ABC-1`.
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${vocabulary.ticket.pattern})(?![\\p{L}\\p{N}])`, 'u').exec(name)?.[0]
}
