import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** Shells that scripts/bootstrap.sh is for; those that are not on this machine are said to be skipped. */
export const shells: readonly { readonly name: string, readonly argv: readonly string[], readonly there: boolean }[] = [
  ['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh'], ['ksh'], ['mksh'], ['yash'], ['zsh'],
].map((argv) => ({ name: argv.join(' '), argv, there: where(argv[0] ?? '') !== undefined }))

/** Where a program of this machine is. */
export function where(program: string): string | undefined {
  return (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, program)).find((path) => existsSync(path))
}

/** What kind of machine is played. Everything on its PATH is either harmless or a fake that records how it was called. */
export interface Kind {
  readonly system: 'mac' | 'intel' | 'rosetta' | 'debian' | 'fedora'
  /** path: on the PATH; off: only in ~/.linuxbrew; none. */
  readonly brew?: 'path' | 'off' | 'none'
  /** Formulae and casks that are there already. */
  readonly has?: readonly string[]
  /** apt packages that are there already. */
  readonly debs?: readonly string[]
  readonly root?: boolean
  /** none: there is none; free: asks for no password; password: asks. */
  readonly sudo?: 'none' | 'free' | 'password'
  /** Names that no manager knows. */
  readonly bad?: readonly string[]
  readonly offline?: boolean
  readonly clt?: boolean
  readonly installer?: string
  readonly mise?: boolean
  readonly runtimes?: readonly string[]
}

export interface Machine {
  readonly root: string
  readonly repo: string
  readonly env: Readonly<Record<string, string>>
  /** How the fakes were called, in order. */
  log(): string[]
  /** Calls that would change a machine. */
  installs(): string[]
  forget(): void
  run(shell: readonly string[], args: readonly string[], more?: Readonly<Record<string, string>>): Ran
  /** Runs until the fake's call number `at` begins, then interrupts everything as a terminal does. */
  interrupt(shell: readonly string[], args: readonly string[], at: number): Promise<number | null>
  remove(): void
}

export interface Ran { readonly code: number | null, readonly stdout: string, readonly stderr: string }

const harmless = ['date', 'mktemp', 'rm', 'sha256sum', 'env', 'cp', 'test', 'cat', 'sleep', 'printf']

/** Every fake records itself, and stops where a test wants to interrupt. `$T` is the machine's root. */
const recorder = `#!/bin/sh
PATH=/usr/bin:/bin
T='{{root}}'
name=\${0##*/}
printf '%s\\n' "$name $*" >>"$T/log"
calls=$(wc -l <"$T/log")
if [ -e "$T/stop" ] && [ "$calls" -ge "$(cat "$T/stop")" ]; then : >"$T/reached"; exec sleep 60; fi
offline() { [ -e "$T/offline" ]; }
bad() { [ -e "$T/bad/$1" ]; }
program() { printf '#!/bin/sh\\necho "%s 22.1.0"\\n' "$2" >"$1/$2"; chmod +x "$1/$2"; }
`

const fakes: Readonly<Record<string, string>> = {
  'uname': 'cat "$T/uname"',
  'id': 'if [ -e "$T/is-root" ]; then echo 0; else echo 1000; fi',
  'xcode-select': 'case $1 in -p) [ -e "$T/clt" ] ;; *) : >"$T/clt" ;; esac',
  'sysctl': 'if [ -e "$T/rosetta" ]; then echo 1; else exit 1; fi',
  'curl': 'offline && exit 6\nfor last; do :; done\nwhile [ $# -gt 0 ]; do if [ "$1" = -o ]; then cp "$T/installer" "$2"; fi; shift; done',
  'sudo': `case $1 in
  -n) [ -e "$T/sudo-free" ] ;;
  -v) : >"$T/sudo-free" ;;
  *) [ -e "$T/sudo-free" ] || exit 1; : >"$T/as-root"; PATH="$T/bin:$PATH"; "$@"; status=$?; rm -f "$T/as-root"; exit $status ;;
esac`,
  'dpkg-query': 'shift 3\nstatus=0\nfor one; do if [ -e "$T/debs/$one" ]; then printf "ii :%s: " "$one"; else status=1; fi; done\nexit $status',
  'rpm': 'shift 3\nfor one; do if [ -e "$T/debs/$one" ]; then printf "ii :%s: " "$one"; else echo "package $one is not installed"; fi; done',
  'apt-get': `[ -e "$T/is-root" ] || [ -e "$T/as-root" ] || { echo 'are you root?' >&2; exit 100; }
offline && exit 100
case $1 in install) ;; *) exit 0 ;; esac
shift
for one; do case $one in -*) ;; *) if bad "$one"; then echo "E: Unable to locate package $one" >&2; exit 100; fi ;; esac; done
for one; do case $one in -*) ;; *) : >"$T/debs/$one"; program "$T/bin" "$one"; esac; done`,
  'dnf': 'shift 2\nfor one; do bad "$one" && exit 1; done\nfor one; do : >"$T/debs/$one"; program "$T/bin" "$one"; done',
  'mise': `case $1 in
  ls) cat "$T/mise-has" ;;
  install) offline && exit 1; name=\${2%%@*}; bad "$name" && exit 1; echo "$name  22.1.0" >>"$T/mise-has"; program "$T/bin" "$name" ;;
esac`,
}

