import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Linter } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

// A package of its own around the real launcher: its bin.cjs says what it was given.
const root = temporaryFolder('launcher')
const dist = join(root, 'package', 'dist')
const launcher = join(dist, 'launcher.cjs')
const posix = process.platform !== 'win32'
const range = '^22.22.2 || ^24.15.0 || >=26'

beforeAll(() => {
  mkdirSync(dist, { recursive: true })
  for (const name of ['launcher.cjs', 'start.cjs', 'compiled.cjs', 'create-conventions.cjs']) cpSync(inRoot(`src/${name}`), join(dist, name))
  writeFileSync(join(dist, 'package.json'), '{"type":"module"}')
  writeFileSync(join(dist, 'bin.cjs'), `
    const [, program, ...args] = process.argv
    if (args[0] === 'wait') {
      process.on('SIGTERM', () => { console.log('told'); process.exit(130) })
      setInterval(() => undefined, 1000)
      console.log('waiting')
    } else if (args[0] === 'kill') {
      process.kill(process.pid, 'SIGKILL')
    } else {
      const stdin = require('node:fs').readFileSync(0, 'utf8')
      console.log(JSON.stringify({ version: process.versions.node, program, args, stdin }))
      process.exitCode = 7
    }`)
})
afterAll(() => removeFolder(root))

/** Arguments with which Node says it is another version; a Node that it starts does not. */
function pretend(version: string): string[] {
  const file = join(root, `pretend-${version}.cjs`)
  writeFileSync(file, `for (const [at, key, value] of [[process, 'version', 'v${version}'], [process.versions, 'node', '${version}']])
    Object.defineProperty(at, key, { value })`)
  return ['--require', file]
}

/** A folder with `node_modules/node` in it, as the npm package would leave it: this very Node. */
function folderWithNode(): string {
  const bin = join(root, 'with-node', 'node_modules', 'node', 'bin')
  mkdirSync(bin, { recursive: true })
  const program = join(bin, posix ? 'node' : 'node.exe')
  rmSync(program, { force: true })
  if (posix) symlinkSync(process.execPath, program)
  else cpSync(process.execPath, program)
  return join(root, 'with-node')
}

/** A folder whose `npm` is this script, and nothing else; POSIX. */
function folderWithNpm(script: string): string {
  const folder = join(root, 'npm')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'npm'), 0o755)
  return folder
}

// What V8 compiles is kept by the build, which all that stand in for it here have in common.
const env = (changes: NodeJS.ProcessEnv = {}) => ({ ...process.env, LC_ALL: 'C', NODE_DISABLE_COMPILE_CACHE: '1', npm_execpath: '', ...changes })

