import { versionsIn } from '../changelog/insert.ts'
import { changelogSchema } from '../changelog/schema.ts'
import { commitTypes } from '../commits/vocabulary.ts'
import { localized } from '../commits/words.ts'
import { yamlScalar } from '../edit/quote.ts'
import { defineFeature, type Change, type Found } from '../feature.ts'
import { hostOf } from './host.ts'
import { readText } from './import/read.ts'

const releaseYml = '.github/release.yml'

/** What is told about releases: the changelog, and how GitHub sorts the release notes that it generates. */
export const changelog = defineFeature({
  name: 'changelog',
  summary: { en: 'The changelog: its file, its sections, its links', ko: '변경 로그: 파일, 섹션, 링크' },
  schema: changelogSchema,
  detect(repo, _facts, { features: { seen } }): Found<{ file?: string, releaseYml?: boolean }> {
    const file = ['CHANGELOG.md', 'CHANGES.md', 'HISTORY.md', 'History.md', 'docs/CHANGELOG.md'].find((path) => repo.stat(path)?.type === 'file')
    const text = file === undefined ? undefined : readText(repo, file)
    const own = [releaseYml, '.github/release.yaml'].find((path) => repo.stat(path)?.type === 'file')
    const options = {
      ...file === undefined || file === 'CHANGELOG.md' ? {} : { file },
      ...own === undefined ? {} : { releaseYml: false },
    }
    return {
      ...Object.keys(options).length > 0 ? { options } : {},
      seen: [
        ...file === undefined || text === undefined ? [] : [seen.changelog(file, styleOf(text), versionsIn(text).length)],
        ...own === undefined ? [] : [seen.releaseYml(own)],
      ],
      inexpressible: [],
    }
  },
  plan(context): Change[] {
    const { options, config, locale, text } = context
    if (!options.releaseYml || hostOf(context) !== 'github' || config.commits === false) return []
    // https://docs.github.com/repositories/releasing-projects-on-github/automatically-generated-release-notes
    const categories = commitTypes(config.commits).flatMap(({ name, section }) => section === false ? [] : [{ title: localized(section, locale), labels: [name] }])
    const told = [{ title: text.changelog.breaking, labels: ['breaking'] }, ...categories, { title: text.changelog.others, labels: ['*'] }]
    return [{
      kind: 'file', path: releaseYml, reason: text.features.reasons.releaseYml,
      text: `changelog:\n  categories:\n${told.map(({ title, labels }) =>
        `    - title: ${yamlScalar(title, 'block')}\n      labels:\n${labels.map((label) => `        - ${label === '*' ? '"*"' : yamlScalar(label, 'block')}\n`).join('')}`).join('')}`,
    }]
  },
})

/** Which habit a changelog follows. */
function styleOf(text: string): 'keepachangelog' | 'conventional' | 'changesets' | 'free' {
  if (/keepachangelog\.com|^## \[?unreleased\]?/im.test(text)) return 'keepachangelog'
  if (/^### (?:Major|Minor|Patch) Changes$/m.test(text)) return 'changesets'
  if (/^#{1,3} \[?\d+\.\d+\.\d+[^\n]*(?:\/compare\/|\(\d{4}-\d\d-\d\d\))/m.test(text)) return 'conventional'
  return 'free'
}
