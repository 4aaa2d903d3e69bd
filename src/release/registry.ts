import { ConventionsError } from '../errors.ts'
import type { Published } from './types.ts'
import { perform, request, type World } from './world.ts'

/**
 * Whether the registry has the version.
 *
 * @throws ConventionsError `releaseRegistry` where it does not say, `releaseNetwork`
 */
export async function hasVersion(world: World, { name, version, path }: Published): Promise<boolean> {
  const registry = await registryOf(world, name, path)
  const url = `${registry}${name.replace('/', '%2f')}`
  const { status, body } = await request(world, 'GET', url, { accept: 'application/vnd.npm.install-v1+json' })
  if (status === 404) return false
  const versions = status === 200 && typeof body === 'object' && body !== null ? (body as { versions?: Record<string, unknown> }).versions : undefined
  // A private registry may not show its packages without a login that npm has and we do not: then npm is asked.
  if (status === 401 || status === 403) return await viewVersion(world, `${name}@${version}`)
  if (versions === undefined) throw new ConventionsError('releaseRegistry', { registry, status })
  return Object.hasOwn(versions, version)
}

/**
 * Whether the registry has the version, but not of this commit: npm writes down what it publishes from. Throws what `hasVersion` does.
 */
export async function isOfAnother(world: World, published: Published, commit: string): Promise<boolean> {
  if (!await hasVersion(world, published)) return false
  const { name, version, path } = published
  const told = await perform(world, 'check', ['npm', 'view', `${name}@${version}`, 'gitHead', '--json', '--registry', await registryOf(world, name, path)])
  return !told.includes(`"${commit}"`)
}

async function viewVersion(world: World, spec: string): Promise<boolean> {
  try {
    return (await perform(world, 'check', ['npm', 'view', spec, 'version', '--json'])).trim() !== ''
  } catch (error) {
    if (error instanceof ConventionsError && error.code === 'releaseCommand' && /E404/.test(error.message)) return false
    throw error
  }
}

/** Address of the registry for a package, with a slash at its end. */
async function registryOf(world: World, name: string, path: string): Promise<string> {
  const scope = /^(@[^/]+)\//.exec(name)?.[1]
  const manifest = world.repo.read(path === '' ? 'package.json' : `${path}/package.json`)
  const own = manifest === undefined ? undefined : (JSON.parse(manifest) as { publishConfig?: { registry?: unknown } }).publishConfig?.registry
  const asked = async (key: string): Promise<string> => {
    const found = world.registries.get(key) ?? (await perform(world, 'check', ['npm', 'config', 'get', key])).trim().split('\n').at(-1)!.trim()
    world.registries.set(key, found)
    return found
  }
  const scoped = scope === undefined ? undefined : await asked(`${scope}:registry`)
  const found = typeof own === 'string' ? own : scoped !== undefined && /^https?:/.test(scoped) ? scoped : await asked('registry')
  return found.endsWith('/') ? found : `${found}/`
}

/** Whether CI proves to the registry who it is (OpenID Connect), so that there need be no token. */
const trusted = ({ io: { env } }: World): boolean => env['ACTIONS_ID_TOKEN_REQUEST_URL'] !== undefined || env['NPM_ID_TOKEN'] !== undefined

/** Throws `releaseLogin` where npm knows no login for the registry. */
export async function checkLogin(world: World, published: Published): Promise<void> {
  if (trusted(world)) return
  const registry = await registryOf(world, published.name, published.path)
  try {
    await perform(world, 'check', ['npm', 'whoami', '--registry', registry])
  } catch (error) {
    if (error instanceof ConventionsError && error.code === 'releaseCommand') throw new ConventionsError('releaseLogin', { registry }, { cause: error })
    throw error
  }
}

/** Publishes, unless the registry has the version. A failed upload that arrived all the same is a success. */
export async function publish(world: World, published: Published, command: readonly [string, ...string[]]): Promise<void> {
  if (await hasVersion(world, published)) return
  try {
    await perform(world, 'publish', command, published.path)
  } catch (error) {
    if (error instanceof ConventionsError && error.code === 'releaseCommand' && await hasVersion(world, published).catch(() => false)) return
    throw error
  }
}
