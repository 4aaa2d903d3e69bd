import { nearest } from '../edit/nearest.ts'
import { ConventionsError } from '../errors.ts'
import { formatPath, quote, show, type Where } from './show.ts'
import type { Problem } from './validate.ts'

/** The expected failure that a mistake in a config or preset is. */
export function mistake(problem: Problem, where: Where): ConventionsError {
  const path = formatPath(problem.path)
  const key = String(problem.path.at(-1) ?? '')
  switch (problem.kind) {
    case 'unknownKey':
      return new ConventionsError('configUnknownKey', { where, path, key: quote(key), nearest: quoted(nearest(key, problem.known)), known: problem.known })
    case 'forbiddenKey': return new ConventionsError('configForbiddenKey', { where, path })
    case 'missing': return new ConventionsError('configKeyMissing', { where, path })
    case 'key': return new ConventionsError('configKey', { where, path, expected: problem.expected, found: show(problem.found) })
    case 'value':
      return new ConventionsError('configValue', { where, path, expected: problem.expected, found: show(problem.found), nearest: meant(problem) })
  }
}

/** The value that was plausibly meant, as the config would have it. */
function meant({ expected, found }: Pick<Extract<Problem, { readonly expected: unknown }>, 'expected' | 'found'>): string | undefined {
  if (typeof found !== 'string') return undefined
  const values = expected.flatMap((one) => 'value' in one ? [one.value] : 'type' in one && one.type === 'boolean' ? [true, false] : [])
  // Booleans of YAML 1.1, which are text since 1.2 (2009).
  const boolean = /^(?:y|yes|on)$/i.test(found) ? true : /^(?:n|no|off)$/i.test(found) ? false : undefined
  if (boolean !== undefined && values.includes(boolean)) return String(boolean)
  return quoted(nearest(found, values.filter((value) => typeof value === 'string')))
}

function quoted(word: string | undefined): string | undefined {
  return word === undefined ? undefined : quote(word)
}
