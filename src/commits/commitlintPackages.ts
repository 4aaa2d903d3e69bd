import isIgnoredByDefault from '@commitlint/is-ignored'
import rules from '@commitlint/rules'
import type { Parsed } from './grammar.ts'

// What is loaded only for a message that our own rules do not decide, and for rules of `commits.rules`.

type PackageRule = (parsed: Parsed, when: 'always' | 'never', value: unknown) => readonly [boolean, string?] | Promise<readonly [boolean, string?]>

/** All rules of @commitlint/rules. */
export const packageRules = rules as unknown as Readonly<Record<string, PackageRule>>

export function isIgnored(message: string): boolean {
  return isIgnoredByDefault(message)
}