// As Homebrew does: what is in the file is fetched first, all of it or nothing; then it is there under opt/ and Caskroom/.
const brew = `PREFIX=\${0%/bin/brew}
case "$1 $2" in
  'bundle install') ;;
  *) exit 0 ;;
esac
case " $* " in *' --no-upgrade '*) ;; *) echo 'would upgrade' >&2; exit 1 ;; esac
case " $* " in *' --file=- '*) ;; *) echo 'would run a Brewfile' >&2; exit 1 ;; esac
entries=$(cat)
{ printf '%s\\n' "\${http_proxy-}"; cat "\${HOMEBREW_CURLRC:-/dev/null}"; } >>"$T/environment"
printf '%s\\n' "$entries" | sed 's/^/    /' >>"$T/entries"
offline && { echo 'Failed to fetch' >&2; exit 1; }
names=$(printf '%s\\n' "$entries" | sed -n 's/^brew "\\([^"]*\\)".*/\\1/p')
casks=$(printf '%s\\n' "$entries" | sed -n 's/^cask "\\([^"]*\\)".*/\\1/p')
for one in $names $casks; do if bad "$one"; then echo "Failed to fetch $one" >&2; exit 1; fi; done
for one in $names; do mkdir -p "$PREFIX/opt/\${one##*/}"; case $one in ripgrep) program "$PREFIX/bin" rg ;; mise) cp "$T/fakes/mise" "$PREFIX/bin/mise" ;; *) program "$PREFIX/bin" "\${one##*/}" ;; esac; done
for one in $casks; do mkdir -p "$PREFIX/Caskroom/$one"; done`

