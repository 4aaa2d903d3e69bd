import * as v from 'valibot'
import { intervalsOf } from '../../repo/range.ts'

const CONTROL = /^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u
/** Text on one line. What ends a line or a file in one of the languages it goes into is refused, and so are halves of characters. */
const line = v.pipe(v.string(), v.maxLength(300), v.regex(CONTROL, 'oneLine'))
const named = (pattern: RegExp, code: string) => v.pipe(v.string(), v.maxLength(200), v.regex(pattern, code))

/** Our own name of something: also a word of a shell's list. */
export const itemId = named(/^[a-z0-9][a-z0-9+._@-]*$/, 'itemId')
// Homebrew's bundle DSL lower-cases them: what is not lower case already would be another name.
export const formulaName = named(/^(?:[a-z0-9][a-z0-9_-]*\/[a-z0-9][a-z0-9_-]*\/)?[a-z0-9][a-z0-9+._@-]*$/, 'formula')
const tapName = named(/^[a-z0-9][a-z0-9_-]*\/[a-z0-9][a-z0-9_-]*$/, 'tap')
// Debian policy 5.6.1.
const debName = named(/^[a-z0-9][a-z0-9+.-]+$/, 'debName')
const rpmName = named(/^[A-Za-z0-9][A-Za-z0-9+._-]*$/, 'rpmName')
export const wingetId = named(/^[A-Za-z0-9][A-Za-z0-9+_-]*(?:\.[A-Za-z0-9+_-]+)+$/, 'wingetId')
const miseName = named(/^[a-z0-9][a-z0-9:/._-]*$/, 'miseName')
export const extensionId = named(/^[A-Za-z0-9][A-Za-z0-9-]*\.[A-Za-z0-9][A-Za-z0-9._-]*$/, 'extensionId')
export const runtimeVersion = named(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/, 'runtimeVersion')
const variable = named(/^[A-Za-z_][A-Za-z0-9_]*$/, 'variable')
const profile = named(/^[a-z0-9][a-z0-9-]*$/, 'itemId')
const range = v.pipe(line, v.check((text) => intervalsOf(text) !== undefined, 'range'))
const httpsUrl = v.pipe(v.string(), v.maxLength(500), v.regex(/^https:\/\/[^\s\p{Cc}\p{Cs}]+$/u, 'httpsUrl'))

const argv = v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_000), v.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'oneLine'))), v.minLength(1, 'command'),
  v.check(([program = '']) => /^[A-Za-z0-9_.~/][^\s]*$/.test(program), 'command'))

const when = v.strictObject({
  os: v.optional(v.pipe(v.array(v.picklist(['macos', 'linux', 'wsl', 'windows'])), v.minLength(1, 'someOs'), v.description('The systems that need it; linux is WSL too.'))),
  ci: v.optional(v.pipe(v.boolean(), v.description('true: only in continuous integration; false: never there.'))),
})

/** What everything that a machine needs may say. */
const common = {
  when: v.optional(v.pipe(when, v.description('Where it is needed. Without it: everywhere.'))),
  optional: v.optional(v.pipe(v.boolean(), v.description('Whether it is fine without it.')), false),
  needs: v.optional(v.pipe(v.array(itemId), v.description('What has to be there first.')), []),
  reason: v.optional(v.pipe(line, v.description('Why it is needed, in one sentence.'))),
}

const brew = v.union([v.literal(false), formulaName, v.strictObject({
  formula: v.pipe(formulaName, v.description('The formula.')),
  args: v.optional(v.pipe(v.array(named(/^[A-Za-z0-9][A-Za-z0-9=._-]*$/, 'brewArg')), v.description('Options of the formula, without dashes.'))),
  conflictsWith: v.optional(v.pipe(v.array(formulaName), v.description('Formulae that are unlinked first.'))),
  link: v.optional(v.pipe(v.union([v.boolean(), v.literal('overwrite')]), v.description('Whether its programs are on the PATH.'))),
  restartService: v.optional(v.pipe(v.union([v.literal(true), v.literal('changed'), v.literal('always')]), v.description('When its service is restarted.'))),
  startService: v.optional(v.pipe(v.boolean(), v.description('Whether its service is started.'))),
  postinstall: v.optional(v.pipe(line, v.description('A shell command, run by Homebrew after an install. Needs `allowCode`.'))),
})])

