/*
 * node host.ts <job as JSON>: runs a plopfile, in a process of its own whose work directory is a copy of the repository. Talks to its parent over IPC;
 * what foreign code prints goes where the parent has sent it. An entry like bin.ts: it may touch the process.
 */
import fs from 'node:fs'
import { registerHooks, syncBuiltinESMExports } from 'node:module'
import inquirer from 'inquirer'
import nodePlop, { type NodePlopAPI, type PlopGenerator } from 'node-plop'
import type { Failure, FromHost, Job, Run } from './protocol.ts'
import { answerUnattended } from './unattended.ts'

const job = JSON.parse(process.argv[2] ?? '') as Job
const overwritten: string[] = []

// The types of node-plop 0.32 and plop 4, types/index.d.ts.
const typeNames = [
  'NodePlopAPI', 'PlopGenerator', 'PlopGeneratorConfig', 'PlopActionHooks', 'PlopActionHooksFailures', 'PlopActionHooksChanges', 'IncludeDefinitionConfig', 'IncludeDefinition',
  'PromptQuestion', 'DynamicPromptsFunction', 'DynamicActionsFunction', 'Prompts', 'Actions', 'ActionType', 'ActionConfig', 'ActionConfigBase', 'CustomActionFunction',
  'CustomActionConfig', 'AddActionConfig', 'AddActionConfigBase', 'AddManyActionConfig', 'ModifyActionConfig', 'AppendActionConfig', 'Template', 'TemplateStrOrFile', 'TransformFn',
  'PlopCfg', 'HelperFunction', 'PartialFunction', 'Answers',
]
const plopTypes = `data:text/javascript,${encodeURIComponent(`export default undefined\n${typeNames.map((name) => `export const ${name} = undefined`).join('\n')}`)}`

watchRemovals()
resolveTypeScript()
if (!job.ask) unattended()
await main()

async function main(): Promise<void> {
  const plop = await stage('load', () => nodePlop(job.plopfile, { destBasePath: undefined as never, force: false }))
  if (!plop) return
  const generators = plop.getGeneratorList().map(({ name, description }) => ({ name, description: description ?? '' }))
  const asked = new Promise<Run | undefined>((resolve) => {
    process.once('message', (run) => resolve(run as Run))
    process.once('disconnect', () => resolve(undefined))
  })
  tell({ type: 'ready', generators })
  const run = await asked
  if (run) await runOne(plop, run)
  if (process.connected) process.disconnect()
}

async function runOne(plop: NodePlopAPI, run: Run): Promise<void> {
  const generator = plop.getGenerator(run.name)
  const answers = await stage('prompts', () => generator.runPrompts(bypass(generator, run)) as Promise<object>)
  if (!answers) return
  const notes: string[] = []
  const failures: Failure[] = []
  const ran = await stage('actions', () => generator.runActions(answers, {
    onSuccess: ({ type, path }) => notes.push([type, path].filter(Boolean).join(' ')),
    onFailure: (failure) => failures.push(failureOf(failure)),
    onComment: (comment: string) => notes.push(comment),
  }))
  if (ran) tell({ type: 'done', notes, failures, overwritten })
}

/** An action may fail with anything. */
function failureOf(failure: unknown): Failure {
  const { type, path, error, message } = (typeof failure === 'object' && failure !== null ? failure : { error: failure }) as Record<string, unknown>
  const text = (value: unknown) => typeof value === 'string' ? value : ''
  return { type: text(type), path: text(path), error: text(error) || text(message) || 'it gave no reason' }
}

/** As plop's own command line does it (plop 4.0.5, src/bypass.js): by position, names over positions, `_` is asked. */
function bypass({ prompts }: PlopGenerator, { words, named }: Run): string[] {
  if (!Array.isArray(prompts)) return []
  const names = prompts.map(({ name }) => String(name))
  if (words.length > names.length) throw new Error(`too many answers: it asks for ${names.join(', ') || 'nothing'}`)
  const unknown = Object.keys(named).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`there is no answer "${unknown}": it asks for ${names.join(', ') || 'nothing'}`)
  const all = names.map((name, index) => named[name] ?? words[index] ?? '_')
  return all.slice(0, all.findLastIndex((word) => word !== '_') + 1)
}

async function stage<T>(name: 'load' | 'prompts' | 'actions', work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    const cancelled = error instanceof Error && error.name === 'ExitPromptError'
    const said = name === 'load' && error instanceof Error ? firstLines(error) : error instanceof Error ? error.message : String(error)
    tell({ type: 'failed', stage: name, error: said, cancelled })
    if (process.connected) process.disconnect()
    return undefined
  }
}

/** The message and where in the plopfile it was thrown. */
function firstLines({ stack, message }: Error): string {
  const place = stack?.split('\n').find((line) => /^\s+at .*(file:|\/)/.test(line) && !line.includes('node:'))
  return place ? `${message} (${place.trim().slice(0, 300)})` : message
}

function tell(message: FromHost): void {
  process.send?.(message)
}

/** plop's `force` removes a file before it writes it anew: whole content goes, which the plan has to name. */
function watchRemovals(): void {
  const real = fs.promises.rm
  fs.promises.rm = async (path, options) => {
    const there = fs.existsSync(path)
    await real(path, options)
    if (there) overwritten.push(String(path))
  }
  syncBuiltinESMExports()
}

/** A plopfile in TypeScript imports its neighbours without an ending, or with that of what they compile to; Node alone finds neither. */
function resolveTypeScript(): void {
  registerHooks({
    resolve(specifier, context, next) {
      // Types that are imported like values, which a compiler drops and Node does not.
      if (/^(node-)?plop$/.test(specifier) && /\.[cm]?ts$/.test(context.parentURL ?? '')) return { url: plopTypes, format: 'module', shortCircuit: true }
      try {
        return next(specifier, context)
      } catch (error) {
        if (!/^\.{1,2}(\/|$)/.test(specifier)) throw error
        const stem = specifier.replace(/\.([cm]?)js$/, '')
        for (const candidate of ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'].map((ending) => stem + ending)) {
          try {
            return next(candidate, context)
          } catch {
            // the next one
          }
        }
        throw error
      }
    },
  })
}

/** Nobody can answer: what Enter would take is taken. */
function unattended(): void {
  const asks = inquirer as unknown as { prompt: (questions: unknown, answers?: Record<string, unknown>) => Promise<unknown> }
  const real = asks.prompt
  asks.prompt = Object.assign((questions: unknown, answers?: Record<string, unknown>) => answerUnattended(questions, answers), real)
}
