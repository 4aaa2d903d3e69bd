import { sh } from '../edit/quote.ts'
import type { Messages } from '../messages/index.ts'
import { intervalsOf } from '../repo/range.ts'
import type { Item } from './types.ts'

/** A commit of Homebrew/install (24 July 2026, the last before Intel Macs were refused) and the checksum of its install.sh. */
const pinned = { commit: 'ca0130bd52235f2fcb2bf23cfdda004bc5d250c1', sha256: '8ff338091a5e10bb5fc040b38316648110f42feff057ecf9feaab51fd0a13ef9' }

export interface ScriptOptions {
  readonly items: readonly Item[]
  readonly installer: 'pinned' | 'manual' | { readonly commit: string, readonly sha256: string }
  /** A line of the Brewfile's language for all casks. */
  readonly caskArgs: string | undefined
  readonly text: Messages['provision']
  /** Where the script is, from the repository's root. */
  readonly path: string
}

/** What fills `templates/provision/bootstrap.sh`. Pure; every value that is not ours alone is quoted. */
export function scriptTokens({ items, installer, caskArgs, text, path }: ScriptOptions): Record<string, string> {
  const { commit, sha256 } = installer === 'manual' ? { commit: '', sha256: '' } : installer === 'pinned' ? pinned : installer
  const slash = path.lastIndexOf('/')
  const steps = items.flatMap(({ id, step }) => step === undefined ? [] : [{ id, ...step }])
  return {
    header: `# ${text.header.script}\n# ${text.header.managed}`,
    path, name: path.slice(slash + 1), up: '/..'.repeat(path.split('/').length - 1),
    items: sh(items.map(({ id }) => id).join(' ')),
    profiles: sh([...new Set(items.flatMap(({ profiles }) => profiles))].join(' ')),
    installerCommit: sh(commit), installerSha256: sh(sha256),
    caskArgs: caskArgs === undefined ? sh('') : `${sh(caskArgs)}'\n'`,
    describe: cases(items.map((item) => [item.id, description(item)])),
    versions: cases(items.flatMap(({ id, range, probe }) => range === undefined || intervalsOf(range) === '' || probe === undefined ? [] : [[id, words([probe.program, ...probe.args])]])),
    stepChecks: cases(steps.map(({ id, check }) => [id, words(check)])),
    // `sh -c` in a process of its own: it can neither end this script nor change what it knows.
    stepRuns: cases(steps.map(({ id, run, shell }) => [id, run === undefined ? `sh -c ${sh(shell ?? ':')}` : words(run)])),
    envChecks: cases(items.flatMap(({ id, kind, title }) => kind === 'env' ? [[id, `[ -n "\${${title}-}" ]`]] : [])),
    messages: messages(text),
  }
}

/** Arms of a `case`. */
function cases(arms: readonly (readonly [id: string, body: string])[]): string {
  return arms.map(([id, body]) => `    ${sh(id)}) ${body} ;;`).join('\n') || '    \'\') return 1 ;;'
}

function words(argv: readonly string[]): string {
  return argv.map(sh).join(' ')
}

/** Assignments, only of what differs from the defaults in `describe`. */
function description(item: Item): string {
  const entry = item.kind === 'extension' ? item.title : item.entries.join('\n')
  const said: readonly (readonly [string, string | undefined])[] = [
    ['title', item.title === item.id ? undefined : item.title],
    ['kind', item.kind === 'package' && item.mise !== undefined ? 'runtime' : item.kind === 'package' ? undefined : item.kind],
    ['need', item.optional ? 'optional' : undefined],
    ['profiles', item.profiles.join(' ')], ['needs', item.needs.join(' ')], ['os', item.os.join(' ')],
    ['ci', item.ci === undefined ? undefined : item.ci ? 'yes' : 'no'],
    ['formula', item.formula], ['cask', item.cask], ['entry', entry],
    ['apt', item.apt.join(' ')], ['dnf', item.dnf.join(' ')], ['mas', item.mas === undefined ? undefined : String(item.mas)],
    ['runtime', item.mise && `${item.mise.name}@${item.mise.version}`],
    ['program', item.probe?.program],
    ['range', item.range === undefined || item.probe === undefined ? undefined : intervalsOf(item.range)],
    ['untrusted', item.untrusted],
    ['hint', item.hint ?? (item.step && (item.step.shell ?? item.step.run?.join(' ')))],
  ]
  return said.flatMap(([name, value]) => value === undefined || value === '' ? [] : [`${name}=${sh(value)}`]).join(' ') || ':'
}

/** The sentences as functions: `t_start "$ids"` says `script.start(ids)`. */
function messages(text: Messages['provision']): string {
  const name = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return [
    `t_question=${sh(text.question)}`,
    `t_optional=${sh(text.optionalMark)}`,
    ...Object.entries(text.script).map(([key, said]) => key === 'usage' || key === 'noTerminal' ? `t_${name(key)}() { printf '%s\\n' ${filled(said)}; }` : `t_${name(key)}() { say ${filled(said)}; }`),
    ...Object.entries(text.explain).map(([key, said]) => `e_${name(key)}() { explained=${filled(said)}; }`),
    'because() {', '  case $1 in',
    ...Object.entries(text.because).map(([code, said]) => `    ${code}) reason=${sh(said)} ;;`),
    '  esac', '}',
    'word_of() {', '  case $1 in',
    ...Object.entries(text.words).map(([state, said]) => `    ${state}) word=${sh(said)} ;;`),
    '  esac', '}',
  ].join('\n')
}

/** A sentence as a word of sh, `"$1"` where its parameter goes. */
function filled(said: string | ((parameter: string) => string)): string {
  if (typeof said === 'string') return sh(said)
  return said('\u0001').split('\u0001').map(sh).join('"$1"')
}
