import type { BlockChange, FileChange, LinesChange, RemoveChange, SeedChange } from '../feature.ts'
import { readBlock, writeBlock } from '../edit/block.ts'
import { addLines, missingLines } from '../edit/lines.ts'
import { normal, styleOf, withStyle } from '../edit/text.ts'
import { mergeThreeWay } from '../edit/threeway.ts'
import { disagree, lose, note, restores, type Draft } from './draft.ts'
import { hashOf } from './hash.ts'
import type { Words } from './words.ts'

/** A file that is wholly ours: created, kept, rendered anew, or merged with what someone edited. */
export function planFile(draft: Draft, feature: string, change: FileChange, words: Words): void {
  const locked = draft.locked.find((part) => part.kind === 'file')
  const executable = change.executable ?? draft.before?.executable ?? false
  if (draft.before && executable !== draft.before.executable) note(draft, locked ? 'edited' : 'behind')
  draft.executable = executable
  const mine = draft.text === undefined ? undefined : normal(draft.text)
  draft.parts.push({
    feature, kind: 'file', hash: hashOf(change.text), base: change.text,
    ...(mine === change.text && (!locked || locked.adopted) ? { adopted: true as const } : {}),
  })
  if (mine === change.text) return
  const drift = locked && mine !== locked.base ? 'edited' : 'behind'
  note(draft, drift)
  if (mine === undefined || restores(draft) || (locked && drift === 'behind')) return render(draft, change.text)
  if (locked) return mergeText(draft, feature, undefined, locked.base, mine, change.text, (text) => render(draft, text))
  const gone = missingLines(change.text, mine.split('\n').filter((line) => line.trim() !== ''))
  if (gone.length > 0) lose(draft, feature, undefined, words.replacedText(gone))
  render(draft, change.text)
}

function render(draft: Draft, text: string): void {
  draft.replaced = true
  draft.text = draft.text === undefined ? text : withStyle(text, { ...styleOf(draft.text), finalNewline: text.endsWith('\n') })
}

function mergeText(
  draft: Draft, feature: string, name: string | undefined, base: string, yours: string, convention: string, write: (text: string) => void,
): void {
  const merged = mergeThreeWay(base, yours, convention)
  if ('text' in merged) {
    if (merged.text !== yours) write(merged.text)
  } else {
    disagree(draft, feature, name, { base, yours, convention })
  }
}

/** A file that is created once. Who deleted it does not want it: it stays away. */
export function planSeed(draft: Draft, feature: string, change: SeedChange): void {
  const locked = draft.locked.find((part) => part.kind === 'seed')
  const wanted = draft.before === undefined && (!locked || restores(draft))
  if (locked || wanted) draft.parts.push({ feature, kind: 'seed' })
  if (!wanted) return
  note(draft, 'behind')
  draft.text = change.text
  draft.executable = change.executable ?? false
}

/** Marked lines in a file that is shared. */
export function planBlock(draft: Draft, feature: string, change: BlockChange, words: Words): void {
  const { id, text, at = 'end', heading } = change
  const locked = draft.locked.find((part) => part.kind === 'block' && part.id === id)
  const base = locked?.kind === 'block' ? locked.base : undefined
  const mine = draft.text === undefined ? undefined : readBlock(draft.path, draft.text, id)
  const write = (inner: string): void => {
    draft.text = writeBlock(draft.path, draft.text ?? '', id, inner, { at, ...(draft.text === undefined && heading !== undefined ? { heading } : {}) })
  }
  draft.parts.push({ feature, kind: 'block', id, hash: hashOf(text), base: text })
  if (change.executable !== undefined && change.executable !== draft.executable) {
    if (draft.before) note(draft, locked ? 'edited' : 'behind')
    draft.executable = change.executable
  }
  if (mine !== undefined && normal(mine) === text) return
  const drift = base !== undefined && (mine === undefined || normal(mine) !== base) ? 'edited' : 'behind'
  note(draft, drift)
  if (mine === undefined || restores(draft) || (base !== undefined && drift === 'behind')) return write(text)
  if (base !== undefined) return mergeText(draft, feature, id, base, normal(mine), text, write)
  const gone = missingLines(text, normal(mine).split('\n').filter((line) => line.trim() !== ''))
  if (gone.length > 0) lose(draft, feature, id, words.replacedText(gone))
  write(text)
}

/** Lines that a list must contain. */
export function planLines(draft: Draft, feature: string, change: LinesChange): void {
  const recorded = draft.locked.flatMap((part) => part.kind === 'lines' && part.feature === feature ? part.lines : [])
  const missing = missingLines(draft.text ?? '', change.lines)
  const ours = [...recorded.filter((line) => change.lines.includes(line)), ...missing.filter((line) => !recorded.includes(line))]
  if (ours.length > 0) draft.parts.push({ feature, kind: 'lines', lines: ours })
  if (missing.length === 0) return
  note(draft, missing.some((line) => recorded.includes(line)) ? 'edited' : 'behind')
  draft.text = addLines(draft.text ?? '', missing)
}

/** A file that must not be there. */
export function planRemove(draft: Draft, feature: string, _change: RemoveChange, words: Words): void {
  if (draft.text === undefined) return
  const locked = draft.locked.find((part) => part.kind === 'file')
  const ours = locked && !locked.adopted && normal(draft.text) === locked.base
  note(draft, 'behind')
  if (!ours) lose(draft, feature, undefined, words.removedFile(draft.text.split('\n').length))
  draft.text = undefined
}
