import { readBlock, removeBlock, unwrapBlock } from '../edit/block.ts'
import { removeLines } from '../edit/lines.ts'
import { normal } from '../edit/text.ts'
import { sameValue } from '../edit/value.ts'
import type { Draft, Owned } from './draft.ts'
import { note } from './draft.ts'
import { retireKey } from './keys.ts'
import type { LockedPart } from './types.ts'

/** Takes back what we wrote and no feature asks for any more. What someone edited stays, and is theirs from now on. */
export function retire(draft: Draft, changes: readonly Owned[]): void {
  for (const part of draft.locked) if (!isClaimed(part, changes)) retirePart(draft, part)
  const created = draft.locked.find((part) => part.kind === 'created') ?? createdBy(draft, changes)
  if (created === undefined) return
  if (draft.text !== undefined && draft.before !== undefined && isEmpty(draft.text, created.rest)) {
    draft.text = undefined
  } else if (draft.parts.length > 0) {
    draft.parts.push(created)
  }
}

/** A shared file that the plan makes. What is wholly ours needs no such note, what is seeded is theirs. */
function createdBy(draft: Draft, changes: readonly Owned[]): Extract<LockedPart, { kind: 'created' }> | undefined {
  const [first] = changes
  if (draft.before !== undefined || draft.text === undefined || first === undefined) return undefined
  if (first.change.kind === 'file' || first.change.kind === 'seed') return undefined
  const heading = changes.map(({ change }) => change.kind === 'block' ? change.heading : undefined).find((text) => text !== undefined)
  return { feature: first.feature, kind: 'created', rest: heading ?? '' }
}

function isEmpty(text: string, rest: string): boolean {
  const left = normal(text).trim()
  return left === rest.trim() || left === '{}'
}

function isClaimed(part: LockedPart, changes: readonly Owned[]): boolean {
  return changes.some(({ feature, change }) => {
    if (part.kind === 'key') return change.kind === 'keys' && change.keys.some((key) => sameValue(key.at, part.at)) && (part.mode !== 'include' || feature === part.feature)
    if (part.kind === 'lines') return change.kind === 'lines' && feature === part.feature && part.lines.every((line) => change.lines.includes(line))
    if (part.kind === 'block') return change.kind === 'block' && change.id === part.id
    return change.kind === part.kind || (part.kind === 'file' && change.kind === 'remove')
  })
}

function retirePart(draft: Draft, part: LockedPart): void {
  const { text } = draft
  if (text === undefined || part.kind === 'seed' || part.kind === 'theirs' || part.kind === 'created') return
  if (part.kind === 'key') return retireKey(draft, part)
  if (part.kind === 'file') {
    if (part.adopted || normal(text) !== part.base) return
    note(draft, 'behind')
    draft.text = undefined
  } else if (part.kind === 'lines') {
    const kept = draft.parts.flatMap((other) => other.kind === 'lines' ? other.lines : [])
    const rest = removeLines(text, part.lines.filter((line) => !kept.includes(line)))
    if (rest === text) return
    note(draft, 'behind')
    draft.text = rest
  } else {
    retireBlock(draft, part, text)
  }
}

function retireBlock(draft: Draft, part: Extract<LockedPart, { kind: 'block' }>, text: string): void {
  const inner = readBlock(draft.path, text, part.id)
  if (inner === undefined) return
  note(draft, 'behind')
  if (normal(inner) !== part.base) {
    draft.text = unwrapBlock(draft.path, text, part.id)
    return
  }
  draft.text = removeBlock(draft.path, text, part.id)
}
