import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { packInto } from './lib/pack.ts'
import { inRoot } from './lib/root.ts'
import { mustRun } from './lib/run.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

/** PATH without what `npm run` put in front: the bin meets the machine's own Node, as it does under `npm create`. */
function machinePath(): string {
  const added = [`${sep}node_modules${sep}.bin`, `${sep}node-gyp-bin`]
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !added.some((end) => folder.endsWith(end))).join(delimiter)
}

/** Runs the bin in this terminal, where `npm run` was called; resolves to its exit code. */
function runBin(bin: string, args: readonly string[]): Promise<number> {
  const child = spawn('node', [bin, ...args], {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    env: { ...process.env, PATH: machinePath() },
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => {
    // The terminal sends Ctrl-C to the bin as well, which decides what becomes of it.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('exit', (code) => { resolve(code ?? 130) })
  })
}

// What `npm create conventions` does: it installs the published package into a folder of its own and runs its bin. Ours is the tarball,
// which stays in .pack/ because the new repository's dependency points to it.
const packFolder = inRoot('.pack')
rmSync(packFolder, { recursive: true, force: true })
mkdirSync(packFolder)
process.stderr.write('Packing create-conventions…\n')
const tarball = await packInto(packFolder)
const prefix = temporaryFolder('create')
try {
  await mustRun('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', prefix, tarball])
  const bin = join(prefix, 'node_modules', 'create-conventions', 'dist', 'create-conventions.cjs')
  process.exitCode = await runBin(bin, [...process.argv.slice(2), '--toolkit', `file:${tarball}`])
} finally {
  await removeFolder(prefix)
}
