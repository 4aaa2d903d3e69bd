import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mergeThreeWay } from '../../edit/threeway.ts'
import { ConventionsError } from '../../errors.ts'
import { endingsOf, endsWithOneOf, lintedEndings, toolsOf } from '../../features/lint/hook.ts'
import type { Settings } from '../../features/lint/settings.ts'
import type { Language } from '../../repo/facts.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { errno, readState } from '../disk.ts'
import { check } from '../run.ts'
import type { State } from '../types.ts'
import { hashFiles, indexBlobs, indexKind, stageBlobs, stagedBytes, stagedFiles, treePath, type Staged } from './index.ts'
import { decideAfter, keep, recoverStaged, restoreOwn, settle, type Kept } from './keep.ts'
import { matchesGlob } from './glob.ts'
import { oxlintConfig } from './oxlint.ts'
import { runEslint, runFormatter, runOxlint, runTool, type Outcome, type Problem, type Suppressions, type Tooling } from './tools.ts'

export interface StagedOptions {
  readonly settings: Settings
  readonly languages: readonly Language[]
  readonly suppressed: Suppressions
  /** Called once the work begins, with the number of files. */
  readonly begin: (files: number) => void
}

export interface StagedResult {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  readonly said: readonly { readonly command: string, readonly output: string }[]
  readonly missing: readonly string[]
  /** Files whose fixes are staged. */
  readonly fixed: readonly RepoPath[]
  /** Those whose fix does not fit the unstaged edits, which stayed. */
  readonly apart: readonly RepoPath[]
  /** What an earlier, interrupted run had left. */
  readonly recovered: { readonly restored: number, readonly aside: string | undefined } | undefined
}

/**
 * Lints and formats what is staged, and stages the fixes. What is not staged is neither looked at nor lost: a partly staged file is shown to the programs as
 * the commit would hold it, and gets its unstaged edits back, merged with the fix where that fits. Every file's bytes are on the platter before
 * a program runs. When something is found, or anything fails, index and work tree are exactly as they were.
 *
 * @throws ConventionsError `interrupted`, `stagedFailed`, `stagedRunning`, `stagedTaken`, `stagedDamaged`, `lintNoEslint`, `lintFailed`
 */
export async function runStaged(place: Tooling, options: StagedOptions): Promise<StagedResult> {
  const recovered = await recoverStaged(place)
  if (recovered && recovered.taken.length > 0) throw new ConventionsError('stagedTaken', { files: recovered.restored, path: recovered.aside })
  const nothing = { ok: true, problems: [], said: [], missing: [], fixed: [], apart: [], recovered }
  try {
    return { ...nothing, ...await lintStaged(place, options) }
  } catch (error) {
    const staged = await putBack(place, error)
    // A Ctrl-C takes git with it, whatever that says then.
    check(place.io.signal)
    if (staged) return { ...nothing, ...staged }
    throw !(error instanceof ConventionsError) && errno(error) !== undefined ? new ConventionsError('stagedFailed', { reason: (error as Error).message }, { cause: error }) : error
  }
}

async function lintStaged(place: Tooling, options: StagedOptions): Promise<Partial<StagedResult>> {
  const { settings, languages } = options
  const endings = endingsOf(settings.blocks, settings.format)
  const tools = Object.entries(toolsOf(settings.tools, languages))
  const ours = ({ path }: Staged): boolean => endsWithOneOf(path, endings)
  // What we generate is ours to keep in shape: whoever changed it would be told of drift.
  const files = (await stagedFiles(place)).filter(({ path }) => !path.startsWith('.conventions/')).filter((file) => ours(file) || tools.some(([pattern]) => matchesGlob(file.path, pattern)))
  if (files.length === 0) return {}
  options.begin(files.length)
  const formatted = files.filter(ours).map(({ path }) => path)
  const linted = formatted.filter((path) => endsWithOneOf(path, lintedEndings(settings.blocks)))
  const shown = new Map<RepoPath, Buffer>()
  for (const file of files) {
    const state = await readState(treePath(place, file.path))
    if (state.type === 'other' || state.type === 'link') throw new ConventionsError('stagedFailed', { reason: file.path })
    if (file.partial) shown.set(file.path, await stagedBytes(place, file))
  }
  const kept = await keep(place, files, shown)
  // What we stage for single paths would come back as an edit.
  const fix = indexKind(place) !== 'paths'
  const outcomes = await lintAll(place, options, { linted, formatted, files, tools, fix, scratch: kept.dir })
  const problems = outcomes.flatMap((outcome) => outcome.problems)
  const said = outcomes.flatMap((outcome) => outcome.said ?? [])
  const missing = [...new Set(outcomes.flatMap((outcome) => outcome.missing ?? []))]
  if (problems.length > 0 || said.length > 0) {
    await settle(place, kept, false, 'drop')
    return { ok: false, problems, said, missing }
  }
  return { missing, ...await stageFixes(place, kept, files, shown) }
}

