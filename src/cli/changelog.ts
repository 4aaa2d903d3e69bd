import { collectReleases, type Wanted } from '../changelog/collect.ts'
import { datesIn } from '../changelog/insert.ts'
import { renderSection } from '../changelog/markdown.ts'
import { findPackage, workspacePackages, type Package } from '../changelog/packages.ts'
import { isEmpty, toSection } from '../changelog/section.ts'
import { settingOf } from '../changelog/setting.ts'
import type { Section } from '../changelog/types.ts'
import { wholeChangelog, type Told } from '../changelog/whole.ts'
import type { Settled } from '../engine.ts'
import { resolveCommit, type Log, type Refs, type Where } from '../history/read.ts'
import type { ExitCode } from '../io.ts'
import type { RepoPath } from '../repo/repo.ts'
import { openHistory } from './history.ts'
import { writeJson } from './json.ts'
import type { WritingInput } from './perform.ts'

/** What the command line says. */
export interface Given {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly all: boolean
  readonly unreleased: boolean
  readonly package?: string | undefined
  readonly write: boolean
  readonly format?: 'md' | 'json' | undefined
  readonly json: boolean
}
export type Telling = WritingInput & Parameters<typeof openHistory>[0] & { readonly options: Given }

/** What git was asked for before anything else was loaded. */
export interface Early {
  /** The whole history. */
  readonly log?: Log
  readonly refs?: Promise<Refs>
}

/** `conventions changelog`. */
export async function tellChangelog(input: Telling, early: Early): Promise<ExitCode> {
  const { options, io } = input
  const { opened, text } = await openHistory(input)
  const where = { cwd: opened.repo.root, env: io.env }
  const packaged = options.package === undefined ? undefined : findPackage(workspacePackages(opened.repo, opened.facts), options.package)
  const path = fileOf(opened, packaged)
  const { sections, texts } = await told({ where, opened, packaged, path, early }, options)
  if (options.write) return (await import('./changelogFile.ts')).writeChangelog({ input, opened, text, path, sections, texts })
  if (asData(options)) writeJson(io.stdout, { sections })
  else if (texts.length > 0) io.stdout.write(texts.join('\n'))
  else io.stderr.write(`${text.changelog.nothing}\n`)
  return 0
}

const asData = ({ json, format }: Given): boolean => json || format === 'json'

interface Question {
  readonly where: Where
  readonly opened: Settled
  readonly packaged: Package | undefined
  readonly path: RepoPath
  readonly early: Early
}

function fileOf({ resolved: { config } }: Settled, packaged: Package | undefined): RepoPath {
  const file = config.changelog === false ? 'CHANGELOG.md' : config.changelog.file
  return packaged === undefined ? file : `${packaged.path}/${file}`
}

/** The sections that were asked for, newest first, with their text. */
async function told({ where, opened, packaged, path, early }: Question, given: Given): Promise<{ sections: Told['section'][], texts: string[] }> {
  const { options, sectioning, rendering } = settingOf(opened.resolved.config, opened.facts, opened.text)
  const wanted: Wanted = {
    ...given.from === undefined ? {} : { from: await resolveCommit(where, given.from) },
    ...given.to === undefined ? {} : { to: await resolveCommit(where, given.to) },
    ...packaged === undefined ? {} : { paths: [packaged.path], prefix: `${packaged.name}@` },
    unreleased: given.unreleased, log: early.log, people: options.contributors || asData(given),
  }
  if (options.preset !== undefined) {
    const { presetSections } = await import('../changelog/preset.ts')
    return choose(await presetSections(where, opened, options, wanted), given)
  }
  const dates = datesIn(opened.repo.read(path) ?? '')
  const whole = given.from === undefined && given.to === undefined && !given.unreleased && packaged === undefined && !asData(given)
  if (whole) return choose(await wholeChangelog(where, opened, { ...wanted, refs: early.refs }, dates), given)
  const releases = await collectReleases(where, opened.resolved.config, options, wanted)
  const sections = releases.map((release) => named(toSection(release, sectioning), given))
  return choose(sections.map((section) => ({ section, text: () => renderSection(section, { ...rendering, dates }) })), given)
}

/** A range is compared with the names that were given. */
function named(section: Section, { from, to }: Given): Section {
  return section.version !== undefined ? section
    : { ...section, ...from === undefined || section.previous !== undefined ? {} : { previous: from }, ...to === undefined ? {} : { tag: to } }
}

/** With neither a range nor --all nor --write: what is not released, and where everything is, the last release. */
function choose<T extends Told['section']>(all: readonly (Told & { readonly section: T })[], given: Given): { sections: T[], texts: string[] } {
  const full = all.filter(({ section }) => given.write && !given.unreleased ? section.version !== undefined : section.version !== undefined || !('groups' in section) || !isEmpty(section))
  const many = given.all || given.write || given.from !== undefined || given.to !== undefined
  const chosen = many || given.unreleased ? full : full.slice(0, 1)
  return { sections: chosen.map(({ section }) => section), texts: chosen.map(({ text }) => text()) }
}
