import type { Io } from '../../../io.ts'
import type { Messages } from '../../../messages/index.ts'
import { clip, columns } from '../../text.ts'
import type { Progress } from './measure.ts'

/** Progress on stderr: at a terminal one line that is written over, elsewhere a line for each tenth. */
export function lintProgress({ stderr }: Pick<Io, 'stderr'>, { compare: { lint: words } }: Messages): Progress {
  const live = stderr.isTTY === true
  let told = 0
  const show = (line: string): void => void stderr.write(live ? `\r\u001b[2K${clip(line, columns(stderr) - 1)}` : `${line}\n`)
  return {
    installing: (what) => show(words.installing(what)),
    linted(done, all, left) {
      const tenth = Math.floor(10 * done / all)
      if (live || tenth > told) show(words.linting({ done, all, left }))
      told = tenth
    },
    end() {
      if (live) stderr.write('\r\u001b[2K')
    },
  }
}
