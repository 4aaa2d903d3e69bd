import { parseKeys } from '../../edit/keys.ts'
import { ConventionsError } from '../../errors.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'

/** The text of a file; undefined where there is none, or what is there is no text (a directory, a link that leaves the repository). */
export function readText(repo: Repo, path: RepoPath): string | undefined {
  try {
    return repo.read(path)
  } catch (error) {
    if (error instanceof ConventionsError) return undefined
    throw error
  }
}

/** The data of a JSON, YAML or TOML file, read as the format that `as` ends with; undefined where it cannot be parsed. */
export function readData(text: string, as: string): unknown {
  try {
    return parseKeys(as, text)
  } catch (error) {
    if (error instanceof ConventionsError) return undefined
    throw error
  }
}

/** Names in a folder that fit, as paths. */
export function pathsIn(repo: Repo, folder: RepoPath, name: RegExp): RepoPath[] {
  return repo.list(folder).filter((entry) => name.test(entry)).map((entry) => folder === '' ? entry : `${folder}/${entry}`)
}
