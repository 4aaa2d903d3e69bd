import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commitFormat, commitReader } from '../../src/history/records.ts'
import { releaseReader, toReleases, type Node } from '../../src/history/releases.ts'
import { startCommits, type Log } from '../../src/history/read.ts'
import type { Tag } from '../../src/history/types.ts'
import { versionReader, versionTags } from '../../src/history/versions.ts'
import { makeRepository } from './repository.ts'

// Commits newest first: `name<parents`, the time falls with the place unless it is given.
const history = (...lines: readonly string[]): Node[] => lines.map((line, at) => {
  const [, hash = '', parents = '', time] = /^(\w+)(?:<([\w,]+))?(?:@(\d+))?$/.exec(line) ?? []
  return { hash, parents: parents === '' ? [] : parents.split(','), time: time === undefined ? lines.length - at : Number(time) }
})
const tagsOf = (table: Readonly<Record<string, string>>) => Object.entries(table).map(([name, commit]): Tag => ({ name, commit, object: commit }))
const tags = (table: Readonly<Record<string, string>>, options?: { collect?: boolean, prefix?: string }) => versionTags(tagsOf(table), options)
const told = (commits: readonly Node[], table: Readonly<Record<string, string>>, options?: { collect?: boolean, prefix?: string }) =>
  toReleases(commits, tags(table, options)).map(({ tag, previous, commits: own }) => `${tag?.name ?? '-'}<${previous?.name ?? ''}: ${own.map(({ hash }) => hash).join('')}`)

/** The releases as they are told while commits are read; undefined where that cannot be. */
function whileRead(commits: readonly Node[], all: readonly Tag[], { prefix = '', collect = false }: { collect?: boolean, prefix?: string } = {}) {
  const [reader, versions] = [releaseReader<Node>(), versionReader({ prefix, collect })]
  for (const commit of commits) {
    const own = all.filter((tag) => tag.commit === commit.hash)
    reader.take(commit, own.length === 0 ? undefined : versions.on(own), commit)
  }
  return versions.right ? reader.releases() : undefined
}

