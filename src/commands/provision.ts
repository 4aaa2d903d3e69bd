import { defineCommand, type Input } from '../cli/command.ts'
import { writeJson } from '../cli/json.ts'
import { open } from '../cli/open.ts'
import { options, positionals } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { liveView } from '../cli/provision/live.ts'
import { makeReport, runProvision } from '../cli/provision/run.ts'
import { reportLines } from '../cli/provision/lines.ts'
import { makePage } from '../cli/report.ts'
import type { Opened } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import type { ExitCode } from '../io.ts'
import type { Messages } from '../messages/index.ts'

const provisionOptions = options({
  check: { kind: 'boolean' },
  fix: { kind: 'boolean' },
  yes: { kind: 'boolean', short: 'y' },
  only: { kind: 'list', value: 'name', separator: ',' },
  skip: { kind: 'list', value: 'name', separator: ',' },
  profile: { kind: 'list', value: 'name', separator: ',' },
  optional: { kind: 'boolean' },
  brew: { kind: 'string', value: 'name' },
  cask: { kind: 'string', value: 'name' },
  apt: { kind: 'string', value: 'name' },
  dnf: { kind: 'string', value: 'name' },
  winget: { kind: 'string', value: 'id' },
  mise: { kind: 'string', value: 'name' },
})
const provisionPositionals = positionals([{ name: 'action', choices: ['add', 'remove', 'dump'] }, { name: 'name', many: true }])
type ProvisionInput = Input<typeof provisionOptions, typeof provisionPositionals>

export const provision = defineCommand({
  name: 'provision',
  options: provisionOptions,
  positionals: provisionPositionals,
  examples: ['conventions provision --check', 'conventions provision --profile backend', 'conventions provision add jq', 'conventions provision add node@22', 'conventions provision dump'],
  async run(input) {
    const { opened, text } = await open(input)
    const { action, name } = input.positionals
    if (action === 'dump') return dump(opened, input, text)
    if (action !== undefined && name.length === 0) throw new ConventionsError('provisionNeedsName', { command: `conventions provision ${action}` })
    return action === undefined ? bring(opened, input, text) : edit(action as 'add' | 'remove', opened, input, text)
  },
})

/** Looks, asks where there is someone to ask, and brings what is missing. */
async function bring(opened: Opened, { options, io }: ProvisionInput, text: Messages): Promise<ExitCode> {
  const page = { ...makePage(io, text, options.noColor), all: text }
  const view = liveView(io, text, page, options.json)
  const windows = io.platform === 'win32'
  const lists = (['only', 'skip', 'profile'] as const).flatMap((name) => options[name].length === 0 ? []
    : [windows ? { only: '-Only', skip: '-Skip', profile: '-Profiles' }[name] : `--${name}`, options[name].join(',')])
  const run = (args: readonly string[]) => runProvision(opened, io, { args: [...args, ...lists], onEvent: view.onEvent, onNoise: view.onNoise })
  const looked = await run([windows ? '-Check' : '--check'])
  const wanting = looked.items.filter(({ status }) => status === 'missing')
  const go = !options.check && wanting.length > 0 && (options.yes || options.fix || await agreed(wanting.map(({ title }) => title), { options, io }, text))
  view.begin(go)
  const { code, items } = go ? await run([windows ? '-Yes' : '--yes']) : looked
  view.end()
  const report = makeReport(opened, items, !go)
  if (options.json) writeJson(io.stdout, report)
  else print(io, reportLines(report, page))
  return report.ok ? 0 : go && code !== 0 ? 2 : 1
}

async function agreed(titles: readonly string[], { options, io }: Pick<ProvisionInput, 'options' | 'io'>, { provision: { command } }: Messages): Promise<boolean> {
  if (options.json || !canAsk(io)) return false
  const prompts = await terminalPrompts(io)
  return await prompts.select(command.question(titles.join(', ')), [{ value: 'yes', label: command.yes }, { value: 'no', label: command.no }], 'yes') === 'yes'
}

/** Changes the config, as an apply, so that `undo` takes it back. */
async function edit(action: 'add' | 'remove', opened: Opened, { options, positionals, io }: ProvisionInput, text: Messages): Promise<ExitCode> {
  const { withTool, withoutTool } = await import('../cli/provision/edit.ts')
  const { saveConfig } = await import('../cli/provision/save.ts')
  const { provision: { command } } = text
  const { brew, cask, apt, dnf, winget, mise } = options
  const done: { readonly name: string, readonly changed: boolean }[] = []
  const change = (name: string, from: Opened) => action === 'add' ? withTool(from, name, { brew, cask, apt, dnf, winget, mise }, options.optional) : withoutTool(from, name)
  // One name that is wrong, and nothing is written.
  for (const name of positionals.name) change(name, opened)
  let current = opened
  for (const name of positionals.name) {
    const edit = change(name, current)
    if (edit) current = await saveConfig(edit, current, io)
    if (!options.json) print(io, [edit === undefined ? command.already(name) : action === 'add' ? command.added(name, edit.path) : command.removed(name, edit.path)])
    done.push({ name, changed: edit !== undefined })
  }
  if (options.json) writeJson(io.stdout, { action, names: done })
  return 0
}

async function dump(opened: Opened, { options, io }: ProvisionInput, text: Messages): Promise<ExitCode> {
  const { proposals } = await import('../cli/provision/dump.ts')
  const { dumpLines } = await import('../cli/provision/lines.ts')
  const found = await proposals(opened, io, text)
  if (options.json) writeJson(io.stdout, { proposals: found })
  else print(io, dumpLines(found, { ...makePage(io, text, options.noColor), all: text }))
  return 0
}
