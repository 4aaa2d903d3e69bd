import { ConventionsError } from '../../../errors.ts'
import { readFacts } from '../../../repo/facts.ts'
import type { Repo } from '../../../repo/repo.ts'
import type { Input } from '../../command.ts'
import { countOf } from '../../numbers.ts'
import { checkChoice, lintChoice, lintOf } from './apply.ts'
import type { Choice } from '../choice.ts'
import { chooseCandidates, type Chosen } from './choose.ts'
import { measureLint, type LintComparison } from './measure.ts'
import { lintProgress } from './progress.ts'

/** With 100 files the order of two presets is right in 98 of 100 cases; a few more are not worth the difference. */
const [usual, allBelow] = [100, 150]

export interface LintAsked {
  readonly presets: readonly string[]
  readonly sample: string | undefined
  /** The one to be written into the config. */
  readonly apply: string | undefined
}

export interface LintLook {
  readonly found: LintComparison
  readonly present: Chosen['present']
  choice(path: string): Choice
}

/** Compares lint presets. What is wrong with what was asked is told before anything is installed. */
export async function lookAtLint(repo: Repo, { io, text }: Pick<Input, 'io' | 'text'>, { presets, sample, apply }: LintAsked): Promise<LintLook> {
  const given = countOf('--sample', sample)
  if (!repo.git.present) throw new ConventionsError('historyNeedsGit', { path: repo.root })
  const facts = readFacts(repo)
  const { candidates, present } = chooseCandidates(repo, facts, presets, io.cwd)
  if (apply !== undefined) checkChoice(repo, apply, candidates.map(({ name }) => name))
  const found = await measureLint(repo, facts, io, { candidates, most: given === 0 ? Infinity : given ?? usual, few: given === undefined ? allBelow : 0, progress: lintProgress(io, text) })
  return { found, present, choice: (path) => lintChoice(repo, path, apply!, found.style) }
}

/** The answer as JSON. */
export const lintJson = ({ found, present }: LintLook): object => ({ ...found, present, configs: Object.fromEntries(found.scores.map(({ name }) => [name, lintOf(name, found.style) ?? null])) })
