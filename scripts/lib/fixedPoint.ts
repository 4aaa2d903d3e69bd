import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { ESLint } from 'eslint'
import { conventions, type Block, type Options } from '../../presets/eslint/index.js'
import { runFormatter } from '../../src/apply/staged/tools.ts'
import { sameProgram } from './sameProgram.ts'

/** What laying out and fixing do to files that hold nothing of ours. */
export interface FixedPoint {
  readonly files: number
  /** Those that cannot be parsed as they are: fixtures, mostly. They are left out. */
  readonly broken: readonly string[]
  /** Files that a second round changes, by whose doing: the formatter's alone, a fix's after the format, or both in turns. */
  readonly moving: readonly { readonly path: string, readonly by: 'formatter' | 'fixer' | 'both', readonly rules: readonly string[] }[]
  /** Files whose program is another one although no fix but for layout was made. */
  readonly changed: readonly string[]
  /** How many files had their program changed by a fix, by the rules that fixed something there. */
  readonly rewritten: Readonly<Record<string, number>>
}

const code = /\.(?:[cm]?[jt]s|[jt]sx)$/
const linted = /\.(?:[cm]?[jt]sx?|vue|svelte|json|ya?ml)$/
const left = new Set(['node_modules', '.git', 'dist', 'build', 'vendor', 'package-lock.json', 'pnpm-lock.yaml', '.prettierrc.json'])

/**
 * Copies the files of a folder into `work`, which has `node_modules`, and lays them out and fixes them twice, as the hook does: fix, then format. What a
 * team's config says of layout does not come along.
 *
 * @param most how many files at most
 */
export async function findFixedPoint(folder: string, work: string, format: NonNullable<Options['format']>, most = Infinity): Promise<FixedPoint> {
  const paths = filesOf(folder).slice(0, most)
  for (const path of paths) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    copyFileSync(join(folder, path), join(work, path))
  }
  writeFileSync(join(work, 'package.json'), '{ "name": "fixed-point", "type": "module" }\n')
  const fixer = fixerIn(work, blocksFor(paths), format)
  const broken = (await Promise.all(paths.map(async (path) => await fixer.breaks(path) ? [path] : []))).flat()
  const sound = paths.filter((path) => !broken.includes(path))
  const read = (): Map<string, string> => new Map(sound.map((path) => [path, readFileSync(join(work, path), 'utf8')]))
  const lay = (): Promise<void> => layOut(work, format, sound)

  const original = read()
  const fixes = await fixer.fix(sound)
  await lay()
  const once = read()
  const again = await fixer.fix(sound)
  const fixed = read()
  await lay()
  const twice = read()
  // Two fixes that take each other back change nothing in the end, and are no less a fight.
  const fights = (path: string): boolean => fixed.get(path) !== once.get(path) || (again.get(path)?.size ?? 0) > 0
  const moving = sound.filter((path) => twice.get(path) !== once.get(path) || fights(path)).map((path) => ({
    path, by: !fights(path) ? 'formatter' as const : fixed.get(path) !== once.get(path) && twice.get(path) === once.get(path) ? 'both' as const : 'fixer' as const, rules: [...again.get(path) ?? []].sort(),
  }))
  const differing = sound.filter((path) => code.test(path) && !sameProgram(original.get(path)!, twice.get(path)!, path))
  const rulesOf = (path: string): string[] => [...fixes.get(path) ?? [], ...again.get(path) ?? []].filter((rule) => !rule.startsWith('@stylistic/'))
  const rewritten: Record<string, number> = {}
  for (const path of differing) for (const rule of new Set(rulesOf(path))) rewritten[rule] = (rewritten[rule] ?? 0) + 1
  return { files: sound.length, broken, moving, changed: differing.filter((path) => rulesOf(path).length === 0), rewritten }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && linted.test(entry.name) && !left.has(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(/[/\\]/).some((part) => left.has(part) || part.startsWith('.'))).sort()
}

/** The blocks that files can be given to without their repository's dependencies. */
function blocksFor(paths: readonly string[]): Block[] {
  const has = (...endings: readonly string[]): boolean => paths.some((path) => endings.includes(extname(path)))
  return [
    'javascript', 'typescript', 'node', 'imports', 'unicode', 'json', 'yaml',
    ...has('.jsx', '.tsx') ? ['react'] as const : [], ...has('.vue') ? ['vue'] as const : [], ...has('.svelte') ? ['svelte'] as const : [],
  ]
}

/** ESLint with every rule of ours, which keeps an account of the rules that fixed something, by file. */
function fixerIn(work: string, blocks: readonly Block[], format: NonNullable<Options['format']>) {
  let rules = new Set<string>()
  // As in the hook: a directive that a formatter has moved is not for `--fix` to delete.
  const overrideConfig = [...conventions({ root: work, level: 'strict', types: false, blocks, format }), { linterOptions: { reportUnusedDisableDirectives: 'off' as const } }]
  const options = { cwd: work, overrideConfigFile: true as const, overrideConfig }
  const looking = new ESLint(options)
  const fixing = new ESLint({ ...options, fix: ({ ruleId }) => { rules.add(ruleId ?? 'directives'); return true } })
  const isFatal = ([result]: ESLint.LintResult[]): boolean => result?.messages.some(({ fatal }) => fatal === true) ?? true
  return {
    async breaks(path: string): Promise<boolean> {
      return isFatal(await looking.lintText(readFileSync(join(work, path), 'utf8'), { filePath: join(work, path) }))
    },
    async fix(paths: readonly string[]): Promise<Map<string, Set<string>>> {
      const made = new Map<string, Set<string>>()
      for (const path of paths) {
        rules = new Set()
        const results = await fixing.lintText(readFileSync(join(work, path), 'utf8'), { filePath: join(work, path) })
        await ESLint.outputFixes(results)
        made.set(path, rules)
      }
      return made
    },
  }
}

async function layOut(work: string, format: string, paths: readonly string[]): Promise<void> {
  const io = { env: process.env, platform: process.platform, signal: new AbortController().signal, execPath: process.execPath }
  const { said, missing } = await runFormatter({ root: work, home: join(work, '.git'), io }, format, paths, true)
  if (missing !== undefined) throw new Error(`${missing} is not installed in ${join(work, 'node_modules')}`)
  if (said !== undefined) throw new Error(`${said.command}: ${said.output}`)
}
