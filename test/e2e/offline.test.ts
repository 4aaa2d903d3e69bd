import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { candidates, common } from '../../src/compare/lint/catalog.ts'
import { directory, machine, put } from '../cli/lib/cli.ts'
import { cacheOfFour, contested, four } from '../pages/lib.ts'

/** Ways out of a Node process: each is written down, and closed. */
const trap = `
const { appendFileSync } = require('node:fs')
const closed = (object, name) => { object[name] = (...args) => {
  appendFileSync(process.env.TRAP_LOG, name + ' ' + JSON.stringify(args[0] ?? null) + '\\n')
  throw new Error('the network is closed: ' + name)
} }
closed(require('node:net').Socket.prototype, 'connect')
closed(require('node:dgram').Socket.prototype, 'send')
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) for (const dns of [require('node:dns'), require('node:dns').promises]) closed(dns, name)
closed(globalThis, 'fetch')
`

interface Ran { readonly code: number | null, readonly said: string }

/** The program as people start it. Not spawnSync: a registry may be served from here. */
function start(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  const [program = '', ...args] = argv
  return new Promise((resolve) => {
    let said = ''
    const child = spawn(program, args, { cwd, env: { ...machine, HOME: directory('home'), ...env } })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said += String(chunk))
    child.on('close', (code) => resolve({ code, said }))
  })
}

const conventions = [process.execPath, inRoot('src/launcher.cjs')]
/** With what is installed already. */
const local: readonly (readonly string[])[] = [
  ['infer', '--json'], ['report', '--html', 'report.html'], ['compare', 'commits', '--html', 'commits.html'], ['compare', 'lint', '--presets', four.join(','), '--html', 'lint.html'],
]

test.each(local.map((args) => [args.slice(0, 2).join(' '), args] as const))('%s opens no connection', async (_, args) => {
  const folder = directory('trap')
  put(folder, { 'trap.cjs': trap })
  const log = join(folder, 'log')
  const env = { XDG_CACHE_HOME: cacheOfFour(), NODE_OPTIONS: `--require "${join(folder, 'trap.cjs')}"`, TRAP_LOG: log }
  expect(await start(contested(), [...conventions, ...args], env)).toMatchObject({ code: 0 })
  expect(existsSync(log) ? readFileSync(log, 'utf8') : '').toBe('')
  // The trap is one.
  expect((await start(folder, [process.execPath, '-e', 'require("node:http").get("http://127.0.0.1:9")'], env)).code).not.toBe(0)
  expect(readFileSync(log, 'utf8')).toMatch(/^connect /)
})

const traced = process.platform === 'linux' && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0

describe.skipIf(!traced)(`with every system call looked at${traced ? '' : ' (SKIPPED: no strace, or it may not trace)'}`, () => {
  /** Internet addresses that a program and all that it started connected or sent to. */
  async function reached(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran & { readonly addresses: readonly string[] }> {
    const log = join(directory('strace'), 'log')
    const ran = await start(cwd, ['strace', '-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', log, ...argv], env)
    const addresses = readFileSync(log, 'utf8').split('\n').flatMap((line) => /sa_family=AF_INET/.test(line) ? [`${/inet_(?:addr|pton)\([^")]*"([^"]+)"/.exec(line)?.[1] ?? line}:${/port=htons\((\d+)\)/.exec(line)?.[1] ?? ''}`] : [])
    return { ...ran, addresses: [...new Set(addresses)] }
  }

  test.each(local.map((args) => [args.slice(0, 2).join(' '), args] as const))('%s reaches nothing, nor does git or a process that lints', async (_, args) => {
    expect(await reached(contested(), [...conventions, ...args], { XDG_CACHE_HOME: cacheOfFour() })).toMatchObject({ code: 0, addresses: [] })
  })

  test('compare lint asks the registry alone, and for what was named alone', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(decodeURIComponent(request.url ?? ''))
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const ran = await reached(contested(), [...conventions, 'compare', 'lint', '--presets', 'xo'], { XDG_CACHE_HOME: directory('cache'), npm_config_registry: `http://127.0.0.1:${port}/` })
    expect(ran.said).toContain('None of the presets could be installed')
    expect(ran).toMatchObject({ code: 2, addresses: [`127.0.0.1:${port}`] })
    const named = [...common[10], ...candidates.find(({ name }) => name === 'xo')!.packages].map((spec) => `/${spec.replace(/(?<=.)@.*$/, '')}`)
    expect(asked).toContain('/eslint-config-xo')
    expect(asked.filter((path) => !named.includes(path))).toEqual([])
  })
})
