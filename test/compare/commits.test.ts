import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { conventionFrom } from '../../scripts/lib/fuzz/conventions.ts'
import { compareCommits } from '../../src/compare/commits.ts'
import type { RawCommit } from '../../src/history/records.ts'
import { importCommits } from '../infer/history.ts'
import { directory, git, machine, put, read, repository, run, tree } from '../cli/lib/cli.ts'

const commit = (message: string, author = 'A', year = 2025, parents = 1): RawCommit => ({
  hash: 'x', parents: Array.from({ length: parents }, () => 'p'), time: Date.UTC(year, 5) / 1000, author, email: 'a@example.com', message,
  bytes: Buffer.from(message).toString('latin1'), header: message.split('\n', 1)[0]!,
})

async function compared(commits: readonly RawCommit[], names: readonly string[] = ['standard', 'angular', 'gitmoji', 'minimal', 'korean']) {
  const comparing = await compareCommits(await Promise.all(names.map(async (name) => ({ name, convention: await conventionFrom(name) }))))
  for (const one of commits) comparing.add(one)
  return comparing.finish()
}

test('what each accepts as it is, with corrections, by author and by year; merges and reverts are not judged', async () => {
  const found = await compared([
    commit('feat: a'), commit('ci: b', 'B'), commit('Fix : c.', 'B', 2024), commit('whatever', 'B', 2024), commit('Merge branch \'x\''), commit('feat: merged', 'A', 2025, 2), commit('Revert "feat: a"'), commit('v1.2.3'),
  ])
  expect(found).toMatchObject({ commits: 4, ignored: 4, recommended: 'standard', why: 'fits' })
  const [standard] = found.scores
  expect(standard).toMatchObject({
    name: 'standard', same: ['korean'], accepted: 0.5, recent: 0.5, corrected: 0.75, margin: 0,
    authors: [{ name: 'B', commits: 3, accepted: 1 / 3 }, { name: 'A', commits: 1, accepted: 1 }], years: [{ name: '2024', commits: 2, accepted: 0 }, { name: '2025', commits: 2, accepted: 1 }],
    rejected: [{ rule: 'type-empty', count: 2, examples: ['Fix : c.', 'whatever'] }],
  })
  expect(found.scores.find(({ name }) => name === 'minimal')).toMatchObject({ accepted: 0.25, rejected: [{ rule: 'type-empty' }, { rule: 'type-enum', count: 1, examples: ['ci: b'] }] })
  expect(found.scores.find(({ name }) => name === 'angular')).toMatchObject({ accepted: 0 })
})

test('a gitmoji history recommends gitmoji, one that fits nothing the usual one, one that is nearly right the one that corrects it', async () => {
  const many = (message: string) => Array.from({ length: 30 }, () => commit(message))
  expect(await compared(many(':bug: fix it'))).toMatchObject({ recommended: 'gitmoji', why: 'fits' })
  expect(await compared(many('Did something'))).toMatchObject({ recommended: 'standard', why: 'none' })
  expect(await compared(many('Feat : add search.'))).toMatchObject({ why: 'corrections' })
})

test('the newest commits count most: a team that changed its mind is asked for what it does now', async () => {
  const commits = [...Array.from({ length: 1000 }, () => commit('feat: a')), ...Array.from({ length: 1500 }, () => commit(':bug: b', 'A', 2020))]
  const found = await compared(commits)
  expect(found).toMatchObject({ recommended: 'standard', recentCommits: 1000 })
  expect(found.scores[0]).toMatchObject({ recent: 1, accepted: 0.4 })
})

test('of many rejected messages some are corrected, drawn from all of them, and the interval says how sure that is', async () => {
  const commits = Array.from({ length: 4000 }, (_, at) => commit(at % 4 === 0 ? 'Did something' : 'Feat : add search.'))
  const { scores } = await compared(commits, ['standard'])
  expect(scores[0]!.margin).toBeGreaterThan(0.02)
  expect(Math.abs(scores[0]!.corrected - 0.75)).toBeLessThan(2 * scores[0]!.margin)
  expect((await compared(commits, ['standard'])).scores).toEqual(scores)
})

function history(config?: string): string {
  const root = repository(config === undefined ? {} : { 'conventions.config.yaml': config })
  importCommits(root, Array.from({ length: 30 }, (_, at) => ({ message: at % 3 === 0 ? `dx(web): step ${at}` : `feat: step ${at}` })))
  return root
}

test('tells on one screen which fits, why, and what the others cost; writes nothing', async () => {
  const root = history()
  const before = tree(root)
  const { code, stdout, stderr } = await run(root, ['compare', 'commits'], { columns: 100 })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('Commit conventions on 31 commits (0 merges, reverts and releases are not judged)')
  expect(stdout).toMatch(/ {2}inferred +100 % +100 % +100 %\n {2}standard +67\.7 % +67\.7 % +67\.7 % {2}the same as code, korean here/)
  expect(stdout).toContain('Recommended: inferred\n  It accepts 100 % of the newest 31 commits as they are')
  expect(stdout).toMatch(/ {2}standard +type-enum 10\n +dx\(web\): step/)
  expect(tree(root)).toEqual(before)
  expect((await run(root, ['compare', 'commits', '--locale', 'ko'])).stdout).toContain('추천: inferred')
})

test('--json is one document, with the config of each', async () => {
  const { code, stdout } = await run(history(), ['compare', 'commits', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ commits: 31, recommended: 'inferred', configs: { inferred: { extends: 'standard', commits: { types: { dx: {} } } }, standard: { extends: 'standard' } } })
})

