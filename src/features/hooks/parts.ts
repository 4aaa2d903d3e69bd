import type { HookName, HookPart } from '../../feature.ts'
import type { Repo } from '../../repo/repo.ts'
import { readText } from '../import/read.ts'
import { hooksIn } from './folder.ts'
import type { Manager } from './schema.ts'
import { scriptFolder } from './script.ts'

/** pre-push: the branch's name, and the commits that are pushed, for those that came without commit-msg. */
export const pushParts: readonly HookPart[] = [{ hook: 'pre-push', id: 'push', order: 20, sh: 'conventions_hook pre-push "$@"' }]

const lfsHooks: readonly HookName[] = ['pre-push', 'post-checkout', 'post-commit', 'post-merge']

/**
 * The hooks of git-lfs, which `git lfs install` writes into `.git/hooks`, where git does not look any more. A clone that has them there already
 * gets them from there. Not where the team's own hooks call it, or a manager that leaves `.git/hooks` to it.
 */
export function lfsParts(repo: Repo, manager: Manager): HookPart[] {
  if (manager !== 'husky' && manager !== 'native') return []
  if (!/^[^#]*\bfilter=lfs\b/m.test(readText(repo, '.gitattributes') ?? '')) return []
  const called = hooksIn(repo, '.husky').some((hook) => /\bgit[ -]lfs\b/.test(readText(repo, `.husky/${hook}`) ?? ''))
  return called ? [] : lfsHooks.map((hook) => ({ hook, id: 'lfs', order: 90, sh: lfs(hook) }))
}

/** Without git-lfs a push would send pointers to files that nobody has; the other hooks only tidy up. */
function lfs(hook: HookName): string {
  return `. ./${scriptFolder}/chain.sh
! conventions_chained ${hook} || return 0
if command -v git-lfs >/dev/null 2>&1; then
git lfs ${hook} "$@"
${hook === 'pre-push' ? `else
printf '%s\\n' 'git-lfs was not found on the PATH, and this repository needs it: https://git-lfs.com' >&2
return 2
` : ''}fi`
}
