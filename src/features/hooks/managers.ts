import { isMapping, valueAt } from '../../edit/value.ts'
import type { Change, HookName, Json, KeyPath } from '../../feature.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { readData, readText } from '../import/read.ts'
import { readsStdin } from './names.ts'
import type { Manager } from './schema.ts'
import { scriptFolder } from './script.ts'

/** A manager that reads its own config, into which a line goes that calls our script. */
export type CallingManager = Exclude<Manager, 'husky' | 'native' | 'none'>

/** Where the manager's config is, and where in it its hooks are; undefined: in a form that cannot be edited (code). */
interface Place {
  readonly path: RepoPath
  readonly at: KeyPath
}

interface Adapter {
  /** Files that show the manager, in its own order of looking. */
  readonly files: readonly RepoPath[]
  /** Keys of package.json that show it. */
  readonly manifest?: KeyPath
  /** What goes into its config for one hook; `at` follows the place's. */
  entry(hook: HookName): { readonly at: KeyPath, readonly value: Json, readonly mode: 'set' | 'command' | 'include' }
  /** What it needs besides, for all hooks. */
  more?(hooks: readonly HookName[]): { readonly at: KeyPath, readonly value: Json, readonly mode: 'include' }[]
  /** The command that writes the manager's own hook files, for people. */
  readonly install: string
  /** The same as a step, for what the repository's packages bring. Not by npx: without the package it asks the network. */
  readonly step?: readonly [string, ...string[]]
  /** The config file that is made where there is none. */
  readonly fresh?: RepoPath
}

const call = (hook: HookName, args: string): string => `sh ${scriptFolder}/${hook} ${args}`

/** lefthook puts the hook's arguments in the place of {1}, {2} (https://lefthook.dev/configuration/run/). */
const lefthookArguments: Partial<Record<HookName, string>> = {
  'commit-msg': '"{1}"', 'applypatch-msg': '"{1}"', 'prepare-commit-msg': '"{1}" {2}', 'pre-push': '{1} {2}', 'post-rewrite': '{1}', 'post-merge': '{1}', 'post-checkout': '{1} {2} {3}',
}

export const adapters: Readonly<Record<CallingManager, Adapter>> = {
  lefthook: {
    files: ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) => ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((ending) => `${name}.${ending}`)),
    entry: (hook) => ({
      at: [hook, 'commands', 'conventions'], mode: 'set',
      value: { run: call(hook, lefthookArguments[hook] ?? '{0}').trim(), ...readsStdin.includes(hook) ? { use_stdin: true } : {} },
    }),
    install: 'npx lefthook install',
    step: ['node_modules/.bin/lefthook', 'install'],
    fresh: 'lefthook.yml',
  },
  'simple-git-hooks': {
    files: ['.simple-git-hooks.json', 'simple-git-hooks.json', ...['', '.'].flatMap((dot) => ['js', 'cjs', 'mjs'].map((ending) => `${dot}simple-git-hooks.${ending}`))],
    manifest: ['simple-git-hooks'],
    entry: (hook) => ({ at: [hook], mode: 'command', value: call(hook, '"$@"') }),
    install: 'npx simple-git-hooks',
    step: ['node_modules/.bin/simple-git-hooks'],
  },
  'pre-commit': {
    files: ['.pre-commit-config.yaml', '.pre-commit-config.yml'],
    entry: (hook) => ({
      at: ['repos'], mode: 'include',
      value: [{ repo: 'local', hooks: [{
        id: `conventions-${hook}`, name: `conventions ${hook}`, language: 'system', stages: [hook], always_run: true,
        ...hook === 'pre-push' ? { entry: prePush, pass_filenames: false } : { entry: `sh ${scriptFolder}/${hook}`, pass_filenames: hook.endsWith('-msg') },
      }] }],
    }),
    more: (hooks) => [{ at: ['default_install_hook_types'], mode: 'include', value: ['pre-commit', ...hooks.filter((hook) => hook !== 'pre-commit')] }],
    install: 'pre-commit install',
  },
  'husky-4': {
    files: ['.huskyrc', '.huskyrc.json', '.huskyrc.yaml', '.huskyrc.yml', '.huskyrc.js', 'husky.config.js'],
    manifest: ['husky', 'hooks'],
    entry: (hook) => ({
      at: [hook], mode: 'command',
      value: `${readsStdin.includes(hook) ? 'printf \'%s\\n\' "$HUSKY_GIT_STDIN" | ' : ''}${call(hook, '$HUSKY_GIT_PARAMS')}`,
    }),
    install: 'npm rebuild husky',
  },
  yorkie: {
    files: [],
    manifest: ['gitHooks'],
    entry: (hook) => ({ at: [hook], mode: 'command', value: call(hook, '$GIT_PARAMS') }),
    install: 'npm rebuild yorkie',
  },
}

/** What git says on stdin, put together again from what pre-commit makes of it (https://pre-commit.com/#supported-git-hooks). */
const prePush = `sh -c 'printf "%s %s %s %s\\n" "$PRE_COMMIT_LOCAL_BRANCH" "$PRE_COMMIT_TO_REF" "$PRE_COMMIT_REMOTE_BRANCH" "$PRE_COMMIT_FROM_REF" `
  + `| sh ${scriptFolder}/pre-push "$PRE_COMMIT_REMOTE_NAME" "$PRE_COMMIT_REMOTE_URL"'`

/** The manager's config; undefined where it has none. A file of code has no place in it to edit: `at` is empty then and `code` true. */
export function placeOf(repo: Repo, manager: CallingManager): (Place & { readonly code: boolean }) | undefined {
  const { files, manifest } = adapters[manager]
  const manifestText = readText(repo, 'package.json')
  if (manifest !== undefined && manifestText !== undefined && isMapping(valueAt(readData(manifestText, 'package.json'), manifest))) {
    return { path: 'package.json', at: manifest, code: false }
  }
  const path = files.find((file) => repo.stat(file) !== undefined)
  if (path === undefined) return undefined
  // .huskyrc without an ending may be JSON or YAML; the JSON editor reads the first.
  return { path, at: manager === 'husky-4' ? ['hooks'] : [], code: !/\.(json|jsonc|ya?ml|toml)$/.test(path) }
}

/** The lines that call our scripts, in the manager's own config. Empty where that is code. */
export function calls(repo: Repo, manager: CallingManager, hooks: readonly HookName[], reason: string): Change[] {
  const adapter = adapters[manager]
  const place = placeOf(repo, manager) ?? (adapter.fresh === undefined ? undefined : { path: adapter.fresh, at: [], code: false })
  if (place === undefined || place.code || hooks.length === 0) return []
  const entries = [...hooks.map((hook) => adapter.entry(hook)), ...adapter.more?.(hooks) ?? []]
  const keys = merged(entries).map(({ at, ...rest }) => ({ ...rest, at: [...place.at, ...at] }))
  return [{ kind: 'keys', path: place.path, keys, reason }]
}

type Entry = ReturnType<Adapter['entry']>

/** What goes into one list goes in together. */
function merged(entries: readonly Entry[]): Entry[] {
  const byKey = new Map<string, Entry>()
  for (const entry of entries) {
    const key = entry.at.join('\0')
    const before = byKey.get(key)
    const value = before && Array.isArray(before.value) && Array.isArray(entry.value) ? [...before.value as Json[], ...entry.value as Json[]] : entry.value
    byKey.set(key, { ...entry, value })
  }
  return [...byKey.values()]
}
