import { execFile } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Job, Report } from './driver.ts'

/** Runs one job of the driver in a process of its own and expects that every tree ended exactly before or exactly after. */
export async function inject(job: Omit<Job, 'dir'>): Promise<void> {
  // fsync is free in memory, and hundreds of repositories are written.
  const dir = mkdtempSync(join(memoryDisk() ?? tmpdir(), 'conventions faults '))
  try {
    const { points, before, after, failures } = await drive({ ...job, dir })
    console.log(`${job.what}, ${job.mode}: ${points} injected points, ${before} trees exactly before, ${after} exactly after`)
    expect(failures).toEqual([])
    expect(points).toBeGreaterThan(20)
    expect(before + after).toBe(points)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function memoryDisk(): string | undefined {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK)
    return '/dev/shm'
  } catch {
    return undefined
  }
}

function drive(job: Job): Promise<Report> {
  const [faults, driver] = [new URL('faults.ts', import.meta.url).href, new URL('driver.ts', import.meta.url).pathname]
  const env = { ...process.env, NODE_COMPILE_CACHE: join(job.dir, 'cache') }
  return new Promise((resolve, reject) => execFile(
    process.execPath, ['--import', faults, driver, JSON.stringify(job)], { encoding: 'utf8', env, maxBuffer: 1 << 26 },
    (error, stdout, stderr) => error ? reject(new Error(stderr, { cause: error })) : resolve(JSON.parse(stdout) as Report),
  ))
}

export const onPosix = process.platform !== 'win32'
