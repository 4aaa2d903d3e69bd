import { join } from 'node:path'
import { symlinkSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatNames } from '../src/features/lint/schema.ts'
import { findFixedPoint } from './lib/fixedPoint.ts'
import { inRoot } from './lib/root.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

// `node scripts/fixedPoint.ts <folder>… [--format prettier] [--modules node_modules] [--most 500]`: fixes and lays out the files of public repositories
// twice, with every rule of ours. A second time changes nothing, and the program is the same but for what a fix says that it does.
const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { format: { type: 'string', multiple: true, default: ['prettier', 'eslint-stylistic'] }, modules: { type: 'string', default: inRoot('node_modules') }, most: { type: 'string', default: 'Infinity' } },
})
if (folders.length === 0) throw new Error('Say which folders.')
const rows: Record<string, string | number>[] = []
for (const format of values.format) {
  const known = formatNames.find((name) => name === format)
  if (known === undefined) throw new Error(`--format takes ${formatNames.join(', ')}; not ${format}`)
  for (const folder of folders) {
    const work = temporaryFolder('fixed-point')
    try {
      symlinkSync(values.modules, join(work, 'node_modules'))
      const { files, broken, moving, changed, rewritten } = await findFixedPoint(folder, work, known, Number(values.most))
      const ours = moving.filter(({ by }) => by !== 'formatter')
      rows.push({ folder, format, files, broken: broken.length, 'changed again': ours.length, 'by the formatter alone': moving.length - ours.length, 'other program': changed.length })
      for (const { path, by, rules } of moving) console.log(`${format} ${join(folder, path)}: changed again by the ${by}: ${rules.join(', ')}`)
      for (const path of changed) console.log(`${format} ${join(folder, path)}: another program, and no fix`)
      console.log(`${format} ${folder}: programs changed by fixes: ${Object.entries(rewritten).sort((a, b) => b[1] - a[1]).map(([rule, count]) => `${rule} ${count}`).join(', ') || 'none'}`)
      if (ours.length + changed.length > 0) process.exitCode = 1
    } finally {
      await removeFolder(work)
    }
  }
}
console.table(rows)
