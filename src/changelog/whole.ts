import type { ResolvedConfig } from '../config/schema.ts'
import { toolkitVersion } from '../assets.ts'
import type { Settled } from '../engine.ts'
import { ask, hasMailmapElsewhere, isShallow, readCommits, readRefs, resolveCommit, startCommits, type Refs, type Where } from '../history/read.ts'
import type { Release, Tag } from '../history/types.ts'
import { versionTags } from '../history/versions.ts'
import { keep, readKept, type Kept } from './cache.ts'
import { collect, entriesOf, type Wanted } from './collect.ts'
import type { ReadCommit } from './entry.ts'
import { makeLine, renderSection, type Rendering } from './markdown.ts'
import type { ChangelogOptions } from './schema.ts'
import { toSection } from './section.ts'
import { settingOf } from './setting.ts'
import type { Section } from './types.ts'

interface Made {
  readonly config: ResolvedConfig
  readonly options: ChangelogOptions
}
interface Now {
  readonly head: string
  readonly tags: readonly Tag[]
}

/** What is wanted, and what git was asked for already. */
interface Asked extends Wanted {
  readonly refs?: Promise<Refs> | undefined
}

/** A section, with its text for whoever wants it. */
export interface Told {
  readonly section: Pick<Section, 'version'> | Section
  text(): string
}

/**
 * The whole changelog as Markdown: what is not released, then every release. Sections of releases come from what an earlier run kept, where
 * nothing that they are made of has changed; then git is asked for the commits since the last release only.
 */
export async function wholeChangelog(where: Where, opened: Settled, wanted: Asked, dates: Rendering['dates']): Promise<Told[]> {
  const { options, sectioning, rendering } = settingOf(opened.resolved.config, opened.facts, opened.text)
  const setting: Rendering = { ...rendering, ...dates !== undefined && { dates }, lines: new Map() }
  const dir = opened.repo.git.dir
  const { config } = opened.resolved
  const reader = entriesOf(config, options, wanted)
  const read = (more: Wanted = {}): Promise<Release<ReadCommit>[]> => collect(where, { ...wanted, ...more }, options.prereleases === 'collect', (commit, node) => {
    const one = reader(commit, node)
    for (const entry of one.entries) makeLine(entry, setting)
    return one
  })
  const rendered = (section: Section): Told => ({ section, text: () => renderSection(section, setting) })
  if (dir === undefined || isShallow(opened.repo) || (options.contributors && await hasMailmapElsewhere(where))) return (await read()).map((release) => rendered(toSection(release, sectioning)))

  const { tags, replaced } = await (wanted.refs ?? readRefs(where))
  const key = keyOf(opened, tags, replaced, dates)
  const kept = readKept(dir, key)
  const fresh = kept && await freshRelease(where, { config, options }, kept, { head: await resolveCommit(where, 'HEAD'), tags })
  if (kept && fresh) return [rendered(toSection(fresh, sectioning)), ...kept.sections.map(({ version, text }): Told => ({ section: { version }, text: () => text }))]
  let head = ''
  const log = wanted.log ?? startCommits(where)
  const releases = await read({ tags, log: { ...log, each: (take) => log.each((commit) => {
    if (head === '') head = commit.hash
    take(commit)
  }) } })
  const sections = releases.map((release) => toSection(release, sectioning))
  const texts = sections.map((section) => renderSection(section, setting))
  keep(dir, {
    key, head, previous: releases[0]?.previous, tags: releases.flatMap(({ tag }) => tag === undefined ? [] : [tag]),
    sections: sections.flatMap(({ version }, index) => version === undefined ? [] : [{ version, text: texts[index]! }]),
  })
  return sections.map((section, index) => ({ section, text: () => texts[index]! }))
}

/** What is not released. Undefined where HEAD does not hold just the releases that are kept: it went back, or a tagged line was merged. */
async function freshRelease(where: Where, { config, options }: Made, kept: Kept, { head, tags }: Now): Promise<Release<ReadCommit> | undefined> {
  if (head !== kept.head && await ask(where, ['rev-list', '-1', kept.head, '--not', head, '--']) !== '') return undefined
  const commits: ReadCommit[] = []
  const read = entriesOf(config, options, {})
  await readCommits(where, { to: head, not: kept.tags.map(({ commit }) => commit) }, (commit) => { commits.push(read(commit, commit)) })
  const tagged = new Set(versionTags(tags).map(({ commit }) => commit))
  return commits.some(({ hash }) => tagged.has(hash)) ? undefined : { tag: undefined, previous: kept.previous, time: undefined, commits }
}

/** Everything that sections of releases are made of, as it is: tag objects, vocabulary, config, the words they are told in, the toolkit. (To load a hash takes longer than to compare it.) */
export function keyOf({ repo, facts, resolved: { config }, text }: Settled, tags: readonly Tag[], replaced: readonly string[], dates: Rendering['dates']): string {
  return JSON.stringify([
    toolkitVersion(), config.changelog, config.commits, config.locale, config.host, facts.url, facts.host, text.changelog, dates,
    repo.stat('.mailmap')?.type === 'file' ? repo.read('.mailmap') : undefined, replaced, tags.map(({ name, object }) => [name, object]),
  ])
}
