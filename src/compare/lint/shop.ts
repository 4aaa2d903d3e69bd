import { activeRules, ruleOf, type Engine, type FileConfig, type Linter, type Problem, type RuleEntry } from './engine.ts'
import { replacer, type Identities, type Unit } from './identities.ts'
import { treeOptions, type Read } from './parsing.ts'
import { remember } from './remember.ts'
import type { Turn, Watch } from './watch.ts'

/** One candidate on the files that it has one config for. */
export interface Part {
  readonly candidate: string
  readonly config: FileConfig
  readonly rules: readonly { readonly id: string, readonly unit: Unit, readonly entry: RuleEntry }[]
  /** Tells it from others. */
  readonly number: number
}

/** A unit at work for a part; what it found in the file at hand, and under what. */
export interface Run extends Turn {
  surroundings: Surroundings
  problems: readonly Problem[]
}

/** The runs of one walk, which are the same for many files. */
export interface Walk {
  readonly runs: readonly Run[]
  /** The same by the keys of their units. */
  readonly byUnit: ReadonlyMap<string, readonly Run[]>
  readonly config: FileConfig
}

/** Equal where a rule that looks sees the same. `marks` holds `scope`: other names, other uses. */
export interface Surroundings {
  readonly scope: string
  readonly marks: string
  readonly settings: number
  readonly language: number
}

/** What a superset knows of its rules, and keeps from one file to the next. */
export interface Shop extends Identities {
  readonly engine: Engine
  readonly cwd: string
  readonly linter: Linter
  readonly watch: Watch<Run>
  /** Units that threw, with the error. */
  readonly thrown: Map<string, string>
  /** Configs without rules, by the number of their language options. */
  readonly bases: Map<number, Promise<FileConfig | undefined>>
  readonly parts: WeakMap<FileConfig, Part>
  /** First walks, by what they depend on. What is learnt of rules, or that one threw, makes them others. */
  readonly walks: Map<string, Walk>
  readonly surroundings: WeakMap<FileConfig, Known>
  readonly numbers: Map<string, number>
  /** Rules that mark variables as used, which other rules then see. */
  readonly markers: Set<string>
  /** What units have looked at in some file so far, as bits of `looks`. */
  readonly curious: Map<string, number>
  /** What was read of the text at hand. */
  read: Read
  /** How many parts there are. */
  parted: number
  unable(id: string): string | undefined
}

/** What is known of the surroundings in a config before a file is. */
interface Known {
  readonly settings: number
  readonly language: number
  /** What scopes depend on besides the globals. */
  readonly scope: string
}

/** A text for candidates that parse it alike. */
export interface Lot {
  readonly text: string
  readonly path: string
  readonly parts: readonly Part[]
  /** Names in the text. */
  readonly words: ReadonlySet<string>
}

/** A candidate with its rules; the same for all files of a config. */
export function partOf(shop: Shop, candidate: string, config: FileConfig): Part {
  const known = shop.parts.get(config)
  if (known?.candidate === candidate) return known
  const rules = activeRules(config).map(([id, entry]) => {
    const { rule, plugin, name } = ruleOf(config, id)!
    const unit = shop.unitOf(rule, plugin, name, entry.slice(1))
    const why = shop.unable(id)
    if (why !== undefined) shop.thrown.set(unit.key, why)
    return { id, entry, unit }
  })
  const part: Part = { candidate, config, rules, number: shop.parted += 1 }
  shop.parts.set(config, part)
  return part
}

/** What rules of a candidate can see of a text besides its tree. `words`: names in the text. */
export function surroundingsOf(shop: Shop, { config, rules }: Part, words: ReadonlySet<string>): Surroundings {
  const { settings, language, scope: rest } = knownOf(shop, config)
  const { globals = {} } = config.languageOptions
  const named = [...words].filter((name) => Object.hasOwn(globals, name)).sort().map((name) => [name, globals[name]])
  const scope = JSON.stringify([named, rest])
  const marks = shop.markers.size === 0 ? [] : rules.map(({ unit }) => shop.ruleKey(unit.rule)).filter((key) => shop.markers.has(key)).sort()
  return { scope, marks: JSON.stringify([scope, marks]), settings, language }
}

export function knownOf({ surroundings, numbers, parserKey }: Shop, config: FileConfig): Known {
  return remember(surroundings, config, () => {
    const { languageOptions, settings } = config
    const { globals, parser, parserOptions, ...rest } = languageOptions
    const numberOf = (told: string): number => remember(numbers, told, () => numbers.size)
    return {
      settings: numberOf(JSON.stringify(settings ?? {}, replacer)), language: numberOf(JSON.stringify([globals, parserKey(parser), parserOptions, rest], replacer)),
      scope: JSON.stringify([treeOptions(languageOptions), rest]),
    }
  })
}
