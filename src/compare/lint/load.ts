import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { baseConfig, tailConfig, type Engine } from './engine.ts'
import type { StartCandidate } from './protocol.ts'

export interface Loaded {
  readonly engine: Engine
  readonly parser: unknown
  /** Names by what has them: `node`, `browser`, `jest`. */
  readonly globals: Readonly<Record<string, object>>
}

/** ESLint, the parser of TypeScript and the names that platforms have, as they are installed in a folder. */
export function loadEngine(home: string): Loaded {
  const load = createRequire(join(home, 'package.json'))
  return { engine: load('eslint') as Engine, parser: (load('typescript-eslint') as { parser: unknown }).parser, globals: load('globals') as Loaded['globals'] }
}

/** The config of a candidate as ESLint would be given it. Throws what its module throws. */
export async function wholeConfig(candidate: StartCandidate, { parser, globals }: Loaded): Promise<object[]> {
  const known = Object.assign({}, ...candidate.options.environments.map((name) => globals[name] ?? {})) as object
  return [...baseConfig(parser, known), ...await entriesOf(candidate), ...tailConfig()]
}

async function entriesOf({ module, options }: StartCandidate): Promise<object[]> {
  const loaded = await import(pathToFileURL(module).href) as { default?: unknown }
  const made: unknown = await (typeof loaded.default === 'function' ? (loaded.default as (given: unknown) => unknown)(options) : loaded.default ?? Object.values(loaded)[0])
  return [made].flat(9).filter((entry): entry is object => typeof entry === 'object' && entry !== null)
}
