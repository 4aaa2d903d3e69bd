import { markdownInline } from '../edit/quote.ts'
import type { Messages } from '../messages/index.ts'
import { parts, type Rendering } from './markdown.ts'
import type { Section } from './types.ts'

/** What surrounds the notes of a version. */
export interface NotesSetting extends Rendering {
  /** Name of the package or repository. */
  readonly name: string
  /** The command that installs this version; undefined where the repository is no package. */
  readonly install: string | undefined
  /** The text of a template with its tokens filled. */
  readonly template: (tokens: Readonly<Record<string, string>>) => string
}

/** Release notes for people, as Markdown: what to know first, how to migrate, what changed, who did it, how to get it. */
export function renderNotes(section: Section, highlights: string | undefined, setting: NotesSetting): string {
  const { words, links, name, install } = setting
  const compare = section.previous === undefined ? undefined : links.compare(section.previous, section.tag ?? setting.head ?? 'HEAD')
  const lines = [
    ...highlights === undefined ? [] : [highlights.trim()],
    ...parts(section, { ...setting, contributors: true }, 2),
    ...install === undefined ? [] : [`## ${words.install}\n\n\`\`\`sh\n${install}\n\`\`\``],
    ...compare === undefined ? [] : [`**${words.compare}:** ${compare}`],
  ]
  const title = [markdownInline(name), section.version ?? words.unreleased].filter((part) => part !== '').join(' ')
  return `${setting.template({ title, date: section.date ?? '', body: lines.join('\n\n') }).replace(/\n{3,}/g, '\n\n').trim()}\n`
}

/** The notes without markup, for mails and chats: links become their text, headings are underlined. */
export function toPlainText(markdown: string): string {
  let fenced = false
  return markdown.split('\n').flatMap((line) => {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced
      return []
    }
    if (fenced) return [`    ${line}`]
    const heading = /^(#{1,6}) +(.*)$/.exec(line)
    if (heading) return [plain(heading[2]!), (heading[1]!.length === 1 ? '=' : '-').repeat(Math.min(72, [...plain(heading[2]!)].length))]
    return [plain(line)]
  }).join('\n')
}

function plain(line: string): string {
  return line.replace(/\[((?:\\.|[^\]\\])*)\]\((?:[^()\\]|\\.)*\)/g, '$1').replace(/\*\*(.*?)\*\*/g, '$1').replace(/(`+)(.+?)\1/g, '$2')
    .replace(/\\([\\`*_[\]<>|~#+=.)&-])/g, '$1')
}

/** The mark in a draft between what people wrote and what is made anew. */
const mark = (words: Messages['changelog']): string => `<!-- conventions:notes ${words.draftMark} -->`
const anyMark = /^<!-- conventions:notes\b.*-->$/m

/** A draft: what people wrote stays, what is below the mark is made anew. `before`: the draft as it is; undefined: there is none. */
export function renderDraft(before: string | undefined, notes: string, words: Messages['changelog']): string {
  const own = before === undefined ? undefined : writtenIn(before)
  return `${own ?? `## ${words.highlights}\n\n${words.highlightsHint}`}\n\n${mark(words)}\n\n${notes}`
}

/** What people wrote in a draft; undefined where that is nothing, or only the hint. */
export function highlightsIn(draft: string | undefined, words: Messages['changelog']): string | undefined {
  const own = draft === undefined ? undefined : writtenIn(draft)?.replace(words.highlightsHint, '').trim()
  return own === undefined || own === '' || own === `## ${words.highlights}` ? undefined : own
}

/** All of a file without a mark: it is wholly theirs. */
function writtenIn(draft: string): string | undefined {
  const at = anyMark.exec(draft)?.index
  return (at === undefined ? draft : draft.slice(0, at)).trim() || undefined
}
