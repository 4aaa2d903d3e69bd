import type { CommitConvention } from './convention.ts'
import { typeSpellings } from './grammar.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A rule as commitlint 21 writes it: 0 off, 1 warning, 2 error; when it applies; its value. */
export type RuleConfig = readonly [level: number, when?: 'always' | 'never', value?: unknown]
export type Rules = Readonly<Record<string, RuleConfig>>

/**
 * The vocabulary as rules: names of @commitlint/rules 21 wherever they say it, `conventions/…` (see `pluginRules`) where they cannot. What
 * `commits.rules` says of a rule wins.
 */
export function effectiveRules(convention: CommitConvention): Rules {
  const { vocabulary } = convention
  return {
    ...headerRules(vocabulary),
    ...scopeRules(convention),
    ...bodyRules(vocabulary),
    ...footerRules(vocabulary),
    ...Object.fromEntries(Object.entries(vocabulary.rules).map(([name, rule]) => [name, (Array.isArray(rule) ? rule : [rule]) as unknown as RuleConfig])),
  }
}

function headerRules(vocabulary: Vocabulary): Rules {
  const { header: { maxLength, minLength }, subject, breaking, format, ticket } = vocabulary
  return {
    'type-empty': [2, 'never'],
    'type-enum': [2, 'always', typeSpellings(vocabulary)],
    'subject-empty': [2, 'never'],
    ...subject.case === 'lower' ? { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] as const } : {},
    ...subject.case === 'sentence' ? { 'subject-case': [2, 'always', 'sentence-case'] as const } : {},
    ...subject.fullStop ? {} : { 'subject-full-stop': [2, 'never', '.'] as const },
    'header-max-length': [2, 'always', maxLength],
    ...minLength === undefined ? {} : { 'header-min-length': [2, 'always', minLength] as const },
    'header-trim': [2, 'always'],
    ...breaking.mark || format === 'gitmoji' ? {} : { 'subject-exclamation-mark': [2, 'never'] as const },
    ...vocabulary.emoji === undefined || vocabulary.emoji === 'none' || format === 'gitmoji' ? {} : { 'conventions/emoji': [2, 'always'] as const },
    ...ticket === false ? {} : { 'conventions/ticket': [2, 'always'] as const },
  }
}

function scopeRules({ vocabulary: { scopes, scopeRequired, multipleScopes, ticket }, scopes: names }: CommitConvention): Rules {
  if (ticket !== false && ticket.place === 'scope') return {}
  // A single scope is split at what no first line holds.
  const delimiters = multipleScopes ? [','] : ['\n']
  return {
    ...Array.isArray(scopes) && scopes.length === 0 ? { 'scope-empty': [2, 'always'] as const } : {},
    ...names !== undefined && names.length > 0 ? { 'scope-enum': [2, 'always', { scopes: [...names], delimiters }] as const } : {},
    ...scopes !== undefined && 'pattern' in scopes ? { 'conventions/scope-pattern': [2, 'always', scopes.pattern] as const } : {},
    ...required(scopeRequired, { 'scope-empty': [2, 'never'] }, (types) => ({ 'conventions/scope-required': [2, 'always', types] })),
  }
}

function bodyRules({ body }: Vocabulary): Rules {
  return {
    'body-leading-blank': [1, 'always'],
    ...body.maxLineLength === false ? {} : { 'body-max-line-length': [2, 'always', body.maxLineLength] as const },
    ...required(body.required, { 'body-empty': [2, 'never'] }, (types) => ({ 'conventions/body-required': [2, 'always', types] })),
  }
}

function footerRules({ footer, trailers }: Vocabulary): Rules {
  return {
    ...footer.maxLineLength === false ? {} : { 'footer-max-line-length': [2, 'always', footer.maxLineLength] as const },
    ...trailers.required.length === 0 ? {} : { 'conventions/trailer-required': [2, 'always', trailers.required] as const },
    ...trailers.forbidden.length === 0 ? {} : { 'conventions/trailer-forbidden': [2, 'always', trailers.forbidden] as const },
  }
}

function required(setting: boolean | readonly string[], all: Rules, some: (types: readonly string[]) => Rules): Rules {
  if (typeof setting === 'boolean') return setting ? all : {}
  return setting.length === 0 ? {} : some(setting)
}
