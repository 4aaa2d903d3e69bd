import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inRoot } from '../scripts/lib/root.ts'

// ESLint as it is, one preset after the other, the files of each shared out among processes: what `compare lint` saves its users. Argument: a file with, for each preset, the job
// files of its processes (`scripts/lib/lintAlone.ts`).
const presets = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly (readonly string[])[]
for (const jobs of presets) await Promise.all(jobs.map(one))

function one(job: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('scripts/lib/lintAlone.ts'), job], { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('exit', (code) => code === 0 ? resolve() : reject(new Error(`${job} ended with ${code ?? 'a signal'}`)))
  })
}
