import type { Change, KeyEdit } from '../../feature.ts'
import type { Repo } from '../../repo/repo.ts'
import { aroundPath, type Decided } from './files.ts'

const formatterExtensions: Readonly<Partial<Record<Decided['format'], string>>> = { prettier: 'esbenp.prettier-vscode', oxfmt: 'oxc.oxc-vscode', biome: 'biomejs.biome' }

/** Editors fix by the same rules on save: VS Code; Zed and JetBrains where the repository has their settings already. Only where nothing is set yet. */
export function editorChanges({ config, format, blocks }: Decided, repo: Repo, reasons: { readonly editor: string, readonly extensions: string }): Change[] {
  const around = config === aroundPath
  const extension = formatterExtensions[format]
  const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', ...blocks.includes('vue') ? ['vue'] : [], ...blocks.includes('svelte') ? ['svelte'] : []]
  const settings: KeyEdit[] = [
    { at: ['editor.codeActionsOnSave', 'source.fixAll.eslint'], value: 'explicit', mode: 'default' },
    { at: ['eslint.validate'], value: languages, mode: 'default' },
    ...around ? [{ at: ['eslint.options', 'overrideConfigFile'], value: config, mode: 'default' as const }] : [],
    ...extension === undefined ? [] : [{ at: ['editor.defaultFormatter'], value: extension, mode: 'default' as const }, { at: ['editor.formatOnSave'], value: true, mode: 'default' as const }],
  ]
  const recommended = ['dbaeumer.vscode-eslint', ...extension === undefined ? [] : [extension]]
  return [
    { kind: 'keys', path: '.vscode/settings.json', keys: settings, reason: reasons.editor },
    { kind: 'keys', path: '.vscode/extensions.json', keys: [{ at: ['recommendations'], value: recommended, mode: 'include' }], reason: reasons.extensions },
    ...repo.stat('.zed') === undefined ? [] : [{
      kind: 'keys' as const, path: '.zed/settings.json', reason: reasons.editor,
      keys: [{ at: ['code_actions_on_format', 'source.fixAll.eslint'], value: true, mode: 'default' as const }],
    }],
    ...repo.stat('.idea') === undefined ? [] : [{
      kind: 'seed' as const, path: '.idea/jsLinters/eslint.xml', reason: reasons.editor,
      text: '<?xml version="1.0" encoding="UTF-8"?>\n<project version="4">\n  <component name="EslintConfiguration">\n    <option name="fix-on-save" value="true" />\n  </component>\n</project>\n',
    }],
  ]
}
