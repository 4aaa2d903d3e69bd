#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import type { Io } from './io.ts'

enableCompileCache()

const stop = new AbortController()
// `on`, not `once`: a second Ctrl-C must not kill us while what was there before is being restored.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
// `conventions diff | head -1`: who reads has seen enough; what is being written to the repository goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  nodeVersion: process.versions.node,
  platform: process.platform,
  execPath: process.execPath,
}

const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2), io, process.argv[1])
