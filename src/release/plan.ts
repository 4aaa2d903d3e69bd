import { collectReleases, type Wanted } from '../changelog/collect.ts'
import type { ReadCommit } from '../changelog/entry.ts'
import { datesIn, insertSections } from '../changelog/insert.ts'
import { parts, renderSection } from '../changelog/markdown.ts'
import { findPackage, readPackage, workspacePackages, type Package } from '../changelog/packages.ts'
import { toSection } from '../changelog/section.ts'
import { changelogOptions, settingOf } from '../changelog/setting.ts'
import type { Section } from '../changelog/types.ts'
import type { Settled } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import type { Look } from '../history/look.ts'
import { readIgnored, readTags, type Where } from '../history/read.ts'
import type { Release } from '../history/types.ts'
import { channelOf, isPrerelease, versionOf, versionTags } from '../history/versions.ts'
import type { RepoPath } from '../repo/repo.ts'
import { manifestTexts, versionIn, withVersion, type Bumped } from './bump.ts'
import type { ReleaseOptions } from './schema.ts'
import type { Published, ReleasePlan, Target, Written } from './types.ts'
import { highest, lineOf, nextVersion, reasonsOf, type Line, type Reason } from './version.ts'

/** What was asked for on the command line. */
export interface Asked {
  readonly preid?: string | undefined
  readonly increment?: string | undefined
  readonly package?: string | undefined
  /** The branch that CI says it is on, where none is checked out, or that a pull request goes to. */
  readonly branch?: string | undefined
  /** The version that something outside of git says is released, where no tag does. */
  readonly initial?: string | undefined
}

/** What a plan begins with. */
export interface Known extends Look {
  /** Seconds since 1970, the day of the release. */
  readonly now: number
}

interface Setting {
  readonly where: Where
  readonly opened: Settled
  readonly options: ReleaseOptions
  readonly line: Line
  readonly asked: Asked
  readonly known: Known
  /** Versions by package ('' for the repository) that a merged release commit brought; undefined: HEAD is none. */
  readonly prepared: ReadonlyMap<string, string> | undefined
}

/** A target with what it is made of. */
interface Made {
  readonly target: Target
  readonly package: Package | undefined
  readonly section: Section
}

/**
 * What the next release would be; undefined where nothing calls for one. Reads the history and the tree, not the network.
 *
 * @param known what git said already
 * @throws ConventionsError `releaseBranch`, `releaseNothingYet`, and those of `nextVersion`, `withVersion` and reading
 */
export async function planRelease(opened: Settled, where: Where, options: ReleaseOptions, asked: Asked, known: Known): Promise<ReleasePlan | undefined> {
  const branch = asked.branch ?? opened.repo.git.branch()
  const line = branch === undefined ? undefined : lineOf(branch, options.branches, asked.preid)
  if (branch === undefined || line === undefined) throw new ConventionsError('releaseBranch', { branch, known: Object.keys(options.branches) })
  const { hash: base, subjects } = known.head
  const prepared = await preparedVersions(where, opened, options, subjects)
  const setting: Setting = { where, opened, options, line, asked, known, prepared }
  const packages = workspacePackages(opened.repo, opened.facts)
  const independent = options.packages === 'independent' && packages.length > 0
  const made = independent ? await planPackages(setting, packages) : await planWhole(setting)
  if (made.length === 0) return undefined
  const root = readPackage(opened.repo, '')
  const bumped = independent
    ? made.map(({ target, package: one }): Bumped => ({ name: one!.name, path: one!.path, version: target.version }))
    : [...root === undefined ? [] : [root], ...packages].map(({ name, path }): Bumped => ({ name, path, version: made[0]!.target.version }))
  const all = [...packages, ...root === undefined ? [] : [root]]
  const versions = made.map(({ target }) => independent ? `${target.name}@${target.version}` : target.version)
  return {
    branch, line, remote: options.remote, base, targets: made.map(({ target }) => target), sign: options.sign,
    // A merged release commit brought the files along.
    writes: prepared !== undefined ? [] : [...await bumpWrites(setting, bumped, all, independent ? undefined : made[0]!.target.version), ...changelogWrites(setting, made)],
    message: prepared !== undefined ? undefined : options.commit.replaceAll('{version}', () => versions.join(', ')).slice(0, 200),
    publish: options.npm === false ? [] : inOrder(all.filter((one) => !one.private && bumped.some(({ path }) => path === one.path)), bumped),
    channel: channelName(line, made.map(({ target }) => target.version)),
    forge: options.forge && ['github', 'gitlab'].includes(opened.resolved.config.host ?? opened.facts.host) ? (opened.resolved.config.host ?? opened.facts.host) as 'github' | 'gitlab' : undefined,
  }
}

