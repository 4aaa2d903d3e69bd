import { candidates } from '../../../compare/lint/catalog.ts'
import type { Style } from '../../../compare/lint/protocol.ts'
import { parseKeys } from '../../../edit/keys.ts'
import { nearest } from '../../../edit/nearest.ts'
import { isMapping } from '../../../edit/value.ts'
import { ConventionsError } from '../../../errors.ts'
import type { Json } from '../../../feature.ts'
import type { Repo } from '../../../repo/repo.ts'
import { configFor, type Choice } from '../choice.ts'

/** The section `lint` of a config that takes a candidate: what it is built on, and the team's layout where it lays out. */
export function lintOf(name: string, style: Style): Readonly<Record<string, Json>> | undefined {
  const config = candidates.find((one) => one.name === name)?.config as Record<string, Json> | undefined
  return config && { ...config, ...config['format'] === 'eslint-stylistic' && Object.keys(style).length > 0 ? { style: { ...style } } : {} }
}

/** Refuses a name that cannot be written, before anything is installed. Throws `compareUnknown`, `compareLintNoConfig`, `compareNoConfig`, `compareConfigCode`. */
export function checkChoice(repo: Repo, name: string, offered: readonly string[]): void {
  if (!offered.includes(name)) throw new ConventionsError('compareUnknown', { name, nearest: nearest(name, offered), known: offered })
  const lint = lintOf(name, {})
  if (lint === undefined) throw new ConventionsError('compareLintNoConfig', { name })
  configFor(repo, 'conventions init', (path) => new ConventionsError('compareLintConfigCode', { path, lint: JSON.stringify(lint) }))
}

/** A candidate as a choice: of the section `lint` what says which rules; what else it says stays. */
export function lintChoice(repo: Repo, path: string, name: string, style: Style): Choice {
  const lint = lintOf(name, style)!
  const present = (parseKeys(path, repo.read(path) ?? '') as { lint?: unknown }).lint
  if (!isMapping(present)) return { name, edits: [{ at: ['lint'], value: lint }] }
  const gone = ['base', 'level'].filter((key) => !(key in lint) && key in present)
  return { name, edits: [...['base', 'level', 'format', 'style'].filter((key) => key in lint || gone.includes(key)).map((key) => ({ at: ['lint', key], value: lint[key] }))] }
}
