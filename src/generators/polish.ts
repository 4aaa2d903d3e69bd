import { runCommand } from '../apply/run.ts'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { makeSandbox, writeInto, type Sandbox } from './sandbox.ts'
import type { Made } from './types.ts'

/** A formatter or linter that a repository uses. */
interface Tool {
  readonly name: string
  /** Whether the repository uses it: a config of its own, or a key of package.json. */
  readonly configs: RegExp
  readonly key?: string
  readonly files: RegExp
  readonly args: readonly string[]
  /** Exit 1 means that there are findings, which are the generator's to mend. */
  readonly lints: boolean
}

const code = /\.(?:[cm]?[jt]sx?|vue)$/
const tools: readonly Tool[] = [
  { name: 'biome', configs: /^biome\.jsonc?$/, files: /\.(?:[cm]?[jt]sx?|jsonc?|css|graphql)$/, lints: true, args: ['check', '--write', '--no-errors-on-unmatched', '--files-ignore-unknown=true'] },
  { name: 'prettier', configs: /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s)$/, key: 'prettier', files: /./, lints: false, args: ['--write', '--ignore-unknown', '--log-level=warn'] },
  { name: 'eslint', configs: /^eslint\.config\.[cm]?[jt]s$/, files: code, lints: true, args: ['--fix', '--no-warn-ignored', '--no-error-on-unmatched-pattern'] },
]

/** The tools that a repository uses and has installed. */
function toolsOf(repo: Repo): Tool[] {
  const names = repo.list('')
  return tools.filter(({ name, configs, key }) => repo.stat(`node_modules/.bin/${name}`) !== undefined
    && (names.some((each) => configs.test(each)) || (key !== undefined && new RegExp(`"${key}"\\s*:\\s*[{"]`).test(repo.read('package.json') ?? ''))))
}

/**
 * Formats and lints what is new, by the repository's own tools, in the sandbox. What was only edited stays as the generator left it: formatting a whole file
 * would touch lines that are not its business.
 *
 * @param sandbox one that holds the files already; undefined: made here where it is needed
 * @throws ConventionsError `lintFailed`, `interrupted`
 */
export async function polish(made: readonly Made[], repo: Repo, io: Io, sandbox?: Sandbox): Promise<readonly Made[]> {
  const fresh = made.filter(({ before, after }) => before === undefined && after !== undefined && after.encoding === undefined)
  const used = toolsOf(repo).filter(({ files }) => fresh.some(({ path }) => files.test(path)))
  if (used.length === 0) return made
  const own = sandbox ?? await makeSandbox(repo, io)
  try {
    if (!sandbox) await writeInto(own, made.flatMap(({ path, after }) => after ? [{ path, after }] : []))
    for (const tool of used) await runTool(tool, fresh.map(({ path }) => path).filter((path) => tool.files.test(path)), own, io)
    const now = await own.changes()
    return made.map((one) => fresh.includes(one) ? { ...one, after: now.get(one.path)?.after ?? one.after } : one)
  } finally {
    if (!sandbox) await own.remove()
  }
}

async function runTool({ name, args, lints }: Tool, paths: readonly RepoPath[], sandbox: Sandbox, io: Io): Promise<void> {
  const argv = [`${sandbox.root}/node_modules/.bin/${name}`, ...args, '--', ...paths] as const
  const { exitCode, output } = await runCommand(argv, {
    cwd: sandbox.root, env: { ...io.env, TMPDIR: sandbox.temporary, NO_COLOR: '1', FORCE_COLOR: undefined }, platform: io.platform, signal: io.signal,
  })
  if (exitCode === 0) return
  const said = output.replaceAll(`${sandbox.root}/`, '').trim().split('\n').slice(0, 30).join('\n')
  throw new ConventionsError(lints && exitCode === 1 ? 'lintFailed' : 'toolFailed', { tool: name, output: said })
}
