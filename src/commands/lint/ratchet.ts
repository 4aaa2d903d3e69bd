import { lintEverything, payRule, pruneRatchet, startRatchet, type Linted } from '../../apply/ratchet.ts'
import type { Suppressions } from '../../apply/staged/tools.ts'
import { defineCommand } from '../../cli/command.ts'
import { writeJson } from '../../cli/json.ts'
import { builtPackages } from '../../cli/lint/built.ts'
import { reportCheck } from '../../cli/lint/check.ts'
import { lintPlace, suppressionsOf } from '../../cli/lint/code.ts'
import { open } from '../../cli/open.ts'
import { options } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { pad, visible, width } from '../../cli/text.ts'
import { bump } from '../../infer/counts.ts'
import { folderOf } from '../../report/debt.ts'
import { diskRepo } from '../../repo/disk.ts'
import type { Messages } from '../../messages/index.ts'

type Words = Messages['code']['ratchet']

export const lintRatchet = defineCommand({
  name: 'lint ratchet',
  options: options({ check: { kind: 'boolean' }, prune: { kind: 'boolean' }, start: { kind: 'boolean' }, pay: { kind: 'string', value: 'rule' }, format: { kind: 'choice', choices: ['text', 'github', 'gitlab', 'sarif'] } }),
  positionals: [],
  examples: ['conventions lint ratchet', 'conventions lint ratchet --check', 'conventions lint ratchet --pay prefer-const'],
  async run(input) {
    const { io, options } = input
    // `--start` runs inside an apply, which holds the lock that `open` would ask for.
    const opened = options.start ? undefined : await open(input)
    const text = opened?.text ?? input.text
    const repo = opened?.opened.repo ?? diskRepo(io.cwd, io.env)
    const words = text.code.ratchet
    const { place, settings: { config } } = lintPlace({ repo }, io)
    if (options.start) {
      const linted = await startRatchet(place, config)
      const suppressed = suppressionsOf(diskRepo(io.cwd, io.env))
      const broken = linted.filter(({ messages }) => messages.some(({ ruleId, severity }) => ruleId === null && severity === 2)).map(({ path }) => path)
      if (options.json) writeJson(io.stdout, { suppressed: total(suppressed), broken })
      else {
        const built = total(suppressed) > 0 ? builtPackages(repo, io) : []
        print(io, [words.started(total(suppressed), rulesOf(suppressed).length), ...broken.length > 0 ? [words.unparsable(broken)] : [], ...built.length > 0 ? [words.built(built)] : []])
      }
      return 0
    }
    const suppressed = suppressionsOf(repo)
    if (options.prune) {
      await pruneRatchet(place, config)
      const after = total(suppressionsOf(diskRepo(io.cwd, io.env)))
      if (options.json) writeJson(io.stdout, { before: total(suppressed), after })
      else print(io, [words.prunedNow(total(suppressed), after)])
      return 0
    }
    if (options.pay !== undefined) {
      const commit = await payRule(place, options.pay, config, { message: words.payMessage(options.pay), revs: words.revsMessage, heading: words.revsHeading })
      const paid = total(suppressed) - total(suppressionsOf(diskRepo(io.cwd, io.env)))
      if (options.json) writeJson(io.stdout, { rule: options.pay, paid, commit })
      else print(io, [words.paid(options.pay, paid, commit.slice(0, 9))])
      return 0
    }
    const linted = await lintEverything(place, config)
    if (options.check) return reportCheck({ io, options, words, format: options.format, built: () => builtPackages(repo, io) }, suppressed, linted)
    const table = debt(suppressed, linted)
    if (options.json) writeJson(io.stdout, { total: total(suppressed), rules: table, folders: folders(suppressed) })
    else print(io, report(suppressed, table, words))
    return 0
  },
})

const total = (suppressed: Suppressions): number => Object.values(suppressed).flatMap((rules) => Object.values(rules)).reduce((sum, { count }) => sum + count, 0)
const rulesOf = (suppressed: Suppressions): string[] => [...new Set(Object.values(suppressed).flatMap((rules) => Object.keys(rules)))]

interface Debt { readonly rule: string, readonly count: number, readonly files: number, readonly fixable: number }

/** Debt by rule, most first; `fixable` is what `--fix` would pay. */
function debt(suppressed: Suppressions, linted: readonly Linted[]): Debt[] {
  const messages = linted.flatMap(({ suppressedMessages }) => suppressedMessages)
  return rulesOf(suppressed).map((rule) => ({
    rule,
    count: Object.values(suppressed).reduce((sum, rules) => sum + (rules[rule]?.count ?? 0), 0),
    files: Object.values(suppressed).filter((rules) => rule in rules).length,
    fixable: messages.filter(({ ruleId, fix }) => ruleId === rule && fix !== undefined).length,
  })).sort((a, b) => b.count - a.count)
}

function folders(suppressed: Suppressions): { readonly folder: string, readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const [path, rules] of Object.entries(suppressed)) {
    bump(counts, folderOf(path), Object.values(rules).reduce((sum, { count }) => sum + count, 0))
  }
  return [...counts].map(([folder, count]) => ({ folder, count })).sort((a, b) => b.count - a.count)
}

function report(suppressed: Suppressions, table: readonly Debt[], words: Words): string[] {
  if (table.length === 0) return [words.none]
  const wide = Math.max(width(words.rule), ...table.map(({ rule }) => rule.length))
  const cheap = table.filter(({ count, fixable }) => fixable === count)
  return [
    words.total(total(suppressed), Object.keys(suppressed).length), '',
    `${pad(words.rule, wide)}  ${words.count}  ${words.files}  ${words.fixable}`,
    ...table.map(({ rule, count, files, fixable }) => `${pad(rule, wide)}  ${pad(String(count), width(words.count))}  ${pad(String(files), width(words.files))}  ${fixable}`),
    '', ...folders(suppressed).slice(0, 10).map(({ folder, count }) => `${pad(String(count), 6)}  ${visible(folder)}`),
    ...cheap.length > 0 ? ['', ...cheap.map(({ rule }) => words.cheap(rule))] : [],
  ]
}
