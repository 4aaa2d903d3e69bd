import { toolkitVersion } from './assets.ts'
import { configInMemory, resolveConfig, type Resolution } from './config/resolve.ts'
import { loadConfig, type LoadedConfig } from './config/load.ts'
import type { CodeConfig } from './config/schema.ts'
import type { Change, Contributions, Feature, Probe } from './feature.ts'
import { makeContext, noContributions } from './features/context.ts'
import type { FetchPreset } from './config/remote.ts'
import type { Io } from './io.ts'
import { loadMessages, type Messages } from './messages/index.ts'
import { parseLock } from './plan/lock.ts'
import { lockPath } from './plan/lockPath.ts'
import { planChanges } from './plan/plan.ts'
import type { Owned } from './plan/draft.ts'
import type { Decisions, Lock, Plan } from './plan/types.ts'
import { diskRepo } from './repo/disk.ts'
import { readFacts, type Facts } from './repo/facts.ts'
import { once } from './repo/once.ts'
import type { Repo } from './repo/repo.ts'

/** A repository with its convention, for who plans nothing: what is told of a history needs no more. */
export interface Settled {
  readonly repo: Repo
  readonly facts: Facts
  readonly resolved: Pick<Resolution, 'config'>
  /** Sentences in the team's locale, for what is written into files. */
  readonly text: Messages
}

/** A repository with its convention: what every command starts from. */
export interface Opened extends Settled {
  readonly loaded: LoadedConfig
  readonly resolved: Resolution
  readonly lock: Lock
  /** What would make the repository keep its convention. Pure: asked twice, it answers the same. */
  plan(decisions?: Decisions): Plan
  /** What files cannot show, each with the feature that asks. */
  probes(): readonly (Probe & { readonly feature: string })[]
}

/**
 * Opens the repository that holds a directory, with the config that is in it.
 *
 * @throws ConventionsError `configMissing` where there is none, and what reading the repository, the config and the lock throws
 */
export async function openRepository(io: Pick<Io, 'cwd' | 'env'>, repo = diskRepo(io.cwd, io.env)): Promise<Opened> {
  return openWith(repo, await loadConfig(repo), io.env)
}

/** A repository as it would be with a config that is not in it (yet): what `init` shows before anything is written. */
export function openWithConfig(repo: Repo, config: CodeConfig, env: Io['env'], name?: string): Promise<Opened> {
  return openWith(repo, configInMemory(config, name), env)
}

async function openWith(repo: Repo, loaded: LoadedConfig, env: Io['env']): Promise<Opened> {
  const lock = parseLock(repo.read(lockPath))
  // Loaded when a remote preset is new: most repositories have none, and the lock holds the others.
  const fetch: FetchPreset = async (spec, where) => (await import('./config/fetch.ts')).gitFetcher(env)(spec, where)
  const resolved = await resolveConfig(loaded, { repo, lock: lock.presets, fetch })
  const text = await loadMessages(resolved.config.locale)
  const facts = readFacts(repo)
  const convention = compose(resolved, repo, facts, text)
  return {
    repo, facts, loaded, resolved, lock, text,
    plan: (decisions = {}) => planChanges({
      changes: convention.changes(), repo, lock, presets: resolved.presets, toolkit: toolkitVersion(), words: text.plan, decisions,
    }),
    probes: convention.probes,
  }
}

/** Asks the features: first what they hand to each other, then what they want to be true. */
function compose({ config, features }: Resolution, repo: Repo, facts: Facts, text: Messages) {
  const active = features.filter(({ name }) => (config as Readonly<Record<string, unknown>>)[name] !== false)
  const about = (feature: Feature, contributions: Contributions) => makeContext(feature, { config, repo, facts, text, contributions })
  const contributions = once(() => active.map((feature) => feature.contribute?.(about(feature, noContributions)) ?? {}).reduce<Contributions>(join, noContributions))
  return {
    changes: once(() => active.flatMap((feature) => feature.plan(about(feature, contributions())).map((change): Owned<Change> => ({ feature: feature.name, change })))),
    probes: once(() => active.flatMap((feature) => (feature.doctor?.(about(feature, contributions())) ?? []).map((probe) => ({ ...probe, feature: feature.name })))),
  }
}

function join(all: Contributions, more: Partial<Contributions>): Contributions {
  return {
    docs: [...all.docs, ...more.docs ?? []].sort((a, b) => a.order - b.order),
    hooks: [...all.hooks, ...more.hooks ?? []].sort((a, b) => a.order - b.order),
    jobs: [...all.jobs, ...more.jobs ?? []],
    nodeFiles: [...all.nodeFiles, ...more.nodeFiles ?? []],
  }
}
