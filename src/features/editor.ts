import type { InferInput } from 'valibot'
import { markdownCode } from '../edit/quote.ts'
import { defineFeature, type Change, type Contributions, type Found, type KeyEdit } from '../feature.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo } from '../repo/repo.ts'
import { editorconfig, readEditorconfig } from './editor/editorconfig.ts'
import { attributeLines, ignoreLines, ignores, missingEssentials, settlesEndings } from './editor/git.ts'
import { editorSchema, type Editor } from './editor/schema.ts'
import { readText } from './import/read.ts'
import { withoutMarkers } from './markers.ts'

type EditorInput = InferInput<typeof editorSchema>

/** What editors and git do to text: indentation, line endings, ignored files. */
export const editor = defineFeature({
  name: 'editor',
  summary: { en: 'Indentation, line endings, ignored files, editor settings', ko: '들여쓰기, 줄바꿈, 무시할 파일, 에디터 설정' },
  schema: editorSchema,
  detect(repo, facts, { features: { seen } }): Found<EditorInput> {
    const config = readText(repo, '.editorconfig')
    const ignored = readText(repo, '.gitignore')
    const attributes = readText(repo, '.gitattributes') ?? ''
    const settled = settlesEndings(attributes)
    const options: EditorInput = {
      ...config === undefined ? {} : { editorconfig: false, ...editorOptions(readEditorconfig(config)) },
      ...ignored === undefined ? {} : ignoreOptions(ignored, facts),
      ...settled ? { gitattributes: false } : {},
    }
    return {
      ...Object.keys(options).length > 0 ? { options } : {},
      seen: [
        ...config === undefined ? [] : [seen.editorconfig('.editorconfig')],
        ...ignored === undefined ? [] : [seen.gitignore('.gitignore')],
        ...settled ? [seen.gitattributes('.gitattributes')] : [],
      ],
      inexpressible: [],
    }
  },
  contribute({ options, repo, text: { features: { docs } } }): Partial<Contributions> {
    if (!options.editorconfig && repo.stat('.editorconfig') === undefined) return {}
    return { docs: [{ order: 40, title: docs.code, markdown: `- ${docs.editorconfig(markdownCode('.editorconfig'))}` }] }
  },
  plan({ options, facts, repo, text: { features: { reasons } } }): Change[] {
    const { gitignore, gitattributes } = options
    const ignored = gitignore === true ? ignoreLines(facts) : gitignore === false ? [] : gitignore
    const attributes = gitattributes === true ? attributeLines(options) : gitattributes === false ? [] : gitattributes
    return [
      ...options.editorconfig
        ? [{ kind: 'file' as const, path: '.editorconfig', text: editorconfig(options, facts.languages), reason: reasons.editorconfig }] : [],
      ...ignored.length > 0 ? [{ kind: 'lines' as const, path: '.gitignore', lines: ignored, reason: reasons.gitignore }] : [],
      // At the start: of two lines that fit a file, git takes the later one, and that should be the team's own.
      ...attributes.length > 0 ? [{
        kind: 'block' as const, path: '.gitattributes', id: 'editor', at: 'start' as const, reason: reasons.gitattributes,
        text: withoutMarkers('.gitattributes', attributes.join('\n')),
      }] : [],
      ...options.vscode ? vscode(options, repo, reasons) : [],
    ]
  },
})

/** What `[*]` says, as far as the config has words for it. */
function editorOptions(found: ReadonlyMap<string, string>): EditorInput {
  const size = count(found.get('indent_size') ?? '')
  const tab = found.get('indent_style') === 'tab'
  const indent = tab ? 'tab' as const : found.get('indent_style') === 'space' ? size ?? 2 : size
  const tabWidth = count(found.get('tab_width') ?? '') ?? (tab ? size : undefined)
  const width = Number(found.get('max_line_length'))
  const eol = found.get('end_of_line')
  return {
    ...indent === undefined ? {} : { indent },
    ...tabWidth === undefined ? {} : { tabWidth },
    ...Number.isInteger(width) && width >= 1 && width <= 1_000 ? { width } : {},
    eol: eol === 'lf' || eol === 'crlf' ? eol : 'native',
    finalNewline: found.get('insert_final_newline') === 'true',
    trimTrailing: found.get('trim_trailing_whitespace') === 'true',
  }
}

function count(text: string): number | undefined {
  return /^([1-9]|1[0-6])$/.test(text) ? Number(text) : undefined
}

function ignoreOptions(gitignore: string, facts: Facts): EditorInput {
  const missing = missingEssentials(gitignore, facts)
  return { gitignore: missing.length > 0 && missing, ...ignores(gitignore, '.vscode') ? { vscode: false } : {} }
}

function vscode({ eol, width, editorconfig }: Editor, repo: Repo, reasons: { readonly vscodeSettings: string, readonly vscodeExtensions: string }): Change[] {
  const settings: KeyEdit[] = [
    ...eol === 'native' ? [] : [{ at: ['files.eol'], value: eol === 'lf' ? '\n' : '\r\n', mode: 'default' as const }],
    ...width === false ? [] : [{ at: ['editor.rulers'], value: [width], mode: 'default' as const }],
  ]
  const read = editorconfig || repo.stat('.editorconfig') !== undefined
  return [
    ...settings.length > 0 ? [{ kind: 'keys' as const, path: '.vscode/settings.json', keys: settings, reason: reasons.vscodeSettings }] : [],
    ...read ? [{
      kind: 'keys' as const, path: '.vscode/extensions.json', reason: reasons.vscodeExtensions,
      keys: [{ at: ['recommendations'], value: ['EditorConfig.EditorConfig'], mode: 'include' as const }],
    }] : [],
  ]
}
