import { collectReleases } from '../changelog/collect.ts'
import { highlightsIn, renderDraft, renderNotes, toPlainText } from '../changelog/notes.ts'
import { findPackage, readPackage, workspacePackages, type Package } from '../changelog/packages.ts'
import { toSection } from '../changelog/section.ts'
import { settingOf } from '../changelog/setting.ts'
import type { Section } from '../changelog/types.ts'
import { defineCommand } from '../cli/command.ts'
import { openHistory } from '../cli/history.ts'
import { writeJson } from '../cli/json.ts'
import { options, positionals, writeOptions } from '../cli/options.ts'
import { finish, perform } from '../cli/perform.ts'
import { print } from '../cli/print.ts'
import { nearest } from '../edit/nearest.ts'
import type { Settled } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import { teamTemplate } from '../features/context.ts'
import { readAuthors, readTags, type Where } from '../history/read.ts'
import { versionTags } from '../history/versions.ts'
import { singleWrite } from '../plan/single.ts'
import { checkRepoPath } from '../repo/path.ts'
import type { PackageManager } from '../repo/facts.ts'

export const notes = defineCommand({
  name: 'notes',
  options: options({
    package: { kind: 'string', value: 'package' },
    format: { kind: 'choice', choices: ['md', 'json', 'text'] },
    draft: { kind: 'string', value: 'path' },
    ...writeOptions,
  }),
  positionals: positionals([{ name: 'release' }]),
  examples: ['conventions notes', 'conventions notes 1.2.0', 'conventions notes 1.2.0 --draft notes.md'],
  async run(input) {
    const { options, positionals, io } = input
    const { opened, text } = await openHistory(input)
    const where = { cwd: opened.repo.root, env: io.env }
    const packaged = options.package === undefined ? undefined : findPackage(workspacePackages(opened.repo, opened.facts), options.package)
    const section = await sectionOf(where, opened, positionals.release, packaged)
    const draft = options.draft
    if (draft !== undefined) checkRepoPath(draft)
    const before = draft === undefined ? undefined : opened.repo.read(draft)
    const words = opened.text.changelog
    const render = (highlights: string | undefined) => renderNotes(section, highlights, notesSetting(opened, section, packaged))
    if (draft !== undefined) {
      const plan = singleWrite(opened.repo, draft, renderDraft(before, render(undefined), words), { feature: 'changelog', reason: text.changelog.draftReason })
      const { repo, facts } = opened
      const outcome = await perform(input, { plan, repo, facts, text, title: text.changelog.draftReason, question: text.changelog.writeQuestion, dryRunExit: 0 })
      if (outcome.applied && !options.json) print(io, [text.changelog.draft(draft)])
      return finish(input, outcome, text, { path: draft, section })
    }
    const markdown = render(highlightsIn(before, words))
    if (options.json || options.format === 'json') writeJson(io.stdout, { section, markdown, text: toPlainText(markdown) })
    else io.stdout.write(options.format === 'text' ? toPlainText(markdown) : markdown)
    return 0
  },
})

/**
 * What changed in a version (default: what is not released yet; where that is nothing, the last release), with who contributed for the first
 * time. Throws `versionUnknown`.
 */
async function sectionOf(where: Where, opened: Settled, version: string | undefined, packaged: Package | undefined): Promise<Section> {
  const { options, sectioning } = settingOf(opened.resolved.config, opened.facts, opened.text)
  const prefix = packaged === undefined ? '' : `${packaged.name}@`
  const paths = packaged === undefined ? [] : [packaged.path]
  const tags = versionTags(await readTags(where), { prefix })
  const tag = version === undefined ? undefined : tags.find((one) => one.version === version.replace(/^v/, '') || one.name === version)
  if (version !== undefined && tag === undefined) {
    throw new ConventionsError('versionUnknown', { version, nearest: nearest(version, tags.map((one) => one.version)) })
  }
  const releases = await collectReleases(where, opened.resolved.config, options, { prefix, paths, ...tag === undefined ? {} : { to: tag.commit } })
  const release = tag === undefined
    ? releases.find(({ commits }, index) => index > 0 || commits.some(({ entries }) => entries.length > 0)) ?? releases[0]!
    : releases.find((one) => one.tag?.name === tag.name) ?? releases[0]!
  const known = release.previous === undefined ? new Set<string>() : await readAuthors(where, { to: release.previous.commit })
  return toSection(release, { ...sectioning, known })
}

/** How notes of this repository are worded. */
export function notesSetting(opened: Settled, { version }: Pick<Section, 'version'>, packaged: Package | undefined) {
  const { rendering } = settingOf(opened.resolved.config, opened.facts, opened.text)
  const found = packaged ?? readPackage(opened.repo, '')
  const manager = opened.facts.packageManager
  const install = found === undefined || found.private || manager === undefined || version === undefined ? undefined : installLine(manager, `${found.name}@${version}`)
  return {
    ...rendering, name: found?.name ?? opened.facts.url?.split('/').at(-1) ?? '', install,
    template: (tokens: Readonly<Record<string, string>>) => teamTemplate(opened.resolved.config.locale, 'release-notes.md', tokens),
  }
}

function installLine(manager: PackageManager, spec: string): string {
  return `${manager} ${manager === 'npm' ? 'install' : 'add'} ${/^[\w@./+-]+$/.test(spec) ? spec : JSON.stringify(spec)}`
}
