import { branchPattern, branchTypes, exampleBranch, lintBranch, type BranchFault, type Branches } from '../../commits/branch.ts'
import type { Vocabulary } from '../../commits/vocabulary.ts'
import { localized } from '../../commits/words.ts'
import { nearest } from '../../edit/nearest.ts'
import type { Locale, Messages } from '../../messages/index.ts'
import { visible, type Paint } from '../text.ts'

type Words = Messages['linting']['branch']

/** A branch name with what is wrong with it; nothing where it is fine. */
export interface JudgedBranch {
  readonly name: string
  readonly problems: readonly { readonly rule: BranchFault['rule'], readonly message: string }[]
  /** A name that fits. */
  readonly example: string | undefined
}

export function judgeBranch(name: string, branches: Branches, vocabulary: Vocabulary | false, words: Words): JudgedBranch {
  const say = (fault: BranchFault): string => {
    switch (fault.rule) {
      case 'type': return words.type({ types: branchTypes(branches, vocabulary), nearest: nearest(fault.found, fault.types) })
      case 'pattern': return words.pattern(branchPattern(branches, vocabulary))
      case 'length': return words.length(fault)
      case 'ticket': return words.ticket(vocabulary !== false && vocabulary.ticket !== false ? vocabulary.ticket.pattern : '')
      case 'words': return words.words
    }
  }
  const problems = lintBranch(name, branches, vocabulary).map((fault) => ({ rule: fault.rule, message: say(fault) }))
  return { name, problems, example: exampleBranch(branches, vocabulary) }
}

/** What is wrong with a branch name, for people. */
export function branchLines({ name, problems, example }: JudgedBranch, { message }: Branches, locale: Locale, paint: Paint, words: Words): string[] {
  const team = message === undefined ? [] : [localized(message, locale)]
  return [
    paint('bold', words.wrong(visible(name))), ...[...team, ...problems.map((problem) => problem.message)].map((line) => `  ${line}`),
    ...example === undefined ? [] : [`  ${words.example(example)}`],
  ]
}
