import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { countProblems } from './count.ts'
import { activeRules, isTyped, ruleOf, type ESLintInstance, type FileConfig } from './engine.ts'
import { loadEngine, wholeConfig } from './load.ts'
import type { FileJob, FileResult, FromHost, Start, ToHost } from './protocol.ts'
import { remember } from './remember.ts'
import { makeSuperset, type Superset } from './superset.ts'

/** A process that lints files for candidates that go with one version of ESLint. It reads, and writes nothing. */
interface Ready {
  readonly root: string
  readonly candidates: ReadonlyMap<string, ESLintInstance>
  readonly superset: Superset
  /** Whether a rule is about layout, by candidate and name. */
  readonly layout: Map<string, boolean>
  /** ESLint hands out one config for all files that it goes for. */
  readonly counts: WeakMap<FileConfig, Pick<FileResult, 'on' | 'typed'>>
}

let ready: Ready | undefined
/** The most that the process has held so far, in megabytes. */
const memory = (): number => Math.round(process.resourceUsage().maxRSS / 1024)
const send = (message: FromHost): void => void process.send?.(message)

async function begin(start: Start): Promise<void> {
  // Plugins are megabytes of code: what was compiled of them is kept beside them, and written when the process ends.
  enableCompileCache(join(start.home, 'compiled'))
  const loaded = loadEngine(start.home)
  const { engine } = loaded
  const failed: Record<string, string> = {}
  const candidates = new Map<string, ESLintInstance>()
  for (const candidate of start.candidates) {
    try {
      const instance = new engine.ESLint({ cwd: start.root, overrideConfigFile: true, overrideConfig: await wholeConfig(candidate, loaded) })
      // Whatever is wrong with a config shows now.
      await instance.calculateConfigForFile(join(start.root, start.probe))
      candidates.set(candidate.name, instance)
    } catch (error) {
      failed[candidate.name] = firstLine(error)
    }
  }
  ready = { root: start.root, candidates, superset: makeSuperset(engine, start.root, start.candidates.every(({ options }) => options.installed) ? undefined : needsPackages), layout: new Map(), counts: new WeakMap() }
  send({ type: 'ready', eslint: engine.Linter.version, failed })
}

async function lint({ id, path, text: given, watch, candidates: asked, full }: FileJob): Promise<void> {
  const { root, candidates, superset, layout, counts } = ready!
  const text = given ?? readFileSync(join(root, path), 'utf8')
  const configs = new Map<string, FileConfig>()
  const results: Record<string, FileResult> = {}
  const empty = { lines: text.split('\n').length, on: 0, typed: 0, rules: {}, changed: 0 }
  for (const name of asked) {
    const candidate = candidates.get(name)
    if (candidate === undefined) continue
    try {
      const config = await candidate.isPathIgnored(join(root, path)) ? undefined : await candidate.calculateConfigForFile(join(root, path))
      if (config && Object.keys(config.rules ?? {}).length > 0) configs.set(name, config)
      else results[name] = { ...empty, skipped: true }
    } catch (error) {
      results[name] = { ...empty, fatal: firstLine(error) }
    }
  }
  for (const [name, verdict] of await superset.lint(text, join(root, path), configs)) {
    const config = configs.get(name)!
    const { on, typed } = remember(counts, config, () => ruleCounts(config))
    if ('fatal' in verdict) results[name] = { ...empty, on, typed, fatal: verdict.fatal }
    else {
      const isLayout = (rule: string): boolean => remember(layout, `${name} ${rule}`, () => layoutRule(config, rule))
      // What it takes to find other modules may be missing here: that is no problem of the code.
      const problems = verdict.problems.filter(({ message }) => !message.startsWith('Resolve error:'))
      results[name] = {
        on, typed, ...countProblems(text, problems, isLayout, watch && new Set(watch)),
        ...full && { problems: verdict.problems.map(({ ruleId, line, column, message, fix }) => [ruleId ?? '', line, column, message, fix ? `${fix.range.join('-')} ${fix.text}` : ''] as const) },
      }
    }
  }
  send({ type: 'file', id, results, quarantined: Object.fromEntries(superset.quarantined), memory: memory() })
}

/** Rules that say of each import of a package that it is not there. */
const needsPackages = (id: string): string | undefined => /(^|\/)(no-unresolved|no-missing-import|no-missing-require)$/.test(id) ? 'the packages that are imported are not installed here' : undefined

/** How many rules a config has on: those that run, and those that need types. */
function ruleCounts(config: FileConfig): Pick<FileResult, 'on' | 'typed'> {
  const typed = Object.entries(config.rules ?? {}).filter(([id, [severity]]) => severity !== 0 && isTypedRule(config, id)).length
  return { on: activeRules(config).length, typed }
}

function isTypedRule(config: FileConfig, id: string): boolean {
  const found = ruleOf(config, id)
  return found !== undefined && isTyped(found.rule)
}

/** Whether a formatter would answer what the rule asks. */
function layoutRule(config: FileConfig, id: string): boolean {
  return ruleOf(config, id)?.rule.meta?.type === 'layout' || /(^|\/|@)(style|stylistic|prettier|format|dprint)\//.test(id)
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''

// One after the other: what a file says of rules and their surroundings is kept for the next.
let last: Promise<void> = Promise.resolve()
process.on('message', (message: ToHost) => {
  last = last.then(async () => {
    if (message.type === 'start') await begin(message.start)
    else await lint(message.job)
  }).catch((error: unknown) => {
    if (message.type === 'start') send({ type: 'failed', error: firstLine(error) })
    else send({ type: 'file', id: message.job.id, results: Object.fromEntries(message.job.candidates.map((name) => [name, { lines: 0, on: 0, typed: 0, rules: {}, changed: 0, fatal: firstLine(error) }])), quarantined: {}, memory: memory() })
  })
})
process.on('disconnect', () => process.exit())
