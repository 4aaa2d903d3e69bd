import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Puts the hook-time bundle where an install would. */
export function toolkitInto(folder: string): Promise<void> {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"name":"create-conventions","type":"module"}\n')
  writeFileSync(join(folder, 'dist/hook.js'), `import { readFileSync } from 'node:fs'
const [, file] = process.argv.slice(2)
process.exit(/^((feat|fix|chore)(\\(.+\\))?!?: .|Merge |Revert |fixup! |squash! )/.test(readFileSync(file, 'utf8')) ? 0 : 1)
`)
  return Promise.resolve()
}
