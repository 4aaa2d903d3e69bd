import { localized } from '../commits/words.ts'
import type { Prompts } from '../cli/prompts.ts'
import { nearest } from '../edit/nearest.ts'
import { ConventionsError } from '../errors.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { holds, messageOf } from './folder.ts'
import type { Manifest, Prompt } from './manifest.ts'
import { inCase, isName } from './names.ts'
import type { Data } from './render.ts'
import type { Given } from './types.ts'
import type { NameCase } from './words.ts'

export interface Asking {
  readonly given: Given
  /** Undefined: nobody can be asked. */
  readonly prompts: Prompts | undefined
  readonly locale: Locale
  readonly text: Messages
  /** The form of names where the generator leaves it to the team. */
  readonly nameCase: NameCase | undefined
  readonly generator: string
  /** What conditions may ask about besides the answers. */
  readonly around: Data
}

type Value = string | boolean | readonly string[]

/**
 * The answers to a generator's prompts: what was given by position or by name, else what a person says, else the default. `_` is asked.
 *
 * @throws ConventionsError `tooManyAnswers`, `unknownAnswer`, `answerMissing`, `answerInvalid`, `cancelled`
 */
export async function askAnswers({ prompts }: Manifest, asking: Asking): Promise<Data> {
  const { given: { words, named }, generator } = asking
  const names = prompts.map(({ name }) => name)
  if (words.length > names.length) throw new ConventionsError('tooManyAnswers', { generator, names })
  const unknown = Object.keys(named).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new ConventionsError('unknownAnswer', { generator, name: unknown, nearest: nearest(unknown, names), names })
  const data: Record<string, unknown> = { ...asking.around }
  for (const [index, prompt] of prompts.entries()) {
    const word = named[prompt.name] ?? words[index]
    const given = word === undefined || /^_+$/.test(word) ? undefined : word
    data[prompt.name] = !holds(prompt.when, data) ? defaultOf(prompt, asking.locale) ?? '' : given === undefined ? await ask(prompt, asking) : read(prompt, given, asking)
  }
  return data
}

function read(prompt: Prompt, word: string, asking: Asking): Value {
  const type = prompt.type
  const values = choicesOf(prompt, asking.locale).map(({ value }) => value)
  const refuse = (expected: string) => { throw new ConventionsError('answerInvalid', { name: prompt.name, value: word, expected }) }
  if (type === 'confirm') {
    const answer = /^(y|yes|true|t)$/i.test(word) ? true : /^(n|no|false|f)$/i.test(word) ? false : undefined
    return answer ?? refuse('yes, no')
  }
  if (type === 'select') return values.includes(word) ? word : refuse(values.join(', '))
  if (type === 'multiselect') {
    const items = word.split(',').map((item) => item.trim()).filter(Boolean)
    return items.every((item) => values.includes(item)) ? items : refuse(values.join(', '))
  }
  const problem = problemOf(prompt, word, asking)
  return problem === undefined ? shape(prompt, word, asking) : refuse(problem)
}

const shape = (prompt: Prompt, word: string, { nameCase }: Asking): string =>
  prompt.type === 'name' ? inCase(word, prompt.case ?? nameCase ?? 'kebab') : word

/** What is wrong with a text or a name; undefined: nothing. */
function problemOf(prompt: Prompt, word: string, asking: Asking): string | undefined {
  const { text: { generators }, locale } = asking
  if (prompt.type === 'name' && (!isName(word) || shape(prompt, word, asking) === '')) return generators.nameExpected
  // eslint-disable-next-line no-control-regex -- what would control a terminal or end a line is refused
  if (/[\u0000-\u001f\u007f]/.test(word)) return generators.lineExpected
  if (prompt.pattern !== undefined && !new RegExp(`^(?:${prompt.pattern})$`, 'u').test(shape(prompt, word, asking))) {
    return prompt.hint === undefined ? prompt.pattern : localized(prompt.hint, locale)
  }
  return undefined
}

async function ask(prompt: Prompt, asking: Asking): Promise<Value> {
  const { prompts, locale } = asking
  const initial = defaultOf(prompt, locale)
  if (!prompts) {
    if (initial === undefined) throw new ConventionsError('answerMissing', { generator: asking.generator, name: prompt.name })
    return initial
  }
  const message = messageOf(prompt, locale)
  const choices = choicesOf(prompt, locale)
  if (prompt.type === 'confirm') {
    const { yes, no } = asking.text.generators
    return await prompts.select(message, [{ value: 'yes', label: yes }, { value: 'no', label: no }], initial === false ? 'no' : 'yes') === 'yes'
  }
  if (prompt.type === 'select') return prompts.select(message, choices, String(initial))
  if (prompt.type === 'multiselect') return prompts.multiselect(message, choices, [initial ?? []].flat() as string[])
  const word = await prompts.text(message, String(initial ?? ''), (value) => problemOf(prompt, value, asking))
  return shape(prompt, word, asking)
}

function choicesOf({ choices = [] }: Prompt, locale: Locale): { value: string, label: string }[] {
  return choices.map((choice) => typeof choice === 'string' ? { value: choice, label: choice }
    : { value: choice.value, label: choice.label === undefined ? choice.value : localized(choice.label, locale) })
}

/** What Enter takes; undefined: an answer is needed. */
function defaultOf(prompt: Prompt, locale: Locale): Value | undefined {
  const { type } = prompt
  const value = prompt.default
  const plain = typeof value === 'object' && !Array.isArray(value) && value !== null ? (value as Record<Locale, string>)[locale] : value as Value | number | undefined
  if (type === 'confirm') return plain === undefined ? true : plain === true
  if (type === 'multiselect') return [plain ?? []].flat().map(String)
  if (type === 'select') return plain === undefined ? choicesOf(prompt, locale)[0]?.value : String(plain)
  return plain === undefined ? undefined : String(plain)
}
