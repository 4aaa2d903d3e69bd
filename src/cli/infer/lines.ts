import type { CommitFindings } from '../../infer/commits.ts'
import type { Group, Setting } from '../../infer/types.ts'
import type { Messages } from '../../messages/index.ts'
import { beside, clip, pad, table, visible, width, type Paint } from '../text.ts'
import type { Found } from './look.ts'

type Words = Messages['infer']

export interface InferPage {
  readonly words: Words
  readonly paint: Paint
  readonly columns: number
  /** Examples and groups also for what is agreed. */
  readonly explain: boolean
}

/** What was found, for people: code, commits, what is around them, what has to be decided. */
export function inferLines(found: Found, page: InferPage): string[] {
  const { words, paint } = page
  const open = found.code.filter(isOpen)
  const commitsOpen = found.commits && (found.commits.verdict === 'contested' || found.commits.verdict === 'mixed')
  return [
    paint('bold', words.title({ read: found.files.read, files: found.files.all, commits: found.commits?.commits ?? 0 })),
    ...found.code.length > 0 ? ['', paint('bold', words.code), ...codeLines(found.code, page)] : [],
    ...found.commits ? ['', paint('bold', words.commits), ...commitLines(found.commits, page)] : [],
    '', paint('bold', words.around), ...aroundLines(found, page),
    ...leftOutLines(found, page),
    '', paint('bold', words.decide(open.length + (commitsOpen ? 1 : 0))),
    ...open.flatMap((setting) => decisionLines(setting, page)),
    ...commitsOpen ? commitDecision(found.commits, page) : [],
  ]
}

export const isOpen = ({ verdict }: Setting): boolean => verdict === 'contested' || verdict === 'mixed'

function codeLines(code: readonly Setting[], page: InferPage): string[] {
  const { words, paint, explain } = page
  const names = Math.max(...code.map(({ name }) => width(words.settings[name])))
  const values = Math.max(...code.map(({ value }) => width(valueOf(value, words))))
  const style = { agreed: 'green', contested: 'yellow', mixed: 'yellow', few: 'dim' } as const
  return code.flatMap((setting) => {
    const { name, value, share, verdict } = setting
    return [
      `  ${pad(words.settings[name], names)}  ${pad(valueOf(value, words), values)}  ${words.percent(share).padStart(7)}  ${paint(style[verdict], words.verdicts[verdict])}`,
      ...explain && !isOpen(setting) ? details(setting, page) : [],
    ]
  })
}

function valueOf(value: string, words: Words): string {
  return visible(Object.hasOwn(words.values, value) ? words.values[value as keyof Words['values']] : value)
}

function decisionLines(setting: Setting, page: InferPage): string[] {
  return [`  ${page.paint('yellow', page.words.settings[setting.name])}`, ...details(setting, page)]
}

function details({ sides, authors, years }: Setting, { words, columns }: InferPage): string[] {
  const told = sides.slice(0, 4)
  const at = 8 + Math.max(...told.map(({ value }) => width(valueOf(value, words))))
  return [
    ...told.flatMap(({ value, count, examples }) => [
      `    ${pad(valueOf(value, words), at - 8)}  ${count}`,
      ...examples.slice(0, 1).map(({ path, line, text }) => clip(`      ${visible(path)}:${line}  ${visible(text)}`, columns, '…')),
    ]),
    ...groupLines(words.byAuthor, authors, words, (value) => valueOf(value, words), columns),
    ...groupLines(words.byYear, years, words, (value) => valueOf(value, words), columns),
  ]
}

/** Groups are told where they differ: who all agree need no line each. */
function groupLines(title: string, groups: readonly Group[], { percent }: Words, told: (value: string) => string, columns: number): string[] {
  if (groups.length < 2 || new Set(groups.map(({ value }) => value)).size < 2) return []
  return beside(`    ${title}`, groups.map(({ name, value, share }) => `${visible(name)}: ${told(value)} ${percent(share)}`).join('; '), 6 + width(title), columns)
}

function commitLines(commits: CommitFindings, { words, columns }: InferPage): string[] {
  const { style, share, verdict, types, scopes, scoped, lengths, language, tickets, ticketShare, bodies } = commits
  const list = (all: CommitFindings['types'], most: number) => all.slice(0, most).map(({ name, count }) => `${visible(name)} ${count}`).join(', ')
  return table([
    [words.style, `${words.styles[style]}, ${words.percent(share)}, ${words.verdicts[verdict]}`],
    ...types.length > 0 ? [[words.types, list(types, 14)], [words.scopes, scopes.length === 0 ? words.noScopes : `${list(scopes, 8)}; ${words.scopedShare(words.percent(scoped))}`]] as const : [],
    [words.lengths, words.lengthsAre(lengths)],
    [words.language, words.languages({ korean: words.percent(language.korean), english: words.percent(language.english) })],
    [words.bodies, words.percent(bodies)],
    ...ticketShare >= 0.05 ? [[words.tickets, `${list(tickets, 3)}; ${words.percent(ticketShare)}`]] as const : [],
  ], columns)
}

function commitDecision({ styles, authors, years }: CommitFindings, { words, paint, columns }: InferPage): string[] {
  const told = (value: string) => words.styles[value as keyof Words['styles']]
  return [
    `  ${paint('yellow', `${words.commits}: ${words.style}`)}`,
    ...styles.slice(0, 4).flatMap(({ name, count, examples }) => [
      `    ${told(name)}  ${count}`, ...examples.slice(0, 1).map((example) => clip(`      ${visible(example)}`, columns, '…')),
    ]),
    ...groupLines(words.byAuthor, authors, words, told, columns),
    ...groupLines(words.byYear, years, words, told, columns),
  ]
}

function aroundLines({ branches, merges, tags, places }: Found, { words, columns }: InferPage): string[] {
  const { changelog, pullRequestTemplate } = places
  return table([
    ...merges === undefined ? [] : [[words.merges, words.mergeStrategies[merges]]] as const,
    [words.branches, branches.shape === undefined || branches.names < 3 ? words.branchesNone : `${words.branchShapes[branches.shape]}, ${words.percent(branches.share)} (${branches.examples.map(visible).join(', ')})`],
    [words.tags, tags.scheme === undefined ? words.absent : `${words.tagSchemes[tags.scheme]}, ${words.percent(tags.share)} (${tags.examples.map(visible).join(', ')})`],
    [words.changelog, changelog === undefined ? words.absent : `${visible(changelog.path)}: ${words.changelogFormats[changelog.format]}`],
    [words.template, pullRequestTemplate === undefined ? words.absent : visible(pullRequestTemplate)],
  ], columns)
}

function leftOutLines({ files }: Found, { words, paint }: InferPage): string[] {
  return Object.entries(files.leftOut).map(([reason, paths]) =>
    paint('dim', `  ${words.leftOut({ reason: words.reasons[reason as keyof Words['reasons']], count: paths.length, example: visible(paths[0] ?? '') })}`))
}
