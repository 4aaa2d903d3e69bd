import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { requestNumber } from '../release/branch.ts'
import { beforeCommit } from '../release/plugins/protocol.ts'
import type { ReleasePlan, Target } from '../release/types.ts'
import type { Warning, World } from '../release/world.ts'
import type { Page } from './page.ts'
import { pad, visible } from './text.ts'

interface Shown {
  readonly page: Page
  readonly words: Messages['release']
  /** The command that publishes a package. */
  readonly publishing: readonly string[] | undefined
  readonly increment: string | undefined
}

/** A release that has not begun: the version and why, commit by commit, the notes, the files, the commands. */
export function releasePage(plan: ReleasePlan, shown: Shown): string[] {
  const { page: { paint }, words } = shown
  const commands = commandsOf(plan, shown)
  return [
    ...plan.targets.flatMap((target) => targetLines(target, shown)),
    paint('bold', words.files), ...plan.writes.map(({ path }) => `  ${visible(path)}`), '',
    paint('bold', words.commands), ...commands.map((command) => `  ${visible(command)}`),
  ]
}

function targetLines({ name, from, version, reasons, notes }: Target, { page: { paint }, words, increment }: Shown): string[] {
  const shown = reasons.filter(({ level }) => level !== 'none')
  return [
    paint('bold', `${words.title([name, version].filter((part) => part !== '').join(' '))} (${from === undefined ? words.first : words.from(from)})`), '',
    paint('bold', words.why), ...increment === undefined ? [] : [`  ${words.byHand}: ${visible(increment)}`],
    ...shown.map(({ hash, header, level }) => `  ${pad(words.levels[level], 10)}  ${hash.slice(0, 7).padEnd(7)}  ${visible(header)}`), '',
    paint('bold', words.notes), ...notes.split('\n').map((line) => `  ${visible(line)}`.trimEnd()), '',
  ]
}

function commandsOf({ message, targets, remote, branch, publish, forge, sign, plugins = [] }: ReleasePlan, { words, publishing }: Shown): string[] {
  const tags = targets.map(({ tag }) => tag)
  const pluginLines = (after: boolean): string[] => plugins.flatMap(({ name, phases }) => {
    const some = phases.filter((phase) => after !== beforeCommit.includes(phase))
    return some.length === 0 ? [] : [words.pluginCommand(name, some.join(', '))]
  })
  return [
    ...pluginLines(false),
    ...message === undefined ? [] : [`git commit -m ${JSON.stringify(message)}`],
    ...tags.map((tag) => `git tag ${sign ? '-s' : '-a'} ${tag}`),
    `git push --atomic ${remote} ${[...message === undefined ? [] : [branch], ...tags].join(' ')}`,
    ...publishing === undefined ? [] : publish.map(({ name, version }) => `${publishing.join(' ')}  # ${name}@${version}`),
    ...forge === undefined ? [] : tags.map((tag) => words.forgeCommand(forge, tag)),
    ...pluginLines(true),
  ]
}

/** What would be released, for who looks at a pull request: in the summary of CI, and as a comment where that was asked for and may be made. */
export async function preview(io: Io, makeWorld: () => Promise<World>, markdown: string, { ci, dryRun, comment: asked }: { readonly ci: boolean, readonly dryRun: boolean, readonly comment: boolean }): Promise<void> {
  if (ci) await releaseSummary(io, markdown)
  const request = asked && dryRun ? requestNumber(io.env) : undefined
  if (request === undefined) return
  const [world, { comment }] = await Promise.all([makeWorld(), import('../release/forge.ts')])
  try {
    // A comment may hold 65,536 characters on GitHub.
    await comment(world, request.forge, { number: request.number, mark: '<!-- conventions:release-preview -->', text: markdown.slice(0, 60_000) })
  } catch (error) {
    // From a fork nobody may comment: the summary tells it.
    if (!(error instanceof ConventionsError) || error.code === 'interrupted') throw error
    world.warn({ kind: 'noComment', reason: world.tell(error as ConventionsError) })
  }
}

/** What is no failure and yet to be known. */
export function warningLine(warning: Warning, words: Messages['release']): string {
  switch (warning.kind) {
    case 'stashed': return words.stashed(warning.paths)
    case 'checksUnasked': return words.checksUnasked(warning.commit)
    case 'noComment': return words.noComment(warning.reason)
    case 'pluginCut': return words.pluginCut(warning.plugin, warning.method)
    case 'pluginsOurs': return words.pluginsOurs(warning.plugins)
  }
}

/** Adds Markdown to the summary of a job of GitHub Actions; elsewhere there is none. */
export async function releaseSummary({ env }: Io, markdown: string): Promise<void> {
  const file = env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return
  const { appendSummary } = await import('../release/summary.ts')
  await appendSummary(file, `${markdown}\n`)
}
