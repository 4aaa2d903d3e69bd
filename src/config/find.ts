import type { Repo, RepoPath } from '../repo/repo.ts'

const configFile = /^conventions\.config\.(?:[tj]s|mjs|ya?ml|json)$/

/** Names of config files at the repository's root; more than one is for `loadConfig` to refuse. */
export function findConfigs(repo: Repo): RepoPath[] {
  return repo.list('').filter((name) => configFile.test(name))
}
