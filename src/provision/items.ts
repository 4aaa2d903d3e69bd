import type { PackageOptions, Provision } from '../features/provision/schema.ts'
import { caskEntry, formulaEntry, tapEntry, tapOf } from './entries.ts'
import { entry } from './brewfile/render.ts'
import { runtimeTable, table, type Tool } from './table.ts'
import type { Item, Unmapped } from './types.ts'

const nothing = {
  profiles: [], needs: [], os: [], ci: undefined, reason: undefined, formula: undefined, cask: undefined, entries: [], apt: [], dnf: [],
  winget: undefined, mas: undefined, mise: undefined, probe: undefined, range: undefined, untrusted: undefined, step: undefined, hint: undefined,
} satisfies Partial<Item>

type Common = Pick<PackageOptions, 'when' | 'optional' | 'needs' | 'reason'>

/** Everything that a machine needs, in the order in which it is brought: packages, applications, languages, extensions, steps, variables. */
export function itemsOf(options: Provision): Item[] {
  const packages = Object.entries(options.packages).flatMap(([id, value]) => value === false ? [] : [packageItem(id, typeof value === 'object' ? value : optionsOf(value), options)])
  const runtimes = Object.entries(options.runtimes).map(([name, version]) => runtimeItem(name, version))
  const byMise = [...packages, ...runtimes].some(({ mise }) => mise !== undefined)
  const mise = byMise && !packages.some(({ id }) => id === 'mise') ? [packageItem('mise', optionsOf(true), options)] : []
  const apps = Object.entries(options.appStore).map(([name, { id, ...said }]): Item => ({
    ...nothing, ...common(said), id: `mas-${id}`, kind: 'app', title: name, mas: id, os: ['macos'], entries: [entry('mas', name, { id })],
  }))
  const extensions = options.extensions.map((id): Item => ({ ...nothing, id: `vscode-${id.toLowerCase()}`, kind: 'extension', title: id, optional: true, entries: [entry('vscode', id)] }))
  const steps = options.steps.map(({ id, title, check, run, shell, ...said }): Item => ({ ...nothing, ...common(said), id, kind: 'step', title: title ?? id, step: { check, run, shell } }))
  const env = options.env.map(({ name, hint, optional }): Item => ({ ...nothing, id: `env-${name}`, kind: 'env', title: name, optional, hint }))
  return [...mise, ...packages, ...apps, ...runtimes, ...extensions, ...steps, ...env]
    .map((item) => ({ ...item, profiles: Object.keys(options.profiles).filter((name) => options.profiles[name]?.includes(item.id)) }))
}

/** What the defaults of the schema are, for an entry that says no more than true or a range. */
function optionsOf(value: string | boolean): PackageOptions {
  return { optional: false, needs: [], ...typeof value === 'string' && { version: value } }
}

function common({ when, optional, needs, reason }: Common) {
  return { os: when?.os ?? [], ci: when?.ci, optional, needs, reason }
}

function packageItem(id: string, said: PackageOptions, options: Provision): Item {
  const known: Tool = Object.hasOwn(table, id) ? table[id] ?? {} : {}
  const base = { ...nothing, ...common(said), id, kind: 'package' as const, title: id, range: said.version, probe: probeOf(said, known) }
  if (typeof said.mise === 'string') return { ...base, mise: { name: said.mise, version: exactVersion(said.version) } }
  const brew = said.brew === undefined && said.cask === undefined ? known.brew : said.brew
  const cask = said.cask === undefined && said.brew === undefined ? known.cask : said.cask
  const formula = typeof brew === 'object' ? brew.formula : brew === false ? undefined : brew
  const token = typeof cask === 'object' ? cask.cask : cask === false ? undefined : cask
  const tap = tapOf(formula ?? token)
  const trusted = tap === undefined || isTrusted(options, tap, formula ?? token ?? '')
  const link = known.link === true && formula !== undefined && typeof brew !== 'object' ? true : undefined
  const own = formula === undefined ? [] : [formulaEntry(typeof brew === 'object' ? brew : { formula, link }, tap !== undefined && trusted)]
  const other = token === undefined || formula !== undefined ? [] : [caskEntry(typeof cask === 'object' ? cask : { cask: token }, tap !== undefined && trusted)]
  return {
    ...base, formula, cask: formula === undefined ? token : undefined,
    entries: [...tap === undefined ? [] : [tapEntry(tap, options.taps[tap])], ...own, ...other],
    apt: names(said.apt, known.apt), dnf: names(said.dnf, known.dnf), winget: said.winget === false ? undefined : said.winget ?? known.winget,
    untrusted: trusted ? undefined : tap, hint: known.howTo,
  }
}

function probeOf({ command }: PackageOptions, known: Tool): Item['probe'] {
  const [program, ...args] = command ?? (known.program === undefined ? [] : [known.program, ...known.version ?? ['--version']])
  return program === undefined ? undefined : { program, args }
}

function names(said: string | false | readonly string[] | undefined, known: readonly string[] | undefined): readonly string[] {
  if (said === undefined) return known ?? []
  return said === false ? [] : typeof said === 'string' ? [said] : said
}

function isTrusted({ taps }: Provision, tap: string, name: string): boolean {
  const trust = taps[tap]?.trust
  const short = name.slice(name.lastIndexOf('/') + 1)
  return trust === 'all' || [...trust?.formulae ?? [], ...trust?.casks ?? []].some((one) => one === name || one === short)
}

/** mise takes a version or its beginning, no range. */
function exactVersion(range: string | undefined): string {
  return range !== undefined && /^\d+(\.\d+)*$/.test(range) ? range : 'latest'
}

function runtimeItem(name: string, version: string): Item {
  const known = runtimeTable[name] ?? { program: name, version: ['--version'] }
  const range = /^\d+(\.\d+){0,2}$/.test(version) ? version : undefined
  return {
    ...nothing, id: name, kind: 'runtime', title: `${name} ${version}`, optional: false, mise: { name, version }, range,
    probe: { program: known.program, args: known.version },
  }
}

/** Required things for which a manager of their system has no name: said, never guessed. */
export function unmappedOf(items: readonly Item[]): Unmapped[] {
  return items.filter(({ kind, mise }) => kind === 'package' && mise === undefined).flatMap((item) => {
    const meant = (os: 'macos' | 'linux' | 'windows') => item.os.length === 0 || item.os.includes(os)
    const managers = [
      ...meant('macos') && item.formula === undefined && item.cask === undefined ? ['brew' as const] : [],
      ...meant('linux') && item.apt.length === 0 ? ['apt' as const] : [],
      ...meant('linux') && item.dnf.length === 0 ? ['dnf' as const] : [],
      ...meant('windows') && item.winget === undefined ? ['winget' as const] : [],
    ]
    return managers.length === 0 ? [] : [{ id: item.id, managers }]
  })
}