describe('each commit belongs to the first release that contains it', () => {
  test.each<[string, Node[], Record<string, string>, { collect?: boolean, prefix?: string }, string[]]>([
    ['a line', history('d<c', 'c<b', 'b<a', 'a'), { 'v1.0.0': 'a', 'v1.1.0': 'c' }, {}, ['-<v1.1.0: d', 'v1.1.0<v1.0.0: cb', 'v1.0.0<: a']],
    ['no tags', history('b<a', 'a'), {}, {}, ['-<: ba']],
    ['a maintenance line that was merged back', history('e<d,x', 'd<c', 'x<b', 'c<b', 'b<a', 'a'), { '1.0.0': 'b', '1.0.1': 'x', '2.0.0': 'e' }, {},
      ['-<2.0.0: ', '2.0.0<1.0.1: edc', '1.0.1<1.0.0: x', '1.0.0<: ba']],
    ['a clock that lies', history('c<b@1', 'b<a@9', 'a@5'), { '1.0.0': 'b', '1.1.0': 'c' }, {}, ['-<1.1.0: ', '1.1.0<1.0.0: c', '1.0.0<: ba']],
    ['a clock that lies, by two ways', history('d<b,c@1', 'c<a@7', 'b<a@9', 'a@5'), { '1.0.0': 'c', '1.1.0': 'd' }, {}, ['-<1.1.0: ', '1.1.0<1.0.0: db', '1.0.0<: ca']],
    ['unrelated roots', history('c<a,b', 'b', 'a'), { '1.0.0': 'a', '2.0.0': 'c' }, {}, ['-<2.0.0: ', '2.0.0<1.0.0: cb', '1.0.0<: a']],
    ['two tags on one commit: the higher one', history('b<a', 'a'), { '1.0.0': 'a', '1.0.0-rc.1': 'a', 'latest': 'b' }, {}, ['-<1.0.0: b', '1.0.0<: a']],
    ['a prerelease on its own', history('b<a', 'a'), { '1.0.0-rc.1': 'a', '1.0.0': 'b' }, {}, ['-<1.0.0: ', '1.0.0<1.0.0-rc.1: b', '1.0.0-rc.1<: a']],
    ['a prerelease that its release collects', history('b<a', 'a'), { '1.0.0-rc.1': 'a', '1.0.0': 'b' }, { collect: true }, ['-<1.0.0: ', '1.0.0<: ba']],
    ['a prerelease without its release yet', history('b<a', 'a'), { '1.0.0-rc.1': 'a' }, { collect: true }, ['-<1.0.0-rc.1: b', '1.0.0-rc.1<: a']],
    ['tags of a package', history('b<a', 'a'), { 'core@1.0.0': 'a', 'v9.9.9': 'b' }, { prefix: 'core@' }, ['-<core@1.0.0: b', 'core@1.0.0<: a']],
    ['tags that are no versions, or outside', history('b<a', 'a'), { 'v1': 'b', '1.0.0.0': 'b', 'v1.0.0': 'z' }, {}, ['-<: ba']],
    ['parents that were not read', history('b<a', 'a<z'), { '1.0.0': 'a' }, {}, ['-<1.0.0: b', '1.0.0<: a']],
  ])('%s', (_, commits, table, options, expected) => {
    expect(told(commits, table, options)).toEqual(expected)
    const found = whileRead(commits, tagsOf(table), options)
    if (found !== undefined) expect(found).toEqual(toReleases(commits, tags(table, options)))
  })

  test.each<[string, Node[], Record<string, string>, boolean]>([
    ['a parent that comes before its child', history('c<a,b', 'a', 'b<a'), { '1.0.0': 'a' }, false],
    ['a release that is older than one that it contains', history('c<b@1', 'b<a@9', 'a@5'), { '1.0.0': 'b', '1.1.0': 'c' }, false],
    ['two releases of the same time, the lower one first', history('c<b@9', 'b<a@9', 'a@5'), { '1.1.0': 'b', '1.0.0': 'c' }, false],
    ['a parent that was not read', history('b<a', 'a<z'), { '1.0.0': 'a' }, false],
    ['a clock that lies where there is no tag', history('d<c@5', 'c<b@9', 'b<a@1', 'a@1'), { '1.0.0': 'a' }, true],
  ])('while it is read: %s', (_, commits, table, known) => expect(whileRead(commits, tagsOf(table)) !== undefined).toBe(known))

  test('told while they are read, releases are the same, whatever the history', () => {
    // Newest first; each names as parents what comes behind it, and times fall.
    const commit = fc.tuple(fc.nat(), fc.nat(), fc.boolean(), fc.nat(2))
    const tag = fc.tuple(fc.nat(), fc.constantFrom('1.0.0', '1.1.0', '1.1.0+1', '2.0.0', '2.0.0-rc.1', '2.0.0-rc.2', '1.1.0-beta.1', '3.0.0-rc.1', '1.2.0', 'v1', 'v1.3.0'))
    const known = { straight: 0, crooked: 0, collected: 0 }
    fc.assert(fc.property(fc.array(commit, { minLength: 1, maxLength: 30 }), fc.uniqueArray(tag, { selector: ([, name]) => name }), fc.boolean(), fc.boolean(), (drawn, drawnTags, straight, collect) => {
      let time = 0
      const commits = drawn.map(([one, other, merge, step], at): Node => {
        time += straight ? step + 1 : step - 1
        return { hash: `c${at}`, time, parents: at === 0 ? [] : [...new Set([`c${at - 1 - one % Math.min(at, 3)}`, ...merge ? [`c${other % at}`] : []])] }
      }).toReversed()
      // Some are on commits that are not read.
      const all = drawnTags.map(([at, name]): Tag => ({ name, commit: `c${at % (drawn.length + 2)}`, object: name }))
      const contained = all.filter((one) => commits.some(({ hash }) => hash === one.commit))
      const found = whileRead(commits, all, { collect })
      if (straight && !collect) expect(found).toBeDefined()
      if (found === undefined) return
      expect(found).toEqual(toReleases(commits, versionTags(contained, { collect })))
      known[straight ? 'straight' : 'crooked'] += 1
      if (collect && found.length <= versionTags(contained).length) known.collected += 1
    }), { numRuns: 500 })
    for (const count of Object.values(known)) expect(count).toBeGreaterThan(0)
  })

  test('whatever the history: each once, and never before a release that contains an ancestor of the release', () => {
    const graph = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean(), fc.boolean(), fc.nat(5)), { minLength: 1, maxLength: 25 })
    fc.assert(fc.property(graph, (drawn) => {
      const commits = drawn.map(([one, other, merge, , time], at): Node => ({
        hash: `c${at}`, time, parents: at === 0 ? [] : [...new Set([`c${one % at}`, ...merge ? [`c${other % at}`] : []])],
      }))
      const table = Object.fromEntries(drawn.flatMap(([, , , tagged], at) => tagged ? [[`1.${at}.0`, `c${at}`]] : []))
      const reach = (hash: string): Set<string> => {
        const seen = new Set<string>([hash])
        for (const one of seen) for (const parent of commits.find((commit) => commit.hash === one)!.parents) seen.add(parent)
        return seen
      }
      const releases = toReleases(commits.toReversed(), tags(table))
      expect(releases.flatMap((release) => release.commits.map(({ hash }) => hash)).sort()).toEqual(commits.map(({ hash }) => hash).sort())
      const done = releases.slice(1).reverse()
      const before = new Set<string>()
      for (const { tag, commits: own } of done) {
        const all = reach(tag!.commit)
        expect(new Set(own.map(({ hash }) => hash))).toEqual(new Set([...all].filter((hash) => !before.has(hash))))
        for (const hash of all) before.add(hash)
        for (const other of done) if (other.tag !== tag && all.has(other.tag!.commit)) expect(done.indexOf(other)).toBeLessThan(done.findIndex((one) => one.tag === tag))
      }
    }))
  })
})

