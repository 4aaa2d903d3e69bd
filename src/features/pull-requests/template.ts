import { exampleMessage } from '../../commits/example.ts'
import { scopeNames } from '../../commits/scopes.ts'
import { headerShape } from '../../commits/shape.ts'
import { localized, type Localized } from '../../commits/words.ts'
import type { Context } from '../../feature.ts'
import type { Locale } from '../../messages/index.ts'
import type { PullRequests, Section } from './schema.ts'

/** The template without a name: the sections and the checklist of the config, else our own in the team's locale. */
export function mainTemplate(context: Context<PullRequests>): string {
  const { options, locale, template } = context
  const sections = options.sections === undefined ? template('pull-request/sections.md').trimEnd() : writeSections(options.sections, context)
  const checklist = options.checklist === undefined ? template('pull-request/checklist.md').trimEnd() : listItems(options.checklist, locale)
  return compose(context, [sections, writeChecklist(checklist, context)])
}

/** A template that is chosen by name. */
export function namedTemplate(context: Context<PullRequests>, { title, sections, checklist }: PullRequests['templates'][string]): string {
  return compose(context, [
    title === undefined ? undefined : `# ${oneLine(localized(title, context.locale))}`,
    writeSections(sections, context), writeChecklist(listItems(checklist, context.locale), context),
  ])
}

function compose(context: Context<PullRequests>, parts: readonly (string | undefined)[]): string {
  const title = titleRule(context, (text) => text)
  const note = title.length === 0 ? undefined : `<!-- ${comment(title.join(' '))} -->`
  return `${[note, ...parts].filter((part) => part !== undefined && part !== '').join('\n\n')}\n`
}

function writeSections(list: readonly Section[], { locale, text }: Context): string {
  return list.map(({ title, hint, optional }) => {
    const told = hint === undefined ? '' : localized(hint, locale)
    const note = [optional ? text.features.docs.optional : '', told].filter(Boolean).join(' ')
    return [`## ${oneLine(localized(title, locale))}`, ...note === '' ? [] : [`<!-- ${comment(note)} -->`]].join('\n\n')
  }).join('\n\n')
}

function writeChecklist(items: string, { text }: Context): string {
  return items === '' ? '' : `## ${text.features.docs.checklist}\n\n${items}`
}

function listItems(list: readonly Localized[], locale: Locale): string {
  return list.map((item) => `- [ ] ${oneLine(localized(item, locale))}`).join('\n')
}

/** What the title looks like, in sentences; nothing where it is free. */
export function titleRule(context: Context<PullRequests>, code: (text: string) => string): string[] {
  const { options: { title }, config: { commits }, locale, text: { features: { docs } } } = context
  if (title === false || (title === 'commits' && commits === false)) return []
  if (title === 'commits' && commits !== false) {
    const example = exampleMessage(commits, locale, scopeNames(commits, context.repo, context.facts)).split('\n', 1)[0] ?? ''
    return [docs.titleCommits(code(headerShape(commits, locale))), docs.titleExample(code(example))]
  }
  if (title === 'commits') return []
  return [
    docs.titlePattern(code(title.pattern)),
    ...title.example === undefined ? [] : [docs.titleExample(code(oneLine(localized(title.example, locale))))],
  ]
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** Text inside an HTML comment: nothing in it ends the comment. */
function comment(text: string): string {
  return text.replace(/[^\P{Cc}\n]+/gu, ' ').replace(/--(!?)>/g, '--$1&gt;').trim()
}
