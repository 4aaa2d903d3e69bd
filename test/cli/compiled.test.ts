import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

const root = temporaryFolder('compiled')
const dist = join(root, 'dist')
const caches = join(root, 'caches')
const cache = join(caches, 'kept')
afterAll(() => removeFolder(root))
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(dist, { recursive: true })
  mkdirSync(caches)
  for (const name of ['start.cjs', 'compiled.cjs', 'importModule.cjs', 'tiering.cjs']) cpSync(inRoot(`src/${name}`), join(dist, name))
  put('package.json', '{"type":"module"}')
  put('main.cjs', 'const { add } = require("./add.cjs"); console.log(add(1, 2), __filename === module.filename, require("node:path").join(__dirname, "main.cjs") === __filename)')
  put('add.cjs', 'exports.add = (a, b) => a + b')
})

const put = (name: string, text: string): void => writeFileSync(join(dist, name), text)

function node(program: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Loads a file with what was kept of it, and then runs `after`. */
const load = (name = 'main.cjs', after = '', file = cache, stem?: string) =>
  node(`const load = require(${JSON.stringify(join(dist, 'compiled.cjs'))})(${JSON.stringify(file)} || undefined, ${JSON.stringify(stem)}); load(${JSON.stringify(name)}); ${after}`)

/** The names that are kept, in their order. */
function kept(): string[] {
  const text = readFileSync(cache)
  return (JSON.parse(text.toString('utf8', 0, text.indexOf('\n'))) as [string, number][]).map(([name]) => name)
}

describe('what V8 compiled of a file', () => {
  test('is kept by the first run, with what that asked for, and used by the second', () => {
    const first = load()
    expect(first).toEqual({ status: 0, stdout: '3 true true\n', stderr: '' })
    expect(kept().sort()).toEqual(['add.cjs', 'main.cjs'])
    const { ino, mode } = statSync(cache)
    expect(mode & 0o777).toBe(0o600)
    expect(load()).toEqual(first)
    expect(statSync(cache).ino).toBe(ino)
    expect(readdirSync(caches)).toEqual(['kept'])
  })

  test('grows by what later runs ask for', () => {
    load('add.cjs')
    expect(kept()).toEqual(['add.cjs'])
    expect(load().stdout).toContain('3 ')
    expect(kept()).toEqual(['add.cjs', 'main.cjs'])
  })

  test('is not kept of a run that failed, nor where there is no place for it', () => {
    expect(load('main.cjs', 'process.exitCode = 2').status).toBe(2)
    expect(readdirSync(caches)).toEqual([])
    expect(load('main.cjs', '', join(caches, 'not/there')).status).toBe(0)
    expect(load('main.cjs', '', '').status).toBe(0)
    expect(readdirSync(caches)).toEqual([])
  })

  test('is made anew where it is damaged', () => {
    const first = load()
    const whole = readFileSync(cache)
    const half = whole.length / 2
    const flipped = Buffer.from(whole)
    flipped[half - 100]! ^= 0x40
    const short = Buffer.from('[["main.cjs",10]]\n0123456789')
    for (const damaged of [flipped, whole.subarray(0, half), whole.subarray(1), Buffer.alloc(whole.length), Buffer.from('xx'), Buffer.alloc(0), Buffer.concat([short, short])]) {
      writeFileSync(cache, damaged)
      expect(load()).toEqual(first)
      expect(kept().sort()).toEqual(['add.cjs', 'main.cjs'])
      const made = readFileSync(cache)
      expect(made.subarray(0, made.length / 2).equals(made.subarray(made.length / 2))).toBe(true)
    }
  })

  test.runIf(process.getuid)('is not read where others could have written it', () => {
    load()
    const { ino } = statSync(cache)
    chmodSync(cache, 0o622)
    expect(load().stdout).toContain('3 ')
    expect([statSync(cache).ino === ino, statSync(cache).mode & 0o777]).toEqual([false, 0o600])
  })

  test('takes the place of what earlier versions kept', () => {
    for (const name of ['hook-old', 'changelog']) writeFileSync(join(caches, name), 'x')
    load('main.cjs', '', join(caches, 'hook-new'), 'hook-')
    expect(readdirSync(caches).sort()).toEqual(['changelog', 'hook-new'])
  })
})

describe('a file that is loaded so', () => {
  test('is the one that `require` and `import` find', () => {
    put('same.mjs', 'import all from "./add.cjs"; console.log(all === globalThis.loaded)')
    const ask = `globalThis.loaded = load("add.cjs"); console.log(load("add.cjs") === require(${JSON.stringify(join(dist, 'add.cjs'))})); import(${JSON.stringify(join(dist, 'same.mjs'))})`
    for (let run = 0; run < 2; run += 1) expect(load('add.cjs', ask)).toEqual({ status: 0, stdout: 'true\ntrue\n', stderr: '' })
  })

  test('imports modules, without a warning', () => {
    put('module.mjs', 'export default "module"')
    put('asks.cjs', 'require("./importModule.cjs")("./module.mjs").then((all) => console.log(all.default))')
    for (let run = 0; run < 2; run += 1) expect(load('asks.cjs')).toEqual({ status: 0, stdout: 'module\n', stderr: '' })
  })

  test('that throws is not there the next time', () => {
    put('torn.cjs', 'exports.half = true; throw new Error("torn")')
    const { status, stdout } = node(`const load = require(${JSON.stringify(join(dist, 'compiled.cjs'))})(${JSON.stringify(cache)})
      for (let run = 0; run < 2; run += 1) try { load('torn.cjs') } catch ({ message, stack }) { console.log(message, stack.includes('torn.cjs:1')) }`)
    expect([status, stdout]).toEqual([0, 'torn true\ntorn true\n'])
  })

  test('may ask in a circle', () => {
    put('a.cjs', 'exports.a = 1; const b = require("./b.cjs"); console.log(b.of())')
    put('b.cjs', 'const a = require("./a.cjs"); exports.of = () => a.a')
    expect(load('a.cjs').stdout).toBe('1\n')
  })
})

describe('the command line', () => {
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [join(dist, 'start.cjs'), 'conventions', ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: caches, ...env } })
  const own = () => readdirSync(caches, { recursive: true, encoding: 'utf8' }).filter((path) => basename(path).startsWith('create-conventions-')).sort()
  beforeEach(() => put('bin.cjs', 'console.log(process.argv.slice(2).join(" "))'))

  test('keeps it for each command, where Node keeps what it compiled', () => {
    for (const args of [['check'], ['check', '--json'], ['lint', 'message'], ['hook', 'pre-commit', 'x'], ['new', 'component'], [], ['--version'], ['../../x'], ['changelog']]) {
      expect(start(args)).toMatchObject({ status: 0, stdout: `${args.join(' ')}\n`, stderr: '' })
    }
    expect(own().map((path) => basename(path)).sort()).toEqual(['changelog', 'check', 'hook-pre-commit', 'lint-message', 'new', 'none'].map((command) => `create-conventions-@build@-${command}`))
  })

  test('keeps nothing where Node is not to', () => {
    expect(start(['check'], { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ status: 0, stdout: 'check\n', stderr: '' })
    expect(own()).toEqual([])
  })

  test('has V8 optimise late for the changelog, and what was compiled so is used', () => {
    start(['changelog'])
    const { ino } = statSync(join(caches, own()[0]!))
    start(['changelog'])
    expect(statSync(join(caches, own()[0]!)).ino).toBe(ino)
  })
})
