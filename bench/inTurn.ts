import { readFileSync } from 'node:fs'
import { run } from '../scripts/lib/run.ts'

// Runs sets of programs, one set after the other and the programs of a set at once. Argument: a file with the sets, each a list of command lines. That something was found (1) is no
// failure.
const sets = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly (readonly (readonly string[])[])[]
for (const set of sets) await Promise.all(set.map(one))

async function one([program = '', ...args]: readonly string[]): Promise<void> {
  const { code, stderr } = await run(program, args, { cwd: process.cwd() })
  if (code > 1) throw new Error(`${args.join(' ').slice(0, 200)} ended with ${code}\n${stderr}`)
}
