import type { InferInput } from 'valibot'
import { bases, plugins } from '../../presets/eslint/plugins.js'
import { markdownCode } from '../edit/quote.ts'
import { isMapping } from '../edit/value.ts'
import { defineFeature, type Change, type CiJob, type Context, type Contributions, type Found, type HookPart, type KeyEdit, type Probe } from '../feature.ts'
import type { Repo } from '../repo/repo.ts'
import { aroundPath, configText, eslint9, eslintOf, importPlugin9, packagesOf, settingsPath, settingsText, suppressionsPath, type Decided } from './lint/files.ts'
import { editorChanges } from './lint/editors.ts'
import { endingsOf, pushPart, stagedPart, toolsOf } from './lint/hook.ts'
import { lintSchema, type Lint } from './lint/schema.ts'
import { allowsOlder, blocksOf, dependencyRanges, majorOf, manifestOf } from './lint/stack.ts'
import { findTheirs, goneFlags, styleOf } from './lint/theirs.ts'

type LintContext = Context<Lint>

/** Runs our own program as the repository has it installed. */
const launcher = 'node_modules/create-conventions/dist/launcher.cjs'

/** What GitLab shows in a merge request. */
const report = 'gl-code-quality-lint.json'
const sarif = 'conventions-lint.sarif'
const uploadSarif = 'github/codeql-action/upload-sarif@5595ccaf912efad79be6eef63a5619ff05969be3 # v4.37.6'

/** Lint: ESLint presets, what a commit looks at, and a ratchet for what was there before. */
export const lint = defineFeature({
  name: 'lint',
  summary: { en: 'Lint: ESLint presets, staged files on commit, a ratchet for what was there before', ko: '린트: ESLint 프리셋, 커밋할 파일 검사, 기존 문제를 줄여 가는 래칫' },
  schema: lintSchema,
  // Without options: whether there is linting is the preset's or the team's decision; what is there is read again by every plan.
  detect(repo, facts, { code: { seen, inexpressible } }): Found<InferInput<typeof lintSchema>> {
    const theirs = findTheirs(repo, facts)
    const ranges = dependencyRanges(repo, facts)
    const typescript = majorOf(ranges.get('typescript'))
    return {
      seen: [
        ...theirs.flat === undefined ? [] : [seen.flat(theirs.flat)],
        ...theirs.legacy === undefined ? [] : [seen.legacy(theirs.legacy)],
        ...theirs.formatPath === undefined ? [] : [seen.formatter(theirs.formatPath)],
        ...theirs.oxlint === undefined ? [] : [seen.oxlint(theirs.oxlint)],
      ],
      inexpressible: [
        ...theirs.others.filter(({ name }) => name !== 'Biome').map(({ name, path }) => ({ path, what: inexpressible.linter(name) })),
        ...theirs.nested.map((path) => ({ path, what: inexpressible.nested })),
        ...theirs.legacy !== undefined && (majorOf(ranges.get('eslint')) ?? 9) < 9 ? goneFlags(repo).map(({ script, flags }) => ({ path: 'package.json', what: inexpressible.flags(script, flags.join(', ')) })) : [],
        ...typescript !== undefined && typescript >= 7 ? [{ path: 'package.json', what: inexpressible.typescript7 }] : [],
      ],
    }
  },
  contribute(context): Partial<Contributions> {
    const { options, facts, repo, text: { code: { docs } } } = context
    if (!isJavaScript(context)) return { hooks: options.hook ? [stagedPart([], toolsOf(options.tools, facts.languages))] : [] }
    const decided = decide(context)
    const hooks: HookPart[] = options.hook ? [stagedPart(endingsOf(decided.blocks, decided.format), toolsOf(options.tools, facts.languages)), pushPart] : []
    const told = [
      docs.presets(options.base ?? options.level, markdownCode(decided.config)),
      ...decided.format === 'none' ? [] : [docs.format(decided.format)],
      ...isUntyped(decided, repo) ? [docs.untyped(markdownCode('tsconfig.json'))] : [],
      ...options.hook ? [docs.hook] : [], docs.explain(markdownCode('conventions lint explain <rule>')),
      ...options.suppress ? [docs.ratchet(markdownCode(suppressionsPath), markdownCode('conventions lint ratchet'))] : [],
    ]
    return {
      hooks, jobs: options.ci ? [job(context)] : [],
      docs: [{ order: 40, title: docs.title, markdown: told.map((line) => `- ${line}`).join('\n') }],
    }
  },
  plan(context): Change[] {
    const { options, repo, text: { code: { reasons, files } } } = context
    if (!isJavaScript(context)) {
      const settings = settingsText({ ...decide(context), blocks: [], format: 'none' })
      return options.hook ? [{ kind: 'file', path: settingsPath, text: settings, reason: reasons.settings }] : []
    }
    const decided = decide(context)
    const { theirs } = decided
    return [
      { kind: 'file', path: settingsPath, text: settingsText(decided), reason: isUntyped(decided, repo) ? `${reasons.settings}; ${reasons.untyped}` : reasons.settings },
      ...theirs.ours === undefined || theirs.ours === decided.config ? [{ kind: 'seed' as const, path: decided.config, text: configText(decided, files), reason: theirs.flat === undefined ? reasons.config : reasons.around(theirs.flat) }] : [],
      ...dependencies(decided, context),
      { kind: 'keys', path: 'package.json', keys: scripts(decided, repo), reason: reasons.scripts },
      ...formatterFiles(decided, reasons.formatter),
      ...options.editors ? editorChanges(decided, repo, reasons) : [],
      ...options.suppress && repo.stat(suppressionsPath) === undefined ? [{
        kind: 'step' as const, id: 'lint-suppress', reason: reasons.suppress,
        run: { needs: 'eslint', argv: ['node', launcher, 'lint', 'ratchet', '--start'] as const, doneWhen: ['node', '-e', `process.exit(fs.existsSync(${JSON.stringify(suppressionsPath)}) ? 0 : 1)`] as const },
      }] : [],
    ]
  },
  doctor(context): Probe[] {
    if (!isJavaScript(context)) {
      const { options, facts, text: { code: { probes } } } = context
      const programs = [...new Set(Object.values(toolsOf(options.tools, facts.languages)).map(([program = '']) => program))]
      return Object.keys(options.tools).length === 0 ? [] : programs.map((tool) => ({ id: `lint-${tool}`, ask: { tool }, expectation: probes.tool(tool), fix: probes.toolFix(tool) }))
    }
    const { text: { code: { probes } } } = context
    return [{ id: 'lint-eslint', ask: { installed: 'eslint' }, expectation: probes.eslint, fix: `${context.facts.packageManager ?? 'npm'} install` }]
  },
})

