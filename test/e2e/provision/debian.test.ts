import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ask, textAt } from '../../features/harness.ts'

const script = textAt(ask('provision', {
  packages: { jq: '>=1.5', tree: true, ripgrep: { optional: true }, sqlite: true },
  steps: [{ id: 'dotenv', needs: ['jq'], check: ['test', '-f', '.env'], run: ['cp', '.env.example', '.env'] }],
}).changes, 'scripts/bootstrap.sh')

/** Why a fresh Debian cannot be made here; undefined: it can. */
const obstacle = process.platform !== 'linux' ? 'it is no Linux' : process.getuid?.() !== 0 ? 'only root can make one'
  : !existsSync('/usr/sbin/debootstrap') ? 'debootstrap is not on this machine' : process.env['CONVENTIONS_CHROOT'] === '0' ? 'CONVENTIONS_CHROOT=0' : undefined

const folder = obstacle === undefined ? mkdtempSync(join(tmpdir(), 'conventions-debian-')) : ''
const root = join(folder, 'root')
const inside = (user: string, command: string) => spawnSync('chroot', [root, 'su', '-', user, '-s', '/bin/sh', '-c', command], { encoding: 'utf8', timeout: 600_000, env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' } })

/** The machine's own sources and proxy, so that the chroot reaches what it reaches. */
function mirror(): { readonly url: string, readonly suite: string } {
  const lists = spawnSync('apt-get', ['indextargets', '--format', '$(SITE) $(CODENAME)', 'Created-By: Packages'], { encoding: 'utf8' }).stdout.split('\n')
  const [url = 'http://deb.debian.org/debian', suite = 'bookworm'] = lists.find((line) => /^\S+ [a-z]+$/.test(line))?.split(' ') ?? []
  return { url, suite }
}

describe.skipIf(obstacle !== undefined)(`a fresh Debian${obstacle === undefined ? '' : ` (SKIPPED: ${obstacle})`}`, () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a user who may sudo runs the script with the real apt, and has the tools; once more changes nothing', (context) => {
    const { url, suite } = mirror()
    const made = spawnSync('debootstrap', ['--variant=minbase', '--include=sudo,ca-certificates', suite, root, url], { encoding: 'utf8', timeout: 900_000 })
    if (made.status !== 0) context.skip(`SKIPPED: debootstrap failed: ${(made.stdout + made.stderr).split('\n').slice(-3).join(' ')}`)
    for (const path of ['etc/apt/apt.conf.d/99proxy', 'etc/resolv.conf']) mkdirSync(join(root, path, '..'), { recursive: true })
    const settings = spawnSync('apt-config', ['dump', 'Acquire::http::Proxy'], { encoding: 'utf8' }).stdout
    writeFileSync(join(root, 'etc/apt/apt.conf.d/99proxy'), settings)
    if (existsSync('/etc/resolv.conf')) writeFileSync(join(root, 'etc/resolv.conf'), readFileSync('/etc/resolv.conf'))
    expect(spawnSync('chroot', [root, '/usr/sbin/useradd', '-m', '-s', '/bin/bash', 'dev']).status).toBe(0)
    writeFileSync(join(root, 'etc/sudoers.d/dev'), 'dev ALL=(ALL) NOPASSWD: ALL\n')
    const repo = join(root, 'home/dev/내 repo')
    mkdirSync(join(repo, 'scripts'), { recursive: true })
    writeFileSync(join(repo, 'scripts/bootstrap.sh'), script)
    writeFileSync(join(repo, '.env.example'), 'A=1\n')
    expect(inside('root', 'chown -R dev:dev /home/dev').status).toBe(0)

    const before = inside('dev', 'cd "/home/dev/내 repo" && sh scripts/bootstrap.sh --check --porcelain')
    expect(before.status).toBe(2)
    const first = inside('dev', 'cd "/home/dev/내 repo" && sh scripts/bootstrap.sh --yes')
    expect({ code: first.status, ...first.status === 0 ? {} : { said: first.stdout + first.stderr } }).toEqual({ code: 0 })
    expect(inside('dev', 'jq --version && tree --version && rg --version && sqlite3 --version && cat "/home/dev/내 repo/.env"').status).toBe(0)
    const dpkg = () => inside('root', 'stat -c %Y /var/lib/dpkg/status; wc -c </var/log/apt/history.log').stdout
    const state = dpkg()
    const second = inside('dev', 'cd / && sh "/home/dev/내 repo/scripts/bootstrap.sh" --yes')
    expect(second.status).toBe(0)
    expect(second.stdout).toContain('Nothing to do')
    expect(dpkg()).toBe(state)
  }, 1_500_000)
})
