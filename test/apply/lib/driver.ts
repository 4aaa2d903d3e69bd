/*
 * node --import faults.ts driver.ts <job as JSON>: applies, undoes or recovers with a fault at each operation, in this process, and prints what
 * happened as JSON. Mode `kill` has another process of this file do it (`once`) and recovers here.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyPlan } from '../../../src/apply/apply.ts'
import { recover } from '../../../src/apply/recover.ts'
import { undoLast } from '../../../src/apply/undo.ts'
import { ConventionsError } from '../../../src/errors.ts'
import { produce } from '../../../src/generators/folder.ts'
import { planProduction } from '../../../src/generators/plan.ts'
import { loadMessages } from '../../../src/messages/index.ts'
import type { Plan } from '../../../src/plan/types.ts'
import type { Repo } from '../../../src/repo/repo.ts'
import { differences, inChild, type Report } from './child.ts'
import { arm, disarm, faults, type Mode } from './faults.ts'
import { copyTree, git, makeRepository, makeTools, optionsOf, samplePlan, snapshot } from './repository.ts'

export interface Job {
  /** An empty directory of this job's own. */
  readonly dir: string
  readonly what: 'apply' | 'undo' | 'recover'
  readonly mode: Exclude<Mode, 'count'>
  /** generator: what is applied is what a generator made. */
  readonly plan?: 'sample' | 'generator'
  /** Only every n-th operation, from the `from`-th on. */
  readonly every?: number
  readonly from?: number
  /** Internal: run the operation once in `root`, hit at this operation. */
  readonly once?: { readonly root: string, readonly at: number }
}

const job = JSON.parse(process.argv[2]!) as Job
const path = makeTools(join(job.dir, 'tools'))
let controller = new AbortController()
process.on('SIGINT', () => controller.abort())

async function perform(root: string): Promise<void> {
  controller = new AbortController()
  const options = optionsOf({ root, path, signal: controller.signal })
  if (job.what === 'apply') await applyPlan(job.plan === 'generator' ? await generatorPlan(options.repo) : samplePlan(), options)
  else if (job.what === 'undo') await undoLast(options)
  else await recover(options)
}

/** New files, a file that is edited and one that is written over, as `conventions new` plans them. */
async function generatorPlan(repo: Repo): Promise<Plan> {
  const folder = { path: 'gen', files: () => Object.keys(templates), read: (name: string) => ({ text: templates[name]!, executable: false }) }
  const made = await produce(folder, { name: '새 모듈' }, repo, 'en')
  return planProduction({ made, notes: [], install: true }, { generator: 'test', force: 'all', text: await loadMessages('en'), canInstall: true })
}

const templates: Readonly<Record<string, string>> = {
  'src/{{name}}/index.ts.hbs': 'export {}\n', 'run.hbs': '---\nto: "src/{{name}}/run.sh"\nexecutable: true\n---\n#!/bin/sh\n',
  'edit.hbs': '---\nto: docs/real.md\ninject: { after: real }\n---\n{{name}}\n', 'old.txt.hbs': 'anew\n',
}

/** A repository as it is when the operation begins, to be copied. */
async function template(): Promise<string> {
  const root = join(job.dir, 'template')
  if (!existsSync(root)) {
    makeRepository(root)
    if (job.what === 'undo') await applyPlan(samplePlan(), optionsOf({ root, path }))
    if (job.what === 'recover') await killNearEnd(root)
  }
  return root
}

/** An apply that is killed when everything is done but the last rename. */
async function killNearEnd(root: string): Promise<void> {
  const trial = join(job.dir, 'trial')
  copyTree(root, trial)
  git(trial, 'status')
  arm('count', 0, trial)
  await applyPlan(samplePlan(), optionsOf({ root: trial, path }))
  const last = faults.log.findLastIndex((line) => /^rename .*running$/.test(line))
  disarm()
  await inChild(import.meta.url, { ...job, what: 'apply', mode: 'kill', once: { root, at: last } })
}

const tells = (error: unknown): string => error instanceof ConventionsError ? (error as ConventionsError).code : String(error instanceof Error ? error.stack : error)

async function attempt(root: string, at: number): Promise<string> {
  if (job.mode === 'kill') {
    await inChild(import.meta.url, { ...job, once: { root, at } })
    return recoverUntilDone(root)
  }
  arm(job.mode, at, root)
  let outcome = 'done'
  try {
    await perform(root)
  } catch (error) {
    outcome = tells(error)
  }
  disarm()
  // The process ends here, in real life.
  const owner = join(root, '.git/conventions/running/owner.json')
  if (existsSync(owner)) writeFileSync(owner, readFileSync(owner, 'utf8').replace(/"start":"\d+"/, '"start":"0"'))
  for (const claim of existsSync(owner) ? readdirSync(join(root, '.git/conventions/running')).filter((name) => name.startsWith('claim-')) : []) {
    rmSync(join(root, '.git/conventions/running', claim), { recursive: true })
  }
  if (job.mode === 'throwOn' || job.what === 'recover') await recoverUntilDone(root)
  return outcome
}

/** What the next command does; while a command that lost its parent still runs, it says so. */
async function recoverUntilDone(root: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await recover(optionsOf({ root, path })) ? 'recovered' : 'nothing to recover'
    } catch (error) {
      if (tries > 500 || !(error instanceof ConventionsError && error.code === 'applyRunning')) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

function leftovers(root: string): string[] {
  const home = join(root, '.git/conventions')
  return existsSync(join(home, 'running')) ? ['running'] : []
}

async function all(): Promise<Report> {
  const source = await template()
  const beforeTree = job.what === 'recover' ? pristine() : snapshot(source).join('\n')
  const root = join(job.dir, 'work')
  const reset = (): void => {
    copyTree(source, root)
    git(root, 'status')
  }
  reset()
  arm('count', 0, root)
  await perform(root)
  const points = disarm()
  const log = faults.log
  const afterTree = snapshot(root).join('\n')
  const counts = { before: 0, after: 0 }
  const failures: string[] = []
  if (job.what === 'recover' && afterTree !== beforeTree) failures.push(`recovery is not exact:\n${differences(beforeTree, afterTree)}`)
  let fresh = false
  let tested = 0
  for (let at = job.from ?? 1; at <= points; at += job.every ?? 1) {
    if (!fresh) reset()
    const outcome = await attempt(root, at)
    const tree = snapshot(root).join('\n')
    const end = tree === beforeTree ? 'before' : tree === afterTree ? 'after' : undefined
    if (end) counts[end]++
    tested++
    // A tree as before can be used again; git's index has seen nothing of it.
    fresh = end === 'before' && job.what !== 'recover'
    const wrong = end === undefined ? differences(beforeTree, tree) : leftovers(root).join()
    const lied = end === 'after' && !['done', 'recovered', 'nothing to recover'].includes(outcome) && job.mode !== 'throwOn' ? 'said that it failed' : ''
    const foreseen = /^\w+( \w+)*$/.test(outcome) ? '' : 'not a sentence'
    if (wrong || lied || foreseen) failures.push(`${at}/${points} ${log[at - 1] ?? ''} (${outcome}): ${end ?? ''} ${lied} ${foreseen}\n${wrong}`)
  }
  return { points: tested, ...counts, failures }
}

function pristine(): string {
  const root = join(job.dir, 'pristine')
  makeRepository(root)
  return snapshot(root).join('\n')
}

if (job.once) {
  const { root, at } = job.once
  arm('kill', at, root)
  await perform(root)
} else process.stdout.write(JSON.stringify(await all()))