/** Whether there is TypeScript, but nothing that the presets take type information from (presets/eslint/index.js). */
const isUntyped = ({ blocks, options }: Decided, repo: Repo): boolean =>
  blocks.includes('typescript') && options.base === undefined && options.types === undefined && repo.stat('tsconfig.json') === undefined

const isJavaScript = ({ facts }: LintContext): boolean => facts.packageManager !== undefined

function decide({ options, repo, facts, locale, config: { editor } }: LintContext): Decided {
  const found = findTheirs(repo, facts)
  const format = options.format ?? found.format ?? 'none'
  const style = { ...styleOf(repo, found, editor === false ? {} : editor), ...options.style }
  const module = manifestOf(repo)['type'] === 'module'
  const usual = found.ours ?? (found.flat !== undefined ? aroundPath : module ? 'eslint.config.js' : 'eslint.config.mjs')
  const ranges = dependencyRanges(repo, facts)
  const typescript = majorOf(ranges.get('typescript'))
  const blocks = blocksOf(options, repo, facts).filter((block) => block !== 'typescript' || options.blocks !== undefined || typescript === undefined || typescript < 7)
  const here = ranges.get('eslint')
  const eslint = here === undefined ? eslintOf(options, found) : allowsOlder(here, 9, 39) ? eslint9 : here
  return {
    options, blocks, format, style, theirs: found, config: options.config ?? usual, module, majors: { typescript, eslint: majorOf(here) },
    suppresses: !allowsOlder(eslint, 10, 1), locale,
  }
}

/** Development dependencies. An ESLint that is too old is replaced by the next one that is not, which the plan names as a loss. */
function dependencies(decided: Decided, { repo, facts, text: { code: { reasons } } }: LintContext): Change[] {
  const packages = packagesOf(decided)
  const base = decided.options.base
  const ranges = dependencyRanges(repo, facts)
  const old = ranges.get('eslint')
  const tooOld = old !== undefined && allowsOlder(old, 9, 39)
  // What we have set is asked for again: a plan that did not would take it back.
  const set = tooOld || old === eslint9 || old === undefined && packages['eslint'] === eslint9
  return [
    ...Object.entries(packages).filter(([name]) => !(name === 'eslint' && set))
      .map(([name, range]) => ({ kind: 'dependency' as const, name, range, reason: base !== undefined && name in bases[base].packages ? reasons.base(base) : reasons.plugin })),
    ...set ? [{ kind: 'keys' as const, path: 'package.json', keys: [{ at: [tableOf(repo, 'eslint'), 'eslint'], value: eslint9, mode: 'set' as const }], reason: tooOld ? reasons.eslint(old) : reasons.plugin }] : [],
    ...decided.theirs.legacy !== undefined && set ? importsChanges(repo, ranges.get('eslint-plugin-import'), reasons.importPlugin) : [],
    ...facts.packageManager === 'npm' && decided.theirs.legacy !== undefined ? peersChanges(ranges, set, reasons.peers) : [],
  ]
}

