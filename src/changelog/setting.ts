import { commitTypes } from '../commits/types.ts'
import type { ResolvedConfig } from '../config/schema.ts'
import type { Messages } from '../messages/index.ts'
import type { Facts } from '../repo/facts.ts'
import { vocabularyOf } from './collect.ts'
import { makeLinks, type Forge, type Links } from './links.ts'
import type { Rendering } from './markdown.ts'
import { changelogDefaults } from './defaults.ts'
import type { ChangelogOptions } from './schema.ts'
import type { Sectioning } from './section.ts'

/** The `changelog` section; its defaults where it is switched off: notes and versions are made of history all the same. */
export function changelogOptions({ changelog }: Pick<ResolvedConfig, 'changelog'>): ChangelogOptions {
  return changelog === false ? changelogDefaults : changelog
}

/** How sections are sorted and rendered for a repository. */
export function settingOf(config: ResolvedConfig, facts: Facts, text: Messages): { readonly options: ChangelogOptions, readonly sectioning: Sectioning, readonly rendering: Rendering } {
  const options = changelogOptions(config)
  const vocabulary = vocabularyOf(config)
  return {
    options,
    sectioning: { vocabulary, types: commitTypes(vocabulary), locale: config.locale, others: options.others },
    rendering: { links: linksOf(config, options, facts), words: text.changelog, scopes: options.scopes, contributors: options.contributors },
  }
}

function linksOf({ host, commits }: ResolvedConfig, options: ChangelogOptions, facts: Facts): Links {
  const url = options.url ?? facts.url
  const ticket = commits === false || commits.ticket === false ? undefined : { url: commits.ticket.url }
  return makeLinks({ url, forge: options.forge ?? forgeOf(url, host ?? facts.host), ticket })
}

/** By the config or the remote; Gitea and Forgejo, which are no `host`, by their best known names. */
function forgeOf(url: string | undefined, host: string): Forge | undefined {
  if (host === 'github' || host === 'gitlab' || host === 'bitbucket') return host
  const name = url === undefined || !URL.canParse(url) ? '' : new URL(url).hostname
  return name === 'codeberg.org' || /^(gitea|forgejo)\./.test(name) ? 'gitea' : undefined
}
