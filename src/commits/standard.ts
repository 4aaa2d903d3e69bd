import type { CommitType } from './types.ts'

/** The types of Conventional Commits as Angular and @commitlint/config-conventional 21 list them. */
export const standardTypes: Readonly<Record<string, Omit<CommitType, 'name'>>> = {
  feat: { title: { en: 'A new feature', ko: '새로운 기능' }, section: { en: 'Features', ko: '새로운 기능' }, bump: 'minor', emoji: ':sparkles:' },
  fix: { title: { en: 'A bug fix', ko: '버그 수정' }, section: { en: 'Bug fixes', ko: '버그 수정' }, bump: 'patch', emoji: ':bug:' },
  perf: { title: { en: 'Faster or leaner, same behaviour', ko: '동작은 그대로, 성능 개선' }, section: { en: 'Performance', ko: '성능 개선' }, bump: 'patch', emoji: ':zap:' },
  refactor: { title: { en: 'Neither fixes a bug nor adds a feature', ko: '기능 변화 없는 코드 정리' }, section: false, bump: 'none', emoji: ':recycle:' },
  docs: { title: { en: 'Documentation only', ko: '문서만 변경' }, section: false, bump: 'none', emoji: ':memo:' },
  test: { title: { en: 'Tests only', ko: '테스트만 변경' }, section: false, bump: 'none', emoji: ':white_check_mark:' },
  build: { title: { en: 'Build system or dependencies', ko: '빌드 시스템, 의존성' }, section: false, bump: 'none', emoji: ':package:' },
  ci: { title: { en: 'CI configuration and scripts', ko: 'CI 설정과 스크립트' }, section: false, bump: 'none', emoji: ':construction_worker:' },
  style: { title: { en: 'Formatting, no change of meaning', ko: '포맷팅 등 의미 없는 변경' }, section: false, bump: 'none', emoji: ':art:' },
  chore: { title: { en: 'Upkeep that fits nowhere else', ko: '그 밖의 잡무' }, section: false, bump: 'none', emoji: ':wrench:' },
  revert: { title: { en: 'Takes back an earlier commit', ko: '이전 커밋 되돌리기' }, section: { en: 'Reverts', ko: '되돌린 변경' }, bump: 'patch', emoji: ':rewind:' },
}
