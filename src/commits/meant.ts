import { nearest } from '../edit/nearest.ts'
import { localized } from './localized.ts'
import { typeEmoji } from './shape.ts'
import { standardTypes } from './standard.ts'
import { commitTypes, type CommitType } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What people write for the standard types, in lower case. */
const synonyms: Readonly<Record<string, string>> = {
  add: 'feat', new: 'feat', improvement: 'feat', enhancement: 'feat', 기능: 'feat', 추가: 'feat',
  bug: 'fix', bugfix: 'fix', hotfix: 'fix', patch: 'fix', 수정: 'fix', 버그: 'fix',
  doc: 'docs', documentation: 'docs', readme: 'docs', 문서: 'docs',
  performance: 'perf', optimize: 'perf', 성능: 'perf',
  cleanup: 'refactor', refact: 'refactor', 리팩토링: 'refactor', 리팩터링: 'refactor', 리팩터: 'refactor',
  testing: 'test', spec: 'test', 테스트: 'test',
  deps: 'build', dependencies: 'build', 빌드: 'build', 의존성: 'build',
  workflow: 'ci', format: 'style', formatting: 'style', 스타일: 'style', 포맷: 'style',
  misc: 'chore', wip: 'chore', 기타: 'chore', 잡무: 'chore',
  rollback: 'revert', undo: 'revert', 되돌리기: 'revert',
}

/** The type that was probably meant, as it is written in a first line: by another name, by its title, by its emoji, or by a slip. */
export function nearestType(word: string, vocabulary: Vocabulary): string | undefined {
  if (word === '') return undefined
  const types = commitTypes(vocabulary)
  const name = word.toLowerCase().replace(/^:(.*):$/, '$1')
  const byName = (wanted: string | undefined): CommitType | undefined => types.find((type) => type.name.toLowerCase() === wanted)
  const meant = byName(name)
    ?? types.find(({ title }) => localized(title, 'en').toLowerCase() === name || localized(title, 'ko') === name)
    ?? byName(synonyms[name])
    ?? byName(nearest(name, types.map((type) => type.name))?.toLowerCase())
    ?? likeStandard(types, synonyms[name] ?? nearest(name, Object.keys(standardTypes)))
  return meant === undefined ? undefined : vocabulary.format === 'gitmoji' ? typeEmoji(vocabulary, meant) : meant.name
}

/** The type that stands for a standard one under another name, as `:bug:` does for `fix`. */
function likeStandard(types: readonly CommitType[], standard: string | undefined): CommitType | undefined {
  const emoji = standard === undefined ? undefined : standardTypes[standard]?.emoji
  return emoji === undefined ? undefined : types.find((type) => type.emoji === emoji)
}

export function nearestScope(word: string, scopes: readonly string[]): string | undefined {
  return nearest(word, scopes)
}
