import { parse } from 'yaml'
import { factsWith, type Facts } from './factsWith.ts'
import type { Repo } from './repo.ts'

export type { Facts, Host, Language, PackageManager } from './factsWith.ts'

/** @returns the facts of a repository; nothing is read before it is asked for */
export function readFacts(repo: Repo): Facts {
  return factsWith(repo, (text) => parse(text) as unknown)
}
