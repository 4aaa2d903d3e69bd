import { expect } from 'vitest'
import type { Change } from '../../src/feature.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { parseLock } from '../../src/plan/lock.ts'
import { lockPath } from '../../src/plan/lockPath.ts'
import { planChanges } from '../../src/plan/plan.ts'
import type { Decisions, Plan, Write } from '../../src/plan/types.ts'
import { memoryRepo, type MemoryFile } from '../../src/repo/memory.ts'

const words = (await loadMessages('en')).plan

export type Files = Record<string, MemoryFile>
type WithoutReason<C> = C extends Change ? Omit<C, 'reason'> : never
/** A change as tests write it: the reason is the same for all, and so is the feature where none is named. */
export type Wanted = WithoutReason<Change> & { readonly by?: string }

/** The plan for a tree and what one feature wants; the lock is read from the tree. */
export function planFor(files: Files, wanted: readonly Wanted[], decisions: Decisions = {}, toolkit = '1.0.0'): Plan {
  const repo = memoryRepo(files)
  return planChanges({
    changes: wanted.map(({ by = 'demo', ...change }) => ({ feature: by, change: { ...change, reason: 'because' } })),
    repo, lock: parseLock(repo.read(lockPath)), presets: {}, toolkit, words, decisions,
  })
}

/** The tree after the plan. */
export function applied(files: Files, plan: Plan): Files {
  const after = { ...files }
  for (const write of plan.writes) {
    if (write.after === undefined) delete after[write.path]
    else after[write.path] = write.after.executable ? write.after : write.after.text
  }
  return after
}

/** Plans, applies, and holds that a second plan has nothing to write. */
export function settle(files: Files, wanted: readonly Wanted[], decisions: Decisions = {}): Files {
  const plan = planFor(files, wanted, decisions)
  expect(plan.losses).toEqual([])
  expect(plan.conflicts).toEqual([])
  const after = applied(files, plan)
  expect(changed(planFor(after, wanted))).toEqual([])
  return after
}

/** Paths that a plan writes. */
export function changed(plan: Plan): string[] {
  return plan.writes.filter(({ before, after }) => before?.text !== after?.text || before?.executable !== after?.executable).map(({ path }) => path)
}

/** What a plan says of one path. */
export function writeOf(plan: Plan, path: string): Write {
  const write = plan.writes.find((candidate) => candidate.path === path)
  if (!write) throw new Error(`the plan does not speak of ${path}`)
  return write
}

export function textOf(files: Files, path: string): string | undefined {
  const file = files[path]
  return typeof file === 'string' ? file : file?.text
}
