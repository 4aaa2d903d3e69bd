/*
 * node --import ../../apply/lib/faults.ts faulty.ts <job as JSON>: lints what is staged, with a fault at each operation, lets the next command come and prints
 * what happened as JSON. Mode `kill` has another process of this file do it (`once`) and recovers here.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { recoverStaged } from '../../../src/apply/staged/keep.ts'
import { runStaged } from '../../../src/apply/staged/run.ts'
import type { Tooling } from '../../../src/apply/staged/tools.ts'
import { ConventionsError } from '../../../src/errors.ts'
import { differences, inChild, type Report } from '../../apply/lib/child.ts'
import { arm, disarm, faults, type Mode } from '../../apply/lib/faults.ts'
import { copyTree, git, gitEnv, put } from '../../apply/lib/repository.ts'
import { fixer, makeStaged, stateOf } from './edited.ts'
import { settings } from './repository.ts'

export interface Job {
  /** An empty directory of this job's own. */
  readonly dir: string
  /** fixed: the fixer succeeds; refused: it writes, and fails; recovery: a run that was killed is put right. */
  readonly what: 'fixed' | 'refused' | 'recovery'
  /** ctrlC: SIGINT reaches us and the git that we asked, before (odd points) or after (even ones) that has done its work. */
  readonly mode: Exclude<Mode, 'count'> | 'ctrlC'
  /** Only every n-th operation. */
  readonly every?: number
  /** Internal: run it once in `root`, hit at this operation. */
  readonly once?: { readonly root: string, readonly at: number }
}

const job = JSON.parse(process.argv[2]!) as Job
const bin = join(job.dir, 'bin')
let controller = new AbortController()
process.on('SIGINT', () => controller.abort())

/** The run of a hook: `script` is what the team has for `*.txt`. */
async function lint(root: string, script: string, path = process.env['PATH']): Promise<'done' | 'refused'> {
  const { ok } = await runStaged(placeOf(root, path), { settings: settings({ blocks: [], tools: { '*.txt': ['sh', '-c', script, 'sh'] } }), languages: [], suppressed: {}, begin: () => undefined })
  return ok ? 'done' : 'refused'
}

function placeOf(root: string, path = process.env['PATH']): Tooling {
  controller = new AbortController()
  return { root, home: join(root, '.git/conventions'), io: { env: { ...process.env, ...gitEnv, PATH: path }, platform: process.platform, signal: controller.signal, execPath: process.execPath } }
}

const scripts = { fixed: fixer, refused: `${fixer}; exit 1`, recovery: fixer }

async function perform(root: string, path?: string): Promise<string> {
  if (job.what !== 'recovery') return lint(root, scripts[job.what], path)
  await recoverStaged(placeOf(root, path))
  return 'done'
}

/** A repository as it is when the operation begins, to be copied. */
async function template(): Promise<{ source: string, before: string }> {
  const source = join(job.dir, 'template')
  makeStaged(source)
  const before = stateOf(source)
  // Killed while the fixer ran, which had written half of a file.
  if (job.what === 'recovery') await inChild(import.meta.url, { ...job, once: { root: source, at: 0 } })
  return { source, before }
}

const tells = (error: unknown): string => error instanceof ConventionsError ? (error as ConventionsError).code : String(error instanceof Error && !error.message.includes('injected') ? error.stack : error)

async function attempt(root: string, at: number): Promise<string> {
  if (job.mode === 'kill') {
    await inChild(import.meta.url, { ...job, once: { root, at } })
    return 'killed'
  }
  if (job.mode === 'ctrlC') writeFileSync(join(bin, 'state'), `${at + 1 >> 1} ${at % 2}`)
  else arm(job.mode, at, root)
  const outcome = await perform(root, job.mode === 'ctrlC' ? bin + delimiter + process.env['PATH']! : undefined).catch(tells)
  disarm()
  // The process ends here, in real life.
  const record = join(root, '.git/conventions/staged/record.json')
  if (existsSync(record)) writeFileSync(record, readFileSync(record, 'utf8').replace(/"start":"\d+"/, '"start":"0"'))
  return outcome
}

