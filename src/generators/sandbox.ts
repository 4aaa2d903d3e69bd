import { randomBytes } from 'node:crypto'
import { constants, lstatSync, readFileSync, realpathSync, type BigIntStats } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { FileState } from '../plan/types.ts'
import { inBatches } from '../repo/batches.ts'
import { git } from '../repo/git.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'

/*
 * Code that is not ours (a plopfile, its actions, a formatter) never sees the user's tree: it runs in a copy of it, and what it changed there becomes
 * the plan. In the copy are all files that git does not ignore; installed packages are there as links, one a package.
 */
export interface Sandbox {
  /** Absolute real path of the copy of the root. */
  readonly root: string
  /** Absolute path: may be written too, and is not looked at. */
  readonly temporary: string
  /** The files that are not as they were copied, by path. `hidden`: there is one that git ignores, which was not copied. */
  changes(): Promise<ReadonlyMap<RepoPath, Changed>>
  /** Takes files out of the copy. */
  take(paths: readonly RepoPath[]): Promise<void>
  remove(): Promise<void>
}

interface Changed {
  readonly before: FileState | undefined
  readonly after: FileState | undefined
  readonly hidden: boolean
}

/** Copies the work tree of a repository. Throws `applyNeedsGit` outside of git. */
export async function makeSandbox(repo: Repo, io: Io): Promise<Sandbox> {
  if (!repo.git.present) throw new ConventionsError('applyNeedsGit', { path: repo.root })
  const home = realpathSync(await mkdtemp(join(tmpdir(), `conventions-${randomBytes(4).toString('hex')}-`)))
  // The directory has the repository's own name: generators use it.
  const root = join(home, 'tree', repo.root.split(sep).at(-1) || 'root')
  const temporary = join(home, 'tmp')
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 3 })
  try {
    await Promise.all([mkdir(root, { recursive: true }), mkdir(temporary)])
    const names = git(repo.root, io.env, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).stdout.split('\0')
    const paths = [...new Set(names)].filter((name) => name !== '')
    const stamps = new Map<RepoPath, string>()
    await inBatches(paths, async (path) => {
      if (await copy(repo.root, root, path)) stamps.set(path, stampOf(await lstat(join(root, path), { bigint: true })))
    })
    await linkPackages(repo.root, root, paths)
    await makeGit(repo, root)
    return {
      root, temporary, remove,
      take: async (paths) => { for (const path of paths) await rm(join(root, ...path.split('/')), { force: true }) },
      changes: () => changesIn(repo, root, stamps),
    }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Copies one entry; a link that leads out of the repository is left out. True: it is a file, which is looked at again afterwards. */
async function copy(from: string, to: string, path: RepoPath): Promise<boolean> {
  const source = join(from, path)
  const stats = lstatSync(source, { throwIfNoEntry: false })
  if (stats === undefined || !(stats.isFile() || stats.isSymbolicLink())) return false
  await mkdir(dirname(join(to, path)), { recursive: true })
  if (stats.isFile()) {
    await copyFile(source, join(to, path), constants.COPYFILE_FICLONE)
    return true
  }
  const target = await readlink(source)
  const inside = relative(from, resolve(dirname(source), target))
  if (inside.split(sep)[0] === '..' || resolve(from, inside) === target) return false
  await symlink(target, join(to, path))
  return false
}

/** A `node_modules` for each that is there beside copied files: real directories, so that nothing is written into the user's; in them a link a package. */
async function linkPackages(from: string, to: string, paths: readonly RepoPath[]): Promise<void> {
  const dirs = new Set(['', ...paths.filter((path) => path.endsWith('/package.json')).map((path) => dirname(path))])
  for (const dir of dirs) await linkEach(join(from, dir, 'node_modules'), join(to, dir, 'node_modules'))
}

async function linkEach(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
  if (entries.length > 0) await mkdir(to, { recursive: true })
  for (const { name } of entries) {
    if (name.startsWith('@')) await linkEach(join(from, name), join(to, name))
    else await symlink(join(from, name), join(to, name)).catch(() => undefined)
  }
}

/** A git directory of the copy's own, so that `git rev-parse --show-toplevel` and `git config` answer as in the repository, and `git add` harms nothing. */
async function makeGit({ git: { dir, commonDir } }: Repo, root: string): Promise<void> {
  const own = join(root, '.git')
  for (const name of ['objects/info', 'refs/heads']) await mkdir(join(own, name), { recursive: true })
  const from = (path: string | undefined, name: string) => path === undefined ? '' : readFileSync(join(path, name), 'utf8')
  await writeFile(join(own, 'HEAD'), from(dir, 'HEAD'))
  const config = from(commonDir, 'config').replace(/^\s*(worktree|hookspath|bare)\s*=.*$/gim, '')
  await writeFile(join(own, 'config'), config)
  if (commonDir !== undefined) await writeFile(join(own, 'objects/info/alternates'), `${join(commonDir, 'objects')}\n`)
}

async function changesIn(repo: Repo, root: string, stamps: ReadonlyMap<RepoPath, string>) {
  const now = await filesIn(root, '')
  const there = new Set(now)
  const changed = new Map<RepoPath, Changed>()
  const before = (path: RepoPath) => stateAt(repo.root, path)
  for (const path of now) {
    const stamp = stampOf(await lstat(join(root, path), { bigint: true }))
    if (stamps.get(path) === stamp) continue
    const after = await stateAt(root, path)
    const was = await before(path)
    if (after?.text !== was?.text || after?.executable !== was?.executable) changed.set(path, { before: was, after, hidden: was !== undefined && !stamps.has(path) })
  }
  for (const path of [...stamps.keys()].filter((each) => !there.has(each))) changed.set(path, { before: await before(path), after: undefined, hidden: false })
  return changed
}

async function filesIn(root: string, dir: string): Promise<RepoPath[]> {
  const entries = await readdir(join(root, dir), { withFileTypes: true })
  const found = await Promise.all(entries.filter(({ name }) => dir !== '' || name !== '.git').map(async (entry) => {
    const path = dir === '' ? entry.name : `${dir}/${entry.name}`
    // Links into node_modules are ours; one that a generator makes cannot be planned.
    if (entry.isDirectory()) return filesIn(root, path)
    return entry.isFile() ? [path] : []
  }))
  return found.flat().sort()
}

/** The content as text; bytes that are no text are held one a character. */
async function stateAt(root: string, path: RepoPath): Promise<FileState | undefined> {
  const place = join(root, path)
  const stats = lstatSync(place, { throwIfNoEntry: false })
  if (stats === undefined || !stats.isFile()) return undefined
  const bytes = await readFile(place)
  const executable = (stats.mode & 0o111) !== 0
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.includes('\0')) return { text, executable }
  } catch {
    // held as bytes
  }
  return { text: bytes.toString('latin1'), executable, encoding: 'latin1' }
}

function stampOf({ size, mtimeNs, ctimeNs, mode, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, mode, ino].join(' ')
}

/** Writes files into a sandbox, over what is there. */
export async function writeInto({ root }: Sandbox, files: readonly { readonly path: RepoPath, readonly after: FileState }[]): Promise<void> {
  for (const { path, after } of files) {
    const place = join(root, path)
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, Buffer.from(after.text, after.encoding))
    if (after.executable) await chmod(place, 0o755)
  }
}
