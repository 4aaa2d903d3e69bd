import { basename } from 'node:path'
import type { Io } from '../../io.ts'

/**
 * The package.json of a new repository: private, so that nothing is published by accident, and with the package manager that runs us
 * (`pnpm create conventions`) where it is not npm.
 */
export function starterManifest(dir: string, { env }: Pick<Io, 'env'>): string {
  // npm_config_user_agent: `pnpm/10.1.0 npm/? node/v24.1.0 linux x64`, set by every package manager.
  const manager = /^(?:pnpm|yarn|bun)\/\d+\.\d+\.\d+/.exec(env['npm_config_user_agent'] ?? '')?.[0].replace('/', '@')
  const name = packageName(basename(dir))
  return `${JSON.stringify({
    ...name !== '' && { name }, version: '0.0.0', private: true, ...manager && { packageManager: manager },
  }, undefined, 2)}\n`
}

/** What npm takes for a name (validate-npm-package-name 7): lower case, URL-safe, not beginning with a dot or underscore; '' if nothing is left. */
function packageName(directory: string): string {
  return directory.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-').replace(/^[._-]+|-+$/g, '').slice(0, 214)
}
