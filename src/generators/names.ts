import { camelCase, capitalCase, constantCase, dotCase, kebabCase, noCase, pascalCase, pathCase, sentenceCase, snakeCase } from 'change-case'
import type { NameCase } from './words.ts'

const forms: Readonly<Record<Exclude<NameCase, 'any'>, (text: string) => string>> = {
  kebab: kebabCase, camel: camelCase, pascal: pascalCase, snake: snakeCase, constant: constantCase, dot: dotCase,
}

/** A name in a form; as it is for 'any'. Letters of every script are letters: Korean stays. */
export function inCase(name: string, form: NameCase): string {
  return form === 'any' ? name.trim() : forms[form](name)
}

/**
 * Whether a name can be part of paths and of code: what separates paths, controls a terminal or belongs to a template's syntax is refused rather than
 * dropped, for a name that comes out as another one surprises.
 */
export function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= 100 && !/[/\\\p{Cc}\p{Cf}{}<>:"'`$|?*]/u.test(name) && !/^[.\s-]|[.\s]$/.test(name)
}

/** Case helpers of templates, named as plop's (node-plop 0.32, src/baked-in-helpers.js), so that a template can move from a plopfile into a folder. */
export const caseHelpers: Readonly<Record<string, (text: unknown) => string>> = Object.fromEntries(Object.entries({
  camelCase, snakeCase, dotCase, pathCase, sentenceCase, constantCase, kebabCase, pascalCase,
  dashCase: kebabCase, kabobCase: kebabCase, properCase: pascalCase, titleCase: capitalCase, wordCase: noCase,
  lowerCase: (text: string) => text.toLowerCase(), upperCase: (text: string) => text.toUpperCase(),
}).map(([name, form]) => [name, (text: unknown) => form(String(text ?? ''))]))