/** Before 2.31 eslint-plugin-import finds no parser in flat configs, and reports each module that it cannot read. */
function importsChanges(repo: Repo, range: string | undefined, reason: (range: string) => string): Change[] {
  if (range === undefined || !(range === importPlugin9 || allowsOlder(range, 2, 31))) return []
  return [{ kind: 'keys', path: 'package.json', keys: [{ at: [tableOf(repo, 'eslint-plugin-import'), 'eslint-plugin-import'], value: importPlugin9, mode: 'set' }], reason: reason(range) }]
}

/**
 * npm installs nothing that an old plugin does not admit, unless it is told that this ESLint goes for all; and what old parsers of TypeScript bring must not stand in
 * the place of what ours ask for.
 */
function peersChanges(ranges: ReadonlyMap<string, string>, set: boolean, reason: string): Change[] {
  const oldParser = ['@typescript-eslint/parser', '@typescript-eslint/eslint-plugin'].some((name) => (majorOf(ranges.get(name)) ?? 8) < 8)
  return [
    ...set ? [{ kind: 'keys' as const, path: 'package.json', keys: [{ at: ['overrides', 'eslint'], value: '$eslint', mode: 'default' as const }], reason }] : [],
    ...oldParser ? [{ kind: 'dependency' as const, name: '@typescript-eslint/utils', range: plugins.typescript['typescript-eslint'] ?? '', reason }] : [],
  ]
}

/** The table that names a package already, else that of the development dependencies. */
function tableOf(repo: Repo, name: string): string {
  const manifest = manifestOf(repo)
  const has = (table: string): boolean => isMapping(manifest[table]) && name in manifest[table]
  return !has('devDependencies') && has('dependencies') ? 'dependencies' : 'devDependencies'
}

/** `lint` where there is none yet; beside one of theirs, `lint:conventions`. */
function scripts({ config, theirs, options, format }: Decided, repo: Repo): KeyEdit[] {
  const own = manifestOf(repo)['scripts']
  const has = (name: string): boolean => typeof own === 'object' && own !== null && name in own
  const file = theirs.flat === undefined && options.config === undefined ? '' : ` -c ${config}`
  const command = `eslint${file} .`
  const taken = has('lint') && (own as Record<string, unknown>)['lint'] !== command
  const formatting = { 'prettier': 'prettier --write .', 'oxfmt': 'oxfmt', 'biome': 'biome format --write .', 'eslint-stylistic': undefined, 'none': undefined }[format]
  return [
    { at: ['scripts', taken ? 'lint:conventions' : 'lint'], value: command, mode: 'default' },
    ...formatting === undefined ? [] : [{ at: ['scripts', 'format'], value: formatting, mode: 'default' as const }],
  ]
}

/** The config of a formatter that is new here; theirs from then on. */
function formatterFiles({ format, style, theirs }: Decided, reason: string): Change[] {
  if (theirs.formatPath !== undefined || theirs.format === format) return []
  const { indent, quotes, semi, width, trailingComma, arrowParens } = style
  const prettier = {
    ...indent === 'tab' ? { useTabs: true } : indent === undefined ? {} : { tabWidth: indent }, ...width === undefined ? {} : { printWidth: width },
    ...quotes === undefined ? {} : { singleQuote: quotes === 'single' }, ...semi === undefined ? {} : { semi }, ...trailingComma === undefined ? {} : { trailingComma },
    ...arrowParens === false ? { arrowParens: 'avoid' } : {},
  }
  const biome = { formatter: { indentStyle: indent === 'tab' ? 'tab' : 'space', ...typeof indent === 'number' ? { indentWidth: indent } : {}, ...width === undefined ? {} : { lineWidth: width } }, linter: { enabled: false } }
  const files: Readonly<Record<string, readonly [string, object]>> = { prettier: ['.prettierrc.json', prettier], oxfmt: ['.oxfmtrc.json', prettier], biome: ['biome.json', biome] }
  const file = files[format]
  return file === undefined ? [] : [{ kind: 'seed', path: file[0], text: `${JSON.stringify(file[1], undefined, 2)}\n`, reason }]
}

/** Strict about suppressions: debt that grew fails, debt that shrank is to be pruned. */
function job({ options: { codeScanning }, text: { code: { ci } } }: LintContext): CiJob {
  return {
    id: 'lint', workflow: 'conventions', title: ci.title, on: ['pullRequest', 'push'], setup: 'install',
    report: { kind: 'codequality', path: report },
    ...codeScanning && { permissions: { 'security-events': 'write' } },
    steps: [
      {
        name: ci.step, conventions: ['lint', 'ratchet', '--check'], gitlab: { args: ['--format', 'gitlab'], to: report },
        ...codeScanning && { github: { args: ['--format', 'sarif'], to: sarif } },
      },
      ...codeScanning ? [{ name: ci.upload, uses: uploadSarif, with: { sarif_file: sarif, category: 'conventions-lint' }, file: sarif }] : [],
    ],
  }
}