/**
 * The versions of the release commit that HEAD is, or has just merged, and that has no tag yet: what `--pr` proposed. GitHub and GitLab add
 * the number of the request to the title when they squash.
 */
async function preparedVersions(where: Where, { repo, facts }: Settled, { commit, tag, packages }: ReleaseOptions, subjects: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
  const [before = '', after = ''] = commit.split('{version}').map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  const pattern = new RegExp(`^${before}(.+?)${after}(?: \\([#!]\\d+\\))?$`, 'u')
  const text = subjects.map((subject) => pattern.exec(subject)?.[1]).find((one) => one !== undefined)
  if (text === undefined) return undefined
  const tags = new Set((await readTags(where)).map(({ name }) => name))
  if (packages !== 'independent') return versionOf(text, '') === undefined || tags.has(`${tag}${text}`) ? undefined : new Map([['', text]])
  const named = workspacePackages(repo, facts).flatMap(({ name }) => text.split(', ').flatMap((one) => {
    const version = versionOf(one, `${name}@`)
    return version === undefined || tags.has(one) ? [] : [[name, version] as const]
  }))
  return named.length === 0 ? undefined : new Map(named)
}

/** latest, the name of the prerelease, or `release-1.x`: a dist-tag may not look like a range. */
function channelName(line: Line, versions: readonly string[]): string {
  const preid = versions.map(channelOf).find((one) => one !== undefined)
  return preid ?? (line.kind === 'maintenance' ? `release-${line.name.replace(/[^\w.-]+/g, '-')}` : 'latest')
}

async function planWhole(setting: Setting): Promise<Made[]> {
  const { opened, options } = setting
  const root = readPackage(opened.repo, '')
  const file = options.files[0]
  const initial = setting.asked.initial ?? root?.version ?? (file === undefined ? undefined : await versionIn(file, opened.repo.read(typeof file === 'string' ? file : file.path) ?? ''))
  const made = await planTarget(setting, { name: root?.name ?? opened.facts.url?.split('/').at(-1) ?? '', prefix: options.tag, initial, package: undefined, wanted: {} })
  return made === undefined ? [] : [made]
}

/** Packages with changes of their own, and those that depend on them: what a range in a package.json says is part of the package. */
async function planPackages(setting: Setting, packages: readonly Package[]): Promise<Made[]> {
  const { prepared } = setting
  const chosen = prepared !== undefined ? packages.filter(({ name }) => prepared.has(name))
    : setting.asked.package === undefined ? packages : [findPackage(packages, setting.asked.package)]
  const plan = (one: Package, because?: Reason) => planTarget(setting, {
    name: one.name, prefix: `${one.name}@`, initial: one.version, package: one, wanted: { paths: [one.path] }, ...because !== undefined && { because },
  })
  const made = new Map<string, Made>()
  for (const one of chosen) {
    const found = await plan(one)
    if (found !== undefined) made.set(one.name, found)
  }
  if (prepared !== undefined) return [...made.values()]
  for (let before = -1; before !== made.size;) {
    before = made.size
    for (const one of packages.filter(({ name, dependencies }) => !made.has(name) && dependencies.some((dependency) => made.has(dependency)))) {
      const on = one.dependencies.filter((dependency) => made.has(dependency)).map((dependency) => made.get(dependency)!.target.tag).join(', ')
      const found = await plan(one, { hash: '', header: on, level: 'patch' })
      if (found !== undefined) made.set(one.name, found)
    }
  }
  return [...made.values()]
}

interface Question {
  readonly name: string
  readonly prefix: string
  readonly initial: string | undefined
  readonly package: Package | undefined
  readonly wanted: Wanted
  /** Calls for a release where no commit does. */
  readonly because?: Reason
}

