import { expect, test } from 'vitest'
import { reportCheck } from '../../src/cli/lint/check.ts'
import { code } from '../../src/messages/en/code.ts'

const problem = (line: number, message = 'Unexpected debugger.') => ({ ruleId: 'no-debugger', severity: 2, message, line, column: 3 })
const linted = (...messages: ReturnType<typeof problem>[]) => [{ path: 'src/a, b.js', messages, suppressedMessages: [] }]

function report(messages: ReturnType<typeof problem>[], { suppressed = {}, env = {}, ...more }: { format?: 'github' | 'gitlab' | 'sarif', suppressed?: Parameters<typeof reportCheck>[1], env?: Record<string, string> } = {}) {
  let stdout = ''
  const exit = reportCheck({ io: { env, stdout: { write: (text) => stdout += text } }, options: {} as never, words: code().ratchet, ...more }, suppressed, linted(...messages))
  return { exit, stdout }
}
interface Entry { readonly check_name: string, readonly fingerprint: string, readonly location: { readonly path: string, readonly lines: { readonly begin: number } } }
const entries = (text: string) => JSON.parse(text) as Entry[]

test('nothing new is exit 0; warnings are nobody\'s debt', () => {
  expect(report([])).toEqual({ exit: 0, stdout: `${code().ratchet.clean}\n` })
  expect(report([{ ...problem(1), severity: 1 }]).exit).toBe(0)
})

test('GitHub shows a problem at its line; what a name or a message holds stays data', () => {
  const { exit, stdout } = report([problem(7, 'a\n::error::b')], { env: { GITHUB_ACTIONS: 'true' } })
  expect(exit).toBe(1)
  expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual(['::error file=src/a%2C b.js,line=7,col=3,title=no-debugger::a%0A::error::b'])
})

test('GitLab gets a code quality report, whose fingerprints outlive lines that move, and tell twins apart', () => {
  const first = report([problem(1), problem(9)], { format: 'gitlab' })
  expect(first.exit).toBe(1)
  const [one, two] = entries(first.stdout)
  expect(one).toMatchObject({ description: 'Unexpected debugger.', check_name: 'no-debugger', severity: 'major', location: { path: 'src/a, b.js', lines: { begin: 1 } } })
  expect(two?.fingerprint).not.toBe(one?.fingerprint)
  expect(entries(report([problem(4), problem(12)], { format: 'gitlab' }).stdout).map(({ fingerprint }) => fingerprint)).toEqual([one?.fingerprint, two?.fingerprint])
  expect(report([], { format: 'gitlab' })).toEqual({ exit: 0, stdout: '[]\n' })
})

test('code scanning gets SARIF 2.1.0: rules once, places as URIs, what is about no line at the first', () => {
  const { exit, stdout } = report([problem(7, 'a\u009b'), { ...problem(0, 'Parsing error'), ruleId: null as never, column: 0 }], { format: 'sarif' })
  const { version, runs: [run] } = JSON.parse(stdout) as { version: string, runs: [{ tool: { driver: { rules: { id: string }[] } }, results: Record<string, unknown>[] }] }
  expect([exit, version, run.tool.driver.rules.map(({ id }) => id)]).toEqual([1, '2.1.0', ['ESLint', 'no-debugger']])
  const place = (startLine: number, startColumn: number) => [{ physicalLocation: { artifactLocation: { uri: 'src/a,%20b.js', uriBaseId: '%SRCROOT%' }, region: { startLine, startColumn } } }]
  expect(run.results).toEqual([
    { ruleId: 'no-debugger', ruleIndex: 1, level: 'error', message: { text: 'a\u009b' }, locations: place(7, 3), partialFingerprints: { 'conventions/v1': expect.any(String) as string } },
    { ruleId: 'ESLint', ruleIndex: 0, level: 'error', message: { text: 'Parsing error' }, locations: place(1, 1), partialFingerprints: { 'conventions/v1': expect.any(String) as string } },
  ])
  expect(stdout).not.toContain('\u009b')
  expect(JSON.parse(report([], { format: 'sarif' }).stdout)).toMatchObject({ runs: [{ results: [] }] })
})

test('a suppression that is paid fails, in every form', () => {
  const suppressed = { 'src/a, b.js': { 'no-debugger': { count: 2 } } }
  expect(report([], { suppressed })).toMatchObject({ exit: 1, stdout: expect.stringContaining('conventions lint ratchet --prune') as string })
  const paid = report([], { suppressed, format: 'gitlab' })
  expect([paid.exit, entries(paid.stdout)[0]?.location]).toEqual([1, { path: 'eslint-suppressions.json', lines: { begin: 1 } }])
  expect(report([], { suppressed, format: 'sarif' })).toMatchObject({ exit: 1, stdout: expect.stringContaining('"uri": "eslint-suppressions.json"') as string })
})
