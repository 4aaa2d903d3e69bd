import type { CommitConvention } from '../commits/convention.ts'
import { correctMessage } from '../commits/correct.ts'
import { typeNames } from '../commits/types.ts'
import type { Candidate, CommitComparison } from '../compare/commits.ts'
import type { CommitFindings } from '../infer/commits.ts'
import type { CommitPageScore, CommitsPart, Configs } from './data.ts'

/** What the page on commits shows: the comparison, with what the hook would propose for its examples. */
export async function commitsPart(found: CommitComparison, offered: readonly Candidate[], configs: Configs, findings: CommitFindings): Promise<CommitsPart> {
  const conventions = new Map(offered.map(({ name, convention }) => [name, convention]))
  return {
    comparison: { ...found, scores: await Promise.all(found.scores.map((score) => withProposals(score, conventions.get(score.name)))) }, configs, findings,
    facts: Object.fromEntries(offered.map(({ name, convention: { vocabulary } }) => [name, { types: typeNames(vocabulary), maxLength: vocabulary.header.maxLength, format: vocabulary.format }])),
  }
}

async function withProposals(score: CommitComparison['scores'][number], convention: CommitConvention | undefined): Promise<CommitPageScore> {
  const propose = async (before: string) => {
    const after = convention === undefined ? before : (await correctMessage(before, convention)).text.trimEnd()
    return after === before ? { before } : { before, after }
  }
  return { ...score, rejected: await Promise.all(score.rejected.map(async (one) => ({ ...one, examples: await Promise.all(one.examples.map(propose)) }))) }
}
