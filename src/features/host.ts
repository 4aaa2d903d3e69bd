import type { Context } from '../feature.ts'
import type { Host } from '../repo/facts.ts'

/** Where the repository is hosted: as the config says, else as its remote does. */
export function hostOf({ config, facts }: Pick<Context, 'config' | 'facts'>): Host {
  return config.host ?? facts.host
}
