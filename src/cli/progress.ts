import type { ProgressEvent } from '../apply/types.ts'
import type { Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { columns, visible, width } from './text.ts'

/**
 * Progress on stderr. At a terminal one line that is written over and gone at the end; elsewhere a line for each thing that takes time.
 * `end` takes the line away.
 */
export function progressReporter({ stderr }: Io, { progress }: Messages['cli']): { report(event: ProgressEvent): void, end(): void } {
  const live = stderr.isTTY === true
  let last = ''
  const show = (line: string): void => {
    if (line === last) return
    last = line
    stderr.write(live ? `\r\u001b[2K${clip(line, columns(stderr) - 1)}` : `${line}\n`)
  }
  return {
    report(event) {
      const head = headline(event, progress)
      // Away from a terminal (CI logs) the package manager's own lines would be noise.
      const detail = live && 'line' in event && event.line ? `  ${visible(event.line.trim())}` : ''
      if (head !== undefined && (live || event.type !== 'write')) show(head + detail)
    },
    end() {
      if (live && last !== '') stderr.write('\r\u001b[2K')
    },
  }
}

function headline(event: ProgressEvent, progress: Messages['cli']['progress']): string {
  switch (event.type) {
    case 'write': return `${progress.writing} ${event.done}/${event.total}`
    case 'install': return progress.installing(event.command)
    case 'step': return progress.step(event.id)
    case 'restore': return progress.restoring
  }
}

function clip(line: string, columns: number): string {
  let clipped = line
  while (width(clipped) > columns) clipped = clipped.slice(0, -1)
  return clipped
}
