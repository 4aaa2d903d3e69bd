import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

// Runs sets of programs, one set after the other and the programs of a set at once. Argument: a file with the sets, each a list of command lines. That something was found (1) is no
// failure.
const sets = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly (readonly (readonly string[])[])[]
for (const set of sets) await Promise.all(set.map(one))

function one([program = '', ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => said += chunk.toString())
    child.on('error', reject)
    child.on('exit', (code) => code === 0 || code === 1 ? resolve() : reject(new Error(`${args.join(' ').slice(0, 200)} ended with ${code ?? 'a signal'}\n${said}`)))
  })
}
