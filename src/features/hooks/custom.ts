import { sh } from '../../edit/quote.ts'
import type { HookName, HookPart } from '../../feature.ts'
import { hookNames } from './names.ts'
import type { Command, Hooks } from './schema.ts'
import { scriptFolder } from './script.ts'

interface Named {
  readonly id: string
  readonly title: string
  /** Words of sh, quoted. */
  readonly words: string
  readonly parallel: boolean
}

/** The team's own commands as parts of hooks: each one a part, neighbours that run at the same time one together. */
export function customParts({ custom }: Pick<Hooks, 'custom'>): HookPart[] {
  return hookNames.flatMap((hook) => grouped(named(custom[hook] ?? [])).map((group) => part(hook, group)))
}

function part(hook: HookName, group: readonly Named[]): HookPart {
  const [first] = group
  const together = group.length > 1
  const start = group.map(({ id, title, words }) => `${together ? 'conventions_start' : 'conventions_run'} ${id} ${sh(title)} ${words}`)
  const lines = [`. ./${scriptFolder}/custom.sh`, ...start, ...together ? ['conventions_wait'] : []]
  return { hook, id: together ? `parallel-${first!.id}` : first!.id, order: 50, sh: lines.join('\n') }
}

/** Neighbours that are marked as parallel stand together. */
function grouped(commands: readonly Named[]): Named[][] {
  const groups: Named[][] = []
  for (const command of commands) {
    const last = groups.at(-1)
    if (command.parallel && last?.at(-1)?.parallel === true) last.push(command)
    else groups.push([command])
  }
  return groups
}

function named(commands: readonly Command[]): Named[] {
  const taken = new Set<string>()
  return commands.map((command) => {
    const { run, id, name, parallel = false, env = {}, in: folder } = typeof command === 'string' ? { run: command } : command
    const title = name ?? (typeof run === 'string' ? run : run.join(' ')).replace(/[\s\p{Cc}]+/gu, ' ').trim()
    const own = unique(id ?? slug(name ?? (typeof run === 'string' ? run : run.join(' '))), taken)
    return { id: own, title, words: words(run, own, env, folder), parallel }
  })
}

/** `"$@"` goes to a line of sh only: a program gets the arguments that are written down. */
function words(run: string | readonly string[], id: string, env: Readonly<Record<string, string>>, folder: string | undefined): string {
  const program = typeof run === 'string' ? `sh -c ${sh(run)} ${id} "$@"` : run.map(sh).join(' ')
  const variables = Object.entries(env).map(([key, value]) => sh(`${key}=${value}`))
  const inside = folder === undefined ? program : `sh -c 'cd "$0" && exec "$@"' ${sh(`./${folder}`)} ${program}`
  return variables.length > 0 ? `env ${variables.join(' ')} ${inside}` : inside
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'command'
}

function unique(id: string, taken: Set<string>): string {
  let own = id
  for (let count = 2; taken.has(own); count += 1) own = `${id}-${count}`
  taken.add(own)
  return own
}
