import * as v from 'valibot'
import { extensionId, formulaName, provisionSchema, type ProvisionInput } from '../../features/provision/schema.ts'
import { table } from '../table.ts'
import type { Literal } from './literal.ts'
import { parseBrewfile, type Statement } from './parse.ts'

type Entry = Extract<Statement, { kind: 'entry' }>
type Packages = NonNullable<ProvisionInput['packages']>

/** What a Brewfile says, as config. */
export interface Imported {
  readonly options: Pick<ProvisionInput, 'packages' | 'taps' | 'appStore' | 'extensions'>
  /** Lines that the config has no words for. */
  readonly rest: readonly string[]
  /** Lines that are code. */
  readonly code: readonly string[]
}

/** Reads a Brewfile into config, without running it. */
export function importBrewfile(text: string): Imported {
  const statements = parseBrewfile(text)
  const entries = statements.filter((statement) => statement.kind === 'entry')
  const parts = entries.map((one) => ({ one, part: partOf(one) }))
  const merged = parts.flatMap(({ part }) => part === undefined ? [] : [part]).reduce<Imported['options']>((all, part) => ({
    ...all, ...part, packages: { ...all.packages, ...part.packages }, taps: { ...all.taps, ...part.taps }, appStore: { ...all.appStore, ...part.appStore },
    extensions: [...all.extensions ?? [], ...part.extensions ?? []],
  }), {})
  return {
    options: Object.fromEntries(Object.entries(withTrust(merged, entries)).filter(([, value]) => Object.keys(value ?? {}).length > 0)),
    rest: parts.flatMap(({ one, part }) => part === undefined ? [oneLine(one.text)] : unsaid(one)),
    code: statements.flatMap((one) => one.kind === 'code' ? [oneLine(one.text)] : []),
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200)

function partOf({ type, names: [name = '', second], options }: Entry): Imported['options'] | undefined {
  const part = ((): Imported['options'] | undefined => {
    switch (type) {
      case 'tap': return { taps: { [name.toLowerCase().replace('/homebrew-', '/')]: second === undefined ? {} : { url: second } } }
      case 'brew': return packagePart(name.toLowerCase(), 'brew', options)
      case 'cask': return packagePart(name, 'cask', options)
      case 'mas': return typeof options.get('id') === 'number' ? { appStore: { [name]: { id: options.get('id') as number } } } : undefined
      case 'vscode': return v.is(extensionId, name) ? { extensions: [name] } : undefined
      default: return undefined
    }
  })()
  return part !== undefined && v.is(provisionSchema, part) ? part : undefined
}

/** A package of the table where its entry says no more than the table does; else one that names its formula or cask. */
function packagePart(name: string, key: 'brew' | 'cask', options: Entry['options']): Imported['options'] | undefined {
  if (!v.is(formulaName, name)) return undefined
  const said = key === 'brew' ? formulaOptions(options) : caskOptions(options)
  const plain = Object.keys(said).length === 0
  const [known, tool] = Object.entries(table).find(([, one]) => one[key] === name && (key === 'brew' || one.brew === undefined)) ?? []
  if (known !== undefined && (plain || (tool?.link === true && Object.keys(said).join() === 'link' && said['link'] === true))) return { packages: { [known]: true } }
  const id = known ?? name.slice(name.lastIndexOf('/') + 1)
  const value = plain ? name : { [key === 'brew' ? 'formula' : 'cask']: name, ...said }
  return { packages: { [id]: { [key]: value } } as Packages }
}

function formulaOptions(options: Entry['options']): Record<string, unknown> {
  const words: readonly (readonly [string, string])[] = [['args', 'args'], ['conflicts_with', 'conflictsWith'], ['link', 'link'], ['restart_service', 'restartService'], ['start_service', 'startService']]
  return translated(options, words)
}

function caskOptions(options: Entry['options']): Record<string, unknown> {
  return translated(options, [['args', 'args'], ['greedy', 'greedy']])
}

function translated(options: Entry['options'], words: readonly (readonly [string, string])[]): Record<string, unknown> {
  return Object.fromEntries(words.flatMap(([theirs, ours]) => {
    const value = options.get(theirs)
    return value === undefined ? [] : [[ours, plain(value)]]
  }))
}

function plain(value: Literal): unknown {
  if (typeof value !== 'object') return value
  if ('symbol' in value) return value.symbol
  return 'hash' in value ? Object.fromEntries([...value.hash].map(([key, inner]) => [key, plain(inner)])) : value.map(plain)
}

/** `trusted: true` at an entry is the trust of one formula or cask. */
function withTrust(options: Imported['options'], entries: readonly Entry[]): Imported['options'] {
  const taps = { ...options.taps }
  for (const { type, names: [name = ''], options: said } of entries) {
    const [, tap] = /^([^/]+\/[^/]+)\/[^/]+$/.exec(name.toLowerCase()) ?? []
    if (tap === undefined || said.get('trusted') !== true || (type !== 'brew' && type !== 'cask')) continue
    const trust = taps[tap]?.trust
    const before = typeof trust === 'object' ? trust : {}
    const key = type === 'brew' ? 'formulae' : 'casks'
    taps[tap] = { ...taps[tap], trust: { ...before, [key]: [...before[key] ?? [], name.slice(name.lastIndexOf('/') + 1)] } }
  }
  return { ...options, taps }
}

const understood: Readonly<Record<string, readonly string[]>> = {
  tap: [], brew: ['args', 'conflicts_with', 'link', 'restart_service', 'start_service', 'trusted'], cask: ['args', 'greedy', 'trusted'], mas: ['id'], vscode: [],
}

/** Options of an entry that were not taken over. */
function unsaid({ type, text, options }: Entry): string[] {
  return [...options.keys()].every((key) => understood[type]?.includes(key)) ? [] : [oneLine(text)]
}
