import * as v from 'valibot'
import { isMapping } from '../../edit/value.ts'
import type { Messages } from '../../messages/index.ts'
import { hookNames, releaseSchema, type HookName } from '../../release/schema.ts'
import { code } from './literal.ts'

type Words = Messages['features']['inexpressible']
type ReleaseInput = v.InferInput<typeof releaseSchema>
type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Values = Readonly<Record<string, unknown>>

/** What a config of release-it becomes. */
export interface ImportedRelease {
  readonly options: ReleaseInput
  /** Settings without a word, by name. */
  readonly inexpressible: readonly string[]
}

interface Draft { readonly options: Mutable<ReleaseInput>, readonly lost: (name: string, value?: unknown) => void }

/** Variables of the shell that a hook of ours gets; release-it's templates have more. */
const variables = new Set(['version', 'latestVersion', 'changelog', 'name', 'tagName'])
/** What says what we do anyway, where it has this value. */
const silent: Readonly<Record<string, unknown>> = {
  'git.changelog': null, 'git.commit': true, 'git.tag': true, 'git.push': true, 'git.requireCleanWorkingDir': true, 'git.requireUpstream': true, 'git.addUntrackedFiles': false,
  'npm.publish': true, 'github.release': true, 'gitlab.release': true, 'npm.skipChecks': false,
}
/** Files whose place of the version we know (release/bump.ts). */
const versionFile = /(^|\/)(Cargo\.toml|pyproject\.toml|pubspec\.ya?ml|composer\.json|deno\.jsonc?|jsr\.json|gradle\.properties|build\.gradle(\.kts)?|VERSION|version\.txt)$/

/** A config of release-it 21 (config/release-it.json there), as data, in our words. What is not said is release-it's default, and not taken over. */
export function importReleaseIt(config: unknown, words: Words): ImportedRelease {
  if (!isMapping(config)) return { options: {}, inexpressible: [words.file] }
  const inexpressible: string[] = []
  const draft: Draft = { options: {}, lost: (name, value) => inexpressible.push(holdsCode(value) ? words.code(name) : words.setting(name)) }
  for (const [name, value] of Object.entries(config)) {
    if (name === '$schema') continue
    if (name === 'git' || name === 'npm' || name === 'github' || name === 'gitlab') section(draft, name, value)
    else if (name === 'hooks' && isMapping(value)) hooks(draft, value)
    else if (name === 'plugins' && isMapping(value)) plugins(draft, value)
    else draft.lost(name, value)
  }
  if (['github', 'gitlab'].some((name) => name in config) && !['github', 'gitlab'].some((name) => isMapping(config[name]) && config[name]['release'] === true)) draft.options.forge = false
  // What our schema would refuse is no word of ours after all.
  const options = Object.entries(draft.options).filter(([name, value]) => {
    const fits = v.is(releaseSchema, { [name]: value })
    if (!fits) draft.lost(name)
    return fits
  })
  return { options: Object.fromEntries(options), inexpressible }
}

function section({ options, lost }: Draft, part: 'git' | 'npm' | 'github' | 'gitlab', values: unknown): void {
  if (part === 'npm' && values === false) options.npm = false
  else if (values === false && part !== 'git') return
  else if (!isMapping(values)) lost(part, values)
  else {
    for (const [name, value] of Object.entries(values)) {
      const path = `${part}.${name}`
      if (!(silent[path] === value && path in silent) && value !== null && !express(options, path, value)) lost(path, value)
    }
  }
}

/** Whether there is a word for it. */
function express(options: Mutable<ReleaseInput>, path: string, value: unknown): boolean {
  const list = [value].flat()
  switch (path) {
    case 'git.tagName': return taken(/^([\w./-]*)\$\{version\}$/.exec(String(value))?.[1], (tag) => { options.tag = tag })
    case 'git.commitMessage': return taken(commitMessage(value), (message) => { options.commit = message })
    case 'git.tagArgs': case 'git.commitArgs': return taken(list.length > 0 && list.every((one) => ['-s', '-S', '--sign', '--gpg-sign'].includes(String(one))) ? true : undefined, (sign) => { options.sign = sign })
    case 'git.pushRepo': return taken(typeof value === 'string' && /^[\w.-]+$/.test(value) ? value : undefined, (remote) => { options.remote = remote })
    case 'git.requireBranch': return taken(value !== false && list.every((one) => typeof one === 'string' && /^[\w./-]+$/.test(one)) ? list as string[] : undefined, (names) => {
      options.branches = Object.fromEntries(names.map((name) => [name, ['next', 'beta', 'alpha'].includes(name) ? name : 'latest']))
    })
    case 'npm.publish': return taken(value === false ? value : undefined, () => { options.npm = false })
    case 'npm.publishArgs': return taken(publishArgs(list), (npm) => { if (options.npm !== false) options.npm = npm })
    case 'github.release': case 'gitlab.release': return value === false
    default: return false
  }
}

function taken<T>(value: T | undefined, take: (value: T) => void): boolean {
  if (value !== undefined) take(value)
  return value !== undefined
}

/** Only the version may stand in ours. */
function commitMessage(value: unknown): string | undefined {
  const message = String(value).replace('${version}', '{version}')
  return message.includes('{version}') && !message.includes('${') ? message : undefined
}

function publishArgs(list: readonly unknown[]): { access?: 'public' | 'restricted', provenance?: boolean } | undefined {
  const text = list.join(' ')
  const access = /--access[ =](public|restricted)\b/.exec(text)?.[1] as 'public' | 'restricted' | undefined
  const provenance = /--provenance\b/.test(text)
  const rest = text.replace(/--access[ =](public|restricted)\b|--provenance(=true)?\b/g, '').trim()
  return rest === '' && list.length > 0 ? { ...access && { access }, ...provenance && { provenance } } : undefined
}

function hooks({ options, lost }: Draft, table: Values): void {
  for (const [name, value] of Object.entries(table)) {
    const commands = [value].flat()
    const known = hookNames.includes(name as HookName) && commands.every((command) => typeof command === 'string' && [...command.matchAll(/\$\{([^}]*)\}/g)].every(([, inner = '']) => variables.has(inner)))
    if (known) options.hooks = { ...options.hooks, [name]: commands as string[] }
    else lost(`hooks.${name}`, value)
  }
}

function plugins({ options, lost }: Draft, table: Values): void {
  for (const [name, value] of Object.entries(table)) {
    const out = name === '@release-it/bumper' && isMapping(value) && Object.keys(value).every((key) => key === 'out' || key === 'in') ? [value['out'] ?? []].flat() : undefined
    const files = out?.map((one) => isMapping(one) ? one['file'] : one)
    if (files?.every((file) => typeof file === 'string' && versionFile.test(file))) options.files = [...options.files ?? [], ...files as string[]]
    else if (name === '@release-it/conventional-changelog') {
      // The version and the changelog come from commits here too.
      if (!isMapping(value) || !Object.keys(value).every((key) => key === 'infile' || key === 'preset' && /^(angular|conventionalcommits)$/.test(presetName(value[key])))) lost(`plugins.${name}`, value)
    } else if (holdsCode(value) || !v.is(releaseSchema, { plugins: { [name]: value } })) lost(`plugins.${name}`, value)
    else options.plugins = { ...options.plugins, [name]: value }
  }
}

const presetName = (value: unknown): string => String(isMapping(value) ? value['name'] : value)

function holdsCode(value: unknown): boolean {
  return value === code || (Array.isArray(value) ? value.some(holdsCode) : isMapping(value) && Object.values(value).some(holdsCode))
}
