import { conventionOf } from '../commits/convention.ts'
import { exampleMessage } from '../commits/example.ts'
import { tellRules } from '../commits/rules.ts'
import { scopeNames } from '../commits/scopes.ts'
import { compileShell } from '../commits/shell.ts'
import { typeEmoji } from '../commits/shape.ts'
import { commitTypes, vocabularySchema, type CommitType, type Vocabulary } from '../commits/vocabulary.ts'
import { textLength } from '../commits/width.ts'
import { localized } from '../commits/words.ts'
import { markdownCode, markdownFence, markdownInline, sh } from '../edit/quote.ts'
import { defineFeature, type Change, type Context, type Contributions, type Probe } from '../feature.ts'
import { lintCommits } from './ci/lint.ts'
import { detectCommits } from './import/commits.ts'

type CommitsContext = Context<Vocabulary>

/** What commit messages look like: the vocabulary, stated in the commit template and in the docs. */
export const commits = defineFeature({
  name: 'commits',
  summary: { en: 'Commit messages: types, scopes, tickets, limits, the commit template', ko: '커밋 메시지: 타입, 스코프, 티켓, 길이, 커밋 템플릿' },
  schema: vocabularySchema,
  detect: detectCommits,
  contribute: (context): Partial<Contributions> => ({
    docs: [docsSection(context)],
    jobs: [lintCommits(context)],
    hooks: [{ hook: 'commit-msg', id: 'message', order: 20, ...compileShell(convention(context)) }],
  }),
  plan(context): Change[] {
    const { options: { template }, text: { features: { reasons } } } = context
    const path = templatePath(context.options)
    const compiled = { kind: 'file' as const, path: conventionPath, text: `${JSON.stringify(convention(context), null, 2)}\n`, reason: reasons.commitsJson }
    if (path === undefined) return [compiled]
    return [
      compiled,
      ...template === true ? [{ kind: 'file' as const, path, text: gitmessage(context), reason: reasons.gitmessage }] : [],
      { kind: 'step', id: 'commit-template', run: { gitConfig: 'commit.template', value: path }, reason: reasons.commitTemplate },
    ]
  },
  doctor({ options, repo, text: { features: { probes } } }): Probe[] {
    const path = templatePath(options)
    if (path === undefined) return []
    const fix = `git config --local commit.template ${/^[\w./-]+$/.test(path) ? path : sh(path)}`
    const shown = { id: 'commit-template', ask: { gitConfig: 'commit.template', value: path }, expectation: probes.commitTemplate(path), fix }
    // Unset means `#`. Another character, or `auto` (which avoids what the template's lines begin with), makes the template part of the message.
    const keys = ['core.commentChar', 'core.commentString'].filter((key) => (repo.git.config(key) ?? '#') !== '#')
    return [shown, ...keys.map((key) => ({
      id: `commit-${key}`, ask: { gitConfig: key, value: '#' }, expectation: probes.commentChar, fix: `git config --local ${key} '#'`,
    }))]
  },
})

/** Where what hooks need to know of the vocabulary is. */
export const conventionPath = '.conventions/commits.json'

const convention = ({ options, repo, facts, locale }: CommitsContext) => conventionOf(options, repo, facts, locale)

function templatePath({ template }: Vocabulary): string | undefined {
  return template === true ? '.gitmessage' : template === false ? undefined : template
}

/** Every line but the empty first one is a comment, so that a message of nothing but the template is empty. */
function gitmessage(context: CommitsContext): string {
  const { options, locale, text, template } = context
  const scopes = scopeNames(options, context.repo, context.facts)
  const types = commitTypes(options).map((type) => ({
    label: typeLabel(options, type), title: localized(type.title, locale),
  }))
  const column = Math.max(...types.map(({ label }) => textLength(label, 'columns'))) + 2
  const told = template('gitmessage', {
    rules: tellRules(options, { locale, words: text.features.rules, scopes, code: plain }).join('\n'),
    types: types.map(({ label, title }) => `  ${label}${' '.repeat(column - textLength(label, 'columns'))}${plain(title)}`).join('\n'),
    example: exampleMessage(options, locale, scopes).replace(/^(?=.)/gm, '  '),
  })
  return `\n${told.trimEnd().split('\n').map((line) => line === '' ? '#' : `# ${line}`).join('\n')}\n`
}

/** What an author has to type: of gitmoji in text the code alone, which says the name. */
function typeLabel(vocabulary: Vocabulary, type: CommitType): string {
  const emoji = typeEmoji(vocabulary, type)
  if (emoji === undefined) return type.name
  return vocabulary.format === 'gitmoji' && emoji.startsWith(':') ? emoji : `${emoji} ${type.name}`
}

/** On one line, as it is. */
function plain(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function docsSection({ options, locale, text: { features: { docs, rules } }, repo, facts }: CommitsContext) {
  const scopes = scopeNames(options, repo, facts)
  const path = templatePath(options)
  const told = tellRules(options, { locale, words: rules, scopes, code: markdownCode }).map((rule) => `- ${rule}`)
  const types = commitTypes(options)
  const labels = types.map((type) => markdownCode(typeLabel(options, type)))
  const table = types.map((type, index) => `- ${labels[index] ?? ''}: ${markdownInline(localized(type.title, locale))}`)
  const example = markdownFence(exampleMessage(options, locale, scopes), 'text')
  return {
    order: 10,
    title: docs.commits,
    markdown: [
      told.join('\n'), docs.types, table.join('\n'), docs.example, example,
      ...path === undefined ? [] : [docs.template(markdownCode(path))],
    ].join('\n\n'),
    terse: [...told, `- ${docs.types} ${labels.join(', ')}`].join('\n'),
  }
}
