import type { Block, Options } from '../../../presets/eslint/index.js'
import { isMapping } from '../../edit/value.ts'
import type { Locale } from '../../messages/index.ts'
import type { Repo } from '../../repo/repo.ts'
import { readText } from '../import/read.ts'
import { settingsPath } from './files.ts'

/** What `.conventions/eslint.json` says, with defaults. */
export interface Settings extends Required<Pick<Options, 'level' | 'format' | 'fast' | 'rules' | 'folders' | 'ignores'>> {
  readonly blocks: readonly Block[]
  readonly base: Options['base']
  readonly locale: Locale
  readonly config: string | undefined
  readonly tools: Readonly<Record<string, readonly string[]>>
}

/** The settings of a repository; undefined where it has none. */
export function readSettings(repo: Repo): Settings | undefined {
  const text = readText(repo, settingsPath)
  if (text === undefined) return undefined
  const data: unknown = JSON.parse(text)
  const { level = 'recommended', format = 'none', fast = 'eslint', rules = {}, folders = {}, ignores = [], blocks = [], base, config, tools = {}, locale = 'en' } = (isMapping(data) ? data : {}) as Partial<Settings>
  return { level, format, fast, rules, folders, ignores, blocks, base, config, tools, locale }
}
