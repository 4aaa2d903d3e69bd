import { localized } from '../../commits/words.ts'
import { shipped, shippedPresets } from '../../config/presets.ts'
import type { Config, ResolvedConfig } from '../../config/schema.ts'
import { openWithConfig } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import { features } from '../../features/index.ts'
import type { Io } from '../../io.ts'
import { chooseLocale, type Locale, type Messages } from '../../messages/index.ts'
import type { Host } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Prompts } from '../prompts.ts'
import { type FeatureName, nearestPreset, type Survey } from './survey.ts'

/** Features to choose from: all but the toolkit itself, without which there is nothing to run. */
export type ChosenFeature = Exclude<FeatureName, 'toolkit'>
export const chosenFeatures = ['commits', 'hooks', 'pullRequests', 'issues', 'editor', 'docs', 'ownership', 'provision', 'lint', 'release'] as const satisfies readonly ChosenFeature[]

/** What the user said on the command line; what is undefined is asked, or recommended. */
export interface Given {
  readonly preset: string | undefined
  readonly locale: Locale | undefined
  readonly host: Host | undefined
  readonly features: readonly ChosenFeature[]
  readonly ticket: string | undefined
}

export interface Answers {
  readonly preset: string
  readonly locale: Locale
  /** Undefined: the remote tells. */
  readonly host: Host | undefined
  readonly features: readonly ChosenFeature[]
  /** Source of a regular expression; undefined: no tickets. */
  readonly ticket: string | undefined
  /** What the preset alone resolves to. */
  readonly base: ResolvedConfig
}

export interface Asking {
  readonly repo: Repo
  readonly survey: Survey
  readonly io: Io
  /** Undefined: nobody is asked, what is recommended is taken. */
  readonly prompts: Prompts | undefined
  /** Sentences, once the locale is known in that one. */
  text: Messages
  speak(locale: Locale): Promise<Messages>
}

/** Five questions at most; each has an answer on the command line, or a recommended one with its reason. */
export async function askAll(given: Given, asking: Asking): Promise<Answers> {
  const { repo, io, survey } = asking
  const guessed = given.locale ?? survey.locale ?? chooseLocale(undefined, undefined, io.env)
  const preset = await askPreset(given, guessed, chooseLocale(given.locale, undefined, io.env), asking)
  const { resolved } = await openWithConfig(repo, { extends: preset }, io.env, '--preset')
  const own = resolved.origins.has('locale') ? resolved.config.locale : undefined
  const locale = given.locale ?? own ?? await askLocale(guessed, asking)
  asking.text = await asking.speak(locale)
  const host = await askHost(given, asking)
  const chosen = await askFeatures(given, resolved.config, locale, asking)
  const ticket = chosen.includes('commits') ? await askTicket(given, resolved.config, asking) : undefined
  return { preset, locale, host, features: chosen, ticket, base: resolved.config }
}

/** `locale` is the one that sentences are in so far; `guessed` the team's. */
async function askPreset({ preset }: Given, guessed: Locale, locale: Locale, { survey, prompts, text: { cli: { init } } }: Asking): Promise<string> {
  const recommended = nearestPreset(survey, guessed)
  if (preset !== undefined || !prompts) return preset ?? recommended
  const why = { gitmoji: init.why.presetFound, angular: init.why.presetHistory, korean: init.why.presetLocale, standard: init.why.presetDefault }[recommended]
  const names = shippedPresets().sort((a, b) => Number(b === recommended) - Number(a === recommended))
  const choices = await Promise.all(names.map(async (name) => {
    const description = localized((await shipped(name)).data['description'] as string ?? '', locale)
    return { value: name, label: name, hint: name === recommended ? `${description}; ${init.recommended(why)}` : description }
  }))
  return prompts.select(init.preset, choices, recommended)
}

async function askLocale(recommended: Locale, { survey, prompts, text: { cli: { init } } }: Asking): Promise<Locale> {
  if (!prompts) return recommended
  const why = init.recommended(survey.locale ? init.why.localeFound : init.why.localeMachine)
  const choices = (['en', 'ko'] as const).map((value) => ({ value, label: init.locales[value], hint: value === recommended ? why : undefined }))
  return prompts.select<Locale>(init.locale, choices, recommended)
}

async function askHost({ host }: Given, { survey: { facts }, prompts, text: { cli: { init } } }: Asking): Promise<Host | undefined> {
  if (host !== undefined) return host
  if (facts.host !== 'none') return undefined
  // A remote on a host that we do not know reads none of our templates; without a remote GitHub is the likeliest.
  const recommended: Host = facts.url === undefined ? 'github' : 'none'
  if (!prompts) return recommended
  const why = init.recommended(facts.url === undefined ? init.why.hostDefault : init.why.hostUnknown)
  const choices = (['github', 'gitlab', 'bitbucket', 'none'] as const).map((value) => ({ value, label: init.hosts[value], hint: value === recommended ? why : undefined }))
  return prompts.select<Host>(init.host, choices, recommended)
}

async function askFeatures(
  given: Given, base: ResolvedConfig, locale: Locale, { survey, prompts, text: { cli: { init } } }: Asking,
): Promise<readonly ChosenFeature[]> {
  if (given.features.length > 0) return given.features
  // How they release today is found, but to release another way from now on is a decision.
  const recommended = chosenFeatures.filter((name) => survey.sections[name] === undefined || name === 'release' ? base[name] !== false : survey.sections[name] !== false)
  if (!prompts) return recommended
  const choices = chosenFeatures.map((value) => ({ value, label: value, hint: features.find(({ name }) => name === value)?.summary[locale] }))
  return prompts.multiselect<ChosenFeature>(`${init.features} (${init.recommended(init.why.features)})`, choices, recommended)
}

async function askTicket(given: Given, base: ResolvedConfig, { survey, prompts, text: { cli: { init } } }: Asking): Promise<string | undefined> {
  const problem = (value: string) => isPattern(value) ? undefined : init.ticketInvalid
  if (given.ticket !== undefined) {
    if (!isPattern(given.ticket)) throw new ConventionsError('invalidTicket', { value: given.ticket })
    return given.ticket === 'none' ? undefined : given.ticket
  }
  const { commits } = survey.sections as Config
  const found = commits && commits.ticket ? commits.ticket.pattern : undefined
  const preset = base.commits && base.commits.ticket ? base.commits.ticket.pattern : undefined
  const recommended = found ?? preset ?? ''
  if (!prompts) return recommended || undefined
  const why = found ? init.why.ticketFound : preset ? init.why.ticketPreset : init.why.ticketNone
  return await prompts.text(`${init.ticket} (${init.recommended(why)})`, recommended, problem) || undefined
}

function isPattern(source: string): boolean {
  try {
    return source.length <= 300 && new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}
