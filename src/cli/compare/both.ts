import { candidates as lintPresets } from '../../compare/lint/catalog.ts'
import { findConfigs } from '../../config/find.ts'
import { shippedPresets } from '../../config/presets.ts'
import { nearest } from '../../edit/nearest.ts'
import { ConventionsError } from '../../errors.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Input } from '../command.ts'
import { sentence } from '../json.ts'
import type { Choice } from './choice.ts'
import { lookAtLint, type LintLook } from './lint/look.ts'
import { lookAtCommits, type CommitLook } from './look.ts'

export interface AllAsked {
  readonly presets: readonly string[]
  readonly sample: string | undefined
  readonly since: string | undefined
  /** Up to one for lint and one for commits. */
  readonly apply: readonly string[]
  readonly html: string | undefined
}

export interface AllLook {
  readonly lint: LintLook | undefined
  readonly commits: CommitLook | undefined
  readonly choices: readonly Choice[]
  /** What was chosen of each. */
  readonly names: { readonly lint: string | undefined, readonly commits: string | undefined }
  /** What there is nothing to compare of, and why. */
  readonly left: { readonly lint?: string, readonly commits?: string }
}

/** That there is nothing of one kind is no reason to say nothing of the other. */
const nothingThere = new Set(['compareNoCode', 'compareAllMissing', 'compareNothing', 'historyEmpty'])
const isNothing = (error: unknown): error is ConventionsError => error instanceof ConventionsError && nothingThere.has(error.code as string)

/**
 * Compares lint presets and commit conventions. Names say themselves which they are: none is both.
 *
 * @throws ConventionsError `compareTwice` for two choices of one kind, and those of `lookAtLint` and `lookAtCommits`
 */
export async function lookAtAll(repo: Repo, input: Pick<Input, 'io' | 'text'>, { presets, sample, since, apply, html }: AllAsked): Promise<AllLook> {
  const named = sortOut(presets)
  const names = chosenOf(apply)
  const left: { lint?: string, commits?: string } = {}
  const attempt = async <T>(kind: keyof typeof left, look: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await look()
    } catch (error) {
      if (!isNothing(error) || left.commits !== undefined || names[kind] !== undefined) throw error
      left[kind] = sentence(error, input.text)
      return undefined
    }
  }
  // The quick one first: it also tells sooner what is wrong.
  const commits = await attempt('commits', () => lookAtCommits(repo, input, { presets: named.commits, since, apply: names.commits, html }))
  const lint = await attempt('lint', () => lookAtLint(repo, input, { presets: named.lint, sample, apply: names.lint }))
  const path = findConfigs(repo)[0]
  const choices = [...commits?.choice === undefined ? [] : [commits.choice], ...names.lint === undefined || lint === undefined || path === undefined ? [] : [lint.choice(path)]]
  return { lint, commits, choices, names, left }
}

/** Paths of code, packages and known lint presets are for lint; known conventions and paths of data for commits. */
function sortOut(names: readonly string[]): { readonly lint: string[], readonly commits: string[] } {
  const isConvention = (name: string): boolean => shippedPresets().includes(name) || /\.(ya?ml|json)$|^git\+/.test(name)
  return { lint: names.filter((name) => !isConvention(name)), commits: names.filter(isConvention) }
}

function chosenOf(apply: readonly string[]): AllLook['names'] {
  const known = lintPresets.map(({ name }) => name)
  const [lint, second] = apply.filter((name) => known.includes(name))
  const [commits, other] = apply.filter((name) => !known.includes(name))
  if (second !== undefined || other !== undefined) throw new ConventionsError('compareTwice', { names: second === undefined ? [commits!, other!] : [lint!, second], nearest: other === undefined ? undefined : nearest(other, known) })
  return { lint, commits }
}