async function planTarget(setting: Setting, { name, prefix, initial, package: packaged, wanted, because }: Question): Promise<Made | undefined> {
  const { where, opened, line, prepared, known: { now, tags: contained, log } } = setting
  const increment = prepared?.get(packaged?.name ?? '') ?? setting.asked.increment
  const tags = versionTags(contained, { prefix })
  const stable = tags.findLast(({ version }) => !isPrerelease(version))
  const last = tags.at(-1)
  const reading = collectReleases(where, opened.resolved.config, changelogOptions(opened.resolved.config), {
    ...wanted, prefix, collect: false, all: true, tags: contained, log, ...stable === undefined ? {} : { from: stable.commit },
  })
  // While git prints.
  const { sectioning, rendering } = settingOf(opened.resolved.config, opened.facts, opened.text)
  const releases = await reading
  const fresh = reasonsOf(releases[0]!.commits.flatMap(({ entries }) => [...entries]), sectioning.vocabulary)
  const whole = reasonsOf(releases.flatMap(({ commits }) => commits).flatMap(({ entries }) => [...entries]), sectioning.vocabulary)
  const extra = because === undefined ? [] : [because]
  const version = nextVersion({
    line, released: tags.map((tag) => tag.version), level: highest([...whole, ...extra]), fresh: highest([...fresh, ...extra]) !== 'none',
    initial, increment,
  })
  if (version === undefined) return undefined
  const prerelease = isPrerelease(version)
  // A prerelease tells what is new since the one before; a release, all since the last release.
  const previous = prerelease ? last : stable
  const commits = (prerelease ? releases.slice(0, 1) : releases).flatMap((one) => [...one.commits])
  const tag = `${prefix}${version}`
  const release: Release<ReadCommit> = { tag: { name: tag, version, object: '', commit: '' }, previous, time: now, commits }
  const section = toSection(release, sectioning)
  const notes = parts(section, { ...rendering, contributors: true }, 2)
  const compare = previous === undefined ? undefined : rendering.links.compare(previous.name, tag)
  return {
    package: packaged, section,
    target: {
      name, from: last?.version, version, tag, prerelease, reasons: [...prerelease ? fresh : whole, ...extra],
      notes: [...notes, ...compare === undefined ? [] : [`**${rendering.words.compare}:** ${compare}`]].join('\n\n'),
    },
  }
}

/** `version`: the repository's; undefined where packages have their own. */
async function bumpWrites({ where, opened: { repo }, options, asked }: Setting, bumped: readonly Bumped[], all: readonly { readonly path: RepoPath }[], version: string | undefined): Promise<Written[]> {
  const texts = manifestTexts(repo, bumped, all)
  // A lock file that the team ignores is nobody's but the user's. Whether it is, git is asked only where that may be: it takes its time.
  const locks = [...texts.keys()].filter((path) => !path.endsWith('package.json'))
  const ignored = locks.length > 0 && /lock|shrinkwrap|\*/.test(repo.read('.gitignore') ?? '') ? await readIgnored(where, locks) : new Set()
  const manifests = [...texts].filter(([path]) => !ignored.has(path))
  // An independent package has its own package.json only; files of the repository belong to a version of the repository.
  const files = version === undefined || asked.package !== undefined ? [] : options.files.map((file) => [file, version] as const)
  const writes: Written[] = manifests.map(([path, after]) => ({ path, before: repo.read(path), after }))
  for (const [file, next] of files) {
    const path = typeof file === 'string' ? file : file.path
    const before = repo.read(path)
    if (before === undefined) throw new ConventionsError('versionFile', { path })
    const after = await withVersion(file, before, next)
    if (after !== before) writes.push({ path, before, after })
  }
  return writes
}

function changelogWrites({ opened }: Setting, made: readonly Made[]): Written[] {
  const { changelog } = opened.resolved.config
  if (changelog === false) return []
  const { rendering } = settingOf(opened.resolved.config, opened.facts, opened.text)
  const { title } = opened.text.changelog
  const texts = made.map(({ package: packaged, section }) => {
    const path = packaged === undefined ? changelog.file : `${packaged.path}/${changelog.file}`
    const before = opened.repo.read(path)
    const text = renderSection(section, { ...rendering, dates: datesIn(before ?? '') })
    return { path, before, after: insertSections(before, [{ version: section.version!, text }], { heading: title, fill: true }).text }
  })
  return texts.filter(({ before, after }) => before !== after)
}

/** A package after those that it depends on; in a circle, as they come. */
function inOrder(packages: readonly Package[], bumped: readonly Bumped[]): Published[] {
  const rest = new Map(packages.map((one) => [one.name, one]))
  const order: Package[] = []
  const visit = (one: Package): void => {
    if (!rest.delete(one.name)) return
    for (const name of one.dependencies) {
      const dependency = rest.get(name)
      if (dependency !== undefined) visit(dependency)
    }
    order.push(one)
  }
  for (const one of packages) visit(one)
  return order.map(({ name, path }) => ({ name, path, version: bumped.find((each) => each.path === path)!.version }))
}