describe('the launcher', () => {
  it.each(['src/launcher.cjs', 'src/create-conventions.cjs'])('%s is ES5, so that any Node can say what is wrong', (file) => {
    const config = { languageOptions: { ecmaVersion: 5, sourceType: 'script' } } as const
    expect(new Linter().verify(readFileSync(inRoot(file), 'utf8'), config)).toEqual([])
    expect(new Linter().verify('const arrow = () => `x`', config)).not.toEqual([])
  })

  it('asks for the Node that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { engines: { node: string } }
    expect(engines.node).toBe(range)
    expect(readFileSync(inRoot('src/launcher.cjs'), 'utf8')).toContain(`var RANGE = '${range}'`)
  })

  it('hands over to a supported Node at once: arguments, stdin and exit code pass', async () => {
    const { code, stdout, stderr } = await run(process.execPath, [launcher, 'a b', '--c="d"', '한글'], { env: env() })
    expect({ code, stderr, ...JSON.parse(stdout) as object }).toEqual({
      code: 7, stderr: '', version: process.versions.node, program: launcher, args: ['a b', '--c="d"', '한글'], stdin: '',
    })
  })

  it.each(['22.22.2', '22.30.0', '24.15.0', '24.21.3', '26.0.0', '31.1.0'])('takes Node %s', async (version) => {
    const { code, stderr } = await run(process.execPath, [...pretend(version), launcher], { env: env() })
    expect({ code, stderr }).toEqual({ code: 7, stderr: '' })
  })

  it.each(['0.12.18', '8.17.0', '20.20.2', '22.22.1', '22.9.9', '23.11.0', '24.14.9', '25.9.0'])('goes on from Node %s under one installed near', async (version) => {
    const { code, stdout, stderr } = await run(process.execPath, [...pretend(version), launcher, 'a b'], { cwd: folderWithNode(), env: env() })
    expect(stderr).toBe(`create-conventions needs Node ${range}; this is v${version}. Going on under the npm package "node".\n`)
    expect({ code, ...JSON.parse(stdout) as object }).toMatchObject({ code: 7, version: process.versions.node, program: launcher, args: ['a b'] })
  })

  it('keeps the name of the bin: `create-conventions` means init', async () => {
    const program = join(dist, 'create-conventions.cjs')
    for (const args of [[], pretend('18.0.0')]) {
      const { stdout } = await run(process.execPath, [...args, program], { cwd: folderWithNode(), env: env() })
      expect(JSON.parse(stdout)).toMatchObject({ program, args: [] })
    }
  })

  it.runIf(posix)('passes stdin on', async () => {
    const script = `printf 'typed' | '${process.execPath}' ${pretend('18.0.0').join(' ')} '${launcher}'`
    const { stdout } = await run('sh', ['-c', script], { cwd: folderWithNode(), env: env() })
    expect(JSON.parse(stdout)).toMatchObject({ stdin: 'typed' })
  })

  it.runIf(posix)('passes signals on, and how the command ended', async () => {
    const child = spawn(process.execPath, [...pretend('18.0.0'), launcher, 'wait'], { cwd: folderWithNode(), env: env(), stdio: ['ignore', 'pipe', 'ignore'] })
    let stdout = ''
    const code = await new Promise((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text
        if (text.includes('waiting')) child.kill('SIGTERM')
      })
      child.on('close', resolve)
    })
    expect({ code, stdout }).toEqual({ code: 130, stdout: 'waiting\ntold\n' })
    const killed = spawn(process.execPath, [...pretend('18.0.0'), launcher, 'kill'], { cwd: folderWithNode(), env: env(), stdio: 'ignore' })
    expect(await new Promise((resolve) => killed.on('close', (_, signal) => resolve(signal)))).toBe('SIGKILL')
  })

  it.runIf(posix)('asks npm for a Node where none is near', async () => {
    const npm = folderWithNpm(`case "$*" in *--package=node@24*) echo '${process.execPath}';; esac`)
    const { code, stdout } = await run(process.execPath, [...pretend('18.0.0'), launcher], { cwd: root, env: env({ PATH: [npm, '/usr/bin', '/bin'].join(delimiter) }) })
    expect({ code, ...JSON.parse(stdout) as object }).toMatchObject({ code: 7, version: process.versions.node })
  })

  it.runIf(posix).each([
    ['npm fails', 'exit 1'],
    ['npm gives a Node that is too old as well: no loop', `echo '${join(root, 'old-node')}'`],
    ['npm gives something else', 'echo nonsense'],
  ])('says how to get Node and exits with 2 where %s', async (_, script) => {
    writeFileSync(join(root, 'old-node'), '#!/bin/sh\necho v18.0.0\n')
    chmodSync(join(root, 'old-node'), 0o755)
    for (const [LC_ALL, sentence] of [['en_US.UTF-8', 'Install Node 24 from https://nodejs.org'], ['ko_KR.UTF-8', 'Node 24를 설치한 뒤']] as const) {
      const { code, stdout, stderr } = await run(process.execPath, [...pretend('18.0.0'), launcher], {
        cwd: root, env: env({ LC_ALL, PATH: [folderWithNpm(script), '/usr/bin', '/bin'].join(delimiter) }),
      })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain(sentence)
    }
  })

  it('says what is broken, and exits with 2, where the package is', async () => {
    const broken = join(root, 'broken', 'dist')
    mkdirSync(broken, { recursive: true })
    for (const name of ['launcher.cjs', 'start.cjs', 'compiled.cjs']) cpSync(join(dist, name), join(broken, name))
    writeFileSync(join(broken, 'bin.cjs'), 'throw new Error("torn")')
    const { code, stderr } = await run(process.execPath, [join(broken, 'launcher.cjs')], { env: env() })
    expect({ code, torn: stderr.includes('torn') }).toEqual({ code: 2, torn: true })
  })
})

describe('the machine\'s own Node, where it is too old', async () => {
  // Whatever PATH has but the folders of npm's scripts.
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.endsWith('.bin')).join(delimiter)
  const { stdout: version } = await run('node', ['--version'], { env: { ...process.env, PATH: path } })
  it.runIf(/^v(1\d|2[01])\./.test(version))('goes on under Node 24', async () => {
    const { code, stdout, stderr } = await run('node', [launcher, 'x'], { cwd: inRoot('.'), env: env({ PATH: path }) })
    expect(stderr).toContain(`this is ${version.trim()}.`)
    expect({ code, ...JSON.parse(stdout) as object }).toMatchObject({ code: 7, args: ['x'] })
  })
})
