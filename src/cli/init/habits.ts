import { readCommits } from '../../history/read.ts'
import { makeCommitTally, type CommitFindings } from '../../infer/commits.ts'
import { fragmentOf } from '../../infer/fragment.ts'
import type { Io } from '../../io.ts'
import type { Locale, Messages } from '../../messages/index.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Config } from '../../config/schema.ts'

/** What a team does without having written it down anywhere, as far as `init` recommends by it. */
export interface Habits {
  /** Of the last commits; undefined: there is no history. */
  readonly history: CommitFindings | undefined
  /** What is agreed, as a config: a preset, sections. */
  readonly agreed: Config
}

// More says the same, and how a team writes now is in its last commits.
const lastCommits = 1_000
const fewFiles = 60

/** Looks at the last commits and at some of the code: what `conventions infer` finds in all of it. Nothing without a history. Throws what git does. */
export async function readHabits(repo: Repo, io: Io): Promise<Habits> {
  if (!repo.git.present || !repo.git.hasCommits()) return { history: undefined, agreed: {} }
  const tally = makeCommitTally()
  const { lookAtCode } = await import('../infer/look.ts')
  // git prints the history while the files are looked at.
  const reading = readCommits({ cwd: repo.root, env: io.env }, { most: lastCommits }, (commit) => tally.add(commit))
  const [{ code }] = await Promise.all([lookAtCode(repo, io, fewFiles, false), reading])
  const history = tally.findings()
  return { history, agreed: fragmentOf({ code, commits: history, branches: undefined }) }
}

/** What the code is indented with, where that is agreed. */
export const habitualIndent = ({ agreed: { lint } }: Habits): 'tab' | number | undefined => lint ? lint.style?.indent : undefined

/** The language that most of the last messages are in; undefined where they do not tell. English ones may be habit, so documents are asked first. */
export function habitualLocale({ history }: Habits): Locale | undefined {
  return history !== undefined && history.commits >= 20 && history.language.korean > 0.5 ? 'ko' : undefined
}

/** What was seen in the history, a sentence; none where it is too short to tell. */
export function habitLines(habits: Habits, { infer, cli: { init } }: Messages): string[] {
  const { history } = habits
  const indent = habitualIndent(habits)
  return [
    ...history === undefined || history.verdict === 'few' ? [] : [init.habits.commits({
      count: history.commits, style: infer.styles[history.style], share: infer.percent(history.share), korean: infer.percent(history.language.korean), mostlyKorean: history.language.korean > 0.5,
    })],
    ...indent === undefined ? [] : [init.habits.indent(indent)],
  ]
}
