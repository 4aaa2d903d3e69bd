import type { HookName } from '../../feature.ts'

/** The client-side hooks of githooks(5), git 2.39, that a file in a folder of hooks can answer for. */
export const hookNames = [
  'pre-commit', 'pre-merge-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit', 'pre-rebase', 'post-checkout', 'post-merge', 'post-rewrite', 'pre-push',
  'applypatch-msg', 'pre-applypatch', 'post-applypatch', 'pre-auto-gc', 'post-index-change', 'reference-transaction', 'sendemail-validate',
] as const satisfies readonly HookName[]

/** Hooks that git tells something on stdin, so that several readers have to share it. */
export const readsStdin: readonly HookName[] = ['pre-push', 'post-rewrite', 'reference-transaction']

export function isHookName(name: string): name is HookName {
  return (hookNames as readonly string[]).includes(name)
}
