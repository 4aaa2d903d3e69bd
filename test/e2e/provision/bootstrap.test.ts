import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ask, textAt } from '../../features/harness.ts'
import { installer, machine, shells, where, type Kind, type Machine, type Ran } from './machine.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const config = {
  packages: { jq: true, ripgrep: true, hyperfine: { optional: true, needs: ['jq'] }, 'google-chrome': { when: { os: ['macos'] } } },
  runtimes: { node: '22' },
  steps: [{ id: 'dotenv', check: ['test', '-f', '.env'], run: ['cp', '.env.example', '.env'] }, { id: 'after', needs: ['jq'], check: ['test', '-f', 'made'], run: ['cp', '.env.example', 'made'] }],
  homebrew: { installer: { commit: 'a'.repeat(40), sha256: sha256(installer) } },
}
const script = (options: object = config) => textAt(ask('provision', options).changes, 'scripts/bootstrap.sh')
const standard = script()
const everything = ['mise', 'jq', 'ripgrep', 'hyperfine', 'cask:google-chrome']
const linux = { packages: { jq: true, ripgrep: { command: ['ripgrep'] }, hyperfine: { optional: true } }, steps: config.steps }

interface Scenario {
  readonly name: string
  readonly kind: Kind
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly options?: object
  readonly repo?: string
  readonly code: number
  /** Before it runs. */
  readonly before?: (machine: Machine) => void
  readonly then?: (machine: Machine, ran: Ran, shell: readonly string[]) => void
}

const mac = (more: Partial<Kind> = {}): Kind => ({ system: 'mac', ...more })
const done = { has: everything, runtimes: ['node'] }
const ready = ({ repo }: Machine) => writeFileSync(join(repo, '.env'), '')
const both = (one: Machine) => { ready(one); writeFileSync(join(one.repo, 'made'), '') }
const nothingInstalled = ({ installs }: Machine) => expect(installs()).toEqual([])
/** States by id, as programs read them. */
const states = (ran: Ran) => Object.fromEntries(ran.stdout.split('\n').filter((line) => line.startsWith('item\t')).map((line) => line.split('\t')).map(([, id = '', , , state]) => [id, state]))

