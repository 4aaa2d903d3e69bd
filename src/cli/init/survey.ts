import type { Config } from '../../config/schema.ts'
import type { Found } from '../../feature.ts'
import { features } from '../../features/index.ts'
import type { Locale, Messages } from '../../messages/index.ts'
import { readFacts, type Facts, type Host } from '../../repo/facts.ts'
import { quietly } from '../../repo/quietly.ts'
import type { Repo } from '../../repo/repo.ts'
import { habitLines, habitualIndent, habitualLocale, type Habits } from './habits.ts'

export type FeatureName = (typeof features)[number]['name']

/** What a repository already is and does, before anything was asked. */
export interface Survey {
  readonly facts: Facts
  /** Sections of the config that describe what is there; false: the repository does it in a way of its own. */
  readonly sections: Readonly<Partial<Record<FeatureName, object | false>>>
  /** What was read, a sentence each. */
  readonly seen: readonly string[]
  readonly inexpressible: Found['inexpressible']
  /** The language of commits and documents; undefined where there are none. */
  readonly locale: Locale | undefined
  /** The shipped preset that is nearest to the history; undefined where that does not tell. */
  readonly preset: string | undefined
}

/** Reads what there is to know; writes nothing. What settings say goes before habits. `host`: what the user said about it. */
export function survey(repo: Repo, host: Host | undefined, habits: Habits, text: Messages): Survey {
  const facts = host === undefined ? readFacts(repo) : { ...readFacts(repo), host }
  const found = features.flatMap((feature) => 'detect' in feature ? [{ name: feature.name, ...feature.detect(repo, facts, text) as Found }] : [])
  const stated: Survey['sections'] = Object.fromEntries(found.flatMap(({ name, options }) => options === undefined ? [] : [[name, options as object | false]]))
  return {
    facts,
    sections: { ...stated, ...fromHabits(stated, habits, facts) },
    seen: [...habitLines(habits, text), ...found.flatMap(({ seen }) => seen)],
    inexpressible: found.flatMap(({ inexpressible }) => inexpressible),
    locale: habitualLocale(habits) ?? documentLocale(repo),
    preset: stated.commits === undefined && habits.history !== undefined ? shippedPreset(habits.agreed) : undefined,
  }
}

/** Sections that habits give where no setting states anything. */
function fromHabits(stated: Survey['sections'], habits: Habits, facts: Facts): Survey['sections'] {
  const { agreed } = habits
  const indent = habitualIndent(habits)
  const editor = stated.editor ?? {}
  // `[*]` would hold for the other languages too, which have a width of their own; and 2 is what we write anyway.
  const ours = facts.languages.every((language) => language === 'javascript' || language === 'typescript')
  return {
    ...stated.commits === undefined && agreed.commits && { commits: agreed.commits },
    ...editor !== false && !('editorconfig' in editor) && ours && indent !== undefined && indent !== 2 && { editor: { ...editor, indent } },
  }
}

const shippedPreset = ({ extends: preset }: Config): string | undefined => typeof preset === 'string' ? preset : undefined

/** The preset that comes nearest to what was found. */
export function nearestPreset({ sections, preset }: Survey, locale: Locale): 'angular' | 'gitmoji' | 'korean' | 'standard' {
  const { commits } = sections as Config
  if ((commits && commits.format === 'gitmoji') || preset === 'gitmoji') return 'gitmoji'
  if (preset === 'angular' && locale === 'en') return 'angular'
  return locale === 'ko' ? 'korean' : 'standard'
}

function documentLocale(repo: Repo): Locale | undefined {
  // Whoever needs a text that cannot be read says what is wrong with it.
  const text = ['README.md', 'CONTRIBUTING.md', '.github/pull_request_template.md'].map((path) => quietly(() => repo.read(path)) ?? '').join('\n')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < 40) return undefined
  // Korean documents hold much English (code, names), English ones hardly any Korean.
  return (text.match(/\p{Script=Hangul}/gu)?.length ?? 0) / letters > 0.15 ? 'ko' : 'en'
}
