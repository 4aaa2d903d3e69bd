import { defineCommand, type Input } from '../cli/command.ts'
import { findPath } from '../cli/decisions.ts'
import { putRight } from '../cli/open.ts'
import { options, positionals, writeOptions } from '../cli/options.ts'
import { finish, perform } from '../cli/perform.ts'
import { print } from '../cli/print.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { makePage, type Page } from '../cli/report.ts'
import { beside, visible, width } from '../cli/text.ts'
import { findConfigs } from '../config/find.ts'
import { openRepository } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import { defaultGenerators } from '../features/generators.ts'
import { openShop, type Session, type Shop } from '../generators/generate.ts'
import { planProduction } from '../generators/plan.ts'
import type { Given, Offer, Production } from '../generators/types.ts'
import type { ExitCode } from '../io.ts'
import { chooseLocale } from '../messages/index.ts'
import { nearest } from '../edit/nearest.ts'
import { diskRepo } from '../repo/disk.ts'
import { readFacts } from '../repo/facts.ts'
import type { RepoPath } from '../repo/repo.ts'

const newOptions = options({
  list: { kind: 'boolean' },
  force: { kind: 'list', value: 'path' },
  noPolish: { kind: 'boolean' },
  ...writeOptions,
})
const newPositionals = positionals([{ name: 'generator' }, { name: 'answer', many: true }])
type NewInput = Input<typeof newOptions, typeof newPositionals>

export const newCommand = defineCommand({
  name: 'new',
  options: newOptions,
  positionals: newPositionals,
  examples: ['conventions new --list', 'conventions new module user-profile', 'conventions new adr "Use PostgreSQL" --dry-run', 'conventions new k8s-service orders -- --rollout canary'],
  async run(input) {
    const session = await openSession(input)
    const shop = await openShop(session)
    try {
      return await serve(input, session, shop)
    } finally {
      await shop.close()
    }
  },
})

/** The repository, with or without a convention: a plopfile needs none. */
async function openSession({ options, io, text, speak }: NewInput): Promise<Session> {
  const repo = diskRepo(io.cwd, io.env)
  await putRight(repo, io, text)
  const ask = !options.yes && !options.json && canAsk(io)
  if (findConfigs(repo).length === 0) {
    const locale = chooseLocale(options.locale as 'en' | 'ko' | undefined, undefined, io.env)
    return { repo, facts: readFacts(repo), io, options: polished(defaultGenerators, options.noPolish), locale, text, ask }
  }
  const { resolved: { config: { generators, locale } }, facts } = await openRepository(io)
  if (generators === false) throw new ConventionsError('generatorsOff', undefined)
  return { repo, facts, io, options: polished(generators, options.noPolish), locale, text: await speak(locale), ask }
}

const polished = (options: Session['options'], noPolish: boolean): Session['options'] => noPolish ? { ...options, polish: false } : options

async function serve(input: NewInput, session: Session, shop: Shop): Promise<ExitCode> {
  const { options, io } = input
  const { offers } = shop
  const words = input.positionals.generator === undefined ? [] : [input.positionals.generator, ...input.positionals.answer]
  if (options.list || (words.length === 0 && !session.ask)) {
    if (!options.list) throw new ConventionsError('generatorMissing', { names: offers.map(({ name }) => name) })
    await list(input, offers, makePage(io, session.text, options.noColor))
    return 0
  }
  const { name, given } = readWords(words, offers) ?? { name: await choose(session, offers), given: { words: [], named: {} } }
  const force = options.force.map((path) => findPath(path, filesOf(session, path), session.repo.root, io.cwd) ?? refuseForce(path, []))
  const production = await shop.run(name, given, force)
  const unused = force.find((path) => !production.made.some((one) => one.path === path && one.overwritten))
  if (unused !== undefined) refuseForce(unused, production.made.map(({ path }) => path))
  return carryOut(input, session, name, production, force)
}

