import { emptyFit, fitWidths, widths, type Fit } from './width.ts'
import { layoutVotes } from './layout.ts'
import { moduleVotes } from './modules.ts'
import { fileVotes, nameVotes } from './names.ts'
import { readSource, scriptsOf } from './tokens.ts'
import { settingNames, type Example, type Group, type Setting, type SettingName, type Side } from './types.ts'

/** Who added a file, and when. */
export interface Origin {
  readonly author: string
  readonly year: string
}

/** Counts what files do. Texts are not kept, but for a few lines as examples. */
export interface Tally {
  add(path: string, text: string, origin: Origin | undefined): void
  settings(): Setting[]
}

interface Mark { count: number, readonly line: number }
type Counts = Map<string, Mark>

interface FileVote { readonly value: string, readonly origin: Origin | undefined }
interface Poll {
  readonly places: Map<string, number>
  readonly files: FileVote[]
  readonly examples: Map<string, Example[]>
}

const examplesKept = 3

export function makeTally(): Tally {
  const polls = new Map<SettingName, Poll>()
  const fit = emptyFit()
  const wide: (Example | undefined)[] = widths.map(() => undefined)
  return {
    add(path, text, origin) {
      const { votes, width, lines } = read(path, text)
      for (const [setting, counts] of merged(votes)) count(pollOf(polls, setting), counts, { path, lines, origin })
      addFit(fit, width, wide, path, lines)
    },
    settings() {
      return settingNames.flatMap((name) => {
        const found = name === 'width' ? widthSetting(fit, wide) : settle(name, polls.get(name))
        return found === undefined ? [] : [found]
      })
    },
  }
}

function pollOf(polls: Map<SettingName, Poll>, setting: SettingName): Poll {
  const found = polls.get(setting) ?? { places: new Map<string, number>(), files: [], examples: new Map<string, Example[]>() }
  polls.set(setting, found)
  return found
}

function read(path: string, text: string) {
  const votes = new Map<SettingName, Counts>()
  const vote = (setting: SettingName, value: string, line: number): void => {
    const counts = votes.get(setting) ?? new Map<string, Mark>()
    votes.set(setting, counts)
    const mark = counts.get(value)
    if (mark) mark.count++
    else counts.set(value, { count: 1, line })
  }
  fileVotes(path, vote)
  const width = emptyFit()
  for (const script of scriptsOf(path, text)) {
    const source = readSource(script.path, script.text)
    layoutVotes(source, vote)
    moduleVotes(source, vote)
    nameVotes(source, vote)
    const indent = Number(majority(votes.get('indent') ?? new Map<string, Mark>()) ?? 2)
    joinFit(width, fitWidths(source, Number.isNaN(indent) ? 4 : indent))
  }
  return { votes, width, lines: text.split(/\r\n|[\n\r]/) }
}

/** Commas are counted by where they stand (`data:yes`), and told as one: `all`, `es5`, `none`. */
function merged(votes: Map<SettingName, Counts>): Map<SettingName, Counts> {
  const commas = votes.get('trailingCommas')
  if (!commas) return votes
  const of = (key: string): number => commas.get(key)?.count ?? 0
  const value = (kind: string): boolean | undefined => of(`${kind}:yes`) + of(`${kind}:no`) === 0 ? undefined : of(`${kind}:yes`) > of(`${kind}:no`)
  const [data, calls] = [value('data'), value('calls')]
  votes.delete('trailingCommas')
  const told = calls === undefined ? (data === false ? 'none' : undefined) : calls ? 'all' : data === undefined ? undefined : data ? 'es5' : 'none'
  // A file without calls of several lines cannot tell `all` from `es5`.
  if (told !== undefined) {
    const line = commas.get(told === 'all' ? 'calls:yes' : told === 'es5' ? 'calls:no' : data === false ? 'data:no' : 'calls:no')?.line ?? 0
    const places = [...commas].filter(([key]) => told === 'all' ? key.endsWith('yes') : told === 'none' ? key.endsWith('no') : key === 'data:yes' || key === 'calls:no').reduce((sum, [, { count: each }]) => sum + each, 0)
    const other = [...commas].reduce((sum, [, { count: each }]) => sum + each, 0) - places
    votes.set('trailingCommas', new Map([[told, { count: places, line }], ...other > 0 ? [['', { count: other, line }] as const] : []]))
  }
  return votes
}

function majority(counts: Counts): string | undefined {
  const [first, second] = [...counts].sort((a, b) => b[1].count - a[1].count)
  return first && first[1].count > (second?.[1].count ?? 0) ? first[0] : undefined
}

