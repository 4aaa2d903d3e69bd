// node kill.ts <root> <path> <when>: an apply that is killed once the files are written, or once the package manager runs.
import { existsSync } from 'node:fs'
import { applyPlan } from '../../../src/apply/apply.ts'
import { file, optionsOf, planOf, writeOf } from './repository.ts'

const [root, path, when] = process.argv.slice(2) as [string, string, 'written' | 'install']
const die = () => process.kill(process.pid, 'SIGKILL')
const started = () => ['PIDFILE', 'GO'].some((name) => existsSync(process.env[name] ?? ''))

await applyPlan(
  planOf([writeOf('new.txt', undefined, file('new\n')), writeOf('package-lock.json', file('{}\n'), file('ours\n'))], { install: true }),
  optionsOf({ root, path }, {
    progress: (event) => {
      if (when === 'written' && event.type === 'write' && event.done === event.total) die()
      if (when === 'install' && event.type === 'install') setInterval(() => started() && die(), 10)
    },
  }),
)
