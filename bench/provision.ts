import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '../src/provision/table.ts'
import { mustRun } from '../scripts/lib/run.ts'
import { mediansOf, type Contestant } from './measure.ts'
import { makeRow, type Row } from './report.ts'

const packages = 40
/** Those whose version is asked for, too. */
const ranged = ['git', 'curl', 'make', 'jq', 'tmux']

/** A folder with a bootstrap script for 40 packages of the table. */
async function makeFolder(folder: string, launcher: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const names = Object.keys(table).filter((name) => table[name]?.program !== undefined).slice(0, packages)
  const lines = names.map((name) => `    ${name}: ${ranged.includes(name) ? '">=1"' : 'true'}`)
  writeFileSync(join(folder, 'conventions.config.yaml'), `extends: minimal\nprovision:\n  packages:\n${lines.join('\n')}\n`)
  await mustRun('git', ['init', '-q', folder])
  await mustRun(process.execPath, [launcher, 'apply', '--yes', '--no-install'], { cwd: folder })
}

/** How many programs a command starts, itself included; undefined where nothing can count them (strace). */
function starts(argv: readonly string[], cwd: string, log: string): number | undefined {
  const { error } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=execve', '-e', 'status=successful', '-o', log, ...argv], { cwd, stdio: 'ignore' })
  return error ? undefined : readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('execve(')).length
}

/** `bootstrap.sh --check` with 40 packages, beside what else can look at a machine here. */
export async function provisionRows(work: string, launcher: string, runs: number): Promise<{ readonly rows: Row[], readonly notes: string[] }> {
  const folder = join(work, 'provision')
  await makeFolder(folder, launcher)
  // Something is missing on most machines: that is exit 2.
  const looking = ['sh', '-c', 'sh scripts/bootstrap.sh --check || [ $? -eq 2 ]']
  const has = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
  const contestants: Contestant[] = [
    { name: 'bootstrap.sh --check', argv: looking, prepare: () => folder },
    { name: 'node -e 0', argv: [process.execPath, '-e', '0'], prepare: () => folder },
    ...has('brew') ? [{ name: 'brew bundle check', argv: ['sh', '-c', 'brew bundle check --no-upgrade || :'], prepare: () => folder }] : [],
    ...has('mise') ? [{ name: 'mise ls --missing', argv: ['mise', 'ls', '--missing'], prepare: () => folder }] : [],
  ]
  const times = mediansOf(contestants, runs)
  const count = starts(['sh', 'scripts/bootstrap.sh', '--check'], folder, join(work, 'starts'))
  const probes = ranged.filter((name) => has(table[name]?.program ?? name) || name === 'tmux').length
  // The shell, uname and id; one for the package manager; one for each version.
  const limit = 4 + probes
  return {
    rows: [
      makeRow({ what: `bootstrap.sh --check, ${packages} packages`, budget: 'none', met: true, unit: 'ms' }, times),
      ...count === undefined ? [] : [makeRow({ what: 'programs that it starts', budget: `≤ ${limit}: the shell, uname, id, one a manager, one a version`, met: count <= limit, unit: 'processes' }, { 'bootstrap.sh --check': count })],
    ],
    notes: [
      ...has('brew') ? [] : ['brew bundle check is left out: Homebrew is not on this machine (measured elsewhere with Homebrew 6.0.18: about 1.3 s)'],
      ...has('mise') ? [] : ['mise is left out: it is not on this machine'],
      ...count === undefined ? ['the programs that bootstrap.sh starts were not counted: strace is not on this machine'] : [],
    ],
  }
}
