import * as v from 'valibot'
import type { Host } from '../../src/repo/facts.ts'
import type { Locale } from '../../src/messages/index.ts'
import type { Change, Contributions, Feature, Found, Probe } from '../../src/feature.ts'
import type { ResolvedConfig } from '../../src/config/schema.ts'
import { makeContext, noContributions } from '../../src/features/context.ts'
import { features } from '../../src/features/index.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { readFacts } from '../../src/repo/facts.ts'
import { memoryRepo, type MemoryFile, type MemoryGit } from '../../src/repo/memory.ts'

const texts = { en: await loadMessages('en'), ko: await loadMessages('ko') }

export interface Setting {
  readonly files?: Readonly<Record<string, MemoryFile>>
  readonly git?: MemoryGit
  readonly host?: Host
  readonly locale?: Locale
  /** Sections of other features; those that are left out are off. */
  readonly others?: Readonly<Record<string, unknown>>
  readonly contributions?: Partial<Contributions>
}

export interface Asked {
  readonly changes: readonly Change[]
  readonly contributed: Partial<Contributions>
  readonly probes: readonly Probe[]
}

/** What one feature wants, with its section of the config as a user would write it. */
export function ask(name: string, options: unknown, { files = {}, git, host, locale = 'en', others = {}, contributions = {} }: Setting = {}): Asked {
  const sections = Object.fromEntries(features.map((feature) => {
    const section = feature.name === name ? options : others[feature.name] ?? false
    return [feature.name, section === false ? false : v.parse(feature.schema as v.GenericSchema, section)]
  }))
  const repo = memoryRepo(files, git)
  const config = { locale, host, ...sections } as ResolvedConfig
  const feature = named(name)
  const context = makeContext(feature, { config, repo, facts: readFacts(repo), text: texts[locale], contributions: { ...noContributions, ...contributions } })
  return { changes: feature.plan(context), contributed: feature.contribute?.(context) ?? {}, probes: feature.doctor?.(context) ?? [] }
}

/** What a feature reads from a repository. What it finds has to be a section that its schema accepts. */
export function detect(name: string, files: Readonly<Record<string, MemoryFile>>, git?: MemoryGit): Found {
  const feature = named(name)
  const repo = memoryRepo(files, git)
  const found = feature.detect?.(repo, readFacts(repo), texts.en)
  if (found === undefined) throw new Error(`${name} detects nothing`)
  if (found.options !== undefined && found.options !== false) v.parse(feature.schema, found.options)
  return found
}

/** The text of the file or block that is planned at a path. */
export function textAt(changes: readonly Change[], path: string): string {
  const change = changes.find((candidate) => 'path' in candidate && candidate.path === path)
  if (change === undefined || !('text' in change)) throw new Error(`nothing is planned at ${path}`)
  return change.text
}

export function paths(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => 'path' in change ? [change.path] : [])
}

/** The codes of what a schema says about a section. */
export function mistakes(name: string, options: unknown): string[] {
  const result = v.safeParse(named(name).schema, options)
  const messages = (issues: readonly v.BaseIssue<unknown>[]): string[] => issues.flatMap((issue) => issue.issues ? messages(issue.issues) : [issue.message])
  return result.success ? [] : messages(result.issues)
}

function named(name: string): Feature {
  const feature = features.find((candidate) => candidate.name === name)
  if (feature === undefined) throw new Error(`no feature ${name}`)
  return feature
}

/** What a config may hold to break the formats that values go into. */
export const hostile = [
  'two\nlines', 'two\r\nlines', 'line\u2028separator', '--> <script>', '--!>', '`code` ``` fence', '{{token}}', '$& $1', ']]>', '# heading', '- [ ] item',
  'a: b', '? yes', '"quoted" \'too\'', '!tag &anchor *alias', '|', '>', '%directive', '@at', '\\ \\n', '\u0007bell', '\u0085next', 'null', '',
  '한국어 제목', '👩‍👩‍👧‍👦 ✨', '<!-- conventions:end docs -->', '\n<!-- conventions:begin docs -->\n', '# conventions:end editor', '[x](javascript:y)', '\u202e back',
]
