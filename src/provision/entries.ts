import type { Provision } from '../features/provision/schema.ts'
import { entry, type Option } from './brewfile/render.ts'

/** `user/repo` of `user/repo/name`; undefined for what is Homebrew's own. */
export function tapOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : /^([^/]+\/[^/]+)\/[^/]+$/.exec(name)?.[1]
}

/** A formula as the config has it. */
export interface Formula {
  readonly formula: string
  readonly args?: readonly string[] | undefined
  readonly conflictsWith?: readonly string[] | undefined
  readonly link?: boolean | 'overwrite' | undefined
  readonly restartService?: true | 'changed' | 'always' | undefined
  readonly startService?: boolean | undefined
  readonly postinstall?: string | undefined
}

export interface Cask {
  readonly cask: string
  readonly args?: Readonly<Record<string, string | boolean>> | undefined
  readonly greedy?: boolean | undefined
  readonly postinstall?: string | undefined
}

const symbol = (value: string | boolean | undefined): Option => typeof value === 'string' ? { symbol: value } : value

export function formulaEntry({ formula, args, conflictsWith, link, restartService, startService, postinstall }: Formula, trusted: boolean): string {
  return entry('brew', formula, {
    args, conflicts_with: conflictsWith, link: symbol(link), restart_service: symbol(restartService), start_service: startService, postinstall,
    trusted: trusted || undefined,
  })
}

export function caskEntry({ cask, args, greedy, postinstall }: Cask, trusted: boolean): string {
  return entry('cask', cask, { args, greedy, postinstall, trusted: trusted || undefined })
}

/** Trust is stated with each formula and cask; the tap itself is trusted only where the config says `all`, or names commands. */
export function tapEntry(tap: string, options: Provision['taps'][string] | undefined): string {
  const commands = typeof options?.trust === 'object' ? options.trust.commands : undefined
  return entry('tap', tap, { trusted: options?.trust === 'all' ? true : commands && { commands } }, options?.url)
}
