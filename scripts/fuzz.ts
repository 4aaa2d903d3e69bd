import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { differences, type Difference } from './lib/fuzz/differences.ts'
import { conventions } from './lib/fuzz/conventions.ts'
import { encode, invent, mutate } from './lib/fuzz/messages.ts'
import { randomFrom } from './lib/fuzz/random.ts'
import { shellsHere } from './lib/fuzz/shells.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

// Looks for messages that the shell's proof accepts and @commitlint/lint rejects. `--seed N` repeats a run; `--history <repository>` (more than
// once) takes real messages to change; `--shell <path>` adds a shell; `--all` adds the variants of
// conventions.ts to the shipped presets, and shells that are nobody's `sh`.
const { values } = parseArgs({ options: {
  seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  count: { type: 'string', default: '100000' },
  history: { type: 'string', multiple: true, default: [] },
  shell: { type: 'string', multiple: true, default: [] },
  all: { type: 'boolean', default: false },
} })

const seed = Number(values.seed)
const random = randomFrom(seed)
const real = values.history.flatMap((path) => history(path, 3_000))
const shells = (await shellsHere(values.shell)).filter(({ partial }) => values.all || !partial)
const chosen = await conventions(values.all)
console.log(`seed ${seed}, ${values.count} messages (changed from ${real.length} real ones and made up), ${Object.keys(chosen).length} conventions, ${shells.map(({ name }) => name).join(', ')}`)

const folder = temporaryFolder('fuzz')
const chunk = 5_000
const accepted: Record<string, number> = {}
const found: Difference[] = []
try {
  for (let done = 0; done < Number(values.count); done += chunk) {
    const messages = Array.from({ length: Math.min(chunk, Number(values.count) - done) }, () =>
      encode(real.length > 0 && !random.chance(3) ? mutate(random.pick(real), random) : mutate(invent(random), random), random))
    const result = await differences({ messages, conventions: chosen, shells, folder: join(folder, 'messages'), random })
    found.push(...result.found)
    for (const one of result.found) console.error(one)
    for (const [name, count] of Object.entries(result.accepted)) accepted[name] = (accepted[name] ?? 0) + count
    process.stderr.write(`${done + messages.length} messages, ${found.length} differences\n`)
  }
} finally {
  await removeFolder(folder)
}
console.table(accepted)
// By kind: only what a shell accepts and commitlint does not is unsound; the rest is a shell or a linter that differs from its peers.
const kinds: Record<string, number> = {}
for (const { between } of found) {
  const kind = between.startsWith('the linter says') ? 'the linter differs from @commitlint/lint' : between
  kinds[kind] = (kinds[kind] ?? 0) + 1
}
console.table(kinds)
const unsound = kinds['a shell accepts'] ?? 0
console.log(`seed ${seed}: ${unsound} accepted by a shell and rejected, or warned of, by @commitlint/lint; ${found.length - unsound} other differences`)
process.exitCode = found.length === 0 ? 0 : 1

/** The last messages of a repository's history, as they are in it. */
function history(path: string, most: number): string[] {
  const { stdout } = spawnSync('git', ['-C', path, 'log', `-${most}`, '-z', '--format=%B'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return stdout.split('\0').filter((message) => message.trim() !== '')
}
