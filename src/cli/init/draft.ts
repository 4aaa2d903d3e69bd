import { minimalConfig } from '../../config/minimal.ts'
import type { Config } from '../../config/schema.ts'
import { renderConfig, usualComments, type ConfigFormat } from '../../config/write.ts'
import { toolkitVersion } from '../../assets.ts'
import { openWithConfig, type Opened } from '../../engine.ts'
import { features } from '../../features/index.ts'
import type { Io } from '../../io.ts'
import type { Decisions, Plan, Write } from '../../plan/types.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { chosenFeatures, type Answers } from './questions.ts'
import type { Survey } from './survey.ts'

/** A convention that is not in the repository yet. */
export interface Draft {
  readonly opened: Opened
  /** Path of the config file that the plan adds. */
  readonly path: RepoPath
  readonly config: Config
  /** The plan with the config file in it. */
  plan(decisions?: Decisions): Plan
}

/** Answers and what was found, as a config that says no more than it has to. `toolkit`: the version of us that the repository depends on. */
export function configOf({ preset, locale, host, features: chosen, ticket, base }: Answers, { sections }: Survey, toolkit?: string): Config {
  // What nobody is asked about is as the preset has it, with what was found.
  const unasked = features.filter(({ name }) => !chosenFeatures.some((one) => one === name) && base[name] !== false && sections[name]).map(({ name }) => [name, sections[name]])
  const full = Object.fromEntries([...chosenFeatures.map((name) => [name, chosen.includes(name) ? sections[name] || {} : false]), ...unasked]) as Record<string, Config[keyof Config]>
  const commits = full['commits'] as Config['commits']
  const found = commits && commits.ticket ? commits.ticket : {}
  const config = {
    locale, ...host && { host }, ...toolkit !== undefined && { toolkit: { version: toolkit } }, ...full, 
    ...commits && { commits: { ...commits, ticket: ticket !== undefined && { ...found, pattern: ticket } } },
  }
  return { extends: preset, ...minimalConfig(config, base) }
}

/** `repo` may hold files that are only planned (`planned`): they are additions in the plan. */
export async function draft(repo: Repo, config: Config, format: ConfigFormat, planned: Readonly<Record<RepoPath, string>>, reasons: Reasons, io: Io): Promise<Draft> {
  const path = `conventions.config.${format}`
  const opened = await openWithConfig(repo, config, io.env, path)
  const comments = usualComments(opened.text, opened.resolved.config.locale, features)
  const text = renderConfig(config, { format, schemaRef: schemaRef(opened), comments })
  const extra = [added(path, text, reasons.config), ...Object.entries(planned).map(([name, content]) => added(name, content, reasons.planned))]
  return {
    opened, path, config,
    plan: (decisions) => {
      const plan = opened.plan(decisions)
      return { ...plan, writes: extra.reduce(withAddition, plan.writes).toSorted((a, b) => a.path < b.path ? -1 : 1) }
    },
  }
}

/** Why the files are in the plan that no feature asks for. */
export interface Reasons {
  readonly config: string
  readonly planned: string
}

/** Where editors find the JSON Schema: beside the config, else on the web, where npm packages are served as they are. */
function schemaRef({ facts, resolved: { config } }: Opened): string {
  const installed = facts.packageManager !== undefined && config.toolkit !== false && config.toolkit.dependency
  return installed ? './node_modules/create-conventions/schema.json' : `https://unpkg.com/create-conventions@${toolkitVersion()}/schema.json`
}

function added(path: RepoPath, text: string, reason: string): Write {
  return {
    path, verdict: 'add', drift: 'behind', before: undefined, after: { text, executable: false },
    because: [{ feature: 'init', reason }], losses: [], conflicts: [],
  }
}

/** A file that features want something of too is theirs and ours together. */
function withAddition(writes: readonly Write[], addition: Write): readonly Write[] {
  const other = writes.find(({ path }) => path === addition.path)
  const write = other ? { ...addition, after: other.after, because: [...addition.because, ...other.because] } : addition
  return [...writes.filter((each) => each !== other), write]
}
