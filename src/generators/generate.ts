import { relative } from 'node:path'
import { localized } from '../commits/words.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { nearest } from '../edit/nearest.ts'
import { ConventionsError } from '../errors.ts'
import type { GeneratorsOptions } from '../features/generators.ts'
import type { Io } from '../io.ts'
import type { Locale, Messages } from '../messages/index.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { folderOffers, type FolderOffer } from './catalog.ts'
import { findPlopfile, loadPlopfile, type Loaded } from './plop/run.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'
import type { Given, Offer, Production } from './types.ts'

export interface Session {
  readonly repo: Repo
  readonly facts: Facts
  readonly io: Io
  readonly options: GeneratorsOptions
  /** The team's, of what is made. */
  readonly locale: Locale
  readonly text: Messages
  /** Whether a person may be asked. */
  readonly ask: boolean
}

/** The generators of a repository, with whatever has to be running for them. `close` ends it. */
export interface Shop {
  readonly offers: readonly Offer[]
  /** Runs one. Nothing is written into the repository. Throws what generators throw. */
  run(name: string, given: Given, force: readonly RepoPath[]): Promise<Production>
  close(): Promise<void>
}

/**
 * Finds every generator: the plopfile's, the team's folders', the shipped ones; of two with one name the first of these.
 *
 * @throws ConventionsError `plopfileThrew`, `generatorInvalid`, `applyNeedsGit`
 */
export async function openShop(session: Session): Promise<Shop> {
  const { repo, io, options, locale } = session
  const path = options.plopfile === false ? undefined : options.plopfile ?? findPlopfile(repo, io.cwd)
  if (options.plopfile && repo.stat(options.plopfile) === undefined) throw new ConventionsError('plopfileMissing', { path: options.plopfile })
  const plop = path === undefined ? undefined : await openPlop(path, session)
  try {
    const fromPlop: Offer[] = (plop?.loaded.generators ?? []).map((each) => ({ ...each, origin: 'plopfile' }))
    const taken = new Set(fromPlop.map(({ name }) => name))
    const folders = folderOffers(repo, options, locale).filter(({ name }) => !taken.has(name))
    return {
      offers: [...fromPlop, ...folders],
      close: async () => plop?.close(),
      async run(name, given, force) {
        const folder = folders.find((each) => each.name === name)
        if (!folder && !taken.has(name)) throw new ConventionsError('noGenerator', { name, nearest: nearest(name, [...taken, ...folders.map((each) => each.name)]) })
        const produced = folder ? await fromFolder(folder, given, session) : await fromPlopfile(plop!, name, given, force)
        const { polish } = await import('./polish.ts')
        return options.polish ? { ...produced, made: await polish(produced.made, repo, io, folder ? undefined : plop?.sandbox) } : produced
      },
    }
  } catch (error) {
    await plop?.close()
    throw error
  }
}

interface Plop {
  readonly sandbox: Sandbox
  readonly loaded: Loaded
  close(): Promise<void>
}

async function openPlop(path: RepoPath, { repo, io, ask }: Session): Promise<Plop> {
  const sandbox = await makeSandbox(repo, io)
  try {
    const loaded = await loadPlopfile(path, sandbox, repo, io, ask)
    return { sandbox, loaded, close: async () => { await loaded.close(); await sandbox.remove() } }
  } catch (error) {
    await sandbox.remove()
    throw error
  }
}

/** What may be written over is taken away first: an action that adds a file finds the place free, and one that edits it fails. */
async function fromPlopfile({ sandbox, loaded }: Plop, name: string, given: Given, force: readonly RepoPath[]): Promise<Production> {
  await sandbox.take(force)
  const { made, notes } = await loaded.run(name, given)
  const free = made.filter(({ path, after }) => !(force.includes(path) && after === undefined))
  return { made: free.map((one) => force.includes(one.path) ? { ...one, overwritten: one.before !== undefined } : one), notes, install: false }
}

async function fromFolder({ folder, name }: FolderOffer, given: Given, session: Session): Promise<Production> {
  const { repo, facts, io, locale, text, options, ask } = session
  const [{ askAnswers }, { produce, readManifest, withDefaults }, { nextNumber, surroundingsOf }] = await Promise.all([
    import('./answers.ts'), import('./folder.ts'), import('./surroundings.ts'),
  ])
  const around = { ...surroundingsOf(repo, facts, locale, io), labels: options.labels, here: relative(repo.root, io.cwd).replaceAll('\\', '/') }
  const manifest = await withDefaults(readManifest(folder), around, folder.path)
  const answers = await askAnswers(manifest, {
    given, prompts: ask && canAsk(io) ? await terminalPrompts(io) : undefined, locale, text, generator: name,
    nameCase: options.nameCase[name] ?? options.nameCase['*'], around,
  })
  const sequence = manifest.sequence === undefined ? {} : { number: nextNumber(repo, await fillSequence(manifest.sequence, { ...around, ...answers }, folder.path)) }
  const made = await produce(folder, { ...around, ...sequence, ...answers }, repo, locale)
  const after = manifest.after === undefined ? [] : [localized(manifest.after, locale)]
  return { made, notes: after, install: manifest.install }
}

async function fillSequence(template: string, data: Readonly<Record<string, unknown>>, path: string): Promise<string> {
  return (await import('./render.ts')).render(template, data, path)
}
