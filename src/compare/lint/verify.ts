import type { FileConfig, Problem } from './engine.ts'
import { rereading } from './parsing.ts'
import { remember } from './remember.ts'
import { knownOf, type Part, type Shop } from './shop.ts'

/** A config without rules under the language options of a candidate, as ESLint normalises it. */
export function baseOf(shop: Shop, { config }: Part): Promise<FileConfig | undefined> {
  const { languageOptions } = config
  return remember(shop.bases, knownOf(shop, config).language, () => calculate(shop, { languageOptions: { ...languageOptions, parser: rereading(languageOptions.parser, () => shop.read) } }))
}

function calculate({ engine, cwd }: Shop, config: object): Promise<FileConfig | undefined> {
  const overrideConfig = [{ files: ['**'], linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' }, ...config }]
  return new engine.ESLint({ cwd, overrideConfigFile: true, overrideConfig }).calculateConfigForFile(`${cwd}/compare.js`)
}

/** ESLint's problems with a text; `all`: with those that comments switch off. */
export function verify({ linter }: Shop, text: string, path: string, config: FileConfig | undefined, filter: (id: string) => boolean = () => true): { all: Problem[], kept: Problem[] } {
  const kept = linter.verify(text, arrayOf(config), { filename: path, ruleFilter: ({ ruleId }) => filter(ruleId) })
  return { kept, all: [...kept, ...linter.getSuppressedMessages()] }
}

/** ESLint takes any array that has this method for one that it made itself. */
const arrayOf = (config: FileConfig | undefined): object => Object.assign([], { getConfig: () => config, getConfigWithStatus: () => ({ config, status: 'matched' }) })