test('what git prints before it is asked for waits, and is all there', async () => {
  const repository = makeRepository()
  const hashes = Array.from({ length: 5 }, (_, at) => repository.commit(`feat: ${at}\n\n${'x'.repeat(200_000)}`)).toReversed()
  const where = { cwd: repository.root, env: repository.env }
  const read = async (log: Log): Promise<string[]> => {
    const found: string[] = []
    await log.each((commit) => { found.push(commit.hash) })
    log.stop()
    return found
  }
  const log = startCommits(where)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await read(log)).toEqual(hashes)
  expect(await read(startCommits(where, { not: [hashes[2]!] }))).toEqual(hashes.slice(0, 2))
  // Stopped before anybody asks; no such revision.
  startCommits(where).stop()
  await expect(read(startCommits(where, { to: 'nowhere' }))).rejects.toMatchObject({ code: 'gitFailed' })
})

test('git\'s output may be cut anywhere', () => {
  expect(commitFormat.split('%x00')).toHaveLength(6)
  const commit = (message: string) => ['a'.repeat(40), 'b c', '17', '이름', 'a@b', message].join('\0') + '\0'
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))), fc.array(fc.integer({ min: 1, max: 50 })), (messages, cuts) => {
    const bytes = Buffer.from(messages.map(commit).join(''))
    const read: { message: string, header: string, parents: readonly string[], author: string, time: number }[] = []
    const take = commitReader(({ message, header, parents, author, time }) => read.push({ message, header, parents, author, time }))
    let from = 0
    for (const cut of cuts) {
      take(bytes.subarray(from, from + cut))
      from += cut
    }
    take(bytes.subarray(Math.min(from, bytes.length)))
    expect(read.map(({ message }) => message)).toEqual(messages.map((message) => message.toWellFormed()))
    for (const { header, message, parents, author, time } of read) {
      expect([parents, author, time, header]).toEqual([['b', 'c'], '이름', 17, message.split('\n').map((line) => line.trim()).find((line) => line !== '') ?? ''])
    }
  }))
})
