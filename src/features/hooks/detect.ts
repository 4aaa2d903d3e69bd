import type { InferInput } from 'valibot'
import type { Found } from '../../feature.ts'
import type { Facts } from '../../repo/facts.ts'
import type { Messages } from '../../messages/index.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { isRepoPath } from '../../repo/path.ts'
import { readText } from '../import/read.ts'
import { hooksIn, isShell } from './folder.ts'
import { adapters, placeOf, type CallingManager } from './managers.ts'
import { isHookName } from './names.ts'
import type { hooksSchema, Manager } from './schema.ts'

type HooksInput = InferInput<typeof hooksSchema>

/** What runs hooks in this repository and in this clone: that stays, and ours go along. */
export function detectHooks(repo: Repo, _facts: Facts, text: Messages): Found<HooksInput> {
  const { seen, inexpressible } = text.hooks
  const managers = found(repo)
  const [manager] = managers
  const folder = manager === undefined ? teamFolder(repo) : undefined
  const used = folder ?? (manager === 'husky' ? '.husky' : undefined)
  const files = used === undefined ? [] : hooksIn(repo, used).map((hook) => `${used}/${hook}`)
  const own = personal(repo, manager, folder)
  const options: HooksInput = {
    ...manager === undefined ? folder === undefined ? {} : { manager: 'native' as const, folder } : { manager },
    ...own.length > 0 ? { chain: own } : {},
  }
  return {
    ...Object.keys(options).length > 0 ? { options } : {},
    seen: [
      ...managers.slice(0, 1).map((name) => seen.manager(pathOf(repo, name), name)),
      ...managers.slice(1).map((name) => seen.secondManager(pathOf(repo, name), name)),
      ...folder === undefined ? [] : [seen.folder(folder)],
      ...own.map((hook) => seen.personal(`${repo.git.hooks().dir}/${hook}`)),
      ...files.filter((path) => /\bcommitlint\b/.test(readText(repo, path) ?? '')).map(seen.commitlint),
    ],
    inexpressible: [
      ...files.filter((path) => !isShell(readText(repo, path) ?? '')).map((path) => ({ path, what: inexpressible.language })),
      ...managers.slice(0, 1).flatMap((name) => isCalling(name) && placeOf(repo, name)?.code ? [{ path: pathOf(repo, name), what: inexpressible.code }] : []),
    ],
  }
}

const isCalling = (manager: Manager): manager is CallingManager => Object.hasOwn(adapters, manager)

/** Managers that show in files. The files of a folder come first: what is there runs. */
function found(repo: Repo): Manager[] {
  const calling = (Object.keys(adapters) as CallingManager[]).filter((manager) => placeOf(repo, manager) !== undefined)
  return [...hasHusky(repo) ? ['husky' as const] : [], ...calling]
}

/** `.husky` with hooks in it, or a script of package.json that runs husky (from version 5 on). */
function hasHusky(repo: Repo): boolean {
  const scripts = /"(?:prepare|postinstall)"\s*:\s*"[^"]*\bhusky\b/.test(readText(repo, 'package.json') ?? '')
  return hooksIn(repo, '.husky').length > 0 || scripts
}

/** A folder of the repository that core.hooksPath names: hooks that the team shares already. */
function teamFolder(repo: Repo): RepoPath | undefined {
  const path = repo.git.config('core.hooksPath')?.replace(/^\.\//, '').replace(/\/+$/, '')
  return path !== undefined && isRepoPath(path) && repo.stat(path)?.type === 'directory' ? path : undefined
}

/** Hooks of this clone alone. What a manager wrote there is its own. */
function personal(repo: Repo, manager: Manager | undefined, folder: RepoPath | undefined): HooksInput['chain'] & {} {
  if (manager !== undefined || folder !== undefined) return []
  return repo.git.hooks().names.filter(isHookName)
}

function pathOf(repo: Repo, manager: Manager): RepoPath {
  if (isCalling(manager)) return placeOf(repo, manager)?.path ?? manager
  return hooksIn(repo, '.husky').length > 0 ? '.husky' : 'package.json'
}
