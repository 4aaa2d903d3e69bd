import { ConventionsError } from '../../errors.ts'
import { makeContext, noContributions } from '../../features/context.ts'
import { allItems, bootstrapText, type ProvisionContext } from '../../features/provision/files.ts'
import { provision } from '../../features/provision.ts'
import type { Opened } from '../../engine.ts'
import type { Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import { ownPart, type BrewfilePath } from '../../provision/brewfile/files.ts'
import { importBrewfile } from '../../provision/brewfile/import.ts'
import { unmappedOf } from '../../provision/items.ts'
import { parseEvent, type Report, type ReportItem, type ScriptEvent } from '../../provision/report.ts'
import type { Item } from '../../provision/types.ts'

/** The section `provision` of a repository as the feature sees it. Throws `provisionOff`. */
export function contextOf({ repo, facts, resolved: { config }, text }: Opened): ProvisionContext {
  if (config.provision === false) throw new ConventionsError('provisionOff', undefined)
  return makeContext(provision, { config, repo, facts, text, contributions: noContributions }) as ProvisionContext
}

export interface RunOptions {
  /** What the script gets besides `--porcelain`. */
  readonly args: readonly string[]
  readonly onEvent: (event: ScriptEvent, title: (id: string) => string) => void
  readonly onNoise: (line: string) => void
}

/** Runs the script as the config has it, and gathers what it says. Throws what `runBootstrap` throws, and `provisionFailed`. */
export async function runProvision(opened: Opened, io: Io, { args, onEvent, onNoise }: RunOptions): Promise<{ readonly code: number, readonly items: ReportItem[] }> {
  const context = contextOf(opened)
  const items = allItems(context)
  const { runBootstrap } = await import('../../apply/bootstrap.ts')
  const found = new Map<string, ReportItem>()
  const windows = io.platform === 'win32'
  const { code, said } = await runBootstrap(bootstrapText(context, items), [windows ? '-Porcelain' : '--porcelain', ...args], {
    cwd: opened.repo.root, env: io.env, platform: io.platform, signal: io.signal, onNoise,
    onLine(line) {
      const event = parseEvent(line)
      if (event?.type === 'item') found.set(event.item.id, { ...event.item, title: titleOf(items, event.item.id) })
      if (event) onEvent(event, (id) => titleOf(items, id))
    },
  })
  if (code === 130) throw new ConventionsError('interrupted', undefined)
  if (found.size === 0 && code !== 0) throw new ConventionsError('provisionFailed', { code: String(code), output: said })
  return { code, items: [...found.values()] }
}

function titleOf(items: readonly Item[], id: string): string {
  return id === 'homebrew' ? 'Homebrew' : id === 'command-line-tools' ? 'Command Line Tools' : items.find((item) => item.id === id)?.title ?? id
}

/** All that is known, as one document. */
export function makeReport(opened: Opened, items: readonly ReportItem[], checkedOnly: boolean): Report {
  const context = contextOf(opened)
  const writes = opened.plan().writes.filter(({ because }) => because.some(({ feature }) => feature === 'provision'))
  return {
    schemaVersion: 1, checkedOnly, items: [...items],
    ok: items.every(({ required, status }) => !required || status === 'ok' || status === 'off-path'),
    unmapped: unmappedOf(allItems(context)).map(({ id, managers }) => ({ id, managers: [...managers] })),
    code: codeIn(context),
    generated: writes.map(({ path, drift }) => ({ path, state: drift ?? 'current' })),
  }
}

function codeIn({ repo }: ProvisionContext): Report['code'] {
  return (['Brewfile', 'Brewfile.optional'] satisfies BrewfilePath[]).flatMap((path) => {
    const text = repo.read(path)
    return text === undefined ? [] : importBrewfile(ownPart(path, text)).code.map((line) => ({ path, line }))
  })
}

/** What goes before the report, where files are not what the config says. */
export function behindLine({ generated }: Report, { provision: { command } }: Messages): string[] {
  const paths = generated.filter(({ state }) => state === 'behind').map(({ path }) => path)
  return paths.length === 0 ? [] : [command.behind(paths)]
}
