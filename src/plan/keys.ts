import type { Json, KeyEdit, KeyPath, KeysChange } from '../feature.ts'
import { parseKeys, writeKeys } from '../edit/keys.ts'
import { isList, keyName, sameValue, valueAt } from '../edit/value.ts'
import { disagree, lose, note, restores, type Draft } from './draft.ts'
import type { LockedPart } from './types.ts'
import type { Words } from './words.ts'

type LockedKey = Extract<LockedPart, { kind: 'key' }>

/** Keys inside a data file, each decided by its mode. */
export function planKeys(draft: Draft, feature: string, change: KeysChange, words: Words): void {
  for (const edit of change.keys) planKey(draft, feature, edit, words)
}

function planKey(draft: Draft, feature: string, edit: KeyEdit, words: Words): void {
  const data = parseKeys(draft.path, draft.text ?? '')
  const locked = lockedKey(draft, feature, edit)
  const obstacle = edit.at.map((_, index) => edit.at.slice(0, index)).find((at) => isValue(valueAt(data, at)))
  if (obstacle && edit.mode === 'default') return
  if (obstacle) {
    const name = keyName(obstacle)
    lose(draft, feature, name, words.replacedKey(name, shown(valueAt(data, obstacle)), keyName(edit.at)))
    put(draft, obstacle, undefined)
  }
  const current = obstacle ? undefined : valueAt(data, edit.at)
  if (edit.mode === 'include') return planInclude(draft, feature, edit, current, locked)
  if (edit.mode === 'command') return planCommand(draft, feature, edit, current, locked, words)
  planValue(draft, feature, edit, current, locked, words)
}

/** Whether something stands there that cannot hold keys. */
function isValue(value: unknown): boolean {
  return value === null || (value !== undefined && typeof value !== 'object')
}

/** What we wrote there; of a list that features share, what this one did. */
function lockedKey(draft: Draft, feature: string, edit: KeyEdit): LockedKey | undefined {
  const group = (mode: KeyEdit['mode']): string => mode === 'default' ? 'set' : mode
  return draft.locked.find((part): part is LockedKey => part.kind === 'key' && sameValue(part.at, edit.at) && group(part.mode) === group(edit.mode)
    && (edit.mode !== 'include' || part.feature === feature))
}

function planValue(draft: Draft, feature: string, edit: KeyEdit, current: unknown, locked: LockedKey | undefined, words: Words): void {
  const { at, value, mode } = edit
  const name = keyName(at)
  const record = (recorded: Json = value): void => void draft.parts.push({ feature, kind: 'key', at, mode, value: recorded })
  if (sameValue(current, value)) {
    if (locked) record()
    return
  }
  const untouched = locked !== undefined && sameValue(current, locked.value)
  if (current === undefined || untouched || (restores(draft) && mode === 'set')) {
    record()
    note(draft, locked && !untouched ? 'edited' : 'behind')
    return put(draft, at, value)
  }
  if (mode === 'default') return
  if (locked === undefined) {
    // Not recorded until it is accepted: what we never wrote is never taken for ours.
    if (lose(draft, feature, name, words.replacedKey(name, shown(current), shown(value)))) record()
    note(draft, 'behind')
    return put(draft, at, value)
  }
  note(draft, 'edited')
  record(locked.value)
  if (!sameValue(locked.value, value)) {
    disagree(draft, feature, name, { base: shown(locked.value), yours: shown(current), convention: shown(value) })
  }
}

