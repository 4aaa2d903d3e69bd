import type { HookName, HookPart } from '../../feature.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { readsStdin } from './names.ts'

/** Where our scripts are, whatever runs them. Only our scripts name each other by it. */
export const scriptFolder: RepoPath = '.conventions/hooks'

export interface Script {
  readonly hook: HookName
  readonly parts: readonly HookPart[]
  /** The line behind the shebang. */
  readonly note: string
  /** Whether to go on to the hook that the clone had before ours. */
  readonly chain: boolean
}

/**
 * The text of `.conventions/hooks/<hook>`: executed by git, or read (`.`) by a hook of the team's that has lines of its own. On the happy path it starts no
 * program. It leaves by `exit` only when a part fails, with that part's status.
 */
export function renderScript({ hook, parts, note, chain }: Script): string {
  const stdin = readsStdin.includes(hook)
  const body = [
    ...parts.map(({ id, sh, functions = '' }) => `${functions}${functionOf(id)}() {\n${sh.replace(/\n*$/, '')}\n}`),
    ...parts.length > 0 ? [`if [ "\${CONVENTIONS_HOOKS-}" != 0 ]; then\n${parts.map((part) => call(part, stdin)).join('\n')}\nfi`] : [],
    ...chain ? [chained(hook, stdin)] : [],
    ...stdin ? ['conventions_rewind'] : [],
  ]
  return `${['#!/bin/sh', `# ${note}`, helpers(parts, stdin), ...body].filter((text) => text !== '').join('\n')}\n`
}

function helpers(parts: readonly HookPart[], stdin: boolean): string {
  return [
    // A message of husky's about a failure is for the team's own lines.
    'conventions_end() { trap - EXIT; exit "$1"; }',
    ...parts.some(({ sh }) => sh.includes('conventions_hook ')) ? [`conventions_hook() { . ./${scriptFolder}/toolkit.sh && conventions_toolkit "$@"; }`] : [],
    ...stdin ? [rewind] : [],
  ].join('\n')
}

/** What git says on stdin is read once, and given to each part, to the hook before ours, and to lines of the team's behind ours. */
const rewind = `conventions_stdin=$(cat)
conventions_rewind() {
if [ -z "$conventions_stdin" ]; then exec </dev/null; return; fi
exec <<CONVENTIONS_STDIN
$conventions_stdin
CONVENTIONS_STDIN
}`

function call({ id }: HookPart, stdin: boolean): string {
  const run = `${functionOf(id)} "$@" || conventions_end $?`
  return `case ",\${SKIP-}," in *,${id},*) ;; *) ${stdin ? 'conventions_rewind; ' : ''}${run} ;; esac`
}

function chained(hook: HookName, stdin: boolean): string {
  const run = `conventions_chain ${hook} "$@" || conventions_end $?`
  return `if [ -f .git/conventions/chain ] || [ ! -d .git ]; then\n. ./${scriptFolder}/chain.sh\n${stdin ? 'conventions_rewind; ' : ''}${run}\nfi`
}

function functionOf(id: string): string {
  return `conventions_part_${id.replaceAll('-', '_')}`
}