/** A git that counts down, and then takes both of us with it; says with `count` how often it was asked. */
function makeGit(): void {
  put(bin, 'git', `#!/bin/sh
PATH=\${PATH#*:}
{ read -r left first; } <'${bin}/state'
echo "$((left - 1)) $first" >'${bin}/state'
[ "$left" = 1 ] || exec git "$@"
[ "$first" = 1 ] || git "$@"
kill -INT ${process.pid}
kill -KILL $$
`, 0o755)
}

async function countPoints(root: string): Promise<number> {
  if (job.mode === 'ctrlC') {
    writeFileSync(join(bin, 'state'), '0 0')
    await perform(root, bin + delimiter + process.env['PATH']!)
    return -Number.parseInt(readFileSync(join(bin, 'state'), 'utf8'), 10) * 2
  }
  arm('count', 0, root)
  await perform(root)
  return disarm()
}

async function all(): Promise<Report> {
  const { source, before } = await template()
  if (job.mode === 'ctrlC') makeGit()
  const root = join(job.dir, 'work')
  const reset = (): void => {
    copyTree(source, root)
    git(root, 'update-index', '-q', '--really-refresh')
  }
  reset()
  const points = await countPoints(root)
  const log = faults.log
  const after = stateOf(root)
  // What a commit that nothing disturbs comes to.
  await lint(root, scripts[job.what])
  const final = stateOf(root)
  const counts = { before: 0, after: 0 }
  const failures = job.what !== 'fixed' && after !== before ? [`not as before:\n${differences(before, after)}`] : []
  let fresh = false
  let tested = 0
  for (let at = 1; at <= points; at += job.every ?? 1) {
    if (!fresh) reset()
    tested++
    const outcome = await attempt(root, at)
    const first = stateOf(root)
    // Who could go on has put everything right; what stays for the next command was said.
    const wrongAtOnce = job.mode === 'kill' || job.what === 'recovery' || [before, after].includes(first) || outcome === 'stagedKept' ? '' : `at once: ${differences(before, first)}`
    // The next command: another one puts the tree right, then the commit is tried again.
    await recoverStaged(placeOf(root))
    const then = stateOf(root)
    const end = then === before ? 'before' : then === after ? 'after' : undefined
    if (end) counts[end]++
    // From a tree that is exactly as it was the next commit goes as the first did; every fifth proves it, with what lies in the git directory.
    fresh = end === 'before' && at % 5 !== 1 && job.what !== 'recovery'
    const expected = job.what === 'refused' ? 'refused' : 'done'
    const again = fresh ? expected : await lint(root, scripts[job.what]).catch(tells)
    const last = fresh ? final : stateOf(root)
    const left = existsSync(join(root, '.git/conventions/staged/record.json')) ? 'left: a record' : ''
    const wrong = [
      wrongAtOnce, end === undefined ? differences(before, then) : '', again === expected ? '' : again, last === final ? '' : `the next commit: ${differences(final, last)}`, left,
      outcome === 'done' && end !== 'after' && before !== after ? 'said that it was done' : '', /^\w+( \w+)*$|(ENOSPC|EIO|EACCES): injected/.test(outcome) ? '' : 'not foreseen',
    ].filter(Boolean)
    if (wrong.length > 0) failures.push(`${at}/${points} ${log[at - 1] ?? ''} (${outcome}):\n${wrong.join('\n')}`)
  }
  rmSync(root, { recursive: true, force: true })
  return { points: tested, ...counts, failures }
}

if (job.once) {
  const { root, at } = job.once
  if (at === 0) await lint(root, `echo half >b.txt; kill -9 ${process.pid}`)
  else {
    arm('kill', at, root)
    await perform(root)
  }
} else process.stdout.write(JSON.stringify(await all()))
