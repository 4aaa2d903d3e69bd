import type { Random } from './random.ts'

const types = ['feat', 'fix', 'docs', 'chore', 'refactor', 'test', 'ci', 'perf', 'revert', 'wip', 'Feat', 'feature', 'gpg', '기능', 'feat-x', ':bug:', ':sparkles:', '🐛', '⚡', '⚡️', '✨', ':memo:']
const scopes = ['', '', '', '(core)', '(api)', '(api,web)', '(api, web)', '(api/web)', '(ABC-12)', '(결제)', '()', '( )', '(a)(b)', '(core): x', '((x)', '(a b)', ' (core):', ' (core)', '(Core)']
const marks = [': ', ': ', ': ', ': ', '!: ', ':', ' : ', ':  ', '：', ' ', '!:']
const subjects = [
  'add search by title', 'keep the draft when saving fails', 'Add search', 'sort.', 'wait...', 'ABC-12 sort the results', 'ABC-12', '✨ add search', '🐛 keep', '✨', '✨ ABC-12 add',
  '제목으로 검색하는 기능 추가', '저장에 실패해도 초안이 사라지지 않도록 수정', '検索機能を追加', '修复保存失败时草稿丢失的问题', 'добавить поиск', 'Добавить поиск', 'ajouter la recherche', 'été', 'Über', 'ﬁx', 'ǅ', 'ͅx', 'αβγ',
  'support (a): b', 'support (a)!: b', 'x'.repeat(88), '가'.repeat(32), '가'.repeat(45), '한글 '.repeat(18), '😀'.repeat(22), 'é'.repeat(70), '👩‍👩‍👧‍👦'.repeat(4), 'trailing ', 'nbsp ', 'wide　', 'bom﻿', 'a b', 'tab\tin', '`Code` first', '"Quoted" first', '1 digit', '', ' ', '-', 'iOS', 'URL https://example.com/a/b',
]
const keys = ['Refs', 'refs', 'REFS ', 'Signed-off-by', 'signed-off-by', 'Co-authored-by', 'BREAKING CHANGE', 'BREAKING-CHANGE', 'breaking change', 'Closes', 'Generated-by', 'Note', 'Reviewed-by', 'gpg', ' gpg', 'TicKet']
const values = ['ABC-12', 'ABC-1, ABC-2', 'abc', '#12', 'Gil-dong Hong <gildong@example.com>', '홍길동 <hong@example.com>', '', ' ', 'https://example.com/issues/12', 'AB1-0', 'ABC-12 ']
const prose = [
  'Say why the change is needed.', '왜 바꾸는지를 적는다.', 'なぜ変更するのかを書く。', '- first item', '* second item: with colon', '* BREAKING CHANGE: x', '    indented code', '\ttab', 'see #12', 'Fixes #12', 'word #12', 'word\u00a0#12', 'Fixed\u00a0: x',
  'x'.repeat(101), 'x'.repeat(100), '가'.repeat(50), '가'.repeat(51), '가'.repeat(34), '😀'.repeat(51), 'é'.repeat(101), `https://example.com/${'a'.repeat(100)}`, `xhttps://example.com/${'a'.repeat(100)}`, `한https://example.com/${'a'.repeat(100)}`, `https:// ${'a'.repeat(100)}`,
  '# a comment', '; a comment', '! a comment', '# ------------------------ >8 ------------------------', '; ------------------------ >8 ------------------------', 'diff --git a/x b/x', 'gpg: Signature made', ' gpg: x', '\u00a0', '\f', '\v', '   ', '---', '한글로 시작하는 본문: 콜론',
  'Merge branch \'x\' into y', '(cherry picked from commit 1234567)', '# Please enter the commit message for your changes. Lines starting', '# with \'#\' will be ignored, and an empty message aborts the commit.', '#\tmodified:   src/index.ts', '$x `cmd` "q" \'s\' \\',
]
const specials = [
  'Merge branch \'main\' into topic', 'Merge pull request #12 from a/b', 'Merge dev', 'Merge tag \'v1.0.0\'', 'Merge remote-tracking branch \'origin/main\'', 'Revert "feat: x"\n\nThis reverts commit 0123456789abcdef.', 'revert: feat: x', 'Reapply "x"', 'Revert ', 'Revert',
  'fixup! feat: x', 'squash! x', 'amend! x', 'fixup x', 'v1.2.3', '1.2.3', 'chore(release): 1.2.3', 'chore: v1.2.3 [skip ci]', '1.2', 'Initial commit', 'Automatic merge', 'Merged in topic (pull request #1)', '', '\n', '# only a comment\n',
]
const inserted = ['\u00a0', '\u2028', '\u2029', '\ufeff', '\r', '\t', '\u3000', '\u200b', '\u0085', '\x01', '.', ' ', ':', '!', '(', ')', '#', ';', '\n', '\n\n', '한', 'é', '😀', 'A', '\\', '\'', '"', '`', '$', '*', '?', '[', ']', '~', '%', '\u0301', '\ufe0f', '\u{1F468}\u200D']

