import * as v from 'valibot'
import type { InferOutput } from 'valibot'
import { repoPath } from '../commits/words.ts'
import { changelogDefaults } from './defaults.ts'

/** The section `changelog`. Types, headings, tickets and what breaks come from `commits`. */
export const changelogSchema = v.strictObject({
  file: v.optional(v.pipe(repoPath, v.description('The changelog; in a monorepo, its path in each package.')), changelogDefaults.file),
  scopes: v.optional(v.pipe(
    v.picklist(['inline', 'grouped']),
    v.description('inline: `**scope:** subject`; grouped: commits of one scope stand below its name.'),
  ), changelogDefaults.scopes),
  others: v.optional(v.pipe(v.boolean(), v.description('Whether commits that do not follow the convention are listed, below a heading of their own.')), changelogDefaults.others),
  contributors: v.optional(v.pipe(v.boolean(), v.description('Whether a section ends with who contributed. Release notes always do.')), changelogDefaults.contributors),
  splitSquash: v.optional(v.pipe(
    v.boolean(), v.description('Whether a squash commit whose body lists several commits (`* feat: …`) is told as those commits.'),
  ), changelogDefaults.splitSquash),
  prereleases: v.optional(v.pipe(
    v.picklist(['collect', 'own']),
    v.description('collect: once 2.0.0 is out, what was in 2.0.0-beta.1 is told there; own: a prerelease keeps its section.'),
  ), changelogDefaults.prereleases),
  forge: v.optional(v.pipe(
    v.picklist(['github', 'gitlab', 'bitbucket', 'gitea']),
    v.description('How addresses of commits and issues are written, where the host does not tell.'),
  )),
  url: v.optional(v.pipe(
    v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s<>"`]+$/, 'url'),
    v.description('Address of the repository that links lead to. Without it: the remote\'s.'),
  )),
  preset: v.optional(v.pipe(
    v.string(), v.maxLength(214), v.regex(/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, 'packageName'),
    v.description('A preset of conventional-changelog (`conventionalcommits`, `angular`, or a package) that words and sorts sections instead. It must be installed.'),
  )),
  releaseYml: v.optional(v.pipe(
    v.boolean(), v.description('GitHub only: whether `.github/release.yml` sorts generated release notes by the same types, by labels of their names.'),
  ), changelogDefaults.releaseYml),
})

export type ChangelogOptions = InferOutput<typeof changelogSchema>
