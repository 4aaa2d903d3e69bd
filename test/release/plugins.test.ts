import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { makeWorld, ready, type ReleaseWorld } from './world.ts'

// A plugin on the class of the release-it that is installed. It writes down what is asked of it, and does what its settings say.
const own = `
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Plugin } from 'release-it'

const methods = ['init', 'getChangelog', 'getIncrement', 'getIncrementedVersionCI', 'beforeBump', 'bump', 'beforeRelease', 'release', 'afterRelease']
export default class Own extends Plugin {
  static disablePlugin(settings) { return settings.disables ?? null }
  static isEnabled(settings) { return settings.enabled !== false }
}
for (const method of methods) {
  if (process.env.ONLY && !process.env.ONLY.split(' ').includes(method)) continue
  Own.prototype[method] = async function (...given) {
    const { fails, waits, answers = {} } = this.options
    appendFileSync('log', method + '\\n')
    if (fails === method && !existsSync('repaired')) throw new Error('no ' + method + ' today')
    if (method === 'beforeBump') writeFileSync('banner.txt', 'half')
    if (method === 'bump') {
      writeFileSync('banner.txt', 'v' + given[0] + ' after ' + this.config.getContext('latestVersion'))
      writeFileSync('made.txt', 'made')
      this.setContext({ bumped: given[0] })
    }
    if (method === 'beforeRelease') writeFileSync('banner.txt', readFileSync('banner.txt', 'utf8') + ', ' + this.getContext('bumped'))
    if (method === 'release') {
      const refs = await this.exec('git ls-remote --tags origin', { options: { write: false } })
      appendFileSync('log', '  on the remote: ' + refs.includes('refs/tags/' + this.config.getContext('tagName')) + '\\n')
      await this.exec('echo "  said \${version} \${own.bumped} \${repo.repository}" >> log')
    }
    if (waits === method) { appendFileSync('log', '  waits\\n'); await new Promise((resolve) => setTimeout(resolve, 20_000)) }
    return answers[method]
  }
}
`
const changing = ['beforeBump', 'bump', 'beforeRelease']

function files(plugins: string, more = '') {
  return {
    'conventions.config.yaml': `extends: standard\nhost: github\nrelease:\n  timeout: 2\n  plugins:\n${plugins.split('\n').map((line) => `    ${line}\n`).join('')}${more}`,
    'package.json': '{ "name": "demo", "version": "0.0.0" }\n', '.gitignore': 'log\nnode_modules\nrepaired\nbetween\n', 'banner.txt': 'none\n', 'app.json': '{\n  "app": { "version": "0.0.0" }\n}\n', 'plugins/own.js': own,
  }
}

const bumper = '"@release-it/bumper": { out: { file: app.json, path: app.version } }'

/** A world in whose repository release-it and its bumper are installed. */
async function worldWith(given: Readonly<Record<string, string>>, { installed = true } = {}): Promise<ReleaseWorld> {
  const world = await makeWorld(given)
  if (installed) {
    mkdirSync(join(world.root, 'node_modules'))
    for (const name of ['release-it', '@release-it']) symlinkSync(inRoot(`node_modules/${name}`), join(world.root, 'node_modules', name))
  }
  return world
}

const log = (world: ReleaseWorld): string[] => existsSync(join(world.root, 'log')) ? readFileSync(join(world.root, 'log'), 'utf8').trimEnd().split('\n') : []
const asked = ['init', 'getChangelog', 'getIncrement', 'getIncrementedVersionCI']
const released = { remote: ['main', 'v0.1.0'], registry: ['0.1.0'], forge: ['v0.1.0'], tags: ['v0.1.0'] }

