import type { Ticket } from './types.ts'
import type { Reference } from './entry.ts'

export type Forge = 'github' | 'gitlab' | 'bitbucket' | 'gitea'

/** Addresses of what a changelog names, such that Markdown takes them as they are; undefined where there is none. */
export interface Links {
  commit(hash: string): string | undefined
  reference(reference: Pick<Reference, 'kind' | 'id' | 'repository'>): string | undefined
  compare(from: string, to: string): string | undefined
  ticket(id: string): string | undefined
}

interface Paths {
  readonly commit: string
  readonly issue: string
  readonly pull: string
  readonly compare: (from: string, to: string) => string
}

// Addresses as each host's own pages write them. Bitbucket's compare view takes the newer one first, with %0D between.
const forges: Readonly<Record<Forge, Paths>> = {
  github: { commit: 'commit', issue: 'issues', pull: 'pull', compare: (from, to) => `compare/${from}...${to}` },
  gitlab: { commit: '-/commit', issue: '-/issues', pull: '-/merge_requests', compare: (from, to) => `-/compare/${from}...${to}` },
  bitbucket: { commit: 'commits', issue: 'issues', pull: 'pull-requests', compare: (from, to) => `branches/compare/${to}%0D${from}` },
  gitea: { commit: 'commit', issue: 'issues', pull: 'pulls', compare: (from, to) => `compare/${from}...${to}` },
}

/** @param url `https://host/owner/name`; without it, or without a forge, nothing of the repository is linked */
export function makeLinks({ url, forge, ticket }: { readonly url: string | undefined, readonly forge: Forge | undefined, readonly ticket: Ticket | undefined }): Links {
  const paths = forge === undefined ? undefined : forges[forge]
  const base = url === undefined ? undefined : withoutMarkup(url.replace(/\/+$/, ''))
  const tickets = ticket?.url === undefined ? undefined : withoutMarkup(ticket.url)
  const at = (path: string): string | undefined => base === undefined ? undefined : `${base}/${path}`
  return {
    commit: (hash) => paths && at(`${paths.commit}/${hash}`),
    reference: ({ kind, id, repository }) => {
      if (paths === undefined || base === undefined) return undefined
      const home = repository === undefined ? base : elsewhere(base, repository)
      return `${home}/${kind === 'pull' ? paths.pull : paths.issue}/${/^\d+$/.test(id) ? id : encode(id)}`
    },
    compare: (from, to) => paths && at(paths.compare(encodeRef(from), encodeRef(to))),
    ticket: (id) => tickets?.replaceAll('{ticket}', () => encode(id)),
  }
}

/** The address of `owner/name`, or of `name` beside the repository. */
function elsewhere(base: string, repository: string): string {
  const { origin, pathname } = new URL(base)
  const path = repository.split('/').map(encode).join('/')
  return repository.includes('/') ? `${origin}/${path}` : `${origin}${pathname.replace(/\/[^/]*$/, '')}/${path}`
}

function encodeRef(ref: string): string {
  return ref.split('/').map((part) => encode(part).replaceAll('%40', '@')).join('/')
}

const encode = (text: string): string => withoutMarkup(encodeURIComponent(text))

/** What would end the address of a link is percent-encoded. */
function withoutMarkup(url: string): string {
  return url.replace(/[()\s<>]/g, (character) => encodeURIComponent(character).replace('(', '%28').replace(')', '%29'))
}
