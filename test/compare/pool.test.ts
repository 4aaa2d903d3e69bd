import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { runPool, type PoolTask } from '../../src/compare/lint/pool.ts'
import type { CandidateOptions, FileResult } from '../../src/compare/lint/protocol.ts'
import { directory } from '../cli/lib/cli.ts'

/** A rule that reports every `x`, ends its process at a `die`, and never comes to an end at a `stay`. */
const candidate = `export default () => [{
  plugins: { p: { rules: { r: { create: (context) => ({ Identifier(node) {
    if (node.name === 'die') process.kill(process.pid, 'SIGKILL')
    if (node.name === 'stay') for (;;);
    if (node.name === 'x') context.report({ node, message: 'x' })
  } }) } } } },
  rules: { 'p/r': 'error' },
}]
`

/** Where ESLint and what goes with it are, as in the cache. */
function makeHome(cache: string, name: string, eslint: string): string {
  const home = join(cache, name)
  mkdirSync(join(home, 'node_modules'), { recursive: true })
  for (const [link, to] of [['eslint', eslint], ['typescript-eslint', 'typescript-eslint'], ['globals', 'globals']] as const) symlinkSync(inRoot(`node_modules/${to}`), join(home, 'node_modules', link))
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }\n')
  writeFileSync(join(home, 'candidate.mjs'), candidate)
  return home
}

type Told = Record<string, FileResult>

function makeTask(root: string, home: string, files: Readonly<Record<string, string>>, module = join(home, 'candidate.mjs')): PoolTask & { readonly told: Told } {
  const told: Told = {}
  const options = { environments: [], installed: true, root, home } as unknown as CandidateOptions
  return {
    told, start: { home, root, probe: 'a.js', candidates: [{ name: 'one', module, options }] },
    jobs: Object.entries(files).map(([path, text], id) => ({ id, path, text, candidates: ['one'] })),
    done: ({ path }, results) => void (told[path] = results['one']!),
  }
}

const many = (count: number, text = 'x\n'): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}.js`, text]))
const options = (cache: string, processes: number, signal = new AbortController().signal) => ({ processes, writable: cache, io: { env: process.env, signal } })
const fatals = (told: Told): string[] => Object.entries(told).filter(([, { fatal }]) => fatal !== undefined).map(([path]) => path).sort()

test('the homes share the processes; each file is told once, and what was compiled is kept', async () => {
  const cache = directory()
  const [ten, nine] = [makeTask(cache, makeHome(cache, 'ten', 'eslint'), many(30)), makeTask(cache, makeHome(cache, 'nine', 'eslint9'), many(5))]
  const { outcomes, memory } = await runPool([ten, nine], options(cache, 2))
  expect(outcomes.map(({ eslint }) => eslint.split('.')[0])).toEqual(['10', '9'])
  expect(Object.values(ten.told).map(({ rules }) => rules['p/r']?.count)).toEqual(Array(30).fill(1))
  expect(Object.keys(nine.told)).toHaveLength(5)
  expect(memory).toBeGreaterThan(50)
  expect(readdirSync(join(cache, 'ten/compiled'))).not.toEqual([])
})

test('one process is enough for all homes, one after the other', async () => {
  const cache = directory()
  const tasks = [makeTask(cache, makeHome(cache, 'ten', 'eslint'), many(3)), makeTask(cache, makeHome(cache, 'nine', 'eslint9'), many(3))]
  await runPool(tasks, options(cache, 1))
  expect(tasks.map(({ told }) => Object.keys(told).length)).toEqual([3, 3])
})

test('a process that ends takes its file with it, and no other', async () => {
  const cache = directory()
  const task = makeTask(cache, makeHome(cache, 'ten', 'eslint'), { ...many(4), 'bad.js': 'die\n', 'last.js': 'x\n' })
  await runPool([task], options(cache, 1))
  expect(fatals(task.told)).toEqual(['bad.js'])
  expect(task.told['bad.js']!.fatal).toBe('the process ended')
  expect(task.told['last.js']!.rules['p/r']?.count).toBe(1)
})

test('where one after the other ends, it is given up, and every file is told', async () => {
  const cache = directory()
  const task = makeTask(cache, makeHome(cache, 'ten', 'eslint'), many(7, 'die\n'))
  await runPool([task], options(cache, 1))
  expect(fatals(task.told)).toHaveLength(7)
})

test('a home that does not load is an error, and the other one ends, too', async () => {
  const cache = directory()
  const home = makeHome(cache, 'ten', 'eslint')
  const broken = makeTask(cache, join(cache, 'missing'), many(3))
  await expect(runPool([makeTask(cache, home, many(3)), broken], options(cache, 2))).rejects.toMatchObject({ code: 'compareHost' })
})

test('a module that cannot be loaded is told by its name', async () => {
  const cache = directory()
  const { outcomes: [outcome] } = await runPool([makeTask(cache, makeHome(cache, 'ten', 'eslint'), many(1), join(cache, 'none.mjs'))], options(cache, 1))
  expect(outcome!.failed['one']).toMatch(/Cannot find module/)
})

test('an interrupt ends a process that would never end', async () => {
  const cache = directory()
  const stop = new AbortController()
  const task = makeTask(cache, makeHome(cache, 'ten', 'eslint'), { 'first.js': 'x\n', 'stay.js': 'stay\n' })
  const run = runPool([{ ...task, done: (...given) => { task.done(...given); setTimeout(() => stop.abort(), 100) } }], options(cache, 1, stop.signal))
  await expect(run).rejects.toMatchObject({ code: 'interrupted' })
  expect(task.told).toHaveProperty(['first.js'])
  expect(existsSync(join(cache, 'ten'))).toBe(true)
})
