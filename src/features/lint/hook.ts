import type { Block } from '../../../presets/eslint/index.js'
import type { HookPart } from '../../feature.ts'
import type { Language } from '../../repo/facts.ts'

type Tools = Readonly<Record<string, readonly string[]>>

/** Programs that are known for the languages of a repository: each fixes or checks the files whose names it gets. */
const knownTools: Readonly<Partial<Record<Language, Tools>>> = {
  kotlin: { '*.{kt,kts}': ['ktlint', '--format', '--relative'] },
  go: { '*.go': ['gofmt', '-w'] },
  python: { '*.{py,pyi}': ['ruff', 'check', '--fix'] },
  rust: { '*.rs': ['rustfmt'] },
}
/** For any repository. */
const commonTools: Tools = {
  '*.sh': ['shellcheck', '--severity=warning'],
  '{,**/}{Dockerfile,*.Dockerfile,Containerfile}': ['hadolint'],
  '.github/workflows/*.{yml,yaml}': ['actionlint'],
}

/** The team's programs, over those that are known. */
export function toolsOf(tools: Tools, languages: readonly Language[]): Tools {
  return { ...commonTools, ...Object.assign({}, ...languages.map((language) => knownTools[language] ?? {})) as Tools, ...tools }
}

const blockEndings: Readonly<Partial<Record<Block, readonly string[]>>> = {
  javascript: ['js', 'mjs', 'cjs', 'jsx'], typescript: ['ts', 'mts', 'cts', 'tsx'], vue: ['vue'], svelte: ['svelte'],
  json: ['json', 'jsonc', 'json5'], yaml: ['yml', 'yaml'], markdown: ['md'], packageJson: ['package.json'],
}
const prettierEndings = ['css', 'scss', 'less', 'html', 'graphql', 'gql', 'mdx', 'hbs', 'md', 'json', 'yml', 'yaml']
const biomeEndings = ['css', 'json', 'jsonc', 'graphql']

/** Ends of the names of files that ESLint looks at on commit. Code in Markdown can wait for the push: a commit of documentation alone starts nothing. */
export function lintedEndings(blocks: readonly Block[]): string[] {
  return blocks.filter((block) => block !== 'markdown').flatMap((block) => blockEndings[block] ?? [])
}

/** The same, and those that the formatter looks at. */
export function endingsOf(blocks: readonly Block[], format: string | undefined): string[] {
  const formatted = format === 'prettier' || format === 'oxfmt' ? prettierEndings : format === 'biome' ? biomeEndings : []
  return [...new Set([...lintedEndings(blocks), ...formatted])]
}

/** Whether a path ends so: a whole name, or the part behind its last dot. */
export function endsWithOneOf(path: string, endings: readonly string[]): boolean {
  return endings.some((ending) => path === ending || path.endsWith(ending.includes('.') ? `/${ending}` : `.${ending}`))
}

/** Of blocks about files of a kind, those that none of these files belongs to: in the hook their plugins need not be loaded. */
export function idleBlocks(blocks: readonly Block[], paths: readonly string[]): Block[] {
  const kinds: Readonly<Partial<Record<Block, readonly string[]>>> = { ...blockEndings, javascript: [], typescript: [] }
  return blocks.filter((block) => {
    const endings = kinds[block] ?? []
    return endings.length > 0 && !paths.some((path) => endsWithOneOf(path, endings))
  })
}

/** Whether a file says how everything is linted. */
export function configuresLint(path: string): boolean {
  return /(^|\/)(package\.json|tsconfig[^/]*\.json|\.?eslint[^/]*|\.conventions\/eslint\.json)$/.test(path)
}

/** Whether ESLint's answer can depend on a file: what it lints, and what configures it. */
export function lintedOnPush(path: string, blocks: readonly Block[]): boolean {
  return configuresLint(path) || endsWithOneOf(path, blocks.flatMap((block) => blockEndings[block] ?? []))
}

/**
 * pre-commit: one `git diff` tells whether anything relevant is staged; a commit of nothing else starts no program besides. Only its exit code is
 * wanted: what it prints would take a shell more. Where it fails, the runner says why.
 *
 * @param endings ends of names, letters, digits and dots only
 */
export function stagedPart(endings: readonly string[], tools: Tools): HookPart {
  const patterns = [...endings.map((ending) => `*${ending.includes('.') ? ending : `.${ending}`}`), ...Object.keys(tools).flatMap(widePatterns)]
  return {
    hook: 'pre-commit', id: 'lint', order: 10,
    // What an interrupted one left half done may be staged now whatever it is, or be gone; its record lies beside the index.
    // A merge commit's other side was linted where it came from; what differs from both sides is looked at by CI.
    // `git --glob-pathspecs commit` and the like change what patterns mean, in here too.
    sh: `conventions_index=\${GIT_INDEX_FILE-.git/index}
if [ -f "\${conventions_index%/*}/conventions/staged/record.json" ] ||
! GIT_LITERAL_PATHSPECS=0 GIT_GLOB_PATHSPECS=0 GIT_NOGLOB_PATHSPECS=0 git diff --cached --quiet --no-ext-diff --no-renames --diff-filter=AMT -- ':!.conventions' ${[...new Set(patterns)].map((pattern) => `'${pattern}'`).join(' ')}; then
conventions_hook lint-staged "$@"
fi`,
  }
}

/** On push: the files that are pushed, with type information. */
export const pushPart: HookPart = { hook: 'pre-push', id: 'lint', order: 10, sh: 'conventions_hook lint-push "$@"' }

/**
 * A pattern of the config as patterns of git, which has no braces and whose `*` goes over `/` too. Too wide at worst, the runner looks again: git
 * counts bytes where we count letters, and would refuse a path that leads out of the repository.
 */
function widePatterns(pattern: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern)
  if (braces) {
    return (braces[1] ?? '').split(',').flatMap((part) => widePatterns(pattern.slice(0, braces.index) + part + pattern.slice(braces.index + braces[0].length)))
  }
  const wide = pattern.replaceAll('**/', '*').replace(/[^\w./-]+|\.{2,}|^\/+|^$/g, '*')
  // Without a slash a pattern is about names anywhere.
  return pattern.includes('/') || wide.startsWith('*') ? [wide] : [wide, `*/${wide}`]
}
