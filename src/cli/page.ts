import type { Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { columns, painter, type Paint } from './text.ts'

export interface Page {
  readonly text: Messages['cli']
  readonly paint: Paint
  /** columns */
  readonly columns: number
}

/** The page that stdout is. */
export function makePage(io: Io, text: Messages, noColor: boolean): Page {
  return { text: text.cli, paint: painter(io, io.stdout, noColor), columns: columns(io.stdout) }
}
