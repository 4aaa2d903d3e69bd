import * as v from 'valibot'
import { repoPath } from '../commits/words.ts'
import { defineFeature, type Change, type Context, type DocsSection } from '../feature.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { pathsIn } from './import/read.ts'
import { withoutMarkers } from './markers.ts'

const where = v.union([v.boolean(), repoPath])

const docsSchema = v.strictObject({
  contributing: v.optional(v.pipe(where, v.description('The block for people: true: in CONTRIBUTING.md, wherever it is; or a path.')), true),
  agents: v.optional(v.pipe(where, v.description('The block for coding agents: true: in AGENTS.md (CLAUDE.md where only that exists); or a path.')), true),
})

/** The team's conventions in words, where people and coding agents read them. */
export const docs = defineFeature({
  name: 'docs',
  summary: { en: 'The conventions in words, in CONTRIBUTING.md and AGENTS.md', ko: 'CONTRIBUTING.md와 AGENTS.md에 적는 컨벤션 설명' },
  schema: docsSchema,
  plan(context): Change[] {
    const { options: { contributing, agents }, repo, contributions, text: { features: { docs, reasons } } } = context
    if (contributions.docs.length === 0) return []
    const people = contributing === true ? contributingPath(repo) : contributing
    const machines = agents === true ? agentsPath(repo) : agents
    return [
      ...people === false ? [] : [block(people, `# ${docs.contributing}\n`, text(context, people, ({ markdown }) => markdown), reasons.contributing)],
      // One file for both: the text for people says everything.
      ...machines === false || machines === people ? []
      : [block(machines, `# ${docs.agents}\n`, text(context, machines, ({ markdown, terse }) => terse ?? markdown), reasons.agents)],
    ]
  },
})

function block(path: RepoPath, heading: string, text: string, reason: string): Change {
  return { kind: 'block', path, id: 'docs', text, heading, reason }
}

function text({ contributions, text: { features: { docs } } }: Context, path: RepoPath, words: (section: DocsSection) => string): string {
  const sections = [...contributions.docs].sort((a, b) => a.order - b.order).filter((section) => words(section) !== '')
  const told = sections.map((section) => `## ${section.title}\n\n${words(section)}`)
  return withoutMarkers(path, [docs.intro('`conventions.config`'), ...told].join('\n\n'))
}

/** Where GitHub looks, in its order, the file's name in any case; false where the one that is there is no Markdown. */
function contributingPath(repo: Repo): RepoPath | false {
  const found = ['.github', '', 'docs'].flatMap((folder) => pathsIn(repo, folder, /^contributing(\.(md|markdown|rst|adoc|txt))?$/i))
    .filter((path) => repo.stat(path)?.type !== 'directory')
  return found.find((path) => /\.(md|markdown)$/i.test(path)) ?? (found.length === 0 && 'CONTRIBUTING.md')
}

/** A file rather than a link: of AGENTS.md and CLAUDE.md one is often a link to the other, and one block is enough. */
function agentsPath(repo: Repo): RepoPath {
  return ['AGENTS.md', 'CLAUDE.md', '.claude/CLAUDE.md'].find((path) => repo.stat(path)?.type === 'file') ?? 'AGENTS.md'
}
