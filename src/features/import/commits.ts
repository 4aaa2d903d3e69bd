import type { VocabularyInput } from '../../commits/vocabulary.ts'
import { repoPath } from '../../commits/words.ts'
import { isMapping } from '../../edit/value.ts'
import type { Found } from '../../feature.ts'
import type { Messages } from '../../messages/index.ts'
import type { Facts } from '../../repo/facts.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import * as v from 'valibot'
import { importCommitizen } from './commitizen.ts'
import { importCommitlint, type Imported } from './commitlint.ts'
import { readLiteral } from './literal.ts'
import { pathsIn, readData, readText } from './read.ts'

/** A file (or a part of one) that says something about commit messages. */
interface Source { readonly path: RepoPath, readonly tool: 'commitlint' | 'commitizen', readonly imported: Imported }

/** Reads the commit conventions that a repository has: commitlint, commitizen, a commit template. commitlint's word counts first. */
export function detectCommits(repo: Repo, _facts: Facts, { features: text }: Messages): Found<VocabularyInput> {
  const sources = [...commitlint(repo, text.inexpressible), ...commitizen(repo, text.inexpressible)]
  const template = detectTemplate(repo, text.seen)
  const options = Object.assign({}, ...sources.map(({ imported }) => imported.options).reverse(), template.options) as VocabularyInput
  return {
    ...Object.keys(options).length > 0 ? { options } : {},
    seen: [...sources.map(({ path, tool }) => text.seen[tool](path)), ...template.seen],
    inexpressible: sources.flatMap(({ path, imported }) => imported.inexpressible.map((what) => ({ path, what }))),
  }
}

type Words = Messages['features']['inexpressible']

/** The config that commitlint 21 finds first: package.json, then the rc files, then the config files. */
function commitlint(repo: Repo, words: Words): Source[] {
  const inManifest = manifestKey(repo, ['commitlint'])
  if (inManifest !== undefined) return [{ path: 'package.json', tool: 'commitlint', imported: importCommitlint(inManifest, words) }]
  const files = [...pathsIn(repo, '', /^\.commitlintrc(\.(json|ya?ml|[cm]?[jt]s))?$/), ...pathsIn(repo, '', /^commitlint\.config\.[cm]?[jt]s$/)]
  return files.slice(0, 1).map((path) => ({ path, tool: 'commitlint', imported: importFile(repo, path, words, importCommitlint) }))
}

/** package.json `config.commitizen`, .czrc, .cz.*; of Python's commitizen, the same names in `tool.commitizen`. */
function commitizen(repo: Repo, words: Words): Source[] {
  const inManifest = manifestKey(repo, ['config', 'commitizen'])
  if (inManifest !== undefined) return [{ path: 'package.json', tool: 'commitizen', imported: importCommitizen(inManifest, words) }]
  return pathsIn(repo, '', /^(\.czrc|\.cz\.(json|toml|ya?ml))$/).slice(0, 1).map((path) => ({
    path, tool: 'commitizen', imported: importFile(repo, path, words, (data) => importCommitizen(toolSection(data), words)),
  }))
}

function toolSection(data: unknown): unknown {
  if (!isMapping(data)) return data
  const tool = isMapping(data['tool']) ? data['tool']['commitizen'] : undefined
  return tool ?? data['commitizen'] ?? data
}

function importFile(repo: Repo, path: RepoPath, words: Words, read: (data: unknown, words: Words) => Imported): Imported {
  const text = readText(repo, path) ?? ''
  if (/\.[cm]?[jt]s$/.test(path)) return read(readLiteral(text), words)
  const data = readData(text, /\.(json|toml|ya?ml)$/.test(path) ? path : `${path}.yaml`)
  return data === undefined ? { options: {}, inexpressible: [words.syntax] } : read(data, words)
}

function manifestKey(repo: Repo, [first, second]: readonly [string, string?]): unknown {
  const text = readText(repo, 'package.json')
  const manifest = text === undefined ? undefined : readData(text, 'package.json')
  const value = isMapping(manifest) ? manifest[first] : undefined
  return second === undefined ? value : isMapping(value) ? value[second] : undefined
}

/** The template that git shows already. One that lies in the repository stays the team's own. */
function detectTemplate(repo: Repo, seen: Messages['features']['seen']): { options: VocabularyInput, seen: string[] } {
  const configured = repo.git.config('commit.template')
  const shared = configured !== undefined && v.is(repoPath, configured) && readText(repo, configured) !== undefined ? configured
    : readText(repo, '.gitmessage') !== undefined ? '.gitmessage' : undefined
  return {
    options: shared === undefined ? {} : { template: shared },
    seen: [
      ...shared === undefined ? [] : [seen.gitmessage(shared)],
      ...configured === undefined || configured === shared ? [] : [seen.personalTemplate(configured)],
    ],
  }
}
