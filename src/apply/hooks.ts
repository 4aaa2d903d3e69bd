import { mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { GitConfigRun } from '../feature.ts'
import { diskRepo } from '../repo/disk.ts'
import type { Env } from './run.ts'

/**
 * Before core.hooksPath leads to our folder: notes the directory of the hooks that ran so far in `<git dir>/conventions/chain`, from where ours
 * go on to the one of the same name. A tool that ours stand in for (`over`) is not gone on to.
 *
 * @returns false where the clone has hooks that the folder does not answer for: they would no longer run, so the setting must not be made
 */
export async function passOn(root: string, env: Env, { gitConfig, value, over = [], hooks = [] }: GitConfigRun): Promise<boolean> {
  // Anew: a package manager or a tool may have written hooks since the plan was made.
  const { git } = diskRepo(root, env)
  const { commonDir } = git
  if (commonDir === undefined) return false
  const chain = join(commonDir, 'conventions', 'chain')
  const setting = git.config(gitConfig)
  if (setting === value) return true
  const { dir, names } = git.hooks()
  // `./.githooks/` and `.githooks` are one folder: ours must never go on to themselves.
  const same = await realOf(dir) === await realOf(resolve(root, value))
  if (same || names.length === 0 || (setting !== undefined && over.includes(setting))) {
    await rm(chain, { force: true })
    return true
  }
  if (names.some((name) => !hooks.includes(name))) return false
  await mkdir(dirname(chain), { recursive: true })
  await writeFile(chain, `${dir}\n`)
  return true
}

function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}
