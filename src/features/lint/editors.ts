import type { Block } from '../../../presets/eslint/index.js'
import { xml } from '../../edit/quote.ts'
import { isMapping } from '../../edit/value.ts'
import type { Change, Json, KeyEdit } from '../../feature.ts'
import type { Repo } from '../../repo/repo.ts'
import { readData, readText } from '../import/read.ts'
import { aroundPath, type Decided } from './files.ts'
import { lintedEndings } from './hook.ts'

const settingsFile = '.vscode/settings.json'

interface Reasons { readonly editor: string, readonly extensions: string }

/** The names that editors have for languages of code, and for those of data. */
const code: Readonly<Partial<Record<Block, { readonly vscode: readonly string[], readonly zed: readonly string[] }>>> = {
  javascript: { vscode: ['javascript', 'javascriptreact'], zed: ['JavaScript'] },
  typescript: { vscode: ['typescript', 'typescriptreact'], zed: ['TypeScript', 'TSX'] },
  vue: { vscode: ['vue'], zed: ['Vue.js'] },
  svelte: { vscode: ['svelte'], zed: ['Svelte'] },
}
const data: Readonly<Partial<Record<Block, readonly string[]>>> = {
  json: ['json', 'jsonc', 'json5'], packageJson: ['json'], yaml: ['yaml', 'dockercompose', 'github-actions-workflow'], markdown: ['markdown'],
}

const formatterExtensions: Readonly<Partial<Record<Decided['format'], string>>> = { prettier: 'esbenp.prettier-vscode', oxfmt: 'oxc.oxc-vscode', biome: 'biomejs.biome' }
const zedFormatters: Readonly<Partial<Record<Decided['format'], Json>>> = { prettier: 'prettier', oxfmt: { language_server: { name: 'oxfmt' } }, biome: { language_server: { name: 'biome' } } }

/** Editors fix by the same rules on save: VS Code; Zed and JetBrains where the repository has their settings already. Only where nothing is set yet. */
export function editorChanges(decided: Decided, repo: Repo, reasons: Reasons): Change[] {
  const extension = formatterExtensions[decided.format]
  const recommended = ['dbaeumer.vscode-eslint', ...extension === undefined ? [] : [extension]]
  return [
    { kind: 'keys', path: settingsFile, keys: vscode(decided, repo, extension), reason: reasons.editor },
    { kind: 'keys', path: '.vscode/extensions.json', keys: [{ at: ['recommendations'], value: recommended, mode: 'include' }], reason: reasons.extensions },
    ...repo.stat('.zed') === undefined ? [] : [{ kind: 'keys' as const, path: '.zed/settings.json', keys: zed(decided), reason: reasons.editor }],
    ...repo.stat('.idea') === undefined ? [] : jetbrains(decided).map(([path, component]) => ({
      kind: 'seed' as const, path, reason: reasons.editor, text: `<?xml version="1.0" encoding="UTF-8"?>\n<project version="4">\n${component}\n</project>\n`,
    })),
  ]
}

/** Where ESLint would not find the config by itself. */
const isNamed = ({ config }: Decided): boolean => config === aroundPath || !/^eslint\.config\.[cm]?[jt]s$/.test(config)

const unset = (at: readonly string[], value: Json): KeyEdit => ({ at, value, mode: 'default' })

function vscode(decided: Decided, repo: Repo, extension: string | undefined): KeyEdit[] {
  const { blocks, format, config, options } = decided
  const languages = blocks.flatMap((block) => code[block]?.vscode ?? [])
  return [
    unset(['editor.codeActionsOnSave', 'source.fixAll.eslint'], 'explicit'),
    // A list replaces the one that the extension tries by itself.
    unset(['eslint.validate'], [...new Set([...languages, ...blocks.flatMap((block) => data[block] ?? [])])]),
    // A file below a config of its own would look for this one beside that.
    ...isNamed(decided) ? [unset(['eslint.options', 'overrideConfigFile'], config), unset(['eslint.workingDirectories'], ['.'])] : [],
    // An ESLint that knows no suppressions outside its command line would refuse the option, and report nothing at all.
    ...options.suppress && decided.suppresses ? [unset(['eslint.bulkSuppression.enable'], true), unset(['eslint.bulkSuppression.severity'], 'hint')] : [],
    ...extension === undefined ? [] : [unset(['editor.defaultFormatter'], extension), unset(['editor.formatOnSave'], true)],
    // What a user has set for a language goes before what a repository sets for all; what this one has set for all itself is its own decision.
    ...extension === undefined || ![undefined, extension].includes(formatterHere(repo)) ? [] : [...languages, 'json', 'jsonc'].map((language) => unset([`[${language}]`, 'editor.defaultFormatter'], extension)),
    ...format === 'eslint-stylistic' ? languages.map((language) => unset([`[${language}]`, 'editor.formatOnSave'], false)) : [],
  ]
}

function formatterHere(repo: Repo): string | undefined {
  const settings = readData(readText(repo, settingsFile) ?? '{}', settingsFile)
  return isMapping(settings) ? settings['editor.defaultFormatter'] as string | undefined : undefined
}

/** Formatters by language: one for all would be asked about languages that it does not know (zed.dev, "Configuring supported languages"). */
function zed(decided: Decided): KeyEdit[] {
  const { blocks, format, config, options } = decided
  const formatter = zedFormatters[format]
  const steps = [{ code_action: 'source.fixAll.eslint' }, ...formatter === undefined ? [] : [formatter]]
  return [
    ...blocks.flatMap((block) => code[block]?.zed ?? []).flatMap((language) => [unset(['languages', language, 'format_on_save'], 'on'), unset(['languages', language, 'formatter'], steps)]),
    ...isNamed(decided) ? [unset(['lsp', 'eslint', 'settings', 'options', 'overrideConfigFile'], config)] : [],
    ...options.suppress && decided.suppresses ? [unset(['lsp', 'eslint', 'settings', 'bulkSuppression'], { enable: true, severity: 'hint' })] : [],
  ]
}

/** Files and names as the IDEs write them; of their plugin for oxfmt only settings of the linter are known to be kept in a project. */
function jetbrains(decided: Decided): (readonly [string, string])[] {
  const { blocks, format, config } = decided
  const endings = [...new Set(lintedEndings(blocks).map((ending) => ending.slice(ending.lastIndexOf('.') + 1)))]
  const component = (name: string, lines: readonly string[]): string => [`  <component name="${name}">`, ...lines.map((line) => `    ${line}`), '  </component>'].join('\n')
  const option = (name: string, value: string): string => `<option name="${name}" value="${value}" />`
  const eslint = component('EslintConfiguration', [
    ...isNamed(decided) ? [`<custom-configuration-file used="true" path="$PROJECT_DIR$/${xml(config)}" />`] : [],
    `<files-pattern value="**/*.{${endings.join(',')}}" />`, option('fix-on-save', 'true'),
  ])
  return [
    ['.idea/jsLinters/eslint.xml', eslint],
    ...format === 'prettier' ? [['.idea/prettier.xml', component('PrettierConfiguration', [option('myConfigurationMode', 'AUTOMATIC'), option('myRunOnSave', 'true')])] as const] : [],
    ...format === 'biome' ? [['.idea/biome.xml', component('BiomeSettings', [option('formatOnSave', 'true')])] as const] : [],
  ]
}
