import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type * as Parser from '@actions/workflow-parser'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { CiJob, Change } from '../../src/feature.ts'
import type { Host } from '../../src/repo/facts.ts'
import { applied, planFor, settle } from '../plan/harness.ts'
import { ask, detect, hostile, mistakes, paths, textAt, type Setting } from './harness.ts'

// GitHub's own parser imports JSON as Node does not, so it is bundled first; with the ESM build of yaml, because a bundled CommonJS one requires.
const { outputFiles: [bundled] } = await build({
  stdin: { contents: 'export { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser"', resolveDir: import.meta.dirname },
  bundle: true, format: 'esm', platform: 'node', mainFields: ['module', 'main'], write: false, logLevel: 'silent',
  alias: { yaml: fileURLToPath(new URL('../../node_modules/yaml/browser/dist/index.js', import.meta.url)) },
})
const { NoOperationTraceWriter, parseWorkflow } = await import(
  /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(bundled?.contents ?? []).toString('base64')}`) as typeof Parser

const others = { commits: {}, pullRequests: {}, branches: {}, toolkit: {} }
type Files = NonNullable<Setting['files']>

/** The changes of `ci` with the jobs that the other features hand to it, and more. */
function plan(host: Host, files: Files = {}, options: object = {}, more: readonly CiJob[] = []): readonly Change[] {
  const setting = { host, files, others }
  const jobs = [...['commits', 'pullRequests', 'branches'].flatMap((name) => ask(name, {}, setting).contributed.jobs ?? []), ...more]
  return ask('ci', options, { ...setting, contributions: { jobs } }).changes
}

interface Job {
  readonly name?: string, readonly if?: string, readonly steps?: readonly { readonly uses?: string, readonly run?: string, readonly with?: object, readonly env?: object }[]
  readonly permissions?: unknown, readonly concurrency?: unknown, readonly script?: readonly string[]
}
interface Workflow { readonly on: object, readonly permissions: unknown, readonly jobs: Readonly<Record<string, Job>> }

const workflows = (changes: readonly Change[]): { path: string, text: string, data: Workflow }[] => changes.flatMap((change) =>
  change.kind === 'file' ? [{ path: change.path, text: change.text, data: parse(change.text) as Workflow }] : [])

/** Every piece of sh that a host would run. */
function scripts(changes: readonly Change[]): string[] {
  const found: string[] = []
  const walk = (value: unknown, key?: string): void => {
    if (typeof value === 'string' && (key === 'run' || key === 'script')) found.push(value)
    else if (Array.isArray(value)) value.forEach((item) => walk(item, key === 'script' ? key : undefined))
    else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) walk(item, name)
  }
  for (const change of changes) walk(change.kind === 'file' ? parse(change.text) : change.kind === 'keys' ? change.keys.map(({ value }) => value) : undefined)
  return found
}

const job: CiJob = {
  id: 'publish', workflow: 'release', title: 'Publish', on: ['push', 'manual'], permissions: { 'contents': 'write', 'id-token': 'write' }, history: 'full', exclusive: true,
  steps: [
    { name: 'Set up', uses: `owner/action@${'0123456789'.repeat(4)} # v1.2.3`, with: { token: '${{ github.token }}' } },
    { name: 'Ship', run: 'set -e\nif [ -n "$TOKEN" ]; then\n  echo "$NOTE"\nfi\n', env: { NOTE: 'a \'b\' ${{ github.token }} $(id) "c"\nd' }, secrets: { TOKEN: 'NPM_TOKEN' } },
    { name: 'Release', conventions: ['release', '--note', 'it\'s $(id)'] },
  ],
}

const repositories: Record<string, Files> = {
  'npm': { 'package.json': '{}', 'package-lock.json': '{}' },
  'npm before its first install': { 'package.json': '{}' },
  'npm without a lock file': { 'package.json': '{}', '.npmrc': 'package-lock=false\n' },
  'npm with an ignored lock file': { 'package.json': '{}', '.gitignore': 'node_modules\n/package-lock.json\n' },
  'pnpm': { 'package.json': '{"packageManager":"pnpm@9.1.0+sha512.ab"}', 'pnpm-lock.yaml': '' },
  'yarn classic': { 'package.json': '{}', 'yarn.lock': '' },
  'yarn berry': { 'package.json': '{}', 'yarn.lock': '', '.yarnrc.yml': '' },
  'bun': { 'package.json': '{}', 'bun.lock': '', '.nvmrc': '22\n' },
  'kotlin': { 'build.gradle.kts': '' },
}

