import type { Json } from '../../feature.ts'
import type { Io } from '../../io.ts'
import type { LintPart } from '../../pages/data.ts'
import type { Repo } from '../../repo/repo.ts'
import { lintOf } from '../compare/lint/apply.ts'
import type { LintComparison } from '../compare/lint/measure.ts'
import { isOpen } from '../infer/lines.ts'
import { lookAtCode } from '../infer/look.ts'

/** Files that find who differs, as `conventions infer` looks at them. */
const looked = 400

/** What the page on lint presets shows: the comparison, and what the code does in several ways, with who does it how. */
export async function lintPart({ files, scores, missing, engines, style, formatter, seconds, cached }: LintComparison, repo: Repo, io: Io): Promise<LintPart> {
  const { code } = await lookAtCode(repo, io, looked, repo.git.hasCommits())
  return {
    files: { all: files.all, looked: files.looked }, style, formatter, missing, engines, seconds, cached,
    leftOut: Object.entries(files.leftOut).map(([reason, paths]) => ({ reason, count: paths.length, example: paths[0] ?? '' })),
    scores: scores.map((score) => ({ ...score, points: Number.isFinite(score.points) ? score.points : null })),
    configs: Object.fromEntries(scores.map(({ name }) => [name, (lintOf(name, style) as Json | undefined) ?? null])),
    open: code.filter(isOpen),
  }
}
