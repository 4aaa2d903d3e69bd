import * as v from 'valibot'
import { nearest } from '../../edit/nearest.ts'
import { parseKeys, writeKeys } from '../../edit/keys.ts'
import { isMapping, valueAt } from '../../edit/value.ts'
import type { Opened } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import type { Json, KeyPath } from '../../feature.ts'
import { packageSchema, runtimeVersion } from '../../features/provision/schema.ts'
import { runtimeTable, table } from '../../provision/table.ts'
import { findConfigs } from '../../config/find.ts'
import { flag } from '../options.ts'

/** Names for package managers, as given on the command line. */
export interface Names {
  readonly brew?: string | undefined
  readonly cask?: string | undefined
  readonly apt?: string | undefined
  readonly dnf?: string | undefined
  readonly winget?: string | undefined
  readonly mise?: string | undefined
}

/** A config file with its text before and after; undefined: there is nothing to change. */
export type ConfigEdit = { readonly path: string, readonly before: string, readonly after: string } | undefined

/**
 * The config with a tool in it: `jq`, `node@22` (a language and its version), or a name of the team's own with names for package managers.
 *
 * @throws ConventionsError `provisionUnknown` for a name that neither the table nor the options explain, `provisionName`, `provisionConfigCode`
 */
export function withTool(opened: Opened, asked: string, names: Names, optional: boolean): ConfigEdit {
  const [name = '', version] = asked.split(/@(?=[^@]+$)/)
  const said: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(names).flatMap(([key, value]: [string, string | undefined]) => value === undefined ? [] : [[key, value]]))
  if (Object.hasOwn(runtimeTable, name) && Object.keys(said).length === 0) {
    if (version !== undefined && !v.is(runtimeVersion, version)) throw new ConventionsError('provisionName', { option: name, value: version })
    return edited(opened, ['runtimes', name], version ?? 'latest', version !== undefined)
  }
  const known = Object.hasOwn(table, asked)
  if (!known && Object.keys(said).length === 0) throw new ConventionsError('provisionUnknown', { name: asked, nearest: nearest(asked, [...Object.keys(table), ...Object.keys(runtimeTable)]) })
  const value = { ...said, ...optional && { optional } }
  for (const [key, one] of Object.entries(said)) {
    if (!v.safeParse(packageSchema, { [key]: one }).success) throw new ConventionsError('provisionName', { option: flag(key), value: one })
  }
  if (!/^[a-z0-9][a-z0-9+._@-]*$/.test(asked)) throw new ConventionsError('provisionName', { option: 'provision.packages', value: asked })
  return edited(opened, ['packages', asked], Object.keys(value).length === 0 ? true : value)
}

/** The config without a tool. Throws `provisionAbsent`, `provisionPreset` where it is not the config itself that asks for it, `provisionConfigCode`. */
export function withoutTool(opened: Opened, asked: string): ConfigEdit {
  const { path, text } = configText(opened)
  const data = parseKeys(path, text)
  const at = (['packages', 'runtimes'] as const).map((part) => ['provision', part, asked]).find((key) => valueAt(data, key) !== undefined)
  if (at !== undefined) return { path, before: text, after: writeKeys(path, text, [{ at, value: undefined }]) }
  const { provision } = opened.resolved.config
  const all = provision === false ? [] : [...Object.keys(provision.packages), ...Object.keys(provision.runtimes)]
  throw all.includes(asked) ? new ConventionsError('provisionPreset', { name: asked }) : new ConventionsError('provisionAbsent', { name: asked, nearest: nearest(asked, all) })
}

function configText({ repo }: Opened): { readonly path: string, readonly text: string } {
  const path = findConfigs(repo)[0] ?? ''
  if (!/\.(?:ya?ml|json)$/.test(path)) throw new ConventionsError('provisionConfigCode', { path })
  return { path, text: repo.read(path) ?? '' }
}

/** `replace`: also where the config says something else about it. */
function edited(opened: Opened, at: KeyPath, value: Json, replace = false): ConfigEdit {
  const { path, text } = configText(opened)
  const data = parseKeys(path, text)
  const there = valueAt(data, ['provision', ...at])
  if (there !== undefined && (!replace || there === value)) return undefined
  const section = isMapping(data) ? data['provision'] : undefined
  // `provision: false`, or nothing behind the colon: a section takes its place.
  const first = section !== undefined && !isMapping(section) ? [{ at: ['provision'], value: { [String(at[0])]: { [String(at[1])]: value } } }] : [{ at: ['provision', ...at], value }]
  return { path, before: text, after: writeKeys(path, text, first) }
}
