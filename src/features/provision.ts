import { markdownCode, markdownFence, markdownInline } from '../edit/quote.ts'
import { defineFeature, type Change, type CiJob, type Contributions, type DocsSection, type Found, type Probe } from '../feature.ts'
import type { Item } from '../provision/types.ts'
import { onWindows } from '../provision/windows.ts'
import { detectProvision } from './provision/detect.ts'
import { allItems, brewfiles, devcontainer, nodeVersion, nodeVersionPath, scriptPath, scripts, versions, type ProvisionContext } from './provision/files.ts'
import { provisionSchema, type ProvisionInput } from './provision/schema.ts'

/** What a machine needs to work on the repository, and how it gets it. */
export const provision = defineFeature({
  name: 'provision',
  summary: { en: 'What a developer\'s machine needs: Brewfile, bootstrap script, language versions', ko: '개발 컴퓨터에 필요한 것: Brewfile, 준비 스크립트, 언어 버전' },
  schema: provisionSchema,
  detect: (repo, facts, text): Found<ProvisionInput> => detectProvision(repo, facts, text),
  contribute(context): Partial<Contributions> {
    const items = allItems(context)
    if (items.length === 0) return {}
    const version = nodeVersion(context.options)
    return {
      ...version !== undefined && { nodeFiles: [{ path: nodeVersionPath, version }] },
      ...context.options.files.bootstrap && { docs: [docsSection(context, items)], jobs: job(context, items) },
    }
  },
  plan(context): Change[] {
    const items = allItems(context)
    if (items.length === 0) return []
    const { options: { files, extensions }, text: { provision: { reasons } } } = context
    return [
      ...files.brewfile ? brewfiles(context, items) : [],
      ...scripts(context, items),
      ...versions(context, items),
      ...devcontainer(context, items),
      ...files.extensions && extensions.length > 0 ? [{
        kind: 'keys' as const, path: '.vscode/extensions.json', reason: reasons.extensions,
        keys: [{ at: ['recommendations'], value: extensions, mode: 'include' as const }],
      }] : [],
    ]
  },
  doctor(context): Probe[] {
    const { text: { provision: { probe } }, options: { files } } = context
    const fix = files.bootstrap ? `sh ${scriptPath}` : 'conventions provision'
    // What only some machines need, and what is fine without, is for `conventions provision --check` to tell.
    return allItems(context).filter(({ optional, os, ci, profiles, probe: asked }) => asked !== undefined && !optional && os.length === 0 && ci === undefined && profiles.length === 0)
      .map(({ id, title, probe: asked, range }) => ({
        id: `provision-${id}`, fix, expectation: range === undefined || title.includes(range) ? probe.tool(title) : probe.range(title, range),
        ask: { tool: asked!.program, versionArgs: asked!.args, ...range !== undefined && { version: range } },
      }))
  },
})

function docsSection({ options, text: { provision: { docs } } }: ProvisionContext, items: readonly Item[]): DocsSection {
  const line = ({ title, reason, optional }: Item) => `- ${markdownInline(title)}${optional ? ` (${docs.optional})` : ''}${reason === undefined ? '' : `: ${markdownInline(reason)}`}`
  const listed = items.filter(({ kind }) => kind !== 'env' && kind !== 'extension').map(line)
  const env = items.filter(({ kind }) => kind === 'env').map(({ title, hint }) => `- ${markdownCode(title)}${hint === undefined ? '' : `: ${markdownInline(hint)}`}`)
  const profiles = Object.keys(options.profiles)
  const windows = options.files.windows && onWindows(items).length > 0
  return {
    order: 60, title: docs.title,
    markdown: [
      docs.run, markdownFence(`./${scriptPath}`, 'sh'),
      ...windows ? [docs.windows, markdownFence('powershell -ExecutionPolicy Bypass -File scripts\\bootstrap.ps1', 'powershell')] : [],
      docs.again(markdownCode('--check')),
      ...profiles.length > 0 ? [docs.profiles(markdownCode('--profile'), profiles.map((name) => markdownCode(name)).join(', '))] : [],
      ...listed.length > 0 ? [docs.needs, listed.join('\n')] : [],
      ...env.length > 0 ? [docs.env, env.join('\n')] : [],
    ].join('\n\n'),
    terse: `- ${docs.run} ${markdownCode(`./${scriptPath} --yes`)}`,
  }
}

/** The script, twice, on a machine of CI: the second run has nothing to do. Languages are there by other means; variables are secrets. */
function job({ options, text: { provision } }: ProvisionContext, items: readonly Item[]): CiJob[] {
  const skipped = items.filter(({ kind, id, mise }) => kind === 'env' || id === 'mise' || mise !== undefined).map(({ id }) => id)
  if (!options.ci || items.every(({ id, optional }) => optional || skipped.includes(id))) return []
  const command = `sh ${scriptPath} --yes${skipped.length > 0 ? ` --skip ${skipped.join(',')}` : ''}`
  return [{
    id: 'provision', workflow: 'conventions', title: provision.job.title, on: ['pullRequest', 'push'], setup: 'none',
    steps: [{ name: provision.job.step, run: command }, { name: provision.job.again, run: command.replace('--yes', '--check') }],
  }]
}
