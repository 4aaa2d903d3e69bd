import type { Rule } from './plugin.ts'

/**
 * The rules of @commitlint/rules 21 that a vocabulary turns into, for the values that it gives them: the same verdicts without what the
 * package loads. Undefined: not decided here (another value, a letter outside of ASCII); the package has to be asked.
 */
export const stockRules: Readonly<Record<string, Rule>> = {
  'type-empty': ({ type }, when) => Boolean(type) === (when === 'never'),
  'type-enum': ({ type }, when, value) => !type || (value as string[]).includes(type) === (when === 'always'),
  'subject-empty': ({ subject }, when) => Boolean(subject) === (when === 'never'),
  'subject-case': ({ subject }, when, value) => subjectCase(subject, when, value),
  'subject-full-stop': ({ header }, when, value) => when === 'never' ? !endsWithStop(header, value) : undefined,
  'header-max-length': ({ header }, _, limit) => header !== null && header.length <= Number(limit),
  'header-min-length': ({ header }, _, limit) => header !== null && header.length >= Number(limit),
  'header-trim': ({ header }) => !header || header.trim() === header,
  'scope-empty': ({ scope }, when) => Boolean(scope) === (when === 'never'),
  'scope-enum': ({ scope }, when, value) => when === 'always' ? scopeEnum(scope, value) : undefined,
  'body-empty': ({ body }, when) => Boolean(body) === (when === 'never'),
  'body-leading-blank': ({ body, raw }, when) => !body || (raw.split(/\r?\n/)[1] === '') === (when === 'always'),
  'body-max-line-length': ({ body }, _, limit) => linesFit(body, limit),
  'footer-max-line-length': ({ footer }, _, limit) => linesFit(footer, limit),
  'subject-exclamation-mark': ({ header }, when) => !header || (header.includes('!: ') && /^(\w*)(?:\((.*)\))?!: (.*)$/.test(header)) === (when === 'always'),
}

/** As @commitlint/ensure 21 has it. */
const url = /\bhttps?:\/\/\S+/
const isCased = (text: string): boolean => /^[A-Za-z]/.test(text) || /^[\p{Ll}\p{Lu}\p{Lt}]/iu.test(text)
const capitals = ['sentence-case', 'start-case', 'pascal-case', 'upper-case']

function linesFit(text: string | null, limit: unknown): boolean {
  return !text || text.split(/\r?\n/).every((line) => url.test(line) || line.length <= Number(limit))
}

/**
 * `never` with the four cases that begin with a capital, and `always` sentence case, depend on the first letter alone. Decided for ASCII
 * letters and for what has no case; the transformations of other letters are the package's business.
 */
function subjectCase(subject: string | null | undefined, when: 'always' | 'never', value: unknown): boolean | undefined {
  if (typeof subject !== 'string' || !isCased(subject)) return true
  const cases = [value].flat()
  const known = when === 'never'
    ? cases.length === 4 && capitals.every((name) => cases.includes(name))
    : cases.length === 1 && cases[0] === 'sentence-case'
  if (!known || !/^[A-Za-z]/.test(subject)) return undefined
  return /^[A-Z]/.test(subject) === (when === 'always')
}

function endsWithStop(header: string | null, value: unknown): boolean {
  if (header === null || header.endsWith('...')) return false
  const colon = header.indexOf(':')
  return !(colon > 0 && colon === header.length - 1) && header.at(-1) === value
}

function scopeEnum(scope: string | null | undefined, value: unknown): boolean | undefined {
  const { scopes, delimiters } = value as { readonly scopes?: readonly string[], readonly delimiters?: readonly string[] }
  if (scopes === undefined || delimiters?.length !== 1) return undefined
  if (!scope || scopes.length === 0 || scopes.includes(scope)) return true
  return scope.split(delimiters[0] === ',' ? /, ?/ : delimiters[0]!).every((one) => scopes.includes(one))
}
