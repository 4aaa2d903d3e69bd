import { execFile } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Report } from './child.ts'
import type { Job } from './driver.ts'

/** Runs one job of the driver in a process of its own and expects that every tree ended exactly before or exactly after. */
export async function inject(job: Omit<Job, 'dir'>): Promise<void> {
  // fsync is free in memory, and hundreds of repositories are written.
  const dir = mkdtempSync(join(memoryDisk() ?? tmpdir(), 'conventions faults '))
  try {
    const { points, before, after, failures } = await drive<Report>('driver.ts', { ...job, dir })
    console.log(`${job.what}, ${job.mode}: ${points} injected points, ${before} trees exactly before, ${after} exactly after`)
    expect(failures).toEqual([])
    expect(points).toBeGreaterThan(20)
    expect(before + after).toBe(points)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

export function memoryDisk(): string | undefined {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK)
    return '/dev/shm'
  } catch {
    return undefined
  }
}

/** What a driver (a path beside this file) reports of a job that has a directory of its own. */
export function drive<Found>(file: string, job: { readonly dir: string }): Promise<Found> {
  const [faults, driver] = [new URL('faults.ts', import.meta.url).href, fileURLToPath(new URL(file, import.meta.url))]
  const env = { ...process.env, NODE_COMPILE_CACHE: join(job.dir, 'cache') }
  return new Promise((resolve, reject) => execFile(
    process.execPath, ['--import', faults, driver, JSON.stringify(job)], { encoding: 'utf8', env, maxBuffer: 1 << 26 },
    (error, stdout, stderr) => error ? reject(new Error(stderr, { cause: error })) : resolve(JSON.parse(stdout) as Found),
  ))
}

export const onPosix = process.platform !== 'win32'
