import type { Change, HookName } from '../../feature.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { readText } from '../import/read.ts'
import { isHookName } from './names.ts'
import type { Manager } from './schema.ts'
import { scriptFolder } from './script.ts'

/** A folder that git takes hooks from. */
export interface Folder {
  readonly path: RepoPath
  readonly husky: boolean
}

/** The folder of a manager that has one; undefined for those that read a config of their own. */
export function folderOf(manager: Manager, folder: RepoPath | undefined): Folder | undefined {
  if (manager === 'husky') return { path: '.husky', husky: true }
  return manager === 'native' ? { path: folder ?? scriptFolder, husky: false } : undefined
}

/** Hooks that have a file in a folder. */
export function hooksIn(repo: Repo, folder: RepoPath): HookName[] {
  return repo.list(folder).filter(isHookName).filter((name) => repo.stat(`${folder}/${name}`)?.type === 'file')
}

/** Whether a hook is written for a shell that can read our lines; a file without a shebang is one for git and for husky. */
export function isShell(text: string): boolean {
  const [first = ''] = text.split('\n', 1)
  return !first.startsWith('#!') || /^#!\s*(\S*\/)?(env\s+(-S\s+)?)?(\S*\/)?(sh|bash|dash|ash|ksh)\b/.test(first.trim())
}

/**
 * The blocks in the files of a folder that lead to our scripts. Under husky each file of the team's gets one, for git runs them itself and husky's
 * contract comes with it. Files of another language are left alone.
 */
export function blocks(repo: Repo, { path: folder, husky }: Folder, scripts: readonly HookName[], reason: string): Change[] {
  if (folder === scriptFolder) return []
  const theirs = husky ? hooksIn(repo, folder) : []
  return [...new Set([...scripts, ...theirs])].sort().flatMap((hook): Change[] => {
    const path = `${folder}/${hook}`
    const text = readText(repo, path)
    if (text !== undefined && !isShell(text)) return []
    return [{ kind: 'block', path, id: 'hooks', at: 'start', heading: '#!/bin/sh', executable: true, reason, text: lines(hook, husky, scripts.includes(hook), text) }]
  })
}

function lines(hook: HookName, husky: boolean, scripted: boolean, text: string | undefined): string {
  const read = [...husky ? ['husky.sh'] : [], ...scripted ? [hook] : []]
    .map((name) => `if [ -f ${scriptFolder}/${name} ]; then . ./${scriptFolder}/${name}; fi`)
  // husky 5 to 8 start the file a second time, from the line that reads husky.sh.
  return text !== undefined && /^\s*(\.|source)\s.*_\/husky\.sh/m.test(text)
    ? ['if [ -z "$husky_skip_init" ]; then', ...read, 'fi'].join('\n') : read.join('\n')
}
