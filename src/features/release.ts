import type * as v from 'valibot'
import { commitTypes } from '../commits/vocabulary.ts'
import { markdownCode } from '../edit/quote.ts'
import { isMapping } from '../edit/value.ts'
import { defineFeature, type Change, type CiJob, type Context, type Contributions, type Found } from '../feature.ts'
import { releaseSchema, type ReleaseOptions } from '../release/schema.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { readLiteral } from './import/literal.ts'
import { pathsIn, readData, readText } from './import/read.ts'
import { importReleaseIt } from './import/releaseIt.ts'

type ReleaseContext = Context<ReleaseOptions>

/** How versions come about: what CI runs, and what people have to know. `conventions release` does the rest. */
export const release = defineFeature({
  name: 'release',
  summary: { en: 'Releases: versions from commits, tags, registry, host, CI', ko: '릴리스: 커밋에서 정해지는 버전, 태그, 레지스트리, 호스트, CI' },
  schema: releaseSchema,
  detect(repo, _facts, { features: text }): Found<v.InferInput<typeof releaseSchema>> {
    const source = sourceOf(repo)
    if (source === undefined) return { seen: [], inexpressible: [] }
    const { options, inexpressible } = source.data === undefined ? { options: {}, inexpressible: [text.inexpressible.syntax] } : importReleaseIt(source.data, text.inexpressible)
    return { options, seen: [text.seen.releaseIt(source.path)], inexpressible: inexpressible.map((what) => ({ path: source.path, what })) }
  },
  contribute: (context): Partial<Contributions> => ({ docs: [docsSection(context)], jobs: context.options.workflow === 'none' ? [] : jobs(context) }),
  plan(): Change[] {
    return []
  },
})

/** The config that release-it 21 finds first (cosmiconfig-like: its own files, then package.json). */
function sourceOf(repo: Repo): { readonly path: RepoPath, readonly data: unknown } | undefined {
  const [file] = pathsIn(repo, '', /^\.release-it\.(json|[cm]?[jt]s|ya?ml|toml)$/)
  if (file !== undefined) {
    const text = readText(repo, file) ?? ''
    return { path: file, data: /\.[cm]?[jt]s$/.test(file) ? readLiteral(text) ?? null : readData(text, file) }
  }
  const manifest = readData(readText(repo, 'package.json') ?? '{}', 'package.json')
  const data = isMapping(manifest) ? manifest['release-it'] : undefined
  return data === undefined ? undefined : { path: 'package.json', data }
}

function docsSection({ options, config, text: { release: { docs } } }: ReleaseContext) {
  const bumps = config.commits === false ? [] : commitTypes(config.commits).filter(({ bump }) => bump !== 'none')
  const levels = bumps.map(({ name, bump }) => `${markdownCode(name)} ${bump}`).join(', ')
  const branches = Object.keys(options.branches).map((name) => markdownCode(name)).join(', ')
  return {
    order: 50, title: docs.title,
    markdown: [
      `- ${docs.how(markdownCode('conventions release'))}`, ...options.workflow === 'none' ? [] : [`- ${{ push: docs.push, pr: docs.pr, manual: docs.ci }[options.workflow]}`],
      ...levels === '' ? [] : [`- ${docs.bumps(levels)}`], `- ${docs.branches(branches)}`,
    ].join('\n'),
  }
}

/** The release, and what it would be for each pull request: as a comment and in the job's summary, for no comment may be made from a fork. */
function jobs({ options, facts, text: { release: { jobs: words } } }: ReleaseContext): CiJob[] {
  const publishes = options.npm !== false && facts.packageManager !== undefined
  return [
    {
      id: 'release', workflow: 'release', title: words.release, on: [options.workflow === 'manual' ? 'manual' : 'push'], history: 'full', exclusive: true,
      setup: facts.packageManager === undefined ? 'node' : 'install',
      // id-token: npm takes it for a proof of where the package was built (trusted publishing, provenance).
      permissions: { contents: 'write', ...options.checks ? { checks: 'read', statuses: 'read' } : {}, ...options.workflow === 'pr' ? { 'pull-requests': 'write' } : {}, ...publishes ? { 'id-token': 'write' } : {} },
      steps: [{ name: words.step, conventions: ['release', '--ci', ...options.workflow === 'pr' ? ['--pr'] : []], secrets: { GITHUB_TOKEN: 'GITHUB_TOKEN' } }],
    },
    {
      id: 'release-preview', workflow: 'release', title: words.preview, on: ['pullRequest'], history: 'full',
      setup: facts.packageManager === undefined ? 'node' : 'install',
      permissions: { 'contents': 'read', 'pull-requests': 'write' },
      steps: [{ name: words.previewStep, conventions: ['release', '--ci', '--dry-run', '--comment'], secrets: { GITHUB_TOKEN: 'GITHUB_TOKEN' } }],
    },
  ]
}
