import { candidates } from '../../../compare/lint/catalog.ts'
import type { Style } from '../../../compare/lint/protocol.ts'
import { findConfigs } from '../../../config/find.ts'
import { parseKeys, writeKeys } from '../../../edit/keys.ts'
import { nearest } from '../../../edit/nearest.ts'
import { isMapping } from '../../../edit/value.ts'
import { ConventionsError } from '../../../errors.ts'
import type { Json } from '../../../feature.ts'
import type { Repo } from '../../../repo/repo.ts'
import type { ConfigEdit } from '../../provision/edit.ts'

/** The section `lint` of a config that takes a candidate: what it is built on, and the team's layout where it lays out. */
export function lintOf(name: string, style: Style): Readonly<Record<string, Json>> | undefined {
  const config = candidates.find((one) => one.name === name)?.config as Record<string, Json> | undefined
  return config && { ...config, ...config['format'] === 'eslint-stylistic' && Object.keys(style).length > 0 ? { style: { ...style } } : {} }
}

/** Refuses a name that cannot be written, before anything is installed. Throws `compareUnknown`, `compareLintNoConfig`, `compareNoConfig`, `compareConfigCode`. */
export function checkChoice(repo: Repo, name: string, offered: readonly string[]): string {
  if (!offered.includes(name)) throw new ConventionsError('compareUnknown', { name, nearest: nearest(name, offered), known: offered })
  const lint = lintOf(name, {})
  if (lint === undefined) throw new ConventionsError('compareLintNoConfig', { name })
  const path = findConfigs(repo)[0]
  if (path === undefined) throw new ConventionsError('compareNoConfig', { command: 'conventions init' })
  if (!/\.(ya?ml|json)$/.test(path)) throw new ConventionsError('compareLintConfigCode', { path, lint: JSON.stringify(lint) })
  return path
}

/** The config file with the choice in it: of the section `lint` what says which rules; what else it says stays. Undefined where it is there already. */
export function withLint(repo: Repo, path: string, name: string, style: Style): ConfigEdit {
  const lint = lintOf(name, style)!
  const before = repo.read(path) ?? ''
  const present = (parseKeys(path, before) as { lint?: unknown }).lint
  const edits: { at: string[], value: Json | undefined }[] = isMapping(present)
    ? ['base', 'level', 'format', 'style'].flatMap((key) => key in lint ? [{ at: ['lint', key], value: lint[key] }] : key in present && (key === 'base' || key === 'level') ? [{ at: ['lint', key], value: undefined }] : [])
    : [{ at: ['lint'], value: lint }]
  const after = writeKeys(path, before, edits)
  return after === before ? undefined : { path, before, after }
}