/** `--force` names a file that is there; what it stands for is checked once the generator has run. */
function filesOf({ repo, io }: Session, given: string): RepoPath[] {
  const path = given.replace(/^\.\//, '')
  const here = io.cwd.slice(repo.root.length + 1).replaceAll('\\', '/')
  return [path, here === '' ? path : `${here}/${path}`].filter((each) => {
    try {
      return repo.stat(each)?.type === 'file'
    } catch {
      return false
    }
  })
}

function refuseForce(value: string, known: readonly string[]): never {
  throw new ConventionsError('forceUnused', { path: value, nearest: nearest(value, known) })
}

async function carryOut(input: NewInput, session: Session, name: string, production: Production, force: readonly RepoPath[]): Promise<ExitCode> {
  const { repo, facts, text } = session
  const { options, io } = input
  const plan = (accepted: readonly RepoPath[] | 'all') => planProduction(production, { generator: name, force: accepted, text, canInstall: facts.packageManager !== undefined })
  const first = plan(force)
  const count = first.writes.length
  const outcome = await perform(input, {
    plan: first, repo, facts, text, acceptLosses: () => plan('all'), title: text.generators.title(name, count), question: text.generators.question(count), dryRunExit: 0,
    lossesHow: text.generators.lossesHow,
  })
  if (!options.json && !options.dryRun && !outcome.refused) {
    print(io, outcome.applied ? [text.generators.done(count), ...production.notes.map(visible)] : [text.generators.nothing])
  }
  if (outcome.refused && !options.json) throw new ConventionsError('wouldOverwrite', { paths: first.losses.map(({ path }) => path) })
  return finish(input, outcome, text, { generator: name, notes: production.notes })
}

async function choose({ io, text }: Session, offers: readonly Offer[]): Promise<string> {
  const prompts = await terminalPrompts(io)
  const choices = offers.map(({ name, description }) => ({ value: name, label: name, hint: description || undefined }))
  return prompts.select(text.generators.which, choices, choices[0]?.value ?? '')
}

/**
 * Words into a generator and what is said about it, as plop reads them: the name may have spaces, the rest are answers in the order of the prompts; after `--` they
 * are named. A single generator need not be named.
 */
function readWords(all: readonly string[], offers: readonly Offer[]): { name: string, given: Given } | undefined {
  if (all.length === 0) return undefined
  for (let length = all.length; length > 0; length--) {
    const name = all.slice(0, length).join(' ')
    if (offers.some((offer) => offer.name === name)) return { name, given: split(all.slice(length)) }
  }
  const names = offers.map(({ name }) => name)
  throw new ConventionsError('noGenerator', { name: all[0]!, nearest: nearest(all[0]!, names) })
}

function split(words: readonly string[]): Given {
  const at = words.findIndex((word) => word.startsWith('--'))
  const named: Record<string, string> = {}
  const rest = at < 0 ? [] : words.slice(at)
  for (let index = 0; index < rest.length; index++) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(rest[index]!) ?? []
    if (name === undefined) throw new ConventionsError('unexpectedArgument', { argument: rest[index]!, command: 'conventions new' })
    const next = rest[index + 1]
    const separate = value === undefined && next !== undefined && !next.startsWith('--')
    named[name] = value ?? (separate ? next : 'true')
    if (separate) index++
  }
  return { words: at < 0 ? words : words.slice(0, at), named }
}

async function list({ options, io }: NewInput, offers: readonly Offer[], { text, paint, columns }: Page): Promise<void> {
  if (options.json) {
    const { writeJson } = await import('../cli/json.ts')
    return writeJson(io.stdout, { generators: offers.map(({ name, description, origin }) => ({ name, description, origin })) })
  }
  const at = Math.min(30, 4 + Math.max(0, ...offers.map(({ name }) => width(visible(name)))))
  const { origins } = text.generatorList
  print(io, (['plopfile', 'folder', 'shipped'] as const).flatMap((origin) => {
    const some = offers.filter((offer) => offer.origin === origin)
    return some.length === 0 ? [] : [paint('bold', origins[origin]), ...some.flatMap(({ name, description }) => beside(`  ${visible(name)}`, visible(description), at, columns)), '']
  }).slice(0, -1))
}
