import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConventionalChangelog } from 'conventional-changelog'
import { inRoot } from './root.ts'
import { mustRun } from './run.ts'

/** Why a commit is told elsewhere, or not at all, by one of the two. */
export type Reason = 'twice' | 'notFirst' | 'unreleased' | 'reverted' | 'unlinked' | 'unexplained'

/** A commit that stock conventional-changelog tells otherwise than we do. */
export interface Difference {
  readonly hash: string
  /** Headings that it stands below. */
  readonly ours: readonly string[]
  readonly stock: readonly string[]
  readonly reason: Reason
}

export interface Compared {
  /** Commits that ours tells, and those of them that stand in more than one place. */
  readonly told: number
  readonly doubled: readonly string[]
  readonly stockTold: number
  readonly stockDoubled: number
  readonly differences: readonly Difference[]
}

const preset = 'conventional-changelog-conventionalcommits'

/**
 * Compares the whole changelog of a clone, commit by commit, with what stock conventional-changelog makes of it: the same preset, the same
 * parser, the same writer; only the history is read by us.
 *
 * @param clone is left as it is
 * @param folder an empty one, to work in
 */
export async function compareWithStock(clone: string, folder: string): Promise<Compared> {
  await mustRun('git', ['clone', '-q', '--shared', '--no-checkout', clone, folder])
  const git = (...args: readonly string[]) => mustRun('git', args, { cwd: folder })
  await git('remote', 'set-url', 'origin', 'https://github.com/acme/demo.git')
  mkdirSync(join(folder, 'node_modules'))
  for (const name of [preset, '@conventional-changelog']) symlinkSync(inRoot(`node_modules/${name}`), join(folder, 'node_modules', name))
  writeFileSync(join(folder, 'package.json'), '{"name":"demo","version":"0.0.0","repository":"https://github.com/acme/demo.git"}')
  writeFileSync(join(folder, 'conventions.config.yaml'), 'extends: standard\nchangelog: { preset: conventionalcommits, prereleases: own }\n')
  const ours = headingsOf(await mustRun(process.execPath, [inRoot('src/launcher.cjs'), 'changelog', '--all'], { cwd: folder }))
  let text = ''
  for await (const chunk of new ConventionalChangelog(folder).readPackage().readRepository().loadPreset('conventionalcommits').options({ releaseCount: 0, outputUnreleased: true }).write()) text += chunk
  const stock = headingsOf(text)
  const differing = [...new Set([...ours.keys(), ...stock.keys()])].filter((hash) => String(ours.get(hash)) !== String(stock.get(hash)))
  const differences: Difference[] = []
  for (const hash of differing) {
    const [here = [], there = []] = [ours.get(hash), stock.get(hash)]
    differences.push({ hash, ours: here, stock: there, reason: await reasonOf(folder, hash, here, there) ?? (await isUnlinked(folder, hash, text) ? 'unlinked' : 'unexplained') })
  }
  const many = (headings: ReadonlyMap<string, readonly string[]>) => [...headings].filter(([, all]) => all.length > 1).map(([hash]) => hash)
  return { told: ours.size, doubled: many(ours), stockTold: stock.size, stockDoubled: many(stock).length, differences }
}

/** The headings of releases that each commit stands below, by the links to commits. */
function headingsOf(markdown: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let heading = ''
  for (const line of markdown.split('\n')) {
    const name = /^#{1,3} \[?v?(\d+\.\d+\.\d+[^\s\]]*|Unreleased)/.exec(line)?.[1]
    if (name !== undefined) heading = name
    // A subject may name commits itself: its own is the last.
    const hash = line.startsWith('* ') ? [...line.matchAll(/\/commit\/([0-9a-f]{40})\)/g)].at(-1)?.[1] : undefined
    if (hash !== undefined) found.set(hash, [...found.get(hash) ?? [], heading])
  }
  return found
}

/** Asks git, not us. */
async function reasonOf(cwd: string, hash: string, ours: readonly string[], stock: readonly string[]): Promise<Reason | undefined> {
  const tags = (await mustRun('git', ['tag', '--merged', 'HEAD', '--contains', hash], { cwd })).split('\n').filter((tag) => /^v?\d+\.\d+\.\d+/.test(tag))
  const [mine] = ours
  if (mine === undefined || ours.length > 1) return await isReverted(cwd, hash) ? 'reverted' : undefined
  if (mine === 'Unreleased') return tags.length === 0 ? 'unreleased' : undefined
  const tag = tags.find((one) => one.replace(/^v/, '') === mine)
  if (tag === undefined) return undefined
  // No other release that contains it is contained in ours.
  const within = new Set((await mustRun('git', ['tag', '--merged', tag], { cwd })).split('\n'))
  const at = await mustRun('git', ['rev-list', '-1', tag], { cwd })
  for (const one of tags) if (one !== tag && within.has(one) && await mustRun('git', ['rev-list', '-1', one], { cwd }) !== at) return undefined
  if (stock.length > 1) return 'twice'
  if (stock.length === 1) return 'notFirst'
  return await isReverted(cwd, hash) ? 'reverted' : undefined
}

/** Whether stock tells it without its hash, which it loses where a footer follows a breaking change. */
async function isUnlinked(cwd: string, hash: string, text: string): Promise<boolean> {
  const subject = (await mustRun('git', ['log', '-1', '--format=%s', hash], { cwd })).trim().replace(/^[^:]*: /, '').replace(/ \(#\d+\)$/, '')
  return text.split('\n').some((line) => line.startsWith('* ') && line.includes(subject) && !line.includes('/commit/'))
}

/** Whether a commit takes this one back, or it takes one back itself. */
async function isReverted(cwd: string, hash: string): Promise<boolean> {
  const own = await mustRun('git', ['log', '-1', '--format=%B', hash], { cwd })
  if (/This reverts commit [0-9a-f]{7,40}/.test(own)) return true
  return (await mustRun('git', ['log', '--format=%H', '--fixed-strings', `--grep=This reverts commit ${hash.slice(0, 7)}`, 'HEAD'], { cwd })).trim() !== ''
}