/** Runs a release in a process of its own until a file says something, and ends it by a signal. */
async function killedWhen(world: ReleaseWorld, says: string, signal: NodeJS.Signals, path = 'log'): Promise<number | null> {
  const child = spawn(process.execPath, [inRoot('src/bin.ts'), 'release', '--ci'], { cwd: world.root, env: { ...world.env }, stdio: 'ignore' })
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  const file = join(world.root, path)
  const timer = setInterval(() => {
    if (!existsSync(file) || !readFileSync(file, 'utf8').includes(says)) return
    clearInterval(timer)
    child.kill(signal)
  }, 20)
  return ended.finally(() => clearInterval(timer))
}

describe('plugins of release-it', { timeout: 180_000 }, () => {
  test('are asked, change files before the commit and release after the push, each once', async () => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: {}\n"@release-it/conventional-changelog": { preset: angular }`))
    ready(world, 'feat: a')
    const { code, stderr } = await world.run('release', '--ci')
    expect([code, stderr]).toEqual([0, expect.stringContaining('@release-it/conventional-changelog: not run as a release-it plugin')])
    expect(log(world)).toEqual([...asked, 'beforeBump', 'bump', 'beforeRelease', 'release', '  on the remote: true', '  said 0.1.0 0.1.0 acme/demo', 'afterRelease'])
    expect(world.state()).toMatchObject(released)
    // Files that git knows are committed, as by release-it; others stay as they are.
    expect(world.git('show', '--name-only', '--format=', 'v0.1.0^{commit}').split('\n').sort()).toEqual(['CHANGELOG.md', 'app.json', 'banner.txt', 'package.json'])
    expect(JSON.parse(world.git('show', 'v0.1.0:app.json'))).toEqual({ app: { version: '0.1.0' } })
    expect(world.git('show', 'v0.1.0:banner.txt')).toBe('v0.1.0 after 0.0.0, 0.1.0')
    expect(world.git('status', '--porcelain')).toBe('?? made.txt')
  })

  test('are listed by a dry run, which lets them tell and do nothing', async () => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: [a name of its own, { answers: { getChangelog: Their own words } }]`))
    ready(world, 'feat: a')
    const { code, stdout } = await world.run('release', '--dry-run')
    expect(code).toBe(0)
    expect(stdout.split('\n').map((line) => line.trim()).filter((line) => /^(release-it|git|npm|make)/.test(line))).toEqual([
      'release-it plugin @release-it/bumper: bump', 'release-it plugin ./plugins/own.js: beforeBump, bump, beforeRelease', 'git commit -m "chore(release): 0.1.0"', 'git tag -a v0.1.0', 'git push --atomic origin main v0.1.0',
      'npm publish --tag latest  # demo@0.1.0', 'make the release v0.1.0 on github', 'release-it plugin ./plugins/own.js: release, afterRelease',
    ])
    expect(stdout).toContain('Their own words')
    expect([log(world), world.state().dirty, world.state().tags]).toEqual([asked, '', []])
  })

  test.each([...asked, ...changing])('one that throws in %s: exit 2, and everything is as it was', async (method) => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: { fails: ${method} }`))
    ready(world, 'feat: a')
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    const { code, stderr } = await world.run('release', '--ci')
    expect([code, stderr]).toEqual([2, expect.stringContaining(`./plugins/own.js failed in \`${method}\`: no ${method} today`)])
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
    expect(log(world).at(-1)).toBe(method)
    if (method !== 'bump') return
    world.write('repaired', '')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
    expect(world.state()).toMatchObject(released)
  })

  test.each(['release', 'afterRelease'])('one that throws in %s: exit 2, and --resume runs that again and nothing else', async (method) => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: { fails: ${method} }`))
    ready(world, 'feat: a')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringContaining('stopped at "plugins"') as string })
    expect(world.state()).toMatchObject(released)
    const before = log(world).length
    expect(await world.run('release', '--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining(`no ${method} today`) as string })
    world.write('repaired', '')
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(log(world).slice(before).filter((line) => !line.startsWith(' '))).toEqual(['init', method, 'init', method, ...method === 'release' ? ['afterRelease'] : []])
    // What it knew since `bump` is known in the other process as well.
    if (method === 'release') expect(log(world)).toContain('  said 0.1.0 0.1.0 acme/demo')
    expect(await world.run('release', '--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining('no release to go on with') as string })
  })

  test.each(changing)('SIGKILL in the midst of %s: --resume takes back what may be half written', async (method) => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: { waits: ${method} }`))
    ready(world, 'feat: a')
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    expect(await killedWhen(world, '  waits', 'SIGKILL')).toBe(null)
    expect(world.state().dirty).not.toBe('')
    expect(await world.run('release', '--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining(`./plugins/own.js was cut off in \`${method}\``) as string })
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
    expect(log(world).filter((line) => line === method)).toHaveLength(1)
  })

  test.each(['release', 'afterRelease'])('SIGKILL in the midst of %s: --resume says so, does not run it again, and comes to the end', async (method) => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: { waits: ${method} }`))
    ready(world, 'feat: a')
    expect(await killedWhen(world, '  waits', 'SIGKILL')).toBe(null)
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0, stderr: expect.stringContaining(`cut off in \`${method}\`. Whether it did its work`) as string })
    expect(log(world).filter((line) => line === method)).toHaveLength(1)
    expect(log(world).filter((line) => line === 'afterRelease')).toHaveLength(1)
    expect(world.state()).toMatchObject(released)
  })

  test.each(['after:bump', 'before:git:release', 'after:git:release', 'after:npm:release', 'after:release'])('SIGKILL between phases, at %s: --resume does the rest, each once', async (hook) => {
    const world = await worldWith(files(`${bumper}\n./plugins/own.js: {}`, `  hooks: { "${hook}": "test -e between || { echo x > between; sleep 2; }" }\n`))
    ready(world, 'feat: a')
    expect(await killedWhen(world, 'x', 'SIGKILL', 'between')).toBe(null)
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.state()).toMatchObject(released)
    expect(log(world).filter((line) => ![...asked, ' '].some((one) => line.startsWith(one)))).toEqual([...changing, 'release', 'afterRelease'])
    expect(world.git('show', 'v0.1.0:banner.txt')).toBe('v0.1.0 after 0.0.0, 0.1.0')
  })

  test('SIGINT in the midst of bump: 130, and everything is as it was', async () => {
    const world = await worldWith(files('./plugins/own.js: { waits: bump }'))
    ready(world, 'feat: a')
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    expect(await killedWhen(world, '  waits', 'SIGINT')).toBe(130)
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
  })

  test.each<[string, string, string]>([
    ['a version', 'getIncrementedVersionCI: 3.0.0', '3.0.0'], ['what is raised', 'getIncrement: major', '1.0.0'], ['neither', 'getIncrement: ""', '0.3.0'],
  ])('may say %s', async (_, answer, version) => {
    const world = await worldWith(files(`./plugins/own.js: { answers: { ${answer}, getChangelog: In their words } }`))
    ready(world, 'feat: a')
    world.git('tag', 'v0.2.0')
    world.git('push', '-q', '--tags')
    ready(world, 'feat: b')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
    expect(world.state().tags).toEqual(['v0.2.0', `v${version}`])
    expect(world.forge.releases).toMatchObject([{ tag_name: `v${version}`, body: 'In their words' }])
    // Where nothing was committed since, that is no reason to release again.
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was committed') as string })
    expect(world.state().tags).toHaveLength(2)
  })

  test('what a plugin began and did not wait for comes to its end', async () => {
    const world = await worldWith({ ...files('./plugins/late.js: {}'), 'plugins/late.js': `import { writeFileSync } from 'node:fs'
import { Plugin } from 'release-it'
export default class extends Plugin { afterRelease() { setTimeout(() => writeFileSync('log', 'late'), 1500) } }
` })
    ready(world, 'feat: a')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
    expect(log(world)).toEqual(['late'])
  })

  test('one whose file says the version, where no tag does, is believed; where it says more than tags do, nothing is released', async () => {
    const world = await worldWith({ ...files('"@release-it/bumper": { in: app.json, out: app.json }'), 'app.json': '{ "version": "1.4.0" }\n' })
    ready(world, 'feat: a')
    expect(await world.run('release', '--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('git tag -a v1.4.0') as string })
    world.git('tag', 'v1.0.0')
    ready(world, 'feat: b')
    expect(await world.run('release', '--dry-run')).toMatchObject({ code: 2, stderr: expect.stringContaining('1.1.0 is not above 1.4.0') as string })
  })

  test('one that publishes in our place is the only one that does; one that is switched off is not there', async () => {
    const world = await worldWith(files('./plugins/own.js: { disables: [npm, github] }'))
    ready(world, 'feat: a')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
    expect(world.state()).toMatchObject({ ...released, registry: [], forge: [] })
    expect(log(world)).toContain('release')
    const other = await worldWith(files('./plugins/own.js: { enabled: false }'))
    ready(other, 'feat: a')
    expect(await other.run('release', '--ci')).toMatchObject({ code: 0 })
    expect([log(other), other.state()]).toMatchObject([[], released])
  })

  test.each<[string, string, RegExp, (world: ReleaseWorld) => void, ...string[]]>([
    ['release-it is not installed', './plugins/own.js: {}', /names \.\/plugins\/own\.js, and release-it, which runs such plugins, is not installed/, (world) => rmSync(join(world.root, 'node_modules'), { recursive: true })],
    ['a plugin is not installed', 'release-it-nowhere: {}', /plugin release-it-nowhere could not be loaded: .*release-it-nowhere/, () => undefined],
    ['a plugin does not load', './plugins/own.js: {}', /plugin \.\/plugins\/own\.js could not be loaded: /, (world) => world.write('plugins/own.js', 'export default class {')],
    ['one takes the place of git', './plugins/own.js: { disables: git }', /takes the place of release-it's git plugin/, () => undefined],
    ['one says what is no version', './plugins/own.js: { answers: { getIncrementedVersionCI: soon } }', /says that soon is next/, () => undefined],
    ['one ends its process', './plugins/own.js: {}', /own\.js ended the process.*`init`.*out of here/s, (world) => world.write('plugins/own.js', 'import { Plugin } from "release-it"\nexport default class extends Plugin { init() { console.error("out of here"); process.exit(0) } }\n')],
    ['it is to be proposed', './plugins/own.js: {}', /`--pr` proposes a release without touching a file here/, () => undefined, '--pr'],
  ])('where %s: exit 2, one sentence, nothing changed', async (_, plugins, expected, spoil, ...more) => {
    const world = await worldWith(files(plugins))
    spoil(world)
    ready(world, 'feat: a')
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    const { code, stderr } = await world.run('release', '--ci', ...more)
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)])
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
    expect(await world.run('release', '--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining('no release to go on with') as string })
  })

  test('packages with versions of their own, and settings that are code, are refused', async () => {
    const world = await worldWith({ ...files('./plugins/own.js: {}', '  packages: independent\n'), 'package.json': '{ "name": "demo", "private": true, "workspaces": ["packages/*"] }\n', 'packages/a/package.json': '{ "name": "a", "version": "1.0.0" }\n' })
    ready(world, 'feat: a')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringContaining('Plugins of release-it know one version') as string })
    rmSync(join(world.root, 'conventions.config.yaml'))
    world.write('conventions.config.mjs', 'export default { extends: "standard", release: { plugins: { "./plugins/own.js": { answers: () => 1 } } } }\n')
    world.commit('chore: b')
    expect(await world.run('release', '--dry-run')).toMatchObject({ code: 2, stderr: expect.stringContaining('expected plain data') as string })
  })
})
