import { yamlScalar } from '../edit/quote.ts'
import type { Feature, Json, KeyPath } from '../feature.ts'
import type { Messages } from '../messages/index.ts'
import { isData, type Data } from './merge.ts'
import type { Config } from './schema.ts'
import { formatPath } from './show.ts'

export type ConfigFormat = 'yaml' | 'ts' | 'js' | 'json'

export interface RenderOptions {
  readonly format: ConfigFormat
  /** Address or path of the JSON Schema: for YAML's first line and JSON's `$schema`. */
  readonly schemaRef: string
  /** Comment above a key, by its path; '' is the file's head. JSON has no comments. See `usualComments`. */
  readonly comments?: Readonly<Record<string, string>>
}

/** The text of a new config file (LF). Loading it gives back `config`, whatever its texts hold. */
export function renderConfig(config: Config, { format, schemaRef, comments = {} }: RenderOptions): string {
  const data = config as Data
  switch (format) {
    case 'json': return `${JSON.stringify({ $schema: schemaRef, ...data }, undefined, 2)}\n`
    case 'yaml': {
      const head = [`# yaml-language-server: $schema=${schemaRef}`, ...comment('', comments, '#'), '']
      return [...head, ...(Object.keys(data).length === 0 ? ['{}'] : yamlLines(data, comments, [])), ''].join('\n')
    }
    case 'ts': return code(['import { defineConfig } from \'create-conventions\'', ''], 'export default defineConfig(', ')', data, comments)
    case 'js': return code(['// @ts-check', ''], '/** @type {import(\'create-conventions\').Config} */\nexport default ', '', data, comments)
  }
}

/** What a newcomer wants to know: of the file, of `extends`, and of each section. In the team's locale. */
export function usualComments(text: Messages, locale: 'en' | 'ko', features: readonly Feature[]): Record<string, string> {
  const { header, extends: presets } = text.config.comments
  return { '': header, extends: presets, ...Object.fromEntries(features.map(({ name, summary }) => [name, summary[locale]])) }
}

function comment(path: string, comments: Readonly<Record<string, string>>, mark: '#' | '//'): string[] {
  const text = Object.hasOwn(comments, path) ? comments[path] : undefined
  const lines = text ? text.toWellFormed().split(/[\r\n\u2028\u2029]+/) : []
  // A comment holds no control characters: YAML refuses them.
  return lines.map((line) => `${mark} ${line.replace(/\p{Cc}+/gu, ' ')}`.trimEnd())
}

function yamlLines(data: Data, comments: Readonly<Record<string, string>>, at: KeyPath): string[] {
  const indent = '  '.repeat(at.length)
  return Object.entries(data).flatMap(([key, value]) => {
    const path = [...at, key]
    const above = comment(formatPath(path), comments, '#').map((line) => indent + line)
    return [...above, ...yamlEntry(`${indent}${yamlScalar(key, 'block')}:`, value, () => yamlLines(value as Data, comments, path), indent)]
  })
}

/** A value behind its key or its dash: on the same line, or as a block below it. */
function yamlEntry(head: string, value: Json, block: () => string[], indent: string): string[] {
  if (isData(value)) return Object.keys(value).length === 0 ? [`${head} {}`] : [head, ...block()]
  if (!Array.isArray(value)) return [`${head} ${typeof value === 'string' ? yamlScalar(value, 'block') : JSON.stringify(value)}`]
  const items = value as readonly Json[]
  if (!items.some((item) => typeof item === 'object' && item !== null)) {
    const flow = `${head} [${items.map((item) => typeof item === 'string' ? yamlScalar(item) : JSON.stringify(item)).join(', ')}]`
    if (flow.length <= 100 || items.length === 0) return [flow]
  }
  return [head, ...items.flatMap((item) => yamlItem(item, `${indent}  `))]
}

function yamlItem(item: Json, indent: string): string[] {
  if (!isData(item) || Object.keys(item).length === 0) return yamlEntry(`${indent}-`, item, () => [], indent)
  const lines = Object.entries(item).flatMap(([key, value]) => {
    const inner = `${indent}  `
    return yamlEntry(`${inner}${yamlScalar(key, 'block')}:`, value, () => yamlBlock(value as Data, `${inner}  `), inner)
  })
  return lines.map((line, index) => index === 0 ? `${indent}- ${line.slice(indent.length + 2)}` : line)
}

function yamlBlock(data: Data, indent: string): string[] {
  return Object.entries(data).flatMap(([key, value]) =>
    yamlEntry(`${indent}${yamlScalar(key, 'block')}:`, value, () => yamlBlock(value as Data, `${indent}  `), indent))
}

function code(head: readonly string[], open: string, close: string, data: Data, comments: Readonly<Record<string, string>>): string {
  return [...head, ...comment('', comments, '//'), `${open}${literal(data, comments, [], '')}${close}`, ''].join('\n')
}

function literal(value: Json, comments: Readonly<Record<string, string>>, path: KeyPath, indent: string): string {
  if (typeof value === 'string') return quoted(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const items = value.map((item: Json, index) => literal(item, comments, [...path, index], inner))
    const line = `[${items.join(', ')}]`
    if (line.length + indent.length <= 100 && !line.includes('\n')) return line
    return `[\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}]`
  }
  if (!isData(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, item]) => {
    const at = [...path, key]
    const above = comment(formatPath(at), comments, '//').map((line) => `${inner}${line}\n`).join('')
    return `${above}${inner}${/^[A-Za-z_]\w*$/.test(key) ? key : quoted(key)}: ${literal(item, comments, at, inner)},\n`
  })
  return entries.length === 0 ? '{}' : `{\n${entries.join('')}${indent}}`
}

/** A JavaScript string in single quotes. In JSON's text every quote has a backslash of its own before it. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\'', '\\\'')}'`
}
