import { ConventionsError } from '../../errors.ts'
import type { Config } from '../../config/schema.ts'
import type { Found } from '../../feature.ts'
import { features } from '../../features/index.ts'
import type { Locale, Messages } from '../../messages/index.ts'
import { readFacts, type Facts, type Host } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'

export type FeatureName = (typeof features)[number]['name']

/** What a repository already is and does, before anything was asked. */
export interface Survey {
  readonly facts: Facts
  /** Sections of the config that describe what is there; false: the repository does it in a way of its own. */
  readonly sections: Readonly<Partial<Record<FeatureName, object | false>>>
  /** What was read, a sentence each. */
  readonly seen: readonly string[]
  readonly inexpressible: Found['inexpressible']
  /** The language that the documents are written in; undefined where there are none. */
  readonly locale: Locale | undefined
}

/** Reads what there is to know; writes nothing. `host`: what the user said about it. */
export function survey(repo: Repo, host: Host | undefined, text: Messages): Survey {
  const facts = host === undefined ? readFacts(repo) : { ...readFacts(repo), host }
  const found = features.flatMap((feature) => 'detect' in feature ? [{ name: feature.name, ...feature.detect(repo, facts, text) as Found }] : [])
  return {
    facts,
    sections: Object.fromEntries(found.flatMap(({ name, options }) => options === undefined ? [] : [[name, options as object | false]])),
    seen: found.flatMap(({ seen }) => seen),
    inexpressible: found.flatMap(({ inexpressible }) => inexpressible),
    locale: documentLocale(repo),
  }
}

/** The preset that comes nearest to what was found. */
export function nearestPreset({ sections }: Survey, locale: Locale): 'gitmoji' | 'korean' | 'standard' {
  const { commits } = sections as Config
  if (commits && commits.format === 'gitmoji') return 'gitmoji'
  return locale === 'ko' ? 'korean' : 'standard'
}

function documentLocale(repo: Repo): Locale | undefined {
  const text = ['README.md', 'CONTRIBUTING.md', '.github/pull_request_template.md'].map((path) => readQuietly(repo, path)).join('\n')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < 40) return undefined
  // Korean documents hold much English (code, names), English ones hardly any Korean.
  return (text.match(/\p{Script=Hangul}/gu)?.length ?? 0) / letters > 0.15 ? 'ko' : 'en'
}

/** A text that cannot be read here says nothing about the language; whoever needs it says what is wrong with it. */
function readQuietly(repo: Repo, path: string): string {
  try {
    return repo.read(path) ?? ''
  } catch (error) {
    if (error instanceof ConventionsError) return ''
    throw error
  }
}
