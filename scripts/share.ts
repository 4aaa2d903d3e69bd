import { spawnSync } from 'node:child_process'
import { toCommitlint } from '../src/commits/commitlint.ts'
import { compileShell } from '../src/commits/shell.ts'
import { conventionFrom } from './lib/fuzz/conventions.ts'
import { commitlintSays } from './lib/fuzz/oracle.ts'
import { acceptedBy, writeMessages } from './lib/fuzz/shells.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

// How many of a repository's good messages the shell settles alone: `node scripts/share.ts <repository> [preset] [how many of the last commits]`.
const [path = '.', preset = 'standard', most = '2000'] = process.argv.slice(2)
const { stdout } = spawnSync('git', ['-C', path, 'log', `-${most}`, '-z', '--format=%B'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
const messages = stdout.split('\0').filter((message) => message.trim() !== '')
const convention = await conventionFrom(preset)
const config = toCommitlint(convention)
const verdicts = await Promise.all(messages.map((message) => commitlintSays(message, config, '#')))
const good = messages.filter((_, index) => verdicts[index]!.errors.length + verdicts[index]!.warnings.length === 0)
const folder = temporaryFolder('share')
try {
  writeMessages(folder, good.map((message) => Buffer.from(message)))
  const { size } = await acceptedBy({ name: 'sh', argv: ['sh'] }, compileShell(convention), folder, good.length)
  console.log(`${path}, ${preset}: ${good.length} of ${messages.length} messages are good; the shell settles ${size} of them, ${(100 * size / good.length).toFixed(1)} %`)
} finally {
  await removeFolder(folder)
}