const scenarios: readonly Scenario[] = [
  { name: 'empty Mac', kind: mac({ brew: 'none', clt: false }), args: ['--yes'], code: 0, then: again },
  { name: 'half done', kind: mac({ has: ['mise', 'jq'] }), args: ['--yes'], code: 0, then: (one, ran, shell) => {
    expect(one.log().join('\n')).not.toMatch(/brew "jq"/)
    again(one, ran, shell)
  } },
  { name: 'all done', kind: mac(done), args: ['--yes'], code: 0, before: both, then: nothingInstalled },
  { name: 'all done, --check', kind: mac(done), args: ['--check'], code: 0, before: both, then: nothingInstalled },
  { name: 'empty, --check', kind: mac({ brew: 'none' }), args: ['--check', '--porcelain'], code: 2, then: (one, ran) => {
    nothingInstalled(one)
    expect(states(ran)).toEqual({ 'command-line-tools': 'ok', 'homebrew': 'missing', 'mise': 'missing', 'jq': 'missing', 'ripgrep': 'missing', 'hyperfine': 'missing', 'google-chrome': 'missing', 'node': 'missing', 'dotenv': 'missing', 'after': 'missing' })
  } },
  { name: 'empty, --dry-run', kind: mac({ brew: 'none' }), args: ['--dry-run'], code: 2, then: (one, ran) => {
    nothingInstalled(one)
    expect(ran.stdout).toContain('brew bundle: brew "jq"')
  } },
  { name: 'only optional is missing', kind: mac({ ...done, has: everything.filter((name) => name !== 'hyperfine') }), args: ['--check'], code: 0, before: both },
  { name: 'one bad name', kind: mac({ has: ['mise'], bad: ['jq'] }), args: ['--yes', '--porcelain'], code: 1, then: (_, ran) => {
    expect(states(ran)).toMatchObject({ jq: 'failed', ripgrep: 'ok', 'google-chrome': 'ok', node: 'ok', dotenv: 'ok', after: 'blocked', hyperfine: 'blocked' })
  } },
  { name: 'failed download', kind: mac({ brew: 'none', offline: true }), args: ['--yes', '--porcelain'], code: 1, then: (one, ran) => {
    expect(states(ran)).toMatchObject({ homebrew: 'failed', jq: 'blocked', node: 'blocked', dotenv: 'ok' })
    expect(one.log().some((line) => line.startsWith('brew'))).toBe(false)
  } },
  { name: 'another installer than pinned', kind: mac({ brew: 'none', installer: ': >"$MACHINE/hacked"\n' }), args: ['--yes'], code: 1, then: (one) => {
    expect(existsSync(join(one.root, 'hacked'))).toBe(false)
  } },
  { name: 'installer left to people', kind: mac({ brew: 'none' }), options: { ...config, homebrew: { installer: 'manual' } }, args: ['--yes'], code: 1, then: (one, ran) => {
    expect(one.log().some((line) => line.startsWith('curl'))).toBe(false)
    expect(ran.stdout).toContain('https://brew.sh')
  } },
  { name: 'no network', kind: mac({ has: ['mise'], offline: true }), args: ['--yes', '--porcelain'], code: 1, then: (_, ran) => expect(states(ran)).toMatchObject({ jq: 'failed', node: 'failed', dotenv: 'ok' }) },
  { name: 'no terminal, no --yes', kind: mac({ has: ['mise'] }), code: 1, then: (one, ran) => { nothingInstalled(one); expect(ran.stderr).toContain('--yes') } },
  { name: 'CI', kind: mac({ has: ['mise'] }), env: { CI: 'true' }, code: 0 },
  { name: 'Debian, root, no sudo', kind: { system: 'debian', root: true, sudo: 'none' }, options: linux, args: ['--yes'], code: 0, then: again },
  { name: 'Debian, user, sudo', kind: { system: 'debian', sudo: 'free' }, options: linux, args: ['--yes'], code: 0, then: again },
  { name: 'Debian, user, no sudo', kind: { system: 'debian', sudo: 'none' }, options: linux, args: ['--yes', '--porcelain'], code: 1, then: (one, ran) => {
    nothingInstalled(one)
    expect(states(ran)).toMatchObject({ jq: 'blocked', dotenv: 'ok' })
  } },
  { name: 'Debian, password, no terminal', kind: { system: 'debian', sudo: 'password' }, options: linux, args: ['--yes', '--porcelain'], code: 1, then: (one, ran) => {
    expect(one.log().filter((line) => line.startsWith('sudo'))).toEqual(['sudo -n true'])
    expect(states(ran)).toMatchObject({ jq: 'blocked' })
  } },
  { name: 'Debian, one bad name', kind: { system: 'debian', root: true, bad: ['jq'] }, options: linux, args: ['--yes', '--porcelain'], code: 1, then: (_, ran) => {
    expect(states(ran)).toMatchObject({ jq: 'failed', ripgrep: 'ok', after: 'blocked' })
  } },
  { name: 'Debian, half done', kind: { system: 'debian', root: true, debs: ['jq'] }, options: linux, args: ['--yes'], code: 0, then: (one, ran, shell) => {
    expect(one.log().find((line) => line.startsWith('apt-get install'))).not.toMatch(/ jq\b/)
    again(one, ran, shell)
  } },
  { name: 'Fedora, root', kind: { system: 'fedora', root: true, sudo: 'none' }, options: linux, args: ['--yes'], code: 0, then: again },
  { name: 'no name for apt', kind: { system: 'debian', root: true }, options: { packages: { actionlint: true } }, args: ['--check', '--porcelain'], code: 2, then: (_, ran) => expect(states(ran)).toEqual({ actionlint: 'unmapped' }) },
  { name: 'nothing can be brought, --dry-run', kind: { system: 'debian', root: true }, options: { runtimes: { node: '22' } }, args: ['--dry-run'], code: 2, then: (one, ran) => {
    nothingInstalled(one)
    expect(ran.stdout).toContain('mise: no package manager here has a name for it: https://mise.jdx.dev/installing-mise.html')
    expect(ran.stdout).toContain('Nothing of what is missing can be brought from here.')
    expect(ran.stdout).not.toContain('What is going to be done')
  } },
  { name: 'read-only home', kind: mac({ has: ['mise'] }), args: ['--yes'], env: { HOME: '/dev/null' }, code: 0 },
  { name: 'no home at all', kind: mac({ has: ['mise'] }), args: ['--yes'], env: { HOME: '' }, code: 0 },
  { name: 'spaces and Korean in the path', kind: mac({ has: ['mise'] }), args: ['--yes'], repo: '내 저장소 $(id) 1', code: 0, then: again },
  { name: 'brew off the PATH', kind: mac({ brew: 'off', has: ['mise'] }), args: ['--yes'], code: 0, then: (one, ran) => {
    expect(one.installs().some((line) => line.startsWith('curl'))).toBe(false)
    expect(ran.stdout).toContain('home/.linuxbrew/bin/brew shellenv')
  } },
  { name: 'Rosetta', kind: { system: 'rosetta', has: ['mise'] }, args: ['--yes', '--porcelain'], code: 1, then: (one, ran) => {
    expect(states(ran)).toMatchObject({ homebrew: 'wrong-arch', jq: 'blocked' })
    expect(one.log().some((line) => line.startsWith('brew bundle'))).toBe(false)
  } },
  { name: 'Intel, no Homebrew', kind: { system: 'intel', brew: 'none' }, args: ['--yes', '--porcelain'], code: 1, then: (one, ran) => {
    expect(states(ran)).toMatchObject({ homebrew: 'blocked', jq: 'blocked' })
    expect(one.log().some((line) => line.startsWith('curl'))).toBe(false)
  } },
  { name: 'Intel, Homebrew', kind: { system: 'intel', ...done }, args: ['--check'], code: 0, before: both, then: (_, ran) => expect(ran.stdout).toContain('2027') },
  { name: 'outdated', kind: mac(done), options: { packages: { jq: '>=23' } }, args: ['--yes', '--porcelain'], code: 1, then: (one, ran) => {
    expect(states(ran)).toEqual({ 'command-line-tools': 'ok', homebrew: 'ok', jq: 'outdated' })
    nothingInstalled(one)
  } },
  { name: 'untrusted tap', kind: mac(), options: { packages: { terraform: true, jq: true } }, args: ['--yes', '--porcelain'], code: 1, then: (_, ran) => expect(states(ran)).toMatchObject({ terraform: 'untrusted', jq: 'ok' }) },
  { name: 'trusted tap', kind: mac(), options: { packages: { terraform: true }, taps: { 'hashicorp/tap': { trust: { formulae: ['terraform'] } } } }, args: ['--yes'], code: 0 },
  { name: '--only', kind: mac({ has: ['mise'] }), args: ['--yes', '--only', 'jq,dotenv'], code: 0, then: (one) => expect(existsSync(join(one.root, 'brew/opt/ripgrep'))).toBe(false) },
  { name: '--skip', kind: mac({ has: ['mise'] }), args: ['--yes', '--skip=ripgrep'], code: 0, then: (one) => expect(existsSync(join(one.root, 'brew/opt/ripgrep'))).toBe(false) },
  { name: '--profile', kind: mac(), options: { packages: { jq: true, ripgrep: true, hyperfine: true }, profiles: { web: ['ripgrep'], data: ['hyperfine'] } }, args: ['--yes', '--profile', 'web', '--porcelain'], code: 0, then: (_, ran) => expect(Object.keys(states(ran))).toEqual(['command-line-tools', 'homebrew', 'jq', 'ripgrep']) },
  { name: 'a variable that is not set', kind: mac(done), options: { env: [{ name: 'NPM_TOKEN', hint: 'ask ops' }] }, args: ['--check'], code: 2, then: (_, ran) => expect(ran.stdout).toContain('ask ops') },
  { name: 'a variable that is set', kind: mac(done), options: { env: [{ name: 'NPM_TOKEN' }] }, args: ['--check'], env: { NPM_TOKEN: 'sesame' }, code: 0, then: (_, ran) => expect(ran.stdout + ran.stderr).not.toContain('sesame') },
  { name: 'a proxy and a certificate', kind: mac({ has: ['mise'] }), args: ['--yes'], env: { HTTP_PROXY: 'http://proxy:1', SSL_CERT_FILE: '/etc/a "b"' }, code: 0, then: (one) => {
    expect(readFileSync(join(one.root, 'environment'), 'utf8').split('\n').slice(0, 2)).toEqual(['http://proxy:1', 'cacert = "/etc/a \\"b\\""'])
  } },
  { name: 'unknown option', kind: mac(), args: ['--chekc'], code: 64, then: nothingInstalled },
  { name: 'unknown id', kind: mac(), args: ['--only', 'nope'], code: 64, then: nothingInstalled },
  { name: 'option without value', kind: mac(), args: ['--only'], code: 64 },
  { name: '--help', kind: mac(), args: ['--help'], code: 0 },
]