function planInclude(draft: Draft, feature: string, edit: KeyEdit, current: unknown, locked: LockedKey | undefined): void {
  const wanted = isList(edit.value) ? edit.value : [edit.value]
  const recorded = locked && isList(locked.value) ? locked.value : []
  // One value in the place of a list of one (GitLab's `include`, TypeScript's `extends`) becomes its first item.
  const there = isList(current) ? current as readonly Json[] : current === undefined || current === null ? [] : [current as Json]
  const holds = (list: readonly unknown[], item: unknown): boolean => list.some((other) => sameValue(other, item))
  const missing = wanted.filter((item) => !holds(there, item))
  const stale = recorded.filter((item) => !holds(wanted, item) && holds(there, item))
  const ours = [...recorded.filter((item) => holds(wanted, item)), ...missing.filter((item) => !holds(recorded, item))]
  if (ours.length > 0) draft.parts.push({ feature, kind: 'key', at: edit.at, mode: 'include', value: ours as readonly Json[] })
  if (missing.length === 0 && stale.length === 0) return
  note(draft, missing.some((item) => holds(recorded, item)) ? 'edited' : 'behind')
  put(draft, edit.at, [...there.filter((item) => !holds(stale, item)), ...missing] as readonly Json[])
}

function planCommand(draft: Draft, feature: string, edit: KeyEdit, current: unknown, locked: LockedKey | undefined, words: Words): void {
  const command = textOf(edit.value)
  const before = typeof locked?.value === 'string' ? locked.value : undefined
  if (current !== undefined && typeof current !== 'string') {
    const name = keyName(edit.at)
    lose(draft, feature, name, words.replacedKey(name, shown(current), command))
  }
  const there = typeof current === 'string' && current.trim() !== '' ? current : undefined
  if (there !== undefined && hasCommand(there, command)) {
    if (locked) draft.parts.push({ feature, kind: 'key', at: edit.at, mode: 'command', value: command })
    return
  }
  const rest = there !== undefined && before !== undefined ? withoutCommand(there, before) : there
  draft.parts.push({ feature, kind: 'key', at: edit.at, mode: 'command', value: command })
  note(draft, before === command ? 'edited' : 'behind')
  put(draft, edit.at, rest === undefined ? command : `${rest} && ${command}`)
}

const separator = ' && '

function hasCommand(script: string, command: string): boolean {
  return script === command || script.startsWith(command + separator) || script.endsWith(separator + command)
    || script.includes(separator + command + separator)
}

/** @returns the script without the command; undefined when nothing else is in it. The rest keeps its bytes. */
function withoutCommand(script: string, command: string): string | undefined {
  if (script === command) return undefined
  if (script.startsWith(command + separator)) return script.slice(command.length + separator.length)
  if (script.endsWith(separator + command)) return script.slice(0, -(command.length + separator.length))
  return script.replace(separator + command + separator, () => separator)
}

/** Takes back a key that no feature asks for any more, as far as it still is what we wrote. */
export function retireKey(draft: Draft, part: LockedKey): void {
  if (draft.text === undefined) return
  const current = valueAt(parseKeys(draft.path, draft.text), part.at)
  if (part.mode === 'include') {
    const list = isList(current) ? current as readonly Json[] : []
    const recorded = isList(part.value) ? part.value : []
    const rest = list.filter((item) => !recorded.some((ours) => sameValue(ours, item)))
    if (rest.length < list.length) takeBack(draft, part.at, rest.length > 0 ? rest : undefined)
  } else if (part.mode === 'command') {
    if (typeof current === 'string' && hasCommand(current, textOf(part.value))) takeBack(draft, part.at, withoutCommand(current, textOf(part.value)))
  } else if (current !== undefined && sameValue(current, part.value)) {
    takeBack(draft, part.at, undefined)
  }
}

function takeBack(draft: Draft, at: KeyPath, value: Json | undefined): void {
  note(draft, 'behind')
  put(draft, at, value)
  // A parent that held nothing else goes with it.
  for (let parent = at.slice(0, -1); value === undefined && parent.length > 0; parent = parent.slice(0, -1)) {
    const left = valueAt(parseKeys(draft.path, draft.text ?? ''), parent)
    if (typeof left !== 'object' || left === null || Object.keys(left).length > 0) return
    put(draft, parent, undefined)
  }
}

function put(draft: Draft, at: KeyPath, value: Json | undefined): void {
  draft.text = writeKeys(draft.path, draft.text ?? '', [{ at, value }])
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function shown(value: unknown): string {
  return value === undefined ? '' : textOf(value as Json)
}
