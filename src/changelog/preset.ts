import { CommitParser, type Commit as ParsedCommit, type ParserOptions } from 'conventional-commits-parser'
import { writeChangelogString, type Options as WriterOptions } from 'conventional-changelog-writer'
import { importLocal } from '../config/importLocal.ts'
import type { Settled } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import type { Where } from '../history/read.ts'
import type { Commit, Release } from '../history/types.ts'
import { collect, type Wanted } from './collect.ts'
import type { ChangelogOptions } from './schema.ts'
import { dayOf } from './section.ts'
import type { Section } from './types.ts'

/** What a preset of conventional-changelog 8 is made of, as far as we ask. */
interface Preset {
  readonly parser?: ParserOptions
  readonly writer?: WriterOptions
}

/** A commit as conventional-changelog hands it to a preset. */
type PresetCommit = ParsedCommit & { readonly hash: string, readonly committerDate: string }

// What conventional-changelog 8 gives its templates for each host: hosts/{github,gitlab,bitbucket}.js.
const words = {
  github: { issue: 'issues', commit: 'commit', compare: 'compare', actions: ['close', 'closes', 'closed', 'fix', 'fixes', 'fixed', 'resolve', 'resolves', 'resolved'], prefixes: ['#', 'gh-'] },
  gitlab: { issue: 'issues', commit: 'commit', compare: 'compare', actions: ['close', 'closes', 'closed', 'closing', 'fix', 'fixes', 'fixed', 'fixing'], prefixes: ['#'] },
  bitbucket: { issue: 'issue', commit: 'commits', compare: 'compare', actions: ['close', 'closes', 'closed', 'closing', 'fix', 'fixes', 'fixed', 'fixing', 'resolve', 'resolves', 'resolved', 'resolving'], prefixes: ['#'] },
} as const

/**
 * Sections as a preset of conventional-changelog words them: its parser, its templates, through conventional-changelog-writer; only the
 * history is ours, so that no commit is told twice and no tag is read out of a message.
 *
 * @throws ConventionsError `presetUnusable`
 */
export async function presetSections(where: Where, opened: Settled, options: ChangelogOptions, wanted: Wanted): Promise<{ section: Section, text(): string }[]> {
  const preset = await loadPreset(opened.repo.root, options.preset!)
  const url = options.url ?? opened.facts.url
  const host = words[opened.facts.host === 'gitlab' || opened.facts.host === 'bitbucket' ? opened.facts.host : 'github']
  const parser = new CommitParser({ referenceActions: [...host.actions], issuePrefixes: [...host.prefixes], ...preset.parser })
  const releases = await collect(where, wanted, options.prereleases === 'collect', ({ author, email, message }, node): Commit => ({ ...node, author, email, message }))
  const texts = await Promise.all(releases.map((release) => render(release, { preset, parser, url, host })))
  return releases.map((release, index) => ({ section: bare(release), text: () => texts[index]! }))
}

interface Renderer {
  readonly preset: Preset
  readonly parser: CommitParser
  readonly url: string | undefined
  readonly host: (typeof words)[keyof typeof words]
}

async function render(release: Release<Commit>, { preset, parser, url, host }: Renderer): Promise<string> {
  const { tag, previous, time, commits } = release
  const parsed = commits.filter(({ parents, message }) => parents.length < 2 && message.trim() !== '').map(({ hash, time: at, message }): PresetCommit =>
    ({ ...parser.parse(message), hash, committerDate: dayOf(at) }) as PresetCommit)
  const { host: address, pathname } = url === undefined ? { host: undefined, pathname: '' } : new URL(url)
  const [owner, ...repository] = pathname.slice(1).split('/')
  return writeChangelogString(parsed, {
    ...url === undefined ? {} : { repoUrl: url, host: `https://${address ?? ''}`, owner: owner ?? '', repository: repository.join('/') },
    issue: host.issue, commit: host.commit, compare: host.compare,
    version: tag?.version ?? 'Unreleased', date: time === undefined ? '' : dayOf(time),
    previousTag: previous?.name ?? commits.at(-1)?.hash ?? '', currentTag: tag?.name ?? commits[0]?.hash ?? '',
    linkCompare: commits.length > 0,
  }, { ...preset.writer, generateOn: () => false, doFlush: true })
}

function bare({ tag, previous, time, commits }: Release<Commit>): Section {
  return {
    version: tag?.version, tag: tag?.name, previous: previous?.name, date: time === undefined ? undefined : dayOf(time),
    breaking: [], groups: [], contributors: [],
    others: commits.map(({ hash, message, author, email }) => {
      const header = message.trim().split('\n', 1)[0]!
      return { hash, header, type: undefined, scope: undefined, subject: header, breaking: [], references: [], tickets: [], reverts: undefined, people: [{ name: author, email }] }
    }),
  }
}

async function loadPreset(root: string, name: string): Promise<Preset> {
  const full = name.startsWith('@') || name.startsWith('conventional-changelog-') ? name : `conventional-changelog-${name}`
  const module = await importLocal(root, full).catch((cause: unknown) => {
    throw new ConventionsError('presetUnusable', { name: full, reason: cause instanceof Error ? cause.message.split('\n')[0]! : String(cause) }, { cause })
  })
  const { default: create } = module as { readonly default?: unknown }
  if (typeof create !== 'function') throw new ConventionsError('presetUnusable', { name: full, reason: 'it has no function as its default export' })
  return await (create as () => Preset | Promise<Preset>)()
}