const cask = v.union([v.literal(false), formulaName, v.strictObject({
  cask: v.pipe(formulaName, v.description('The cask.')),
  args: v.optional(v.pipe(v.record(named(/^[a-z][a-z0-9_]*$/, 'brewArg'), v.union([v.boolean(), line])), v.description('Options of the cask, such as `appdir`.'))),
  greedy: v.optional(v.pipe(v.boolean(), v.description('Whether it is upgraded although it upgrades itself.'))),
  postinstall: v.optional(v.pipe(line, v.description('A shell command, run by Homebrew after an install. Needs `allowCode`.'))),
})])

const oneOrMore = <T extends v.GenericSchema<string>>(name: T) => v.union([v.literal(false), name, v.pipe(v.array(name), v.minLength(1, 'someName'))])

export const packageSchema = v.strictObject({
  brew: v.optional(v.pipe(brew, v.description('Homebrew\'s formula, or `user/tap/formula`; false: not by Homebrew. Without it: the table\'s.'))),
  cask: v.optional(v.pipe(cask, v.description('Homebrew\'s cask.'))),
  apt: v.optional(v.pipe(oneOrMore(debName), v.description('Packages of Debian and Ubuntu.'))),
  dnf: v.optional(v.pipe(oneOrMore(rpmName), v.description('Packages of Fedora.'))),
  winget: v.optional(v.pipe(v.union([v.literal(false), wingetId]), v.description('Id in the source `winget`.'))),
  mise: v.optional(v.pipe(v.union([v.literal(false), miseName]), v.description('Name in mise\'s registry: mise brings it where no package manager of the system does.'))),
  command: v.optional(v.pipe(argv, v.description('What shows that it is there: the program, and what makes it say its version.'))),
  version: v.optional(v.pipe(range, v.description('The range of versions, as npm writes them.'))),
  ...common,
})

const packages = v.record(itemId, v.union([v.boolean(), range, packageSchema]))

const trust = v.union([v.literal('all'), v.strictObject({
  formulae: v.optional(v.pipe(v.array(formulaName), v.description('Formulae that Homebrew may load.'))),
  casks: v.optional(v.pipe(v.array(formulaName), v.description('Casks that Homebrew may load.'))),
  commands: v.optional(v.pipe(v.array(formulaName), v.description('Commands of `brew` that it may load.'))),
})])

const taps = v.record(tapName, v.pipe(v.strictObject({
  url: v.optional(v.pipe(httpsUrl, v.description('Where it is cloned from, if not from GitHub.'))),
  trust: v.optional(v.pipe(trust, v.description('What of it Homebrew may load: by name, or `all`, which needs a reason.'))),
  reason: v.optional(v.pipe(line, v.description('Why all of it is trusted.'))),
}), v.check((tap) => tap.trust !== 'all' || tap.reason !== undefined, 'trustReason')))

const step = v.pipe(v.strictObject({
  id: v.pipe(itemId, v.description('Its name, for `needs`, `--only` and `--skip`.')),
  title: v.optional(v.pipe(line, v.description('What people read.'))),
  check: v.pipe(argv, v.description('A command without a shell; exit 0: there is nothing to do.')),
  run: v.optional(v.pipe(argv, v.description('A command without a shell.'))),
  shell: v.optional(v.pipe(line, v.description('A command for sh, in the place of `run`. Needs `allowCode`.'))),
  ...common,
}), v.check(({ run, shell }) => (run === undefined) !== (shell === undefined), 'runOrShell'))

const environment = v.strictObject({
  name: v.pipe(variable, v.description('Name of the variable.')),
  hint: v.optional(v.pipe(line, v.description('Where to get it. Never the value: what is in the config is for everyone to read.'))),
  optional: v.optional(v.pipe(v.boolean(), v.description('Whether it is fine without it.')), false),
})

const on = (what: string) => v.optional(v.pipe(v.boolean(), v.description(what)), true)

