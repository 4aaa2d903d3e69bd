import { ConventionsError } from '../errors.ts'
import type { Feature } from '../feature.ts'
import { features as ours } from '../features/index.ts'
import type { Layer } from './layer.ts'
import { quote } from './show.ts'
import { reservedNames } from './schema.ts'

/**
 * Our features and those that a code config brings along, in this order.
 *
 * @param found the value of the config's `features`; undefined where it has none
 * @throws ConventionsError `featureInvalid` for what is no feature, `featureClash` for a name that is taken
 */
export function withPlugins(found: unknown, source: Layer['source']): readonly Feature[] {
  if (found === undefined) return ours
  if (!Array.isArray(found)) throw new ConventionsError('featureInvalid', { where: source, index: undefined, missing: undefined })
  const all = [...ours] as unknown as Feature[]
  for (const [index, feature] of found.entries()) {
    const missing = missingPart(feature)
    if (missing) throw new ConventionsError('featureInvalid', { where: source, index, missing })
    const { name } = feature as Feature
    if (all.some((other) => other.name === name) || reservedNames.includes(name)) {
      throw new ConventionsError('featureClash', { where: source, index, name: quote(name) })
    }
    all.push(feature as Feature)
  }
  return all
}

/** The first part of the Feature interface that a value lacks. */
function missingPart(value: unknown): string | undefined {
  const feature = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Feature, unknown>>
  if (typeof feature.name !== 'string' || !/^[a-z][A-Za-z0-9]*$/.test(feature.name)) return 'name'
  if (!isSchema(feature.schema)) return 'schema'
  return typeof feature.plan === 'function' ? undefined : 'plan'
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema' && '~run' in value
}
