import type { Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import type { ScriptEvent } from '../../provision/report.ts'
import { print } from '../print.ts'
import type { Page } from '../report.ts'
import { columns, visible, width } from '../text.ts'
import { itemLine } from './lines.ts'

/** A page with every sentence, not only the command line's. */
export type PageOf = Page & { readonly all: Messages }

/** Steps as they happen: each item's line on stdout; below it, at a terminal, what is being brought, for how long, and what its installer says. */
export function liveView(io: Io, text: Messages, page: PageOf, silent: boolean) {
  const live = io.stderr.isTTY === true
  let working: { readonly what: string, readonly since: number } | undefined
  let going = false
  const clear = () => { if (live) io.stderr.write('\r\u001b[2K') }
  const show = (noise: string) => {
    if (!live || !working) return
    const line = `${text.provision.script.start(working.what)} ${Math.round((Date.now() - working.since) / 1000)} s  ${visible(noise.trim())}`
    let clipped = line
    while (width(clipped) > columns(io.stderr) - 1) clipped = clipped.slice(0, -1)
    io.stderr.write(`\r\u001b[2K${clipped}`)
  }
  return {
    /** What comes from here on is the second look, which shows only what changes. */
    begin(again: boolean): void { going = again },
    onEvent(event: ScriptEvent, title: (id: string) => string): void {
      if (silent) return
      if (event.type === 'start') {
        working = { what: event.ids.map(title).join(', '), since: Date.now() }
        if (live) show('')
        else io.stderr.write(`${text.provision.script.start(working.what)}\n`)
        return
      }
      // The script looks at everything before it begins; that was shown already.
      if (going && !working) return
      clear()
      print(io, itemLine({ ...event.item, title: title(event.item.id) }, page))
    },
    onNoise(line: string): void {
      if (!silent) show(line)
    },
    end: clear,
  }
}
