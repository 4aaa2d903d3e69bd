import { isList, isMapping } from '../../../edit/value.ts'
import { table } from '../../../provision/table.ts'
import type { Repo, RepoPath } from '../../../repo/repo.ts'
import { pathsIn, readData, readText } from '../../import/read.ts'
import type { FoundRuntime } from './runtimes.ts'
import { plainVersion } from './runtimes.ts'
import { serviceTool } from './services.ts'
import type { PackageOptions } from '../schema.ts'

/** A tool that the repository uses, by its name in the table. */
export interface FoundTool {
  readonly path: RepoPath
  readonly id: string
  /** Names for package managers where the table's do not fit. */
  readonly options?: Partial<PackageOptions>
  /** Seen only where continuous integration runs: people may do without. */
  readonly optional: boolean
}

export interface Usage {
  readonly tools: readonly FoundTool[]
  readonly runtimes: readonly FoundRuntime[]
}

// By their program; what every system brings, or what only names a package of npm, is no tool to install.
const everywhere = new Set(['git', 'curl', 'coreutils', 'gnu-sed', 'tree', 'yarn', 'pnpm', 'act', 'task', 'kind', 'fd', 'bat'])
const programs = new Map(Object.entries(table).flatMap(([id, { program }]) => program === undefined || everywhere.has(id) ? [] : [[program, id] as const]).reverse())

/** What the repository's own commands use: workflows, compose files, Dockerfiles, Makefiles, package scripts. Nothing is run. */
export function usageOf(repo: Repo): Usage {
  const parts = [...composeFiles(repo).map((path) => fromCompose(repo, path)), fromCommands(repo), ...workflows(repo).map((path) => fromWorkflow(repo, path))]
  return { tools: strongest(parts.flatMap(({ tools }) => tools)), runtimes: parts.flatMap(({ runtimes }) => runtimes) }
}

/** One of each; what is needed comes before what only CI uses. */
function strongest(tools: readonly FoundTool[]): FoundTool[] {
  const sorted = [...tools.filter(({ optional }) => !optional), ...tools.filter(({ optional }) => optional)]
  return sorted.filter(({ id }, index) => sorted.findIndex((other) => other.id === id) === index)
}

const composeFiles = (repo: Repo) => pathsIn(repo, '', /^(?:docker-)?compose(?:[.-][\w-]+)?\.ya?ml$/)
const workflows = (repo: Repo) => [...pathsIn(repo, '.github/workflows', /\.ya?ml$/), ...pathsIn(repo, '', /^\.gitlab-ci\.yml$/)]

function fromCompose(repo: Repo, path: RepoPath): Usage {
  const data = readData(readText(repo, path) ?? '', path)
  const services = isMapping(data) && isMapping(data['services']) ? Object.values(data['services']) : []
  const tools = services.flatMap((service) => isMapping(service) ? serviceTool(service['image']) : [])
  return { tools: [{ path, id: 'docker', optional: false }, ...tools.map((tool) => ({ path, optional: false, ...tool }))], runtimes: [] }
}

function fromCommands(repo: Repo): Usage {
  const makefile = ['Makefile', 'makefile', 'GNUmakefile'].find((name) => repo.list('').includes(name))
  const manifest = readData(readText(repo, 'package.json') ?? '{}', 'package.json')
  const scripts = isMapping(manifest) && isMapping(manifest['scripts']) ? Object.values(manifest['scripts']).filter((script) => typeof script === 'string') : []
  const files: readonly (readonly [RepoPath, string])[] = [
    ...makefile === undefined ? [] : [[makefile, recipes(readText(repo, makefile) ?? '')] as const],
    ...pathsIn(repo, '', /^\.?justfile$/i).map((path) => [path, readText(repo, path) ?? ''] as const),
    ['package.json', scripts.join('\n')],
  ]
  const dockerfile = pathsIn(repo, '', /^(?:Dockerfile|Containerfile)(?:\..+)?$/)[0]
  return {
    tools: [
      ...makefile === undefined ? [] : [{ path: makefile, id: 'make', optional: false }],
      ...pathsIn(repo, '', /^\.?justfile$/i).map((path) => ({ path, id: 'just', optional: false })),
      ...dockerfile === undefined ? [] : [{ path: dockerfile, id: 'docker', optional: false }],
      ...files.flatMap(([path, text]) => commandsIn(text).map((id) => ({ path, id, optional: false }))),
    ],
    runtimes: [],
  }
}

/** The lines of a Makefile that a shell gets. */
function recipes(text: string): string {
  return text.split(/\r?\n/).filter((line) => line.startsWith('\t')).map((line) => line.replace(/^\t[@+-]*/, '')).join('\n')
}

