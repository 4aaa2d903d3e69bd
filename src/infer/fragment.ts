import type { Config } from '../config/schema.ts'
import { distance } from '../edit/distance.ts'
import { standardTypes } from '../commits/standard.ts'
import { inOrder, type CommitFindings } from './commits.ts'
import type { BranchFindings } from './places.ts'
import type { Setting, SettingName } from './types.ts'

export interface Findings {
  readonly code: readonly Setting[]
  /** Undefined: there is no history. */
  readonly commits: CommitFindings | undefined
  /** Undefined: nobody looked. */
  readonly branches: BranchFindings | undefined
}

/**
 * What was found and is sure, as a config: what is mixed or of too few files is left out, for the team to decide. `extends` is the shipped preset that comes nearest.
 */
export function fragmentOf({ code, commits, branches }: Findings): Config {
  const style = styleOf(code)
  const told = commits && commits.verdict !== 'few' && commits.verdict !== 'mixed' ? commits : undefined
  return {
    extends: presetOf(told),
    ...told && commitsOf(told),
    ...branches && branches.names >= 5 && branches.share >= 0.7 && branches.shape !== 'words' && branches.shape !== 'person' ? { branches: branchesOf(branches) } : {},
    ...Object.keys(style).length > 0 ? { lint: { style } } : {},
  } as Config
}

function presetOf(commits: CommitFindings | undefined): string {
  if (commits?.style === 'gitmoji' || commits?.style === 'angular') return commits.style
  return commits && commits.language.korean > 0.5 ? 'korean' : 'standard'
}

function styleOf(code: readonly Setting[]): object {
  const sure = (name: SettingName): string | undefined => {
    const setting = code.find((one) => one.name === name)
    return setting === undefined || setting.verdict === 'few' || setting.verdict === 'mixed' ? undefined : setting.value
  }
  const [indent, quotes, semi, width, trailingComma, arrows] = [sure('indent'), sure('quotes'), sure('semicolons'), sure('width'), sure('trailingCommas'), sure('arrowParentheses')]
  return {
    ...indent !== undefined && { indent: indent === 'tab' ? 'tab' : Number(indent) },
    ...quotes !== undefined && { quotes },
    ...semi !== undefined && { semi: semi === 'yes' },
    ...width !== undefined && { width: Number(width) },
    ...trailingComma !== undefined && { trailingComma },
    ...arrows !== undefined && { arrowParens: arrows === 'always' },
  }
}

/** Of the types, those of the standard list that nobody uses stay: a preset brings them, and they do no harm. */
function commitsOf({ style, types, lengths, ticketShare, tickets, subjects }: CommitFindings): object {
  if (style !== 'conventional' && style !== 'angular') return {}
  const own = inOrder(types).filter((name) => !Object.hasOwn(standardTypes, name) && /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u.test(name) && !isMistyped(name, types))
  const longest = Math.ceil(lengths.p99 / 10) * 10
  const commits = {
    ...own.length > 0 && { types: Object.fromEntries(own.map((name) => [name, {}])) },
    ...longest > 100 && { header: { maxLength: Math.min(200, longest) } },
    ...subjects.fullStop > 0.5 && { subject: { fullStop: true } },
    ...ticketShare > 0.5 && tickets[0] && { ticket: { pattern: `${tickets.length === 1 || tickets[0].count > 10 * (tickets[1]?.count ?? 0) ? tickets[0].name : '[A-Z][A-Z0-9]+'}-[0-9]+` } },
  }
  return Object.keys(commits).length > 0 ? { commits } : {}
}

/** `refator` beside hundreds of `refactor`: nearly a standard type, and used next to never where that one is. */
function isMistyped(name: string, types: CommitFindings['types']): boolean {
  const countOf = (type: string): number => types.find((one) => one.name === type)?.count ?? 0
  return name.length > 3 && Object.keys(standardTypes).some((type) => distance(name, type) <= 2 && countOf(name) < 0.05 * countOf(type))
}

function branchesOf({ shape, types }: BranchFindings): object {
  if (shape === 'ticket') return { pattern: '[A-Z][A-Z0-9]+-[0-9]+(?:[-_][\\p{L}\\p{N}._-]+)?' }
  // One type alone is what is left by chance: the usual ones stay.
  return { ...types.length > 1 && { types: [...types] }, ...shape === 'typeTicket' && { ticket: 'required' } }
}
