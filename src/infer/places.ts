import { standardTypes } from '../commits/standard.ts'
import { parseChangelog } from './changelog.ts'
import { bump } from './counts.ts'

const branchWords = new Set([...Object.keys(standardTypes), 'feature', 'bugfix', 'hotfix', 'bug', 'doc', 'task', 'story', 'spike', 'types', 'dx', 'wip', 'deps'])

/** How branches are called, from the names that are left. */
export interface BranchFindings {
  readonly names: number
  /** `type/words`, `type/TICKET-words`, `TICKET-words`, `person/words`, `words`. */
  readonly shape: 'type' | 'typeTicket' | 'ticket' | 'person' | 'words' | undefined
  readonly share: number
  readonly types: readonly string[]
  readonly examples: readonly string[]
}

/** Names of branches of people, without their remote. */
export function readBranches(refs: readonly string[]): BranchFindings {
  const names = [...new Set(refs.map((ref) => ref.replace(/^refs\/(heads|remotes\/[^/]+)\//, '')))]
    .filter((name) => !/^(HEAD|main|master|develop|dev|trunk|staging|production|gh-pages|next|beta|alpha|stable|canary)$|^(renovate|dependabot|changeset-release|release|releases|v?\d+[.x\d]*|gh-readonly-queue)([/-]|$)/.test(name))
  const shapes = new Map<NonNullable<BranchFindings['shape']>, string[]>()
  for (const name of names) {
    const shape = shapeOf(name)
    shapes.set(shape, [...shapes.get(shape) ?? [], name])
  }
  const [first] = [...shapes].sort((a, b) => b[1].length - a[1].length)
  const types = new Map<string, number>()
  for (const [word = ''] of names.map((name) => name.split('/', 1))) if (branchWords.has(word)) bump(types, word)
  return {
    names: names.length, shape: first?.[0], share: first ? first[1].length / names.length : 0, examples: first?.[1].slice(0, 3) ?? [],
    types: [...types].filter(([, count]) => count >= 2).sort((a, b) => b[1] - a[1]).map(([name]) => name),
  }
}

function shapeOf(name: string): NonNullable<BranchFindings['shape']> {
  const [first = '', ...rest] = name.split('/')
  const ticket = /^[A-Z][A-Z0-9]+-\d+/
  if (rest.length === 0) return ticket.test(first) ? 'ticket' : 'words'
  if (!branchWords.has(first)) return 'person'
  return ticket.test(rest[0]!) ? 'typeTicket' : 'type'
}

export interface TagFindings {
  readonly tags: number
  readonly scheme: 'semver' | 'calver' | 'packages' | 'other' | undefined
  readonly share: number
  /** What stands before the version: `v`, or ''. */
  readonly prefix: string
  readonly examples: readonly string[]
}

export function readTagNames(names: readonly string[]): TagFindings {
  const kind = (name: string): NonNullable<TagFindings['scheme']> => {
    if (/^(@[\w.-]+\/)?[\w.-]+@v?\d+\.\d+\.\d+/.test(name)) return 'packages'
    const bare = name.replace(/^(v|release[-/]v?)/i, '')
    if (/^(19|20)\d\d[.-]\d{1,2}([.-]\d+)*$/.test(bare)) return 'calver'
    return /^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(bare) ? 'semver' : 'other'
  }
  const kinds = new Map<NonNullable<TagFindings['scheme']>, string[]>()
  for (const name of names) kinds.set(kind(name), [...kinds.get(kind(name)) ?? [], name])
  const [first] = [...kinds].sort((a, b) => b[1].length - a[1].length)
  const withV = first?.[1].filter((name) => /^v\d/.test(name)).length ?? 0
  return {
    tags: names.length, scheme: first?.[0], share: first ? first[1].length / names.length : 0,
    prefix: first && withV > first[1].length / 2 ? 'v' : '', examples: first?.[1].slice(-3).reverse() ?? [],
  }
}

/** How work comes into the main branch, from the shares of merges and of squashed pull requests. */
export function mergeStrategy({ commits, merges, squashed }: { readonly commits: number, readonly merges: number, readonly squashed: number }): 'squash' | 'merge' | 'linear' | 'mixed' | undefined {
  if (commits + merges < 20) return undefined
  const merged = merges / (commits + merges)
  if (squashed >= 0.3 && merged < 0.1) return 'squash'
  if (merged >= 0.1) return squashed >= 0.3 ? 'mixed' : 'merge'
  return merged < 0.02 ? 'linear' : 'mixed'
}

export interface FileFindings {
  readonly changelog: { readonly path: string, readonly format: ReturnType<typeof parseChangelog> } | undefined
  readonly pullRequestTemplate: string | undefined
}

/** `list`: names in a folder. `read`: the text of a file. */
export function readPlaces(list: (folder: string) => readonly string[], read: (path: string) => string | undefined): FileFindings {
  const at = (folder: string, name: RegExp) => list(folder).filter((entry) => name.test(entry)).map((entry) => folder === '' ? entry : `${folder}/${entry}`)[0]
  const changelog = at('', /^(changelog|changes|history|releases)(\.md|\.txt)?$/i)
  const template = /^pull_request_template(\.md|\.txt)?$/i
  return {
    changelog: changelog === undefined ? undefined : { path: changelog, format: parseChangelog(read(changelog) ?? '') },
    pullRequestTemplate: at('.github', template) ?? at('', template) ?? at('docs', template) ?? at('.gitlab/merge_request_templates', /\.md$/i)
      ?? at('.github/PULL_REQUEST_TEMPLATE', /\.md$/i),
  }
}
