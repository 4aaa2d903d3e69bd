import { readAsset } from '../assets.ts'
import type { ResolvedConfig } from '../config/schema.ts'
import type { Context, Contributions, Feature } from '../feature.ts'
import type { Locale, Messages } from '../messages/index.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo } from '../repo/repo.ts'

/** What all features of one plan share. */
export interface Surroundings {
  readonly config: ResolvedConfig
  readonly repo: Repo
  readonly facts: Facts
  readonly text: Messages
  readonly contributions: Contributions
}

/** What there is before anyone contributed. */
export const noContributions: Contributions = { docs: [], hooks: [], jobs: [], nodeFiles: [] }

/** The context of one feature. Its section of the config has been resolved and is not false: what is switched off has no context. */
export function makeContext(feature: Feature, surroundings: Surroundings): Context {
  const { config } = surroundings
  const sections: Readonly<Record<string, unknown>> = { ...config }
  return {
    ...surroundings,
    options: sections[feature.name],
    locale: config.locale,
    template: (name, tokens = {}) => fillTemplate(name, readTemplate(config.locale, name), tokens),
  }
}

/** A template of the locale with its tokens filled, for what is no feature. Throws what `fillTemplate` throws. */
export function teamTemplate(locale: Locale, name: string, tokens: Readonly<Record<string, string>>): string {
  return fillTemplate(name, readTemplate(locale, name), tokens)
}

/** The text of `templates/<locale>/<name>`, else of `templates/<name>`. Throws when neither exists: that is a bug. */
function readTemplate(locale: Locale, name: string): string {
  try {
    return readAsset(`templates/${locale}/${name}`)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return readAsset(`templates/${name}`)
  }
}

/**
 * Puts the values in place of `{{token}}`, each as it is: what a value holds is never a token. Throws on a token without a value
 * and on a value without a token: template and feature have to agree, so either is a bug.
 */
export function fillTemplate(name: string, template: string, tokens: Readonly<Record<string, string>>): string {
  const used = new Set<string>()
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, token: string) => {
    const value = Object.hasOwn(tokens, token) ? tokens[token] : undefined
    if (value === undefined) throw new Error(`${name}: the token {{${token}}} has no value`)
    used.add(token)
    return value
  })
  const unused = Object.keys(tokens).filter((token) => !used.has(token))
  if (unused.length > 0) throw new Error(`${name}: no token for ${unused.join(', ')}`)
  return text
}
