import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { activeRules, isTyped, ruleOf, type ESLintInstance, type FileConfig } from '../../src/compare/lint/engine.ts'
import { loadEngine, wholeConfig } from '../../src/compare/lint/load.ts'
import type { CandidateOptions } from '../../src/compare/lint/protocol.ts'

/** One preset, linted by ESLint as it is. */
export interface AloneJob {
  readonly name: string
  /** The folder that it is installed in, and the module there that makes its config. */
  readonly home: string
  readonly module: string
  readonly options: CandidateOptions
  /** Relative to `options.root`. */
  readonly files: readonly string[]
  /** Rules that threw and are left out. */
  readonly without: readonly string[]
  /** Where the problems are written to; undefined: nowhere. */
  readonly out?: string
}

/** A problem as text, or why there is none to tell. By path. */
export type AloneResult = Readonly<Record<string, readonly string[] | { readonly fatal: string } | 'skipped'>>

/** What is compared of a problem: not the stack that some rules put behind their first line. */
export const told = (rule: string, line: number, column: number, message: string, fix: string): string => JSON.stringify([line, column, rule, message.split(/\n\s+at /, 1)[0], fix])

async function lint({ name, home, module, options, files, without }: AloneJob): Promise<AloneResult> {
  const loaded = loadEngine(home)
  const { engine } = loaded
  const overrideConfig = await wholeConfig({ name, module, options }, loaded)
  const settings = { cwd: options.root, overrideConfigFile: true, overrideConfig } as const
  const asking = new engine.ESLint(settings)
  const active = new Set<string>()
  // Rules that need types are left out by both.
  const eslint = new engine.ESLint({ ...settings, ruleFilter: ({ ruleId }) => active.has(ruleId) })
  const results: Record<string, AloneResult[string]> = {}
  for (const file of files) {
    const filePath = join(options.root, file)
    const config: FileConfig | undefined = await asking.isPathIgnored(filePath) ? undefined : await asking.calculateConfigForFile(filePath)
    active.clear()
    if (config) for (const [id] of activeRules(config)) if (!without.includes(id)) active.add(id)
    results[file] = config === undefined || Object.keys(config.rules ?? {}).length === 0 ? 'skipped' : await problemsOf(eslint, filePath, active)
  }
  return results
}

async function problemsOf(eslint: ESLintInstance, filePath: string, active: ReadonlySet<string>): Promise<AloneResult[string]> {
  try {
    const [result] = await eslint.lintText(readFileSync(filePath, 'utf8'), { filePath, warnIgnored: false })
    const messages = result?.messages ?? []
    const fatal = messages.find((message) => message.fatal)
    if (fatal) return { fatal: fatal.message }
    return messages.flatMap(({ ruleId, line, column, message, fix }) => ruleId !== null && active.has(ruleId) ? [told(ruleId, line, column, message, fix ? `${fix.range.join('-')} ${fix.text}` : '')] : []).sort()
  } catch (error) {
    return { fatal: (error as Error).message.split('\n', 1)[0] ?? '' }
  }
}

/** The config of a preset for ESLint's own program, which reports of the same rules. */
export async function configOf({ name, home, module, options, without }: Omit<AloneJob, 'files'>): Promise<object[]> {
  const config = await wholeConfig({ name, module, options }, loadEngine(home)) as Partial<FileConfig>[]
  const plugins = Object.assign({}, ...config.map((entry) => entry.plugins ?? {})) as FileConfig['plugins']
  const off = [...new Set(config.flatMap(({ rules = {} }) => Object.keys(rules)))].filter((id) => {
    const rule = ruleOf({ plugins }, id)?.rule
    return without.includes(id) || (rule !== undefined && isTyped(rule))
  })
  return [...config, { files: ['**/*'], rules: Object.fromEntries(off.map((id) => [id, 'off'])) }]
}

if (import.meta.filename === process.argv[1]) {
  const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as AloneJob
  const results = await lint(job)
  if (job.out !== undefined) writeFileSync(job.out, JSON.stringify(results))
}