interface Work {
  readonly linted: readonly RepoPath[]
  readonly formatted: readonly RepoPath[]
  readonly files: readonly Staged[]
  readonly tools: readonly (readonly [string, readonly string[]])[]
  readonly fix: boolean
  readonly scratch: string
}

async function lintAll(place: Tooling, { settings, suppressed }: StagedOptions, { linted, formatted, files, tools, fix, scratch }: Work): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  if (linted.length > 0) {
    if (settings.fast === 'oxlint') {
      const config = join(scratch, 'oxlintrc.json')
      await writeFile(config, await oxlintConfig(settings))
      outcomes.push(await runOxlint(place, linted, { config, fix, suppressed }))
    } else {
      outcomes.push(await runEslint(place, linted, { config: settings.config, fix, scratch, blocks: settings.blocks }))
    }
  }
  if (formatted.length > 0 && outcomes.every(({ problems }) => problems.length === 0)) outcomes.push(await runFormatter(place, settings.format, formatted, fix))
  for (const [pattern, argv] of tools) {
    const some = files.map(({ path }) => path).filter((path) => matchesGlob(path, pattern))
    if (some.length > 0) outcomes.push(await runTool(place, argv, some))
  }
  return outcomes
}

/** What the programs left in the place of what they were shown goes into the index, and into the work tree. */
async function stageFixes(place: Tooling, kept: Kept, files: readonly Staged[], shown: ReadonlyMap<RepoPath, Buffer>): Promise<{ fixed: RepoPath[], apart: RepoPath[] }> {
  const states = new Map<RepoPath, State>()
  for (const { path } of files) {
    const state = await readState(treePath(place, path))
    if (state.type !== 'file') throw new ConventionsError('stagedFailed', { reason: path })
    states.set(path, state)
  }
  const blobs = await hashFiles(place, files.map(({ path }) => path), '-w')
  const changed = files.map((file, at) => ({ ...file, blob: blobs[at] ?? '', earlier: file.blob })).filter(({ blob, earlier }) => blob !== earlier)
  check(place.io.signal)
  const after = new Map<RepoPath, { state: State | undefined, blob: string }>()
  for (const { path, partial, blob } of changed) {
    const now = states.get(path)!
    after.set(path, { state: partial ? await merged(kept, path, shown.get(path)!, now) : now, blob })
  }
  await unmoved(place, files)
  if (changed.length > 0) {
    await decideAfter(place, kept, after)
    await stageBlobs(place, changed)
  }
  await settle(place, kept, true, 'drop')
  return { fixed: changed.map(({ path }) => path), apart: changed.flatMap(({ path }) => after.get(path)?.state === undefined ? [path] : []) }
}

/** The unstaged edits with the fix; undefined where they do not fit together. */
async function merged(kept: Kept, path: RepoPath, staged: Buffer, fixed: State): Promise<State | undefined> {
  const { fetchHeld } = await import('../journal.ts')
  const entry = kept.record.entries.find((one) => one.path === path)!
  const yours = await fetchHeld(kept.dir, entry.before)
  if (yours.type !== 'file' || fixed.type !== 'file') return undefined
  const texts = [staged, yours.bytes, fixed.bytes].map((bytes) => bytes.toString())
  // What is not UTF-8 text is not merged by lines.
  if (![staged, yours.bytes, fixed.bytes].every((bytes, at) => Buffer.from(texts[at]!).equals(bytes))) return undefined
  const result = mergeThreeWay(texts[0]!, texts[1]!, texts[2]!)
  return 'text' in result ? { ...yours, bytes: Buffer.from(result.text) } : undefined
}

/** Throws `stagedFailed` when somebody staged something else meanwhile. */
async function unmoved(place: Tooling, files: readonly Staged[]): Promise<void> {
  const now = await indexBlobs(place, files.map(({ path }) => path))
  const moved = files.find(({ path, blob }) => now.get(path) !== blob)
  if (moved) throw new ConventionsError('stagedFailed', { reason: moved.path })
}

/** Throws `stagedKept` when that fails too: then everything stays on record, and the next run tries again. */
async function putBack(place: Tooling, error: unknown): ReturnType<typeof restoreOwn> {
  try {
    return await restoreOwn(place)
  } catch (again) {
    throw new ConventionsError('stagedKept', { path: join(place.home, 'staged'), reason: again instanceof Error ? again.message : String(again) }, { cause: error })
  }
}
