import { posix } from 'node:path'
import { isMapping } from '../../edit/value.ts'
import { manifestOf } from '../../features/lint/stack.ts'
import type { Io } from '../../io.ts'
import { readFacts } from '../../repo/facts.ts'
import { git } from '../../repo/git.ts'
import type { Repo } from '../../repo/repo.ts'

/**
 * Packages of the workspace whose types are what a build makes: git does not have the file that they name. Rules with type information say something else of the
 * packages beside them once it is there.
 */
export function builtPackages(repo: Repo, { env }: Pick<Io, 'env'>): string[] {
  const entries = readFacts(repo).workspaces.flatMap((folder): { readonly name: string, readonly path: string }[] => {
    const manifest = manifestOf(repo, folder)
    const entry = entryOf(manifest)
    return entry === undefined ? [] : [{ name: typeof manifest['name'] === 'string' ? manifest['name'] : folder, path: posix.join(folder, entry) }]
  })
  if (entries.length === 0) return []
  const { stdout } = git(repo.root, env, ['--literal-pathspecs', 'ls-files', '-z', '--', ...entries.map(({ path }) => path)])
  const tracked = new Set(stdout.split('\0'))
  return entries.filter(({ path }) => !tracked.has(path)).map(({ name }) => name)
}

/** Where TypeScript looks for the types of a package: `exports` before all else. */
function entryOf({ exports, types, typings, main }: Readonly<Record<string, unknown>>): string | undefined {
  const within = (value: unknown): string | undefined => {
    if (!isMapping(value)) return typeof value === 'string' ? value : undefined
    const key = ['.', 'types', 'import', 'require', 'default'].find((name) => name in value)
    return key === undefined ? undefined : within(value[key])
  }
  return [within(exports), types, typings, main].find((entry): entry is string => typeof entry === 'string' && !entry.startsWith('..'))
}
