import type { CommitConvention } from '../../../src/commits/convention.ts'
import { toCommitlint } from '../../../src/commits/commitlint.ts'
import { lintMessage } from '../../../src/commits/lint.ts'
import { compileShell } from '../../../src/commits/shell.ts'
import { commitlintSays } from './oracle.ts'
import type { Random } from './random.ts'
import { acceptedBy, writeMessages, type ShellCase } from './shells.ts'

/** A message on which two of our compilations, or one and commitlint, disagree. */
export interface Difference {
  readonly convention: string
  readonly between: string
  readonly commentChar: string | undefined
  readonly message: string
  readonly rules: readonly string[]
}

export interface Trial {
  readonly messages: readonly Buffer[]
  readonly conventions: Readonly<Record<string, CommitConvention>>
  readonly shells: readonly ShellCase[]
  readonly folder: string
  readonly random: Random
  /** How many messages, at random, the full linter is compared on as well, per convention. */
  readonly compared?: number
}

/** Comment characters that no first line begins with; git's own choice comes first. */
const commentChars = ['#', ';', '!', '@', '$', '%', '^', '&', '|', '*', '-', '>', '/', '~', '"', undefined] as const

/**
 * Compares, for every convention: what a shell accepts with @commitlint/lint under `#` (no error, no warning) and another comment character (no
 * error), shells with each other, and the full linter's broken rules with commitlint's. `accepted`: how many the shells accept.
 */
export async function differences(trial: Trial): Promise<{ found: Difference[], accepted: Record<string, number> }> {
  const { messages, conventions, shells, folder, random, compared = 300 } = trial
  const found: Difference[] = []
  const accepted: Record<string, number> = {}
  for (const [name, convention] of Object.entries(conventions)) {
    const config = toCommitlint(convention)
    const code = compileShell(convention)
    writeMessages(folder, messages)
    const verdicts: Set<number>[] = []
    for (const shell of shells) verdicts.push(await acceptedBy(shell, code, folder, messages.length))
    const text = (index: number): string => messages[index]!.toString('utf8')
    const add = (index: number, between: string, commentChar: string | undefined, rules: readonly string[]): void => {
      found.push({ convention: name, between, commentChar, message: text(index), rules })
    }
    const all = new Set(verdicts.flatMap((one) => [...one]))
    accepted[name] = all.size
    for (const index of all) {
      verdicts.forEach((one, at) => { if (!one.has(index) && !shells[at]!.partial) add(index, `${shells[at]!.name} does not accept what another shell does`, undefined, []) })
      const { errors, warnings } = await commitlintSays(text(index), config, '#')
      if (errors.length + warnings.length > 0) add(index, 'a shell accepts', '#', [...errors, ...warnings])
      const other = random.pick(commentChars)
      const { errors: wrong } = await commitlintSays(text(index), config, other)
      if (wrong.length > 0) add(index, 'a shell accepts', other, wrong)
    }
    for (let times = 0; times < compared; times++) {
      const index = random.below(messages.length)
      const commentChar = random.pick(commentChars)
      const theirs = await commitlintSays(text(index), config, commentChar)
      const ours = await lintMessage(text(index), convention, { commentChar })
      const expected = [...new Set([...theirs.errors, ...theirs.warnings])].filter((rule) => rule !== 'subject-empty' || !theirs.errors.includes('type-empty')).sort()
      const said = [...new Set(ours.problems.map(({ rule }) => rule))].sort()
      if (expected.join() !== said.join() || ours.ok !== (theirs.errors.length === 0)) add(index, `the linter says ${said.join(', ')}`, commentChar, expected)
    }
  }
  return { found, accepted }
}
