import { basename, join } from 'node:path'
import { compareWithStock, type Reason } from './lib/differences.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

// `node scripts/differences.ts <clone>…`: our changelog of public histories beside stock conventional-changelog's, by commit.
const reasons: Readonly<Record<Reason, string>> = {
  twice: 'stock tells it in several releases; ours in the first that contains it',
  notFirst: 'stock tells it in a release that is not the first to contain it',
  unreleased: 'no tag contains it: stock tells it below a version all the same',
  reverted: 'taken back, or takes back: each counts within the release that it belongs to',
  unlinked: 'stock tells it without its hash, which it loses where a footer follows a breaking change',
  unexplained: 'no reason is known',
}
const [...clones] = process.argv.slice(2)
if (clones.length === 0) throw new Error('Say which clones.')
for (const clone of clones) {
  const work = temporaryFolder('differences')
  try {
    const { told, doubled, stockTold, stockDoubled, differences } = await compareWithStock(clone, join(work, 'clone'))
    console.log(`## ${basename(clone)}\n\nOurs tells ${told} commits, ${doubled.length} of them more than once; stock ${stockTold}, ${stockDoubled} of them more than once.\n`)
    for (const [reason, words] of Object.entries(reasons)) {
      const found = differences.filter((one) => one.reason === reason)
      if (found.length > 0) console.log(`### ${words}: ${found.length}\n\n${found.map(({ hash, ours, stock }) => `- ${hash.slice(0, 9)} ours ${ours.join(', ') || '-'}; stock ${stock.join(', ') || '-'}`).join('\n')}\n`)
    }
    if (doubled.length > 0 || differences.some(({ reason }) => reason === 'unexplained')) process.exitCode = 1
  } finally {
    await removeFolder(work)
  }
}
