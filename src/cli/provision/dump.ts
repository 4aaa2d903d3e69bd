import type { Opened } from '../../engine.ts'
import { detectProvision } from '../../features/provision/detect.ts'
import { provisionSchema } from '../../features/provision/schema.ts'
import type { Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import { itemsOf } from '../../provision/items.ts'
import { table } from '../../provision/table.ts'
import * as v from 'valibot'

/** A tool that the config could ask for, with the reason to think so. */
export interface Proposal {
  readonly id: string
  /** What stands for it in the config. */
  readonly value: unknown
  readonly section: 'packages' | 'runtimes'
  readonly because: string
}

/** What the repository uses and what this machine has, without what the config asks for already. */
export async function proposals(opened: Opened, io: Io, text: Messages): Promise<Proposal[]> {
  const { provision } = opened.resolved.config
  const asked = new Set(provision === false ? [] : itemsOf(provision).map(({ id }) => id))
  const { options } = detectProvision(opened.repo, opened.facts, text)
  const used = options === false || options === undefined ? { packages: {}, runtimes: {} } : v.parse(provisionSchema, options)
  const here = await onThisMachine(io)
  const all: Proposal[] = [
    ...Object.entries(used.packages).map(([id, value]): Proposal => ({ id, value, section: 'packages', because: typeof value === 'object' ? value.reason ?? 'Brewfile' : 'Brewfile' })),
    ...Object.entries(used.runtimes).map(([id, value]): Proposal => ({ id, value, section: 'runtimes', because: id })),
    ...here.map((id): Proposal => ({ id, value: true, section: 'packages', because: text.provision.command.dumpHere })),
  ]
  return all.filter(({ id }, index) => !asked.has(id) && all.findIndex((other) => other.id === id) === index)
}

/** Tools of the table that someone installed here on purpose. One process for each package manager; none of them reads a Brewfile. */
async function onThisMachine({ cwd, env }: Io): Promise<string[]> {
  const { query } = await import('../../apply/run.ts')
  const ask = async (argv: readonly [string, ...string[]]) => {
    const { exitCode, stdout } = await query(argv, { cwd, env: { ...env, HOMEBREW_NO_AUTO_UPDATE: '1' } })
    return new Set(exitCode === 0 ? stdout.toString().split('\n').map((line) => line.trim()) : [])
  }
  const [formulae, casks, debs] = await Promise.all([ask(['brew', 'leaves', '--installed-on-request']), ask(['brew', 'list', '--cask', '-1']), ask(['apt-mark', 'showmanual'])])
  return Object.entries(table).filter(([, { brew, cask, apt = [] }]) => (brew !== undefined && formulae.has(brew)) || (cask !== undefined && casks.has(cask)) || (apt.length > 0 && apt.every((name) => debs.has(name))))
    .map(([id]) => id)
}
