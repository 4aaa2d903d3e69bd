import type { Io, Output } from './io.ts'
import { main } from './main.ts'

const stop = new AbortController()
// `on`, not `once`: a second Ctrl-C must not kill us while what was there before is being restored.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())

const opened = new Set<NodeJS.WriteStream>()

/** A stream of ours. Made when it is asked for: Node loads a good deal for each. */
function output(name: 'stdout' | 'stderr'): Output {
  const stream = process[name]
  if (!opened.has(stream)) {
    opened.add(stream)
    // What is being written to the repository goes on; `written` tells of it.
    stream.on('error', () => undefined)
  }
  return stream
}

async function written(): Promise<Error | undefined> {
  const full = [...opened].filter(({ writableLength, destroyed }) => writableLength > 0 && !destroyed)
  await Promise.all(full.map((stream) => new Promise((resolve) => stream.write('', resolve))))
  // `conventions diff | head -1`: who reads has seen enough.
  return [...opened].map(({ errored }) => errored as NodeJS.ErrnoException | null).find((error) => error !== null && error.code !== 'EPIPE') ?? undefined
}

/** Where it is gone, the system knows no name for it, but the shell does: the command then says that it is not there. */
function workingDirectory(): string {
  try {
    return process.cwd()
  } catch {
    return process.env['PWD'] ?? '/'
  }
}

const io: Io = {
  cwd: workingDirectory(),
  env: process.env,
  get stdin() { return process.stdin },
  get stdout() { return output('stdout') },
  get stderr() { return output('stderr') },
  written,
  signal: stop.signal,
  nodeVersion: process.versions.node,
  platform: process.platform,
  execPath: process.execPath,
}

async function run(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), io, process.argv[1])
  await written()
  // To take down what is in memory piece by piece takes Node several milliseconds.
  process.exit()
}

run().catch((error: unknown) => {
  // eslint-disable-next-line no-console -- a mistake of ours, with its stack, whatever state the streams are in
  console.error(error)
  process.exitCode = 2
})
