import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { candidates, ownCandidate, type LintCandidate } from '../../../compare/lint/catalog.ts'
import { nearest } from '../../../edit/nearest.ts'
import { ConventionsError } from '../../../errors.ts'
import { dependencyRanges, majorOf, manifestOf } from '../../../features/lint/stack.ts'
import { flatNames } from '../../../features/lint/theirs.ts'
import type { Facts } from '../../../repo/facts.ts'
import type { Repo } from '../../../repo/repo.ts'

export interface Chosen {
  readonly candidates: readonly LintCandidate[]
  /** Why the config that is here is not among them: its own reason is a key of the messages. */
  readonly present: 'compared' | 'none' | 'legacy' | 'old' | 'notAsked'
}

/**
 * What is compared: the known presets (or those of `named` alone) and the config that is here.
 *
 * @param named names of known presets, paths of configs, packages; `present` is the config that is here
 * @throws ConventionsError `comparePresetUnknown`
 */
export function chooseCandidates(repo: Repo, facts: Facts, named: readonly string[], cwd: string): Chosen {
  const major = eslintOf(repo, facts)
  const present = presentOf(repo, major)
  const wanted = named.length === 0 ? [...candidates.map(({ name }) => name), 'present'] : named
  const chosen = wanted.flatMap((name): LintCandidate[] => {
    if (name === 'present') return typeof present === 'string' ? [] : [present]
    const known = candidates.find((one) => one.name === name)
    if (known) return [known]
    if (/^\.{0,2}\/|^[a-z]:[\\/]|\.[cm]?[jt]s$/i.test(name)) {
      const path = resolve(cwd, name)
      if (!existsSync(path)) throw new ConventionsError('comparePresetUnknown', { name, nearest: undefined, known: candidates.map((one) => one.name) })
      return [ownCandidate(name, major === 9 ? 9 : 10, { path })]
    }
    const close = nearest(name, candidates.map((one) => one.name))
    if (!/^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*(@[^\s@/]+)?$/i.test(name) || close !== undefined) throw new ConventionsError('comparePresetUnknown', { name, nearest: close, known: candidates.map((one) => one.name) })
    return [ownCandidate(name, major === 9 ? 9 : 10, { package: name.replace(/(?<=.)@.*$/, '') })]
  })
  return { candidates: [...new Map(chosen.map((one) => [one.name, one])).values()], present: !wanted.includes('present') ? 'notAsked' : typeof present === 'string' ? present : 'compared' }
}

function presentOf(repo: Repo, major: number | undefined): LintCandidate | 'none' | 'legacy' | 'old' {
  const path = flatNames.find((name) => repo.stat(name)?.type === 'file')
  if (path === undefined) return repo.list('').some((name) => name.startsWith('.eslintrc')) || manifestOf(repo)['eslintConfig'] !== undefined ? 'legacy' : 'none'
  if (major !== undefined && major < 9) return 'old'
  return ownCandidate('present', major === 9 ? 9 : 10, { path: resolve(repo.root, path) })
}

/** The major version of ESLint that is installed here, else the one that is asked for. */
function eslintOf(repo: Repo, facts: Facts): number | undefined {
  try {
    const installed = JSON.parse(repo.read('node_modules/eslint/package.json') ?? '{}') as { version?: string }
    return majorOf(installed.version) ?? majorOf(dependencyRanges(repo, facts).get('eslint'))
  } catch {
    return majorOf(dependencyRanges(repo, facts).get('eslint'))
  }
}
