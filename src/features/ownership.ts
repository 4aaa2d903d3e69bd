import * as v from 'valibot'
import { codeownersPaths } from '../commits/scopes.ts'
import { repoPath } from '../commits/words.ts'
import { defineFeature, type Change, type Found } from '../feature.ts'
import type { Host } from '../repo/facts.ts'
import type { RepoPath } from '../repo/repo.ts'
import { hostOf } from './host.ts'

/** @user, @org/team (GitHub), @group/sub/group (GitLab), or an e-mail address. */
const owner = v.pipe(
  v.string(), v.maxLength(200),
  v.regex(/^(@[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*|[^\s@#]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})$/, 'owner'),
)
/** GitHub's CODEOWNERS knows neither `!` nor `[…]`, and takes `#` for a comment. */
const ownedPattern = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.regex(/^(?![![\s])[^\p{Cc}#]*[^\p{Cc}#\s]$/u, 'ownedPattern'))

const ownershipSchema = v.strictObject({
  owners: v.optional(v.pipe(
    v.record(ownedPattern, v.array(owner)),
    v.description('Who reviews what: a pattern as in .gitignore, and the users (`@user`), teams (`@org/team`) or addresses. Later patterns win.'),
  ), {}),
  path: v.optional(v.pipe(repoPath, v.description('Where CODEOWNERS is. Without it: where there is one already, else where the host looks first.'))),
})

const places: Readonly<Record<Host, RepoPath>> = {
  github: '.github/CODEOWNERS', gitlab: '.gitlab/CODEOWNERS', bitbucket: '.bitbucket/CODEOWNERS', none: 'CODEOWNERS',
}

/** CODEOWNERS, made once from the config; only when owners are given. */
export const ownership = defineFeature({
  name: 'ownership',
  summary: { en: 'CODEOWNERS, seeded from the config when asked for', ko: '필요할 때만 만드는 CODEOWNERS' },
  schema: ownershipSchema,
  detect: (repo, _facts, { features: { seen } }): Found<v.InferInput<typeof ownershipSchema>> => ({
    seen: codeownersPaths.filter((path) => repo.stat(path) !== undefined).map(seen.codeowners),
    inexpressible: [],
  }),
  plan(context): Change[] {
    const { options: { owners, path }, repo, text: { features: { reasons } } } = context
    const lines = Object.entries(owners).map(([pattern, names]) => [pattern.replace(/\\? /g, '\\ '), ...names].join(' '))
    if (lines.length === 0) return []
    const existing = codeownersPaths.find((place) => repo.stat(place) !== undefined)
    return [{ kind: 'seed', path: path ?? existing ?? places[hostOf(context)], text: `${lines.join('\n')}\n`, reason: reasons.codeowners }]
  },
})
