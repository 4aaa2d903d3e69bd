import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { copyTree, gitEnv } from '../apply/lib/repository.ts'
import { directory, git } from '../cli/lib/cli.ts'
import { conventions, tree } from '../generators/harness.ts'

// Plopfiles of public repositories, unchanged, by plop and by us. None of them is copied here: CONVENTIONS_PLOPFILES names a folder with clones of
// them, each in `<owner>+<name>`, or in `<owner>+<name>/repo`.

const plop = new URL('../../node_modules/plop/bin/plop.js', import.meta.url).pathname
const folder = process.env['CONVENTIONS_PLOPFILES'] ?? ''

/** The generator with its answers, and how many files it adds; as of the commit behind it (a later one may ask for more). */
const repositories: readonly (readonly [name: string, words: readonly string[], made: number])[] = [
  ['Doist/reactist', ['component', 'Fancy Box'], 5], // b744d61
  ['Amsterdam/design-system-prototypes', ['site', 'Date Card'], 2], // 2b75c6a, which appends besides
  ['LearnVueCo/learnvue', ['example', 'Deep Watch', 'vue-vite', 'ui'], 17], // 34bef44, pictures among them
  ['LekoArts/gatsby-themes', ['theme, theme-core & example', 'sea', 'Sea "1"', 'gatsby-starter-sea'], 27], // 929fc70
]

describe.each(repositories)('the plopfile of %s', (name, words, made) => {
  const clone = [join(folder, name.replace('/', '+'), 'repo'), join(folder, name.replace('/', '+'))].find((path) => folder !== '' && existsSync(path))
  const skipped = clone === undefined ? ` (SKIPPED: CONVENTIONS_PLOPFILES holds no ${name.replace('/', '+')})` : ''

  test.skipIf(skipped !== '')(`makes the files that plop makes; a dry run makes none, and undo takes them back${skipped}`, { timeout: 300_000 }, async () => {
    const work = directory('work')
    const [ours, theirs] = [join(work, 'ours'), join(work, 'theirs')]
    git(work, 'clone', '-q', '--no-tags', clone!, ours)
    git(ours, 'remote', 'remove', 'origin')
    copyTree(ours, theirs)
    const before = tree(ours)

    const ran = spawnSync(process.execPath, [plop, ...words], { cwd: theirs, encoding: 'utf8', env: { ...process.env, ...gitEnv } })
    expect(ran.status, ran.stdout + ran.stderr).toBe(0)

    const tried = await conventions(ours, 'new', ...words, '--dry-run')
    expect(tried, tried.stderr).toMatchObject({ code: 0 })
    expect(tree(ours)).toBe(before)

    const done = await conventions(ours, 'new', ...words, '--yes', '--no-polish')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    expect(tree(ours)).toBe(tree(theirs))
    const added = git(ours, 'ls-files', '--others', '--exclude-standard').split('\n').filter((line) => line !== '')
    expect(added).toHaveLength(made)

    expect(await conventions(ours, 'undo', '--yes')).toMatchObject({ code: 0 })
    expect(tree(ours)).toBe(before)
  })
})
