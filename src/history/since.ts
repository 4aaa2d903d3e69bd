import { ConventionsError } from '../errors.ts'
import { resolveCommit, type Span, type Where } from './read.ts'

/**
 * What came after a day (`2025-01-01`), a tag or a commit; everything where nothing was given. Throws `revisionUnknown`.
 */
export async function sinceOf(where: Where, since: string | undefined): Promise<Span> {
  if (since === undefined) return {}
  if (/^\d{4}-\d\d-\d\d$/.test(since)) {
    // Later ones are not dates to git.
    if (Number.isNaN(Date.parse(since)) || since >= '2100') throw new ConventionsError('revisionUnknown', { name: since })
    return { since: `${since}T00:00:00Z` }
  }
  return { not: [await resolveCommit(where, since)] }
}
