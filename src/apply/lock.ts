import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { errno, lstatIfThere, syncDirectory, writeNew } from './disk.ts'
import { describe, liveness, readOwner } from './owner.ts'

/*
 * <git dir>/conventions/running/ is the process lock and the journal of what is under way, in one: it appears by one rename (with its owner
 * in it) and goes by one rename (done: it becomes journal/<number>). A directory is renamed onto another one that holds something on no system,
 * so this excludes like O_EXCL and is never seen half written, also where there are no hard links.
 */

export const runningPath = (home: string): string => join(home, 'running')

/** Takes the lock. Throws `applyRunning` where another holds it, `gitDirReadOnly` where the git directory cannot be written. */
export async function take(home: string): Promise<void> {
  const owner = await describe()
  const starting = join(home, `starting-${owner.nonce}`)
  try {
    await mkdir(starting, { recursive: true })
    await writeNew(join(starting, 'owner.json'), JSON.stringify(owner))
  } catch (error) {
    await rm(starting, { recursive: true, force: true }).catch(() => undefined)
    throw readOnly(home, error)
  }
  try {
    return await rename(starting, runningPath(home))
  } catch (error) {
    await rm(starting, { recursive: true, force: true }).catch(() => undefined)
    if (await lstatIfThere(runningPath(home)) === undefined) throw readOnly(home, error)
    await refuseWhileAlive(home)
    // Its process died a moment ago: the next command repairs.
    throw new ConventionsError('applyRunning', { pid: owner.pid, since: owner.startedAt }, { cause: error })
  }
}

function readOnly(home: string, error: unknown): ConventionsError {
  return new ConventionsError('gitDirReadOnly', { path: home, reason: errno(error) ?? String(error) }, { cause: error })
}

/** Throws `applyRunning` or `applyElsewhere` while the process that made `running`, or a command it started, may be alive. */
export async function refuseWhileAlive(home: string): Promise<void> {
  const running = runningPath(home)
  for (const [file, group] of [['owner.json', false], ['child.json', true]] as const) await refuse(join(running, file), group)
}

async function refuse(file: string, group: boolean): Promise<void> {
  const owner = await readOwner(file)
  const state = owner && await liveness(owner, group)
  if (!owner || state === 'dead') return
  if (state === 'elsewhere') throw new ConventionsError('applyElsewhere', { pid: owner.pid, host: owner.host, since: owner.startedAt, file })
  throw new ConventionsError('applyRunning', { pid: owner.pid, since: owner.startedAt })
}

/**
 * Takes over what a dead process left, so that exactly one process repairs it. The claim names the dead owner, and a claimer that died in turn
 * is claimed by its own name; after the claim the dead owner must still be the one that was read, since a claim may come late.
 * False: somebody else finished the repair meanwhile.
 */
export async function claim(home: string): Promise<boolean> {
  const running = runningPath(home)
  await refuseWhileAlive(home)
  const dead = await readOwner(join(running, 'owner.json'))
  let nonce = dead?.nonce ?? 'unknown'
  for (;;) {
    const file = join(running, `claim-${nonce}`, 'owner.json')
    const earlier = await readOwner(file)
    if (earlier !== undefined) {
      await refuse(file, false)
      nonce = earlier.nonce
      continue
    }
    const got = await tryClaim(running, nonce)
    if (got === 'gone') return false
    if (got === 'taken') {
      // A claim whose owner did not get to the disk before a power loss.
      if (await readOwner(file) === undefined) nonce += '-'
      continue
    }
    if ((await readOwner(join(running, 'owner.json')))?.nonce === dead?.nonce) return true
    await rm(dirname(file), { recursive: true, force: true })
    return false
  }
}

async function tryClaim(running: string, nonce: string): Promise<'ours' | 'taken' | 'gone'> {
  const owner = await describe()
  const starting = join(running, `starting-${owner.nonce}`)
  try {
    await mkdir(starting)
    await writeNew(join(starting, 'owner.json'), JSON.stringify(owner))
    await rename(starting, join(running, `claim-${nonce}`))
    return 'ours'
  } catch (error) {
    if (await lstatIfThere(running) === undefined) return 'gone'
    await rm(starting, { recursive: true, force: true })
    if (['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(errno(error) ?? '')) return 'taken'
    throw error
  }
}

/** Lets go: one rename, then the rest. Files in there that are still wanted were moved out before. */
export async function release(home: string, platform: NodeJS.Platform): Promise<void> {
  const owner = await describe()
  const trash = join(home, `trash-${owner.nonce}`)
  await rename(runningPath(home), trash)
  await syncDirectory(home, platform)
  await rm(trash, { recursive: true, force: true })
}

/** Removes what processes left that died before they had the lock. */
export async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const owner = name.startsWith('starting-') ? await readOwner(join(home, name, 'owner.json')) : undefined
    if (owner && await liveness(owner) === 'dead') await rm(join(home, name), { recursive: true, force: true })
  }
}
