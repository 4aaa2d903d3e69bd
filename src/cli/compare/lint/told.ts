import { fileURLToPath } from 'node:url'
import { assetUrl } from '../../../assets.ts'
import type { CandidateOptions, Style } from '../../../compare/lint/protocol.ts'
import { blocksOf, dependencyRanges } from '../../../features/lint/stack.ts'
import { fragmentOf } from '../../../infer/fragment.ts'
import type { Io } from '../../../io.ts'
import type { Facts } from '../../../repo/facts.ts'
import type { Repo } from '../../../repo/repo.ts'
import { lookAtCode } from '../../infer/look.ts'

/** Files of the repository that tell of its layout. */
const styleFiles = 80

/** How the code is laid out, where it is agreed. */
export async function styleOf(repo: Repo, io: Io): Promise<Style> {
  const { code } = await lookAtCode(repo, io, styleFiles, false)
  const { lint } = fragmentOf({ code, commits: undefined, branches: undefined }) as { lint?: { style?: Style } }
  const { indent, quotes, semi } = lint?.style ?? {}
  return { ...indent !== undefined && { indent }, ...quotes !== undefined && { quotes }, ...semi !== undefined && { semi } }
}

/** What presets are told of a repository. */
export function optionsOf(repo: Repo, facts: Facts, style: Style, files: readonly string[]): Omit<CandidateOptions, 'home'> {
  const dependencies = dependencyRanges(repo, facts)
  const code = new Set(['javascript', 'typescript', 'node', 'browser', 'imports', 'unicode', 'react', 'vue', 'svelte', 'vitest', 'jest', 'storybook'])
  const typescript = files.some((path) => /\.[cm]?tsx?$/.test(path))
  const frameworks = ['vue', 'react', 'svelte', 'vitest', 'jest'].filter((name) => dependencies.has(name))
  const blocks = blocksOf({} as Parameters<typeof blocksOf>[0], repo, facts).filter((block) => code.has(block))
  return {
    style, typescript, root: repo.root, presets: fileURLToPath(assetUrl('presets/eslint')),
    frameworks, blocks, environments: environmentsOf(blocks, frameworks), installed: dependencies.size === 0 || repo.stat('node_modules') !== undefined,
  }
}

/** Every team names what its code runs in: no preset is to blame for what it could not know. */
function environmentsOf(blocks: readonly string[], frameworks: readonly string[]): string[] {
  const pages = blocks.includes('browser') || frameworks.some((name) => ['vue', 'react', 'svelte'].includes(name))
  return ['builtin', ...blocks.includes('node') || !pages ? ['node'] : [], ...pages ? ['browser'] : [], ...frameworks.filter((name) => name === 'jest' || name === 'vitest')]
}

/** The tool that lays the code out here. */
export function formatterOf(repo: Repo, facts: Facts): string | undefined {
  const dependencies = dependencyRanges(repo, facts)
  const files = repo.list('')
  const has = (pattern: RegExp): boolean => files.some((name) => pattern.test(name))
  if (has(/^(\.prettierrc(\..+)?|prettier\.config\.\w+)$/) || dependencies.has('prettier')) return 'prettier'
  if (has(/^\.?oxfmtrc(\.jsonc?)?$/) || dependencies.has('oxfmt')) return 'oxfmt'
  if (has(/^biome\.jsonc?$/)) return 'biome'
  return has(/^\.?dprint\.jsonc?$/) ? 'dprint' : undefined
}