/** Tools of the table whose programs are called in a shell's text: the first word of each command. */
export function commandsIn(text: string): string[] {
  const commands = text.replaceAll('\\\n', ' ').split(/\n|&&|\|\||[;|(`]|\$\(/)
  return [...new Set(commands.flatMap((command) => {
    const first = command.trim().replace(/^(?:(?:sudo|exec|time|env|then|do|else|if|!)\s+|[A-Za-z_]\w*=\S*\s+)*/, '').split(/\s/, 1)[0] ?? ''
    const id = programs.get(first)
    return id === undefined ? [] : [id]
  }))]
}

function fromWorkflow(repo: Repo, path: RepoPath): Usage {
  const data = readData(readText(repo, path) ?? '', path)
  const jobs = isMapping(data) ? Object.values(isMapping(data['jobs']) ? data['jobs'] : data).filter(isMapping) : []
  const steps = jobs.flatMap((job) => isList(job['steps']) ? job['steps'].filter(isMapping) : [])
  const images = jobs.flatMap((job) => isMapping(job['services']) ? Object.values(job['services']) : isList(job['services']) ? job['services'] : [])
    .map((service) => isMapping(service) ? service['image'] ?? service['name'] : service)
  const shell = [...steps.map(({ run }) => run), ...jobs.flatMap(({ script, before_script: before }) => [script, before].flat())].filter((text) => typeof text === 'string')
  return {
    tools: [
      ...images.flatMap(serviceTool).map((tool) => ({ path, optional: false, ...tool })),
      ...steps.flatMap(({ uses }) => actionTool(uses)).map((id) => ({ path, id, optional: id !== 'docker' })),
      ...commandsIn(shell.join('\n')).map((id) => ({ path, id, optional: id !== 'docker' })),
    ],
    runtimes: steps.flatMap((step) => actionRuntime(path, step)),
  }
}

const actions: readonly (readonly [RegExp, string])[] = [
  [/^docker\//, 'docker'], [/^hashicorp\/setup-terraform@/, 'terraform'], [/^opentofu\/setup-opentofu@/, 'opentofu'], [/^azure\/setup-helm@/i, 'helm'],
  [/^azure\/setup-kubectl@/i, 'kubectl'], [/^azure\/login@/i, 'azure-cli'], [/^aws-actions\//, 'awscli'], [/^google-github-actions\//, 'google-cloud-sdk'],
  [/^golangci\/golangci-lint-action@/, 'golangci-lint'], [/^astral-sh\/setup-uv@/, 'uv'], [/^bufbuild\//, 'buf'], [/^arduino\/setup-protoc@/, 'protobuf'],
  [/^pre-commit\/action@/, 'pre-commit'], [/^gradle\/(?:actions|gradle-build-action)/, 'gradle'], [/^(?:jdx\/mise|jdx\/rtx)-action@/, 'mise'], [/^extractions\/setup-just@/, 'just'],
]

function actionTool(uses: unknown): string[] {
  return typeof uses === 'string' ? actions.filter(([name]) => name.test(uses)).map(([, id]) => id) : []
}

const setups: readonly (readonly [RegExp, string, string])[] = [
  [/^actions\/setup-node@/, 'node', 'node-version'], [/^actions\/setup-python@/, 'python', 'python-version'], [/^actions\/setup-go@/, 'go', 'go-version'],
  [/^actions\/setup-java@/, 'java', 'java-version'], [/^ruby\/setup-ruby@/, 'ruby', 'ruby-version'], [/^oven-sh\/setup-bun@/, 'bun', 'bun-version'],
  [/^denoland\/setup-deno@/, 'deno', 'deno-version'], [/^actions\/setup-dotnet@/, 'dotnet', 'dotnet-version'], [/^shivammathur\/setup-php@/, 'php', 'php-version'],
]

/** A language that CI sets up; where the version is a matrix or another file's matter, the latest one that is supported for long. */
function actionRuntime(path: RepoPath, { uses, with: inputs }: Readonly<Record<string, unknown>>): FoundRuntime[] {
  return setups.filter(([action]) => typeof uses === 'string' && action.test(uses)).flatMap(([, name, key]) => {
    const said = isMapping(inputs) ? inputs[key] : undefined
    const version = typeof said === 'string' || typeof said === 'number' ? plainVersion(String(said)) : undefined
    return version === undefined ? name === 'node' ? [{ path, name, version: 'lts' }] : [] : [{ path, name, version }]
  })
}