export const provisionSchema = v.pipe(v.strictObject({
  packages: v.optional(v.pipe(packages, v.description(
    'What a machine needs, by name: true, a range of versions, or names for each package manager. A name that the table knows needs no more; false takes out what a preset asks for.',
  )), {}),
  runtimes: v.optional(v.pipe(v.record(itemId, runtimeVersion), v.description('Languages and their versions, for mise and .node-version: `node: "22"`.')), {}),
  appStore: v.optional(v.pipe(v.record(line, v.strictObject({ id: v.pipe(v.number(), v.integer(), v.minValue(1), v.description('The number in its address in the App Store.')), ...common })),
    v.description('Applications of the Mac App Store by their names.')), {}),
  extensions: v.optional(v.pipe(v.array(extensionId), v.description('Extensions of VS Code that everyone is offered.')), []),
  taps: v.optional(v.pipe(taps, v.description('Third-party sources of Homebrew, and what of them is trusted.')), {}),
  profiles: v.optional(v.pipe(v.record(profile, v.array(itemId)), v.description('What only some need: names by profile. What is in no profile is for everyone.')), {}),
  steps: v.optional(v.pipe(v.array(step), v.description('What else has to be done, each with its own check.')), []),
  env: v.optional(v.pipe(v.array(environment), v.description('Environment variables that have to be set. Only their names.')), []),
  homebrew: v.optional(v.pipe(v.strictObject({
    installer: v.optional(v.pipe(v.union([v.picklist(['pinned', 'manual']), v.strictObject({
      commit: v.pipe(named(/^[0-9a-f]{40}$/, 'commit'), v.description('A commit of Homebrew/install.')),
      sha256: v.pipe(named(/^[0-9a-f]{64}$/, 'sha256'), v.description('The checksum of its install.sh.')),
    })]), v.description('pinned: the installer of a commit that we know, checked by its checksum; or a commit of your own; manual: only say how.')), 'pinned'),
    requireSha: v.optional(v.pipe(v.boolean(), v.description('Whether casks without a checksum are refused.')), false),
    appdir: v.optional(v.pipe(line, v.description('Where casks put applications.'))),
  }), v.description('How Homebrew comes to a Mac, and what all casks get.')), {}),
  allowCode: v.optional(v.pipe(v.boolean(), v.description('Whether `postinstall` and `shell` may be used: they are programs.')), false),
  files: v.optional(v.pipe(v.strictObject({
    brewfile: on('`Brewfile` and `Brewfile.optional`.'),
    bootstrap: on('`scripts/bootstrap.sh`.'),
    windows: on('`scripts/bootstrap.ps1` and `.config/configuration.winget`, where something has a name there.'),
    mise: on('`mise.toml`, for `runtimes`.'),
    nodeVersion: on('`.node-version`, for `runtimes.node`.'),
    devcontainer: on('`.devcontainer/devcontainer.json`.'),
    extensions: on('Recommendations in `.vscode/extensions.json`, for `extensions`.'),
  }), v.description('Which files are made.')), {}),
  devcontainer: v.optional(v.pipe(v.strictObject({
    image: v.optional(v.pipe(named(/^[a-z0-9][A-Za-z0-9./:@_-]*$/, 'image'), v.description('The image it begins with.')), 'mcr.microsoft.com/devcontainers/base:bookworm'),
  }), v.description('The development container.')), {}),
  ci: v.optional(v.pipe(v.boolean(), v.description('Whether continuous integration runs the script.')), true),
}), v.check(({ allowCode, packages: all, steps }) => allowCode || !hasCode(all, steps), 'allowCode'))

export type Provision = v.InferOutput<typeof provisionSchema>
export type ProvisionInput = v.InferInput<typeof provisionSchema>
export type PackageOptions = v.InferOutput<typeof packageSchema>

function hasCode(all: Readonly<Record<string, unknown>>, steps: readonly { readonly shell?: string | undefined }[]): boolean {
  const inside = (value: unknown): boolean => typeof value === 'object' && value !== null && 'postinstall' in value
  return steps.some(({ shell }) => shell !== undefined)
    || Object.values(all).some((one) => typeof one === 'object' && one !== null && (inside((one as PackageOptions).brew) || inside((one as PackageOptions).cask)))
}
