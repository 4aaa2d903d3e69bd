import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/schema.ts'
import { renderConfig } from '../../src/config/write.ts'
import { openWithConfig } from '../../src/engine.ts'
import type { Feature } from '../../src/feature.ts'
import { features } from '../../src/features/index.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { lockPath } from '../../src/plan/lockPath.ts'
import type { FileState, Plan } from '../../src/plan/types.ts'
import { readFacts } from '../../src/repo/facts.ts'
import { memoryRepo } from '../../src/repo/memory.ts'

// Whole trees: `before/` is adopted as `init --yes` does it (what is detected becomes the config), and `after/` is what comes out.
// `case.json` holds the remote and what the user chose; `config.yaml` the config that follows. UPDATE_GOLDEN=1 writes them anew: read the diff.

const root = fileURLToPath(new URL('../golden', import.meta.url))
const update = process.env['UPDATE_GOLDEN'] === '1'
const cases = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)

type Tree = Readonly<Record<string, FileState>>
interface Case { readonly remote?: string, readonly chosen: Config }

// A release of this package changes neither the config nor the trees.
const chosenVersion = { toolkit: { version: '^1.0.0' } }

// Under its own name git would obey such a file in this repository too, and change the line endings of the trees.
const stored = (path: string): string => path.replace(/(^|\/)\.git(attributes|ignore)$/, '$1dot-git$2')
const named = (path: string): string => path.replace(/(^|\/)dot-git(attributes|ignore)$/, '$1.git$2')

function readTree(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    // Windows has no such mode: there hooks are told by their place.
    const executable = process.platform === 'win32' ? /[/\\]\.husky[/\\]/.test(path) : (statSync(path).mode & 0o100) !== 0
    return [named(relative(folder, path).split(sep).join('/')), { text: readFileSync(path, 'utf8'), executable }]
  }))
}

function writeTree(folder: string, tree: Tree): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, { text, executable }] of Object.entries(tree)) {
    const path = stored(name)
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
    chmodSync(join(folder, path), executable ? 0o755 : 0o644)
  }
}

async function adopt(tree: Tree, { remote, chosen }: Case): Promise<{ config: Config, plan: Plan }> {
  const repo = memoryRepo(tree, remote === undefined ? {} : { remotes: { origin: remote } })
  const text = await loadMessages(chosen.locale ?? 'en')
  const found = features.flatMap((feature: Feature) => {
    const options = feature.detect?.(repo, readFacts(repo), text).options
    return options === undefined ? [] : [[feature.name, options] as const]
  })
  const config = { ...chosen, ...chosenVersion, ...Object.fromEntries(found) } as Config
  return { config, plan: (await openWithConfig(repo, config, {})).plan() }
}

function applied(tree: Tree, plan: Plan): Tree {
  const after: Record<string, FileState> = { ...tree }
  for (const write of plan.writes) {
    if (write.after === undefined) delete after[write.path]
    else after[write.path] = write.after
  }
  const lock = after[lockPath]
  return lock === undefined ? after : { ...after, [lockPath]: { ...lock, text: lock.text.replace(/"toolkit": "[^"]*"/, '"toolkit": "1.0.0"') } }
}

describe.each(cases)('%s', async (name) => {
  const folder = join(root, name)
  const known = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Case
  const before = readTree(join(folder, 'before'))
  const { config, plan } = await adopt(before, known)
  const after = applied(before, plan)
  const rendered = renderConfig(config, { format: 'yaml', schemaRef: './schema.json' })
  if (update) {
    writeTree(join(folder, 'after'), after)
    writeFileSync(join(folder, 'config.yaml'), rendered)
  }

  test('the config is what the repository does', () => {
    expect(rendered).toBe(readFileSync(join(folder, 'config.yaml'), 'utf8'))
  })

  test('the tree is as expected', () => {
    expect(after).toEqual(readTree(join(folder, 'after')))
  })

  test('nothing is lost, and nothing needs a decision', () => {
    expect([plan.losses, plan.conflicts]).toEqual([[], []])
    for (const [path, { text, executable }] of Object.entries(before)) {
      expect(after[path]?.executable, path).toBe(executable)
      const kept = new Set(after[path]?.text.split('\n').map((line) => line.replace(/,$/, '')))
      // The command that `prepare` runs is joined to ours; everything else stays line by line.
      const gone = text.split('\n').map((line) => line.replace(/,$/, '')).filter((line) => !kept.has(line) && !/^\s*"prepare": /.test(line))
      expect(gone, path).toEqual([])
    }
  })

  test('once more changes nothing', async () => {
    const repo = memoryRepo(after, known.remote === undefined ? {} : { remotes: { origin: known.remote } })
    const again = (await openWithConfig(repo, config, {})).plan()
    // The lock says which version wrote it, and the golden one says 1.0.0.
    const written = again.writes.filter((write) => write.path !== lockPath && (write.verdict !== 'keep' || write.drift !== undefined))
    expect(written.map(({ path }) => path)).toEqual([])
    expect(applied(after, again)).toEqual(after)
  })
})

test('adopting a repository with conventions of its own touches next to nothing', () => {
  const before = readTree(join(root, 'existing', 'before'))
  const after = readTree(join(root, 'existing', 'after'))
  expect(Object.keys(before).filter((path) => before[path]?.text !== after[path]?.text).sort()).toEqual(['.husky/pre-commit', 'AGENTS.md', 'package.json'])
})
