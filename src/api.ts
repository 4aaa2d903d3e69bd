// eslint-disable-next-line no-restricted-imports -- an entry like bin.ts: who calls it need not pass the environment
import process from 'node:process'
import type { Applied } from './apply/types.ts'
import type { Finding } from './cli/findings.ts'
import type { Io } from './io.ts'
import type { Decisions, Plan } from './plan/types.ts'

export type { Applied, Decisions, Finding, Plan }

/** A repository for `plan`, `check` and `apply`. */
export interface Target {
  /** Absolute path of a directory in it. */
  readonly cwd: string
  /** What git and the package manager get to see. Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * What would make a repository follow its convention. Reads only.
 *
 * @throws Error `ConventionsError` with a `code` where there is no config, or where it, the lock or a file cannot be read
 */
export async function plan(target: Target, decisions?: Decisions): Promise<Plan> {
  return (await open(target)).plan(decisions)
}

/** The files that differ from the convention; an empty list: none. Reads only. Throws what `plan` throws. */
export async function check(target: Target): Promise<Finding[]> {
  const { findDrift } = await import('./cli/findings.ts')
  return findDrift((await open(target)).plan())
}

/**
 * Makes a repository follow its convention: writes, installs, runs the steps. A failure leaves everything as it was.
 *
 * @throws Error `ConventionsError`: `undecided` where something would be lost or conflicts and no decision was given, what `plan` throws,
 *   and what writing and installing throw
 */
export async function apply(target: Target, options: Decisions & ApplyChoices = {}): Promise<Applied> {
  const [{ applyPlan }, { repo, facts, plan }] = await Promise.all([import('./apply/apply.ts'), open(target)])
  return applyPlan(plan(options), {
    repo, facts, io: quiet(target, options.signal), install: options.install ?? true, allowDirty: options.allowDirty ?? false,
    decisionsMade: false, progress: () => undefined,
  })
}

export interface ApplyChoices {
  /** Whether the package manager may run. Default true. */
  readonly install?: boolean
  /** Whether files that hold uncommitted edits may be written. Default false. */
  readonly allowDirty?: boolean
  /** Aborting it takes everything back. */
  readonly signal?: AbortSignal
}

async function open({ cwd, env = process.env }: Target) {
  const { openRepository } = await import('./engine.ts')
  return openRepository({ cwd, env })
}

function quiet({ cwd, env = process.env }: Target, signal = new AbortController().signal): Io {
  const nowhere = { write: () => true }
  return {
    // Not read before it is asked for: a program that imports us keeps its stdin as it is.
    get stdin() { return process.stdin },
    cwd, env, stdout: nowhere, stderr: nowhere, signal, nodeVersion: process.versions.node, platform: process.platform,
  }
}