describe.each(Object.entries(repositories))('on GitHub, %s', (_, files) => {
  const changes = plan('github', files, {}, [job])
  test('GitHub\'s own parser accepts every workflow', () => {
    for (const { path, text } of workflows(changes)) {
      const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter())
      expect(context.errors.getErrors().map(({ message }) => message), path).toEqual([])
      expect(value, path).toBeDefined()
    }
  })
  test('permissions are the least, actions are pinned by hash, runs of a pull request cancel each other', () => {
    for (const { text, data } of workflows(changes)) {
      expect(data.permissions).toEqual({ contents: 'read' })
      expect(text).toContain('cancel-in-progress:')
      for (const line of text.split('\n').filter((each) => each.includes('uses:'))) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
    const jobs = workflows(changes).flatMap(({ data }) => Object.entries(data.jobs))
    expect(jobs.filter(([, { permissions }]) => permissions !== undefined).map(([id]) => id)).toEqual(['publish'])
    const kept = jobs.filter(([, { steps = [] }]) => JSON.stringify(steps).includes('"persist-credentials":true')).map(([id]) => id)
    expect(kept).toEqual(['publish'])
  })
  test('the only expressions are ours', () => {
    const known = /^(github\.workflow|github\.event\.pull_request\.number \|\| github\.ref|github\.event_name == 'pull_request'|secrets\.NPM_TOKEN|github\.token|'\$\{\{')$/
    const expressions = workflows(changes).flatMap(({ text }) => [...text.matchAll(/\$\{\{ (.*?) \}\}/g)].map(([, inside]) => inside ?? ''))
    expect(expressions.filter((inside) => !known.test(inside))).toEqual([])
    expect(scripts(changes).filter((script) => script.includes('${{'))).toEqual([])
  })
})

test.each<[string, string[]]>([
  ['npm', ['npm ci', 'npx --no -- conventions check']],
  ['npm before its first install', ['npm ci', 'npx --no -- conventions check']],
  ['npm without a lock file', ['npm install', 'npx --no -- conventions check']],
  ['npm with an ignored lock file', ['npm install', 'npx --no -- conventions check']],
  ['pnpm', ['npm install --global pnpm@9.1.0', 'pnpm install --frozen-lockfile', 'pnpm exec conventions check']],
  ['yarn classic', ['yarn install --frozen-lockfile', 'yarn conventions check']],
  ['yarn berry', ['npm install --global corepack', 'corepack enable', 'yarn install --immutable', 'yarn conventions check']],
  ['bun', ['bun install --frozen-lockfile', 'bun run conventions check']],
])('%s is set up by %j', (name, expected) => {
  const [first] = workflows(plan('github', repositories[name]))
  expect(first?.data.jobs['check']?.steps?.flatMap(({ run }) => run ?? [])).toEqual(expected)
})

test.each<[string, object]>([
  ['npm', { cache: 'npm' }], ['npm without a lock file', { 'package-manager-cache': false }], ['pnpm', { 'package-manager-cache': false }], ['yarn classic', { cache: 'yarn' }],
])('%s: what is downloaded is cached as %j', (name, expected) => {
  const [first] = workflows(plan('github', repositories[name]))
  expect(first?.data.jobs['check']?.steps?.find(({ uses }) => uses?.startsWith('actions/setup-node'))?.with).toMatchObject(expected)
})

test('without package.json nothing is installed, and the version is exact', () => {
  const runs = scripts(plan('github', repositories['kotlin']))
  expect(runs.every((run) => /^npx --yes --package create-conventions@\d+\.\d+\.\d+ -- conventions (check|lint \w+)$/.test(run))).toBe(true)
})

test.each<[string, Files, object, object]>([
  ['a file', { '.nvmrc': '20', 'package.json': '{}' }, {}, { 'node-version-file': '.nvmrc' }],
  ['engines that allow what we run on', { 'package.json': '{"engines":{"node":">=18"}}' }, {}, { 'node-version': '24' }],
  ['engines that do not', { 'package.json': '{"engines":{"node":"^22.1.0"}}' }, {}, { 'node-version': '22' }],
  ['the config', { '.nvmrc': '20', 'package.json': '{}' }, { node: '26' }, { 'node-version': '26' }],
])('the version of Node comes from %s', (_, files, options, expected) => {
  const [first] = workflows(plan('github', files, options))
  expect(first?.data.jobs['check']?.steps?.find(({ uses }) => uses?.startsWith('actions/setup-node'))?.with).toMatchObject(expected)
})

