import { conventionOf, type CommitConvention } from '../../../src/commits/convention.ts'
import type { VocabularyInput } from '../../../src/commits/vocabulary.ts'
import { shippedPresets } from '../../../src/config/presets.ts'
import { configInMemory, resolveConfig } from '../../../src/config/resolve.ts'
import { readFacts } from '../../../src/repo/facts.ts'
import { memoryRepo } from '../../../src/repo/memory.ts'

/** The convention of a repository that extends a shipped preset, with what its own config says of commits. */
export async function conventionFrom(preset: string, commits: VocabularyInput = {}): Promise<CommitConvention> {
  const repo = memoryRepo({})
  const { config } = await resolveConfig(configInMemory({ extends: preset, commits } as Parameters<typeof configInMemory>[0]), { repo })
  if (config.commits === false) throw new Error(`${preset} has no commits`)
  return conventionOf(config.commits, repo, readFacts(repo), config.locale)
}

/** What teams change about commits, so that every rule of a vocabulary is met. */
const variants: Readonly<Record<string, readonly [string, VocabularyInput]>> = {
  'scopes listed': ['standard', { scopes: ['core', 'api', '결제', '@scope/pkg'], scopeRequired: ['feat'] }],
  'several scopes': ['standard', { scopes: ['core', 'api', 'web'], multipleScopes: true, scopeRequired: true, subject: { case: 'lower' } }],
  'scope pattern': ['standard', { scopes: { pattern: '[a-z]+' }, breaking: { mark: false } }],
  'no scope': ['standard', { scopes: [], header: { maxLength: 72, minLength: 20 } }],
  'ticket in the footer': ['korean', { ticket: { required: ['feat', 'fix'] }, trailers: { forbidden: ['Generated-by', 'TicKet'] } }],
  'ticket in the subject': ['standard', { ticket: { required: true, place: 'subject' }, subject: { case: 'lower' } }],
  'ticket before a subject': ['standard', { ticket: { place: 'subject' }, subject: { case: 'sentence' } }],
  'ticket as scope': ['standard', { ticket: { place: 'scope', required: ['fix'], pattern: '[A-Z]{2,5}-\\d+|#\\d+' } }],
  'emoji': ['standard', { emoji: 'unicode', header: { width: 'code-units' } }],
  'emoji in text, tickets': ['korean', { emoji: 'text', ticket: { place: 'subject', required: true }, subject: { case: 'lower' } }],
  'gitmoji unicode': ['gitmoji', { emoji: 'unicode', scopes: ['core', 'api'] }],
  'sign-off': ['standard', { trailers: { required: ['Signed-off-by', 'Refs'] }, body: { required: true, maxLineLength: 72 } }],
  'other letters': ['minimal', { types: { 기능: {}, 'feat-x': {} }, breaking: { mark: false, footers: ['Upgrade note'] }, body: { required: ['기능', 'fix'] } }],
  'rules of commitlint': ['standard', { rules: { 'body-leading-blank': [2, 'always'], 'header-max-length': [2, 'always', 50], 'subject-full-stop': [0], 'scope-enum': [2, 'always', ['core', 'api']], 'type-enum': [1, 'always', ['feat', 'fix', 'wip']] } }],
  'no limits': ['minimal', { body: { maxLineLength: false }, footer: { maxLineLength: false }, ignore: ['^WIP'] }],
}

/** The shipped presets, each also counting code units; `all`: with the variants. */
export async function conventions(all: boolean): Promise<Readonly<Record<string, CommitConvention>>> {
  const presets = shippedPresets().flatMap((preset): [string, readonly [string, VocabularyInput]][] => [
    [preset, [preset, {}]],
    ...all ? [[`${preset}, code units`, [preset, { header: { width: 'code-units' } }]] as [string, readonly [string, VocabularyInput]]] : [],
  ])
  const named = [...presets, ...all ? Object.entries(variants) : []]
  return Object.fromEntries(await Promise.all(named.map(async ([name, [preset, commits]]) => [name, await conventionFrom(preset, commits)] as const)))
}
