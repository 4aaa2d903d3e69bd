import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { phases, type About, type Answers, type Enabled, type FromHost, type Phase, type Start, type State, type ToHost } from './protocol.ts'

// A process of its own: plugins print to stdout, ask where the working directory is, and may end the process that they are in.

type Method = Phase | 'init' | 'getName' | 'getLatestVersion' | 'getChangelog' | 'getIncrement' | 'getIncrementedVersionCI' | 'getIncrementedVersion'
type Plugin = Record<Method, (...given: readonly unknown[]) => unknown> & { context: object, options: unknown, setContext(more: object): void }
interface Config {
  readonly contextOptions: object
  init(): Promise<void>
  getContext(): object
  setContext(more: object): void
}
/** What is taken from release-it as it is installed (15 to 21: lib/). */
interface ReleaseIt {
  readonly Config: new (settings: object) => Config
  readonly Plugin: { readonly prototype: Plugin }
  readonly parts: Readonly<Record<'Log' | 'Shell' | 'Spinner' | 'Prompt', new (given: object) => object>>
  readonly getPlugins: (config: Config, container: object) => Promise<readonly [internal: readonly Plugin[], external: readonly Plugin[]]>
  readonly parseGitUrl: (url: string | undefined) => object
  readonly parseVersion: (version: string) => object
}
interface Ready {
  readonly config: Config
  readonly releaseIt: ReleaseIt
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly start: Start
}

/** What a plugin, or release-it itself (''), threw. */
class Failure extends Error {
  readonly plugin: string
  readonly method: string | undefined
  constructor(name: string, method: string | undefined, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.plugin = name
    this.method = method
  }
}

let ready: Ready | undefined

async function load(main: string): Promise<ReleaseIt> {
  // release-it gives out its Config and Plugin; what it makes a plugin's container of stands beside them.
  const inside = (path: string): Promise<Record<string, unknown>> => import(pathToFileURL(join(dirname(main), path)).href) as Promise<Record<string, unknown>>
  const [index, log, shell, spinner, prompt, factory, util] = await Promise.all(['index.js', 'log.js', 'shell.js', 'spinner.js', 'prompt.js', 'plugin/factory.js', 'util.js'].map(inside))
  return {
    Config: index!['Config'], Plugin: index!['Plugin'], getPlugins: factory!['getPlugins'], parseGitUrl: util!['parseGitUrl'], parseVersion: util!['parseVersion'],
    parts: { Log: log!['default'], Shell: shell!['default'], Spinner: spinner!['default'], Prompt: prompt!['default'] },
  } as unknown as ReleaseIt
}

/** Makes the plugins as release-it does, with its own code. */
async function begin(start: Start): Promise<FromHost> {
  let main: string
  try {
    main = createRequire(join(process.cwd(), 'package.json')).resolve('release-it')
  } catch {
    return { type: 'missing' }
  }
  const releaseIt = await attempt('', undefined, () => load(main))
  const { Config, parts: { Log, Shell, Spinner, Prompt } } = releaseIt
  // Its own config file says nothing any more: ours does. As with --ci, nobody is asked: who releases was asked already.
  const config = new Config({
    'config': false, 'ci': true, 'dry-run': start.dryRun, ...start.increment !== undefined && { increment: start.increment }, ...start.preid !== undefined && { preRelease: start.preid },
    'git': { tagName: `${start.tag}\${version}` },
  })
  const container: Record<string, unknown> = { config }
  await attempt('', undefined, async () => {
    await config.init()
    container['log'] = new Log({ isCI: true, isDryRun: start.dryRun })
    container['spinner'] = new Spinner({ container, config })
    container['prompt'] = new Prompt({ container })
    container['shell'] = new Shell({ container })
  })
  tell(config, releaseIt, start.about)
  const plugins = new Map<string, Plugin>()
  const enabled: Enabled[] = []
  for (const [name, settings] of start.plugins) {
    // One by one, so that it is known which of them does not load; those of release-it's own are not made at all.
    const only = Object.create(config, { getContext: { value: () => ({ ...config.getContext(), plugins: { [name]: settings }, git: false, npm: false, github: false, gitlab: false }) } }) as Config
    const [plugin] = (await attempt(name, undefined, () => releaseIt.getPlugins(only, container)))[1]
    if (plugin === undefined) continue
    plugins.set(name, plugin)
    const type = plugin.constructor as unknown as { disablePlugin?(settings: unknown): unknown }
    enabled.push({ name, phases: phases.filter((phase) => does(plugin, phase, releaseIt)), disables: [type.disablePlugin?.(plugin.options) ?? []].flat().map(String) })
  }
  ready = { config, releaseIt, plugins, start }
  return { type: 'started', enabled }
}