/** A message from parts that are right, nearly right and wrong. */
export function invent(random: Random): string {
  if (random.chance(25)) return random.pick(specials)
  const header = random.pick(types.slice(0, random.chance(3) ? types.length : 4)) + random.pick(scopes) + random.pick(marks) + random.pick(subjects)
  if (random.chance(3)) return header + random.pick(['', '\n', '\n\n', '\r\n'])
  const lines = [header, ...random.chance(8) ? [] : ['']]
  for (let count = random.below(6); count > 0; count--) {
    lines.push(random.chance(3) ? '' : random.chance(3) ? random.pick(keys) + random.pick([': ', ':', ' #', ' : ', ':\u00a0']) + random.pick(values) : random.pick(prose))
  }
  return lines.join(random.chance(12) ? '\r\n' : '\n') + random.pick(['', '\n', '\n\n'])
}

/** One to three small changes: a character in, out or doubled, a line in, out or moved, another header, other lines, longer. */
export function mutate(message: string, random: Random): string {
  let text = message
  for (let times = 1 + random.below(3); times > 0; times--) text = mutations[random.below(mutations.length)]!(text, random)
  return text.slice(0, 6_000)
}

const mutations: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => splice(text, near(text, random), 0, random.pick(inserted)),
  (text, random) => splice(text, near(text, random), 1, ''),
  (text, random) => splice(text, near(text, random), 0, random.pick(inserted)),
  (text, random) => onLines(text, (lines) => lines.splice(random.below(lines.length + 1), 0, random.pick(prose))),
  (text, random) => onLines(text, (lines) => lines.splice(random.below(lines.length + 1), 0, random.pick(keys) + ': ' + random.pick(values))),
  (text, random) => onLines(text, (lines) => lines.splice(random.below(lines.length), 1)),
  (text, random) => onLines(text, (lines) => { lines[0] = random.pick(types) + random.pick(scopes) + random.pick(marks) + random.pick(subjects) }),
  (text, random) => onLines(text, (lines) => { const at = random.below(lines.length); lines[at] = (lines[at]! + lines[at]!).slice(0, 180) }),
  (text, random) => onLines(text, (lines) => { lines[0] = lines[0]! + random.pick(inserted) }),
  (text, random) => onLines(text, (lines) => { lines[0] = lines[0]! + ' ' + random.pick(subjects) }),
  (text) => text.replaceAll('\n', '\r\n'),
  (text, random) => `${text.trimEnd()}\n\n${random.pick(prose)}\n${random.pick(prose)}\n`,
  (text, random) => `${text.trimEnd()}\n\n${random.pick(keys)}: ${random.pick(values)}\n${random.pick(['', 'Signed-off-by: A B <a@b.c>\n'])}`,
  (text, random) => `${text.trimEnd()}\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored.\n#\n${random.pick(['', '# ------------------------ >8 ------------------------\n# Do not modify or remove the line above.\ndiff --git a/a b/a\n+' + 'x'.repeat(120) + '\n'])}`,
]

function splice(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove)
}

/** A place in the text, in the first line half of the time. */
function near(text: string, random: Random): number {
  const first = text.indexOf('\n')
  return random.below((random.chance(2) && first > 0 ? first : text.length) + 1)
}

function onLines(text: string, change: (lines: string[]) => unknown): string {
  const lines = text.split('\n')
  change(lines)
  return lines.join('\n')
}

/** The message as bytes: UTF-8, or with bytes that are not. */
export function encode(message: string, random: Random): Buffer {
  const bytes = Buffer.from(message.replaceAll('\0', ''), 'utf8')
  if (bytes.length === 0 || !random.chance(12)) return bytes
  for (let times = 1 + random.below(4); times > 0; times--) bytes[random.below(bytes.length)] = 0x80 + random.below(0x80)
  return bytes
}
