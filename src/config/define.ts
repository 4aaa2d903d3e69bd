import type { Feature } from '../feature.ts'
import { mergeData, type Data } from './merge.ts'
import type { CodeConfig } from './schema.ts'

/** The identity function that types `conventions.config.ts`. */
export function defineConfig<const Plugins extends readonly Feature[] = readonly []>(config: CodeConfig<Plugins>): CodeConfig<Plugins> {
  return config
}

/**
 * `over` on top of `base`, by the rules of `extends`: objects merge, arrays replace, false switches a section off. Features of both are
 * brought along. For presets that a .ts or .js config imports. Neither argument is changed.
 */
export function mergeConfig(base: CodeConfig, over: CodeConfig): CodeConfig {
  const { features: baseFeatures = [], ...baseData } = base
  const { features: overFeatures = [], ...overData } = over
  const features = [...new Set([...baseFeatures, ...overFeatures])]
  return { ...mergeData(baseData as Data, overData as Data), ...(features.length > 0 ? { features } : {}) }
}