/** A second run finds nothing to do. */
function again(one: Machine, _ran: Ran, shell: readonly string[]): void {
  one.forget()
  const second = one.run(shell, ['--yes'])
  expect({ code: second.code, installs: one.installs() }).toEqual({ code: 0, installs: [] })
}

const table: Record<string, Record<string, string>> = {}
const note = (row: string, shell: string, result: string) => { (table[row] ??= {})[shell] = result }
afterAll(() => {
  const columns = shells.map(({ name }) => name)
  const lines = Object.entries(table).map(([row, cells]) => `${row.padEnd(36)}${columns.map((name) => (cells[name] ?? '-').padStart(13)).join('')}`)
  process.stdout.write(`\nbootstrap.sh: exit code by shell (- not on this machine)\n${' '.repeat(36)}${columns.map((name) => name.padStart(13)).join('')}\n${lines.join('\n')}\n`)
})

for (const { name: shell, argv, there } of shells) {
  describe.skipIf(!there)(`in ${shell}${there ? '' : ' (SKIPPED: it is not on this machine)'}`, () => {
    test.each(scenarios)('$name', ({ name, kind, args = [], env, options, repo, code, before, then }) => {
      const one = machine(kind, options === undefined ? standard : script(options), repo)
      try {
        before?.(one)
        const ran = one.run(argv, args, env)
        note(name, shell, String(ran.code))
        expect({ code: ran.code, ...ran.code === code ? {} : { said: ran.stdout + ran.stderr } }).toEqual({ code })
        then?.(one, ran, argv)
      } finally {
        one.remove()
      }
    }, 60_000)

    test('interrupted at every call: exit 130, and the next run finishes it', async () => {
      const first = machine(mac({ brew: 'none' }), standard)
      first.run(argv, ['--yes'])
      const calls = first.log().length
      first.remove()
      expect(calls).toBeGreaterThan(5)
      for (let at = 1; at <= calls; at += 1) {
        const one = machine(mac({ brew: 'none' }), standard)
        try {
          expect({ at, code: await one.interrupt(argv, ['--yes'], at) }).toEqual({ at, code: 130 })
          expect({ at, code: one.run(argv, ['--yes']).code }).toEqual({ at, code: 0 })
        } finally {
          one.remove()
        }
      }
      note('SIGINT at every call', shell, '130, then 0')
    }, 600_000)

    test('cut off at every 64th byte: nothing runs', () => {
      const one = machine(mac({ brew: 'none' }), standard)
      // One shell starts them all: five hundred starts from here would take longer than what is tested.
      const loop = `cd "$MACHINE" && length=64
while [ "$length" -lt ${Buffer.byteLength(standard) - 1} ]; do
  head -c "$length" repo/scripts/bootstrap.sh >cut.sh
  PATH="$MACHINE/bin" ${[where(argv[0] ?? ''), ...argv.slice(1)].join(' ')} cut.sh --yes </dev/null >/dev/null 2>&1
  length=$((length + 64))
done`
      const { status } = spawnSync('sh', ['-c', loop], { env: { ...one.env, PATH: process.env['PATH'] } })
      expect(status).toBe(0)
      expect(one.log()).toEqual([])
      note('cut off at every 64th byte', shell, 'nothing ran')
      one.remove()
    }, 600_000)
  })
}