/** Makes a machine with the script at `<repo>/scripts/bootstrap.sh`. */
export function machine(kind: Kind, script: string, repoName = 'repo'): Machine {
  const root = mkdtempSync(join(tmpdir(), 'conventions-machine-'))
  const repo = join(root, repoName)
  const mac = ['mac', 'intel', 'rosetta'].includes(kind.system)
  const prefix = join(root, kind.brew === 'off' ? 'home/.linuxbrew' : 'brew')
  for (const folder of ['bin', 'bad', 'debs', 'home', 'tmp', 'fakes', `${repoName}/scripts`]) mkdirSync(join(root, folder), { recursive: true })
  for (const name of harmless) symlinkSync(where(name) ?? '', join(root, 'bin', name))
  const put = (path: string, text: string) => { mkdirSync(join(path, '..'), { recursive: true }); writeFileSync(path, text); chmodSync(path, 0o755) }
  const fake = (path: string, body: string) => put(path, recorder.replace('{{root}}', root) + body + '\n')
  const flag = (name: string, on: boolean | undefined) => { if (on) writeFileSync(join(root, name), '') }
  const wanted = mac ? ['uname', 'xcode-select', 'sysctl', 'curl'] : ['uname', 'id', ...kind.sudo === 'none' ? [] : ['sudo'], ...kind.system === 'debian' ? ['apt-get', 'dpkg-query'] : ['dnf', 'rpm']]
  for (const name of wanted) fake(join(root, 'bin', name), fakes[name] ?? '')
  for (const [name, body] of [['mise', fakes['mise'] ?? ''], ['brew', brew]] as const) fake(join(root, 'fakes', name), body)
  if (kind.mise) symlinkSync(join(root, 'fakes/mise'), join(root, 'bin/mise'))
  if ((kind.brew ?? (mac ? 'path' : 'none')) !== 'none') {
    fake(join(prefix, 'bin/brew'), brew)
    for (const name of kind.has ?? []) {
      if (name.startsWith('cask:')) mkdirSync(join(prefix, 'Caskroom', name.slice(5)), { recursive: true })
      else {
        mkdirSync(join(prefix, 'opt', name), { recursive: true })
        put(join(prefix, 'bin', name === 'ripgrep' ? 'rg' : name), name === 'mise' ? readFileSync(join(root, 'fakes/mise'), 'utf8') : `#!/bin/sh\necho "${name} 22.1.0"\n`)
      }
    }
  }
  writeFileSync(join(root, 'uname'), { mac: 'Darwin arm64\n', intel: 'Darwin x86_64\n', rosetta: 'Darwin x86_64\n', debian: 'Linux x86_64\n', fedora: 'Linux x86_64\n' }[kind.system])
  writeFileSync(join(root, 'installer'), kind.installer ?? installer)
  writeFileSync(join(root, 'mise-has'), (kind.runtimes ?? []).map((name) => `${name}  22.1.0\n`).join(''))
  for (const name of kind.runtimes ?? []) put(join(root, 'bin', name), '#!/bin/sh\necho v22.1.0\n')
  for (const name of kind.bad ?? []) writeFileSync(join(root, 'bad', name), '')
  for (const name of kind.debs ?? []) { writeFileSync(join(root, 'debs', name), ''); put(join(root, 'bin', name), `#!/bin/sh\necho "${name} 22.1.0"\n`) }
  flag('rosetta', kind.system === 'rosetta')
  flag('clt', kind.clt ?? true)
  flag('is-root', kind.root)
  flag('offline', kind.offline)
  flag('sudo-free', kind.sudo === 'free')
  writeFileSync(join(root, 'log'), '')
  put(join(repo, 'scripts/bootstrap.sh'), script)
  writeFileSync(join(repo, '.env.example'), 'A=1\n')

  const PATH = [join(root, 'bin'), ...kind.brew === 'off' ? [] : [join(prefix, 'bin')]].join(':')
  const env = { PATH, HOME: join(root, 'home'), TMPDIR: join(root, 'tmp'), LC_ALL: 'C.UTF-8', SHELL: '/bin/bash', MACHINE: root }
  const command = (shell: readonly string[], args: readonly string[]) => {
    const [program = '', ...first] = shell
    return [where(program) ?? program, [...first, join(repo, 'scripts/bootstrap.sh'), ...args]] as const
  }
  const read = (name: string) => readFileSync(join(root, name), 'utf8').split('\n').filter((line) => line !== '')
  return {
    root, repo, env,
    log: () => read('log'),
    installs: () => read('log').filter((line) => / install( |$)|^curl |--install$/.test(line)),
    forget: () => writeFileSync(join(root, 'log'), ''),
    run(shell, args, more = {}) {
      const [program, all] = command(shell, args)
      // A session of its own has no terminal.
      const ran = spawnSync(where('setsid') ?? 'setsid', ['-w', program, ...all], { cwd: root, env: { ...env, ...more }, encoding: 'utf8', input: '', timeout: 60_000 })
      return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr }
    },
    async interrupt(shell, args, at) {
      writeFileSync(join(root, 'stop'), String(at))
      const [program, all] = command(shell, args)
      const child = spawn(program, all, { cwd: root, env: { ...env }, detached: true, stdio: 'ignore' })
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
      while (!existsSync(join(root, 'reached')) && child.exitCode === null && child.signalCode === null) await setTimeout(5)
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
      const code = await ended
      for (const name of ['stop', 'reached']) rmSync(join(root, name), { force: true })
      return code
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** What stands in for Homebrew's installer: puts the fake brew on the PATH. */
export const installer = 'PATH=/usr/bin:/bin; : >"$MACHINE/clt"; mkdir -p "$MACHINE/brew/bin" && cp "$MACHINE/fakes/brew" "$MACHINE/brew/bin/brew"\n'