test('the config that is here, commitlint\'s, and presets that are named are compared too', async () => {
  const present = JSON.parse((await run(history('extends: standard\ncommits: { types: { dx: {} } }\n'), ['compare', 'commits', '--json'])).stdout) as { scores: { name: string, same: string[] }[], recommended: string }
  expect(present.recommended).toBe('present')
  const root = repository({ '.commitlintrc.json': '{ "rules": { "type-enum": [2, "always", ["dx"]] } }', 'team.yaml': 'extends: standard\ncommits: { header: { maxLength: 20 } }\n', 'none.yaml': 'commits: false\n' })
  const { scores } = JSON.parse((await run(root, ['compare', 'commits', '--presets', './team.yaml,standard', '--json'])).stdout) as { scores: { name: string }[] }
  expect(scores.map(({ name }) => name)).toEqual(expect.arrayContaining(['commitlint', './team.yaml', 'standard']))
  expect(await run(root, ['compare', 'commits', '--presets', './none.yaml'])).toMatchObject({ code: 2, stderr: expect.stringContaining('`./none.yaml` says nothing about commits') as string })
})

test('--apply writes the choice, keeps the rest of the config, and undo takes it back', async () => {
  const text = '# ours\nextends: gitmoji # for now\nissues: false\n'
  const root = history(text)
  const dry = await run(root, ['compare', 'commits', '--apply', 'inferred', '--dry-run'])
  expect([dry.code, dry.stdout.includes('+extends: standard'), read(root, 'conventions.config.yaml')]).toEqual([0, true, text])
  const { code, stdout } = await run(root, ['compare', 'commits', '--apply', 'inferred'])
  expect([code, stdout]).toEqual([0, expect.stringContaining('conventions.config.yaml has inferred now.')])
  expect(read(root, 'conventions.config.yaml')).toBe('# ours\nextends: standard # for now\nissues: false\ncommits:\n  types:\n    dx: {}\n')
  expect((await run(root, ['undo', '--yes'])).code).toBe(0)
  expect(read(root, 'conventions.config.yaml')).toBe(text)
})

test('an odd history is no reason to stop: empty and huge messages, bytes that are no text, strange names and clocks, roots apart', async () => {
  const root = history()
  importCommits(root, [
    { message: '' }, { message: ' \n\n ' }, { message: `feat: ${'x'.repeat(200_000)}` }, { message: '\uFEFFfeat: bom' }, { message: 'feat: crlf\r\n\r\nbody\r\n' }, { message: '기능: 한국어', author: '홍길동' },
    { message: 'feat: \u0000'.replace('\u0000', '\u001b[31m'), author: 'a|b' }, { message: 'fix: from the future', time: 4_000_000_000 }, { message: 'fix: from 1970', time: 0 },
  ])
  const tree0 = git(root, 'write-tree').trim()
  const latin = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], { cwd: root, env: machine, encoding: 'utf8', input: Buffer.from(`tree ${tree0}\nparent ${git(root, 'rev-parse', 'HEAD').trim()}\nauthor \xe9 <e@example.com> 1700000000 +0000\ncommitter \xe9 <e@example.com> 1700000000 +0000\nencoding ISO-8859-1\n\nfeat: caf\xe9\n`, 'latin1') }).trim()
  git(root, 'update-ref', 'refs/heads/main', latin)
  git(root, 'checkout', '-q', '--orphan', 'apart')
  git(root, 'commit', '-q', '--allow-empty', '-m', 'feat: another root')
  git(root, 'checkout', '-q', '-f', 'main')
  git(root, 'merge', '-q', '--allow-unrelated-histories', '-m', 'Merge branch apart', 'apart')
  const { code, stdout, stderr } = await run(root, ['compare', 'commits', '--json'])
  expect([code, stderr]).toEqual([0, ''])
  const { commits, ignored, scores } = JSON.parse(stdout) as { commits: number, ignored: number, scores: { name: string, years: { name: string }[] }[] }
  expect([commits, ignored]).toEqual([40, 3])
  expect(scores[0]!.years.map(({ name }) => name)).toEqual(expect.arrayContaining(['1970', '2096']))
  // The page is for people: nothing in it steers their terminal.
  const page = await run(root, ['compare', 'commits'])
  expect([page.code, page.stdout.includes('\u001b[31m')]).toEqual([0, false])
  expect((await run(root, ['infer', '--json'])).code).toBe(0)
  expect((await run(root, ['report', '--json'])).code).toBe(0)
})

test('--since looks at what came after a day, a tag or a commit', async () => {
  const root = history()
  git(root, 'tag', 'v1', 'HEAD~5')
  const commits = async (since: string): Promise<number> => (JSON.parse((await run(root, ['compare', 'commits', '--since', since, '--json'])).stdout) as { commits: number }).commits
  expect([await commits('v1'), await commits('HEAD~3'), await commits('2001-01-01')]).toEqual([5, 3, 31])
})

test.each<[string, (root: string) => string, readonly string[], string]>([
  ['a name that was not compared', (root) => root, ['--apply', 'standrad'], 'Did you mean `standard`?'],
  ['no config to write into', (root) => root, ['--apply', 'angular'], 'Start with `conventions init --preset angular`'],
  ['a config in code', (root) => {
    put(root, { 'conventions.config.js': 'export default { extends: \'standard\' }\n' })
    return root
  }, ['--apply', 'angular'], 'is code, which is yours to edit'],
  ['a revision that is not there', (root) => root, ['--since', 'v9'], 'There is no commit, tag or branch "v9"'],
  ['a day of the future', (root) => root, ['--since', '2090-01-01'], 'There is no commit to compare with'],
  ['a day that is none', (root) => root, ['--since', '2025-99-01'], 'There is no commit, tag or branch "2025-99-01"'],
  ['no repository', () => directory(), [], 'is no git repository'],
])('%s is exit 2', async (_, prepare, args, sentence) => {
  const { code, stderr } = await run(prepare(history()), ['compare', 'commits', ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
})
