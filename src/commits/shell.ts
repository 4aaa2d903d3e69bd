import type { CommitConvention } from './convention.ts'

/**
 * The body of the function that is the part `commits` of the hook commit-msg, in POSIX sh: `$1` is the message's file. Status 0 without a
 * process started where the message is proved good; else the full linter decides.
 */
export function compileShell(_convention: CommitConvention): string {
  return 'conventions_hook commit-msg "$@"\n'
}
