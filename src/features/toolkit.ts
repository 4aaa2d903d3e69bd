import * as v from 'valibot'
import { readAsset } from '../assets.ts'
import { defineFeature, type Change, type Context, type Probe } from '../feature.ts'
import type { PackageManager } from '../repo/facts.ts'
import { isMapping } from '../edit/value.ts'
import { readData, readText } from './import/read.ts'

const toolkitSchema = v.strictObject({
  dependency: v.optional(v.pipe(
    v.boolean(),
    v.description('Whether create-conventions is a development dependency, so that everyone runs the same version. Only where there is a package.json.'),
  ), true),
  version: v.optional(v.pipe(
    v.string(), v.maxLength(1_000), v.regex(/^(?:[\w.^~<>=|*+ -]+|(?:file|link|npm|workspace|git\+https|git\+ssh|https):[^\p{Cc}]+)$/u, 'versionRange'),
    v.description('The range of versions for the dependency, or another spec of npm (`file:…`, `git+https:…`). Default: the running version and what is compatible with it.'),
  )),
  prepare: v.optional(v.pipe(
    v.boolean(),
    v.description('Whether an install in a clone runs the steps of the convention (commit template, hooks), by the script `prepare`. Needs the dependency.'),
  ), true),
})

/** `npm ci --omit=dev` runs `prepare` too, without us: it must not fail then. Quoted so that sh and cmd.exe read it alike. */
const prepareCommand = 'node -e "import(\'create-conventions/install\').catch(()=>{})"'

const installCommands: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install', pnpm: 'pnpm install', yarn: 'yarn install', bun: 'bun install',
}

/** How a repository gets create-conventions itself. */
export const toolkit = defineFeature({
  name: 'toolkit',
  summary: { en: 'create-conventions itself: the dependency and what runs on install', ko: 'create-conventions 자체: 의존성과 설치 시 실행' },
  schema: toolkitSchema,
  plan({ options, facts, repo, text: { features: { reasons } } }): Change[] {
    if (facts.packageManager === undefined || !options.dependency) return []
    return [
      { kind: 'dependency', name: 'create-conventions', range: options.version ?? `^${ownManifest().version}`, reason: reasons.dependency },
      ...options.prepare ? [{
        kind: 'keys' as const, path: 'package.json', reason: reasons.prepare,
        keys: [{ at: ['scripts', installScript(repo)], value: prepareCommand, mode: 'command' as const }],
      }] : [],
    ]
  },
  doctor({ options, facts, text: { features: { probes } } }): Probe[] {
    const range = ownManifest().engines.node
    const node = { id: 'node', ask: { node: range }, expectation: probes.node(range), fix: probes.nodeFix(range) }
    if (facts.packageManager === undefined || !options.dependency) return [node]
    return [node, { id: 'installed', ask: { installed: 'create-conventions' }, expectation: probes.installed, fix: installCommands[facts.packageManager] }]
  },
})

/** What package.json says of this package. */
export function ownManifest(): { readonly version: string, readonly engines: { readonly node: string } } {
  return JSON.parse(readAsset('package.json')) as ReturnType<typeof ownManifest>
}

/** Yarn from 2 on runs no `prepare` on install; `postinstall` does it, but would run for others too where the package is published. */
function installScript(repo: Context['repo']): 'prepare' | 'postinstall' {
  const text = readText(repo, 'package.json')
  const manifest = text === undefined ? undefined : readData(text, 'package.json')
  if (!isMapping(manifest) || manifest['private'] !== true) return 'prepare'
  const { packageManager } = manifest
  const berry = typeof packageManager === 'string'
    ? /^yarn@(?:[2-9]|[1-9]\d)/.test(packageManager)
    : repo.stat('.yarnrc.yml') !== undefined || /^__metadata:/m.test(readText(repo, 'yarn.lock') ?? '')
  return berry ? 'postinstall' : 'prepare'
}