function count(poll: Poll, counts: Counts, { path, lines, origin }: { readonly path: string, readonly lines: readonly string[], readonly origin: Origin | undefined }): void {
  for (const [value, { count: places, line }] of counts) {
    poll.places.set(value, (poll.places.get(value) ?? 0) + places)
    const examples = poll.examples.get(value) ?? []
    poll.examples.set(value, examples)
    if (examples.length < examplesKept) examples.push({ path, line: line + 1, text: (lines[line] ?? '').trim().slice(0, 120) })
  }
  const value = majority(counts)
  if (value !== undefined) poll.files.push({ value, origin })
}

function settle(name: SettingName, poll: Poll | undefined): Setting | undefined {
  if (!poll || poll.files.length === 0) return undefined
  const files = tallyOf(poll.files.map(({ value }) => value))
  const [value, most] = [...files].sort((a, b) => b[1] - a[1])[0]!
  const places = [...poll.places.values()].reduce((sum, one) => sum + one, 0)
  const sides = [...poll.places].filter(([side]) => side !== '').sort((a, b) => Number(b[0] === value) - Number(a[0] === value) || b[1] - a[1])
    .map(([side, all]): Side => ({ value: side, count: all, files: files.get(side) ?? 0, examples: poll.examples.get(side) ?? [] }))
  const confidence = wilson(most, poll.files.length)
  const [authors, years] = [groups(poll.files, 'author'), groups(poll.files, 'year')]
  return {
    name, value, share: (poll.places.get(value) ?? 0) / places, confidence, files: poll.files.length, sides, authors, years,
    verdict: poll.files.length < 5 ? 'few' : verdictOf(confidence, most / poll.files.length, value, authors),
  }
}

function verdictOf(confidence: number, share: number, value: string, authors: readonly Group[]): Setting['verdict'] {
  if (share < 0.7) return 'mixed'
  const other = authors.some((group) => group.value !== value && group.share >= 0.6)
  // A dozen files without an exception are few for an interval, and enough for people.
  return (confidence >= 0.8 || share === 1) && !other ? 'agreed' : 'contested'
}

/** The ten with the most files, of those with five at least. */
function groups(files: readonly FileVote[], by: 'author' | 'year'): Group[] {
  const found = new Map<string, string[]>()
  for (const { value, origin } of files) if (origin) found.set(origin[by], [...found.get(origin[by]) ?? [], value])
  const large = [...found].filter(([, values]) => values.length >= 5).sort((a, b) => b[1].length - a[1].length).slice(0, 10)
  const told = large.map(([name, values]): Group => {
    const [value, most] = [...tallyOf(values)].sort((a, b) => b[1] - a[1])[0]!
    return { name, value, files: values.length, share: most / values.length }
  })
  return by === 'year' ? told.sort((a, b) => a.name < b.name ? -1 : 1) : told
}

function tallyOf(values: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}

/** Lower end of the 95 % score interval of a share (Wilson 1927). */
export function wilson(hits: number, all: number): number {
  if (all === 0) return 0
  const [z, p] = [1.96, hits / all]
  return (p + z * z / (2 * all) - z * Math.sqrt((p * (1 - p) + z * z / (4 * all)) / all)) / (1 + z * z / all)
}

function joinFit(all: Fit, more: Fit): void {
  widths.forEach((_, at) => {
    all.kept[at]! += more.kept[at]!
    all.broken[at]! += more.broken[at]!
    all.overlong[at] ??= more.overlong[at]
  })
}

function addFit(all: Fit, more: Fit, wide: (Example | undefined)[], path: string, lines: readonly string[]): void {
  joinFit(all, more)
  more.overlong.forEach((line, at) => {
    if (line !== undefined) wide[at] ??= { path, line: line + 1, text: (lines[line] ?? '').trim().slice(0, 160) }
  })
}

/** The width against which least speaks. Where much speaks against each, nobody keeps to one. */
function widthSetting({ kept, broken }: Fit, wide: readonly (Example | undefined)[]): Setting | undefined {
  const best = widths.reduce((least, _, at) => broken[at]! < broken[least]! ? at : least, 0)
  const all = kept[best]! + broken[best]!
  if (all < 10) return undefined
  const share = kept[best]! / all
  const confidence = wilson(kept[best]!, all)
  const example = wide[best]
  return {
    name: 'width', value: String(widths[best]), share, confidence, files: all, verdict: confidence >= 0.8 ? 'agreed' : share >= 0.7 ? 'contested' : 'mixed',
    sides: [
      { value: String(widths[best]), count: kept[best]!, files: 0, examples: [] },
      { value: `> ${widths[best]!}`, count: broken[best]!, files: 0, examples: example ? [example] : [] },
    ],
    authors: [], years: [],
  }
}
