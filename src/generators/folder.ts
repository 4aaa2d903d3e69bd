import { parse as parseYaml } from 'yaml'
import * as v from 'valibot'
import { localized } from '../commits/words.ts'
import { ConventionsError } from '../errors.ts'
import type { Locale } from '../messages/index.ts'
import type { FileState } from '../plan/types.ts'
import { checkRepoPath } from '../repo/path.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { frontMatterSchema, type FrontMatter, type Manifest, manifestSchema, type Prompt } from './manifest.ts'
import type { Data } from './render.ts'
import type { Made } from './types.ts'

/** Files of a folder, as the repository or this package holds them. Paths relative to the folder. */
export interface Folder {
  /** What a person calls it: a path. */
  readonly path: string
  files(): readonly string[]
  read(file: string): FileState
}

const manifestName = 'generator.yaml'

/** What describes a folder; a folder without a description asks for a name. Throws `generatorInvalid`. */
export function readManifest(folder: Folder): Manifest {
  const path = `${folder.path}/${manifestName}`
  const text = folder.files().includes(manifestName) ? folder.read(manifestName).text : ''
  return parsed(manifestSchema, text === '' ? { prompts: [{ name: 'name', type: 'name' }] } : yamlOf(text, path), path)
}

/** Defaults that are templates, filled. */
export async function withDefaults(manifest: Manifest, data: Data, path: string): Promise<Manifest> {
  const { render } = await import('./render.ts')
  const fill = (value: Prompt['default']) => typeof value === 'string' ? render(value, data, `${path}/${manifestName}`) : value
  return { ...manifest, prompts: manifest.prompts.map((prompt) => prompt.default === undefined ? prompt : { ...prompt, default: fill(prompt.default) }) }
}

function yamlOf(text: string, path: string): unknown {
  try {
    return parseYaml(text) as unknown
  } catch (error) {
    throw new ConventionsError('generatorInvalid', { path, problem: (error as Error).message.split('\n')[0] ?? '' }, { cause: error })
  }
}

function parsed<Schema extends v.GenericSchema>(schema: Schema, value: unknown, path: string): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new ConventionsError('generatorInvalid', { path, problem: `${v.getDotPath(issue) ?? ''} ${issue.message}`.trim() })
}

/** Whether all conditions hold: a key has the value, or one of the values; of a list, that it holds one of them. */
export function holds(when: Prompt['when'], data: Data): boolean {
  return Object.entries(when ?? {}).every(([key, wanted]) => {
    const has = [data[key]].flat()
    return [wanted].flat().some((value) => has.includes(value))
  })
}

/** What a folder of templates makes. Pure: reads the repository. Throws `templateInvalid`, `fileExists`, `markerMissing`, `pathUnsafe`, `madeTwice`. */
export async function produce(folder: Folder, data: Data, repo: Repo, locale: Locale): Promise<Made[]> {
  const { render } = await import('./render.ts')
  const made = new Map<RepoPath, Made>()
  for (const file of folder.files().filter((name) => name !== manifestName)) {
    const where = `${folder.path}/${file}`
    const state = folder.read(file)
    const { front, body } = split(file, state, where)
    if (!holds(front.when, data) || (front.locale !== undefined && front.locale !== locale)) continue
    const path = render(front.to ?? file.replace(/\.hbs$/, ''), data, where).trim()
    checkRepoPath(path)
    const content = file.endsWith('.hbs') ? render(body, data, where) : body
    const one = place(path, front, content, { ...state, executable: front.executable || state.executable }, made.get(path), repo, (text) => render(text, data, where))
    if (one) made.set(path, one)
  }
  // A file that stays inside a folder of the same name cannot be written.
  const clash = [...made.keys()].find((path) => [...made.keys()].some((other) => other.startsWith(`${path}/`)))
  if (clash !== undefined) throw new ConventionsError('madeTwice', { path: clash })
  return [...made.values()]
}

function split(file: string, { text }: FileState, where: string): { front: FrontMatter, body: string } {
  const [, yaml = '', body = ''] = file.endsWith('.hbs') ? /^---\n(.*?\n)?---\n(.*)$/s.exec(text) ?? [] : []
  const found = file.endsWith('.hbs') && /^---\n(.*?\n)?---\n/s.test(text)
  return { front: parsed(frontMatterSchema, found ? yamlOf(yaml, where) ?? {} : {}, where), body: found ? body : text }
}

function place(
  path: RepoPath, front: FrontMatter, content: string, state: FileState, earlier: Made | undefined, repo: Repo, fill: (text: string) => string,
): Made | undefined {
  const text = earlier?.after?.text ?? repo.read(path)
  const before = earlier ? earlier.before : stateOf(repo, path)
  if (front.inject) {
    if (text === undefined) throw new ConventionsError('injectMissing', { path })
    const after = { text: injected(text, content, front.inject, path, fill), executable: before?.executable ?? false }
    return { path, before, after, overwritten: false }
  }
  if (earlier) throw new ConventionsError('madeTwice', { path })
  if (before !== undefined && front.exists === 'keep') return undefined
  return { path, before, after: { ...state, text: content }, overwritten: before !== undefined }
}

function stateOf(repo: Repo, path: RepoPath): FileState | undefined {
  const text = repo.read(path)
  return text === undefined ? undefined : { text, executable: repo.stat(path)?.executable ?? false }
}

/** Puts text at a marked place, with the file's own line endings. What is there already stays alone. */
function injected(text: string, content: string, inject: NonNullable<FrontMatter['inject']>, path: RepoPath, fill: (text: string) => string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const addition = content.replace(/\n*$/, '\n').replaceAll('\n', eol)
  if (addition.trim() !== '' && text.includes(addition.trimEnd())) return text
  if ('at' in inject) return inject.at === 'start' ? addition + text : `${text}${text === '' || text.endsWith('\n') ? '' : eol}${addition}`
  const marker = fill('before' in inject ? inject.before : inject.after)
  const lines = text.split(/(?<=\n)/)
  const at = lines.findIndex((line) => line.includes(marker))
  if (at < 0) throw new ConventionsError('markerMissing', { path, marker })
  if ('after' in inject && !lines[at]!.endsWith('\n')) lines[at] = `${lines[at]!}${eol}`
  return lines.toSpliced('before' in inject ? at : at + 1, 0, addition).join('')
}

/** The message of a prompt. */
export const messageOf = ({ message, name }: Prompt, locale: Locale): string => message === undefined ? name : localized(message, locale)