/** Whether a plugin does something there: not what it has from release-it's class, of which its package may have a copy. */
function does(plugin: Plugin, phase: Phase, { Plugin: { prototype } }: ReleaseIt): boolean {
  return typeof plugin[phase] === 'function' && plugin[phase] !== prototype[phase] && String(plugin[phase]) !== String(prototype[phase])
}

function tell(config: Config, { parseGitUrl, parseVersion }: ReleaseIt, { remoteUrl, ...about }: About): void {
  config.setContext({ ...about, remoteUrl, repo: parseGitUrl(remoteUrl), ...about.version !== undefined && parseVersion(about.version) })
}

/** lib/index.js of release-it: who answers first has said it; for versions, the first is asked first in either way. */
async function ask(latest: string): Promise<FromHost> {
  const { config, plugins, start } = ready!
  for (const [name, plugin] of plugins) await attempt(name, 'init', () => plugin.init())
  const first = async (method: Method, ...given: readonly unknown[]): Promise<string | undefined> => {
    for (const [name, plugin] of plugins) {
      const answer = await attempt(name, method, () => plugin[method](...given))
      if (answer) return String(answer)
    }
    return undefined
  }
  const name = await first('getName')
  const latestVersion = await first('getLatestVersion')
  const changelog = await first('getChangelog', latestVersion ?? latest)
  const base = { latestVersion: latestVersion ?? latest, increment: start.increment, isPreRelease: start.preid !== undefined, preReleaseId: start.preid, preReleaseBase: undefined }
  const increment = await first('getIncrement', base)
  const wanted = { ...base, ...increment !== undefined && { increment } }
  const version = await first('getIncrementedVersionCI', wanted) ?? await first('getIncrementedVersion', wanted)
  config.setContext({ ...name !== undefined && { name }, latestVersion: base.latestVersion, version, changelog })
  const answers: Answers = { ...latestVersion !== undefined && { latestVersion }, ...increment !== undefined && { increment }, ...version !== undefined && { version }, ...changelog !== undefined && { changelog } }
  return { type: 'asked', answers }
}

async function restore(names: readonly string[], state: State | undefined): Promise<FromHost> {
  const { config, plugins } = ready!
  for (const name of names) await attempt(name, 'init', () => plugins.get(name)?.init())
  config.setContext(state?.shared ?? {})
  for (const name of names) plugins.get(name)?.setContext(state?.plugins[name] ?? {})
  return { type: 'done', state: stateNow() }
}

async function run(name: string, phase: Phase, about: About): Promise<FromHost> {
  const { config, releaseIt, plugins } = ready!
  tell(config, releaseIt, about)
  await attempt(name, phase, () => plugins.get(name)?.[phase](...phase === 'bump' ? [about.version] : []))
  return { type: 'done', state: stateNow() }
}

function stateNow(): State {
  const { config, plugins } = ready!
  const plain = (value: object): object => {
    try {
      return JSON.parse(JSON.stringify(value)) as object
    } catch {
      // It refers to itself, or holds what is no data: nothing for another process.
      return {}
    }
  }
  return { shared: plain(config.contextOptions), plugins: Object.fromEntries([...plugins].map(([name, { context }]) => [name, plain(context)])) }
}

async function attempt<T>(name: string, method: string | undefined, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw new Failure(name, method, error)
  }
}

async function answer(message: Exclude<ToHost, { type: 'end' }>): Promise<FromHost> {
  try {
    switch (message.type) {
      case 'start': return await begin(message.start)
      case 'ask': return await ask(message.latestVersion)
      case 'restore': return await restore(message.names, message.state)
      case 'run': return await run(message.name, message.phase, message.about)
    }
  } catch (error) {
    const { plugin: name, method, message: reason } = error instanceof Failure ? error : new Failure('', undefined, error)
    return { type: 'failed', name, method, reason: reason.trim().split('\n').slice(0, 15).join('\n') }
  }
}

// Whoever asked for the release is gone: nobody would write down what is done from here on.
const leave = (): never => process.exit(1)
process.on('disconnect', leave)
process.on('message', (message: ToHost) => {
  if (message.type !== 'end') return void answer(message).then((told) => process.send?.(told))
  process.off('disconnect', leave)
  process.disconnect()
})
