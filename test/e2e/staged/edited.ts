import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commitAll, git, initGit, put, snapshot } from '../../apply/lib/repository.ts'

/** sh with files as arguments; run twice it does no more than once. */
export const fixer = 'for file; do sed "s/bad/good/" "$file" >"$file.new" && cat "$file.new" >"$file" && rm "$file.new" || exit 1; done'

const lines = (...text: readonly string[]): string => text.map((line) => `${line}\n`).join('')

/** Every way in which a file can be staged: `fixer` has something to do in each. */
export function makeStaged(root: string): void {
  initGit(root)
  put(root, 'a.txt', lines('one', 'two', 'three', 'four'))
  put(root, 'near.txt', lines('one', 'two'))
  put(root, 'run.txt', 'run\n', 0o755)
  put(root, 'rest/kept.txt', 'kept\n')
  commitAll(root)
  put(root, 'a.txt', lines('one bad', 'two', 'three', 'four'))
  put(root, 'near.txt', lines('one bad', 'two'))
  put(root, 'b.txt', 'b bad\n', 0o600)
  put(root, 'run.txt', 'run bad\n')
  put(root, 'gone/far/c.txt', 'c bad\n')
  put(root, '한글 파일.txt', '나쁜 bad\n')
  git(root, 'add', '-A')
  // Hunks that are not staged: next to a staged one, and on the same line; a folder that is gone; files that git does not know.
  put(root, 'a.txt', lines('one bad', 'two of mine', 'three', 'four', 'five'))
  put(root, 'near.txt', lines('one bad, mine', 'two'))
  rmSync(join(root, 'gone'), { recursive: true })
  put(root, 'rest/kept.txt', 'kept bad, and edited\n')
  put(root, 'rest/untracked.txt', 'bad\n')
  git(root, 'update-index', '-q', '--refresh', '--really-refresh')
}

/** Everything that a person could lose, as lines: the work tree to the last folder, and the index. */
export function stateOf(root: string): string {
  return [...snapshot(root), git(root, 'ls-files', '-s'), existsSync(join(root, '.git/index.lock')) ? 'index.lock' : ''].join('\n')
}
