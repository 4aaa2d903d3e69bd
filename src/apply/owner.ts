import { randomBytes } from 'node:crypto'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
// eslint-disable-next-line no-restricted-imports -- signals to processes that we started, and our own number for the lock
import { kill, pid as ownPid } from 'node:process'
import { errno, ifThere } from './disk.ts'

/** A process, told apart from any other that ever had its number. */
export interface Owner {
  readonly pid: number
  readonly host: string
  /** Linux: the boot, the pid namespace (a container has its own) and the start of the process in ticks since that boot. */
  readonly boot: string | undefined
  readonly space: string | undefined
  readonly start: string | undefined
  /** Never the same twice. */
  readonly nonce: string
  /** ISO 8601 */
  readonly startedAt: string
}

/** Identity of a process that is alive now; ours by default. */
export async function describe(pid: number = ownPid): Promise<Owner> {
  return {
    pid,
    host: hostname(),
    boot: await proc(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    space: await proc(readlink('/proc/self/ns/pid')),
    start: await startOf(pid),
    nonce: randomBytes(6).toString('hex'),
    startedAt: new Date().toISOString(),
  }
}

/** Reads who is on record in a file. undefined: not there, or it did not get to the disk before a crash: then nobody is alive either. */
export async function readOwner(file: string): Promise<Owner | undefined> {
  const text = await ifThere(readFile(file, 'utf8'))
  try {
    return text === undefined ? undefined : JSON.parse(text) as Owner
  } catch {
    return undefined
  }
}

/**
 * Whether a process still runs. `elsewhere`: it belongs to another machine or container, so that we cannot know.
 * A leader that is gone counts as alive as long as its process group has members (`group`).
 */
export async function liveness(owner: Owner, group = false): Promise<'alive' | 'dead' | 'elsewhere'> {
  const us = await describe()
  if (owner.host !== us.host) return 'elsewhere'
  if (owner.boot !== us.boot) return 'dead'
  if (owner.space !== us.space) return 'elsewhere'
  if (exists(owner.pid)) {
    const start = await startOf(owner.pid)
    if (owner.start === undefined || start === undefined || owner.start === start) return 'alive'
    return 'dead'
  }
  return group && await groupLives(owner.pid) ? 'alive' : 'dead'
}

/** Asks a process group to end; one that has ended already is fine. */
export function endGroup(leader: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    kill(-leader, signal)
  } catch (error) {
    if (errno(error) !== 'ESRCH') throw error
  }
}

/** Whether a process (below 0: a process group) exists. */
function exists(pid: number): boolean {
  try {
    kill(pid, 0)
    return true
  } catch (error) {
    return errno(error) === 'EPERM'
  }
}

/** Whether a process group has members that still run. Where nobody reaps orphans (a container without init) the ended ones stay listed. */
export async function groupLives(leader: number): Promise<boolean> {
  if (!exists(-leader)) return false
  const names = await readdir('/proc').catch(() => [])
  const members = names.filter((name) => /^\d+$/.test(name))
  if (members.length === 0) return true
  const all = await Promise.all(members.map((name) => fieldsOf(Number(name))))
  return all.some((fields) => fields?.[2] === String(leader) && fields[0] !== 'Z')
}

/** When it started; a zombie has ended. */
async function startOf(pid: number): Promise<string | undefined> {
  const fields = await fieldsOf(pid)
  return fields?.[0] === 'Z' ? 'ended' : fields?.[19]
}

/** The fields of /proc/<pid>/stat from the third on: state, parent, group, …, start (proc(5)). The second may hold spaces and brackets. */
async function fieldsOf(pid: number): Promise<string[] | undefined> {
  const stat = await proc(readFile(`/proc/${pid}/stat`, 'utf8'))
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** What /proc says; undefined where there is no /proc. */
async function proc(answer: Promise<string>): Promise<string | undefined> {
  try {
    return (await answer).trim()
  } catch {
    return undefined
  }
}