describe('on GitHub', () => {
  test('an edited title starts its own workflow alone', () => {
    const files = workflows(plan('github', repositories['npm']))
    expect(files.map(({ path, data }) => [path, Object.keys(data.jobs)])).toEqual([
      ['.github/workflows/conventions.yml', ['check', 'lint-commits', 'lint-branch']], ['.github/workflows/conventions-title.yml', ['lint-title']],
    ])
    expect(files.filter(({ text }) => text.includes('edited')).map(({ path }) => path)).toEqual(['.github/workflows/conventions-title.yml'])
  })
  test('code scanning gets the findings of the linter, also where there are any', () => {
    const { jobs = [] } = ask('lint', { codeScanning: true }, { files: { 'package.json': '{"devDependencies":{"eslint":"10"}}' } }).contributed
    const [first] = workflows(plan('github', repositories['npm'], {}, jobs))
    const { context } = parseWorkflow({ name: first!.path, content: first!.text }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
    const { permissions, steps = [] } = first!.data.jobs['lint']!
    expect(permissions).toEqual({ 'contents': 'read', 'security-events': 'write' })
    expect(steps.at(-2)?.run).toBe('npx --no -- conventions lint ratchet --check --format sarif > conventions-lint.sarif || { npx --no -- conventions lint ratchet --check; exit 1; }')
    expect(steps.at(-1)).toMatchObject({ if: '!cancelled() && hashFiles(\'conventions-lint.sarif\') != \'\'', with: { sarif_file: 'conventions-lint.sarif' } })
    expect(first!.text).toMatch(/uses: github\/codeql-action\/upload-sarif@[0-9a-f]{40} # v\d+\.\d+\.\d+\n/)
    expect(JSON.stringify(plan('gitlab', repositories['npm'], {}, jobs))).not.toContain('sarif')
  })
  test('a report of each push is kept, also where it falls', () => {
    const [first] = workflows(plan('github', repositories['npm'], { report: true, failOnFall: true }))
    const { context } = parseWorkflow({ name: first!.path, content: first!.text }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
    const { if: when, steps = [] } = first!.data.jobs['report']!
    expect(when).toBe('github.event_name == \'push\'')
    expect(steps[0]?.with).toMatchObject({ 'fetch-depth': 0 })
    const told = 'npx --no -- conventions report --html conventions-report.html --fail-on-fall'
    expect(steps.at(-2)?.run).toBe(`${told} --json > conventions-report.json || { ${told}; exit 1; }`)
    expect(steps.at(-1)).toMatchObject({ if: '!cancelled()', with: { path: 'conventions-report.html\nconventions-report.json' } })
    expect(first!.text).toMatch(/uses: actions\/upload-artifact@[0-9a-f]{40} # v\d+\.\d+\.\d+\n/)
  })
  test('jobs run on their own events only', () => {
    const [first] = workflows(plan('github', repositories['npm']))
    expect(first?.data.jobs['check']?.if).toBeUndefined()
    expect(first?.data.jobs['lint-commits']?.if).toBe('github.event_name == \'merge_group\' || github.event_name == \'pull_request\'')
  })
  test('workflows of the user keep their names', () => {
    const theirs = { '.github/workflows/conventions.yml': 'name: theirs\n', '.github/workflows/release.yml': 'name: theirs\n' }
    const changes = plan('github', theirs, {}, [job])
    expect(paths(changes)).toEqual([
      '.github/workflows/create-conventions.yml', '.github/workflows/conventions-title.yml', '.github/workflows/conventions-release.yml',
    ])
    const ours = Object.fromEntries(changes.flatMap((change) => change.kind === 'file' ? [[change.path, change.text]] : []))
    expect(paths(plan('github', { ...theirs, ...ours }, {}, [job]))).toEqual(paths(changes))
  })
})

describe('on GitLab', () => {
  const include = (yaml: string): string => {
    const files = { '.gitlab-ci.yml': yaml }
    return settle(files, plan('gitlab', files).map(({ reason: _, ...change }) => change))['.gitlab-ci.yml'] as string
  }
  test.each<[string, string, string]>([
    ['no file', '', 'include:\n  - local: /.gitlab/ci/conventions.yml\n'],
    ['a list', 'include:\n  - a.yml # mine\n\nbuild:\n  script: [x]\n', 'include:\n  - a.yml # mine\n  - local: /.gitlab/ci/conventions.yml\n\nbuild:\n  script: [x]\n'],
  ])('the include entry is added to %s', (_, before, after) => expect(include(before)).toBe(after))
  test('a single entry stays the first', () => {
    const after = include('# top\ninclude: a.yml\nbuild: { script: [x] }\n')
    expect(parse(after)).toEqual({ include: ['a.yml', { local: '/.gitlab/ci/conventions.yml' }], build: { script: ['x'] } })
    expect(after).toContain('# top\n')
  })
  test.each<[string, string]>([['', 'test'], ['stages: [build, deploy]\n', 'build'], ['stages: [build, test]\n', 'test']])('with %j the stage is %s', (yaml, stage) => {
    expect(textAt(plan('gitlab', { '.gitlab-ci.yml': yaml }), '.gitlab/ci/conventions.yml')).toContain(`stage: ${stage}\n`)
  })
  test('reports come from the same job that says it in words', () => {
    const check = scripts(plan('gitlab', repositories['npm'])).find((script) => script.includes('check'))
    expect(check).toBe('npx --no -- conventions check --format gitlab > gl-code-quality-report.json || { npx --no -- conventions check; exit 1; }')
  })
  test('when the convention is gone, so is the entry', () => {
    const files = { '.gitlab-ci.yml': 'include: a.yml\n' }
    const wanted = plan('gitlab', files).map(({ reason: _, ...change }) => change)
    const after = settle(files, wanted)
    expect(parse(applied(after, planFor(after, []))['.gitlab-ci.yml'] as string)).toEqual({ include: ['a.yml'] })
  })
})

describe('on Bitbucket', () => {
  const changed = (yaml: string): { pipelines: Record<string, Record<string, unknown[]>> } => {
    const files = { 'bitbucket-pipelines.yml': yaml }
    return parse(settle(files, plan('bitbucket', files, {}, [job]).map(({ reason: _, ...change }) => change))['bitbucket-pipelines.yml'] as string) as ReturnType<typeof changed>
  }
  test('steps come on top of what is there', () => {
    const { pipelines } = changed('pipelines:\n  pull-requests:\n    "**":\n      - step: { name: mine, script: [x] }\n')
    expect(pipelines['pull-requests']?.['**']?.map((item) => (item as { step: { name: string } }).step.name)).toEqual(['mine', 'Conventions', 'Commit messages', 'Branch name'])
    expect(Object.keys(pipelines['custom'] ?? {})).toEqual(['conventions-publish'])
  })
  test('a default pipeline is not displaced', () => {
    expect(changed('pipelines:\n  default:\n    - step: { script: [x] }\n').pipelines['branches']).toBeUndefined()
    expect(Object.keys(changed('').pipelines['branches'] ?? {})).toEqual(['main', 'master'])
  })
})

test('elsewhere there is nothing, and jobs can be left out', () => {
  expect(plan('none')).toEqual([])
  expect(plan('github', {}, { check: false, skip: ['lint-commits', 'lint-title', 'lint-branch'] })).toEqual([])
})

test('what is there is seen, and stays', () => {
  const found = detect('ci', { '.github/workflows/ci.yml': '', '.github/workflows/x.txt': '', '.gitlab-ci.yml': '' })
  expect(found.seen.map((sentence) => sentence.split(':')[0])).toEqual(['.github/workflows/ci.yml', '.gitlab-ci.yml'])
})

describe.skipIf(!existsSync('/bin/dash') && !existsSync('/usr/bin/dash'))('under dash (skipped where there is none)', () => {
  test.each(['github', 'gitlab', 'bitbucket'] as const)('every script of %s parses', (host) => {
    const found = new Set(Object.values(repositories).flatMap((files) => scripts(plan(host, files, {}, [job]))))
    expect(found.size).toBeGreaterThan(20)
    for (const script of found) {
      expect(spawnSync('dash', ['-n'], { input: script, encoding: 'utf8' }).stderr, script).toBe('')
    }
  })
  test.each(['gitlab', 'bitbucket'] as const)('values reach the script of %s as they are', (host) => {
    for (const value of hostile) {
      const echo: CiJob = { ...job, steps: [{ name: 'x', run: 'printf %s "$VALUE"', env: { VALUE: value } }], setup: 'none', permissions: {} }
      const script = scripts(plan(host, {}, { check: false }, [echo])).find((each) => each.includes('printf'))
      expect(spawnSync('dash', ['-c', script ?? 'exit 9'], { encoding: 'utf8' }).stdout).toBe(value)
    }
  })
})

test('hostile values neither break YAML nor become expressions', () => {
  for (const value of [...hostile.filter((text) => text !== ''), '${{ secrets.X }}']) {
    const echo: CiJob = { ...job, title: value, steps: [{ name: value, run: 'true', env: { VALUE: value } }] }
    const [, , release] = workflows(plan('github', {}, {}, [echo]))
    expect(release?.data.jobs['publish']?.name).toBe(value.replaceAll('${{', '${{ \'${{\' }}'))
    expect(release?.data.jobs['publish']?.steps?.at(-1)?.env).toEqual({ VALUE: value.replaceAll('${{', '${{ \'${{\' }}') })
  }
})

test.each<[object, string]>([
  [{ branches: ['a b'] }, 'branchName'], [{ node: '$(id)' }, 'nodeVersion'], [{ command: 'a\nb' }, 'oneLine'],
])('%j is refused: %s', (options, code) => expect(mistakes('ci', options)).toContain(code))
