import { listAssets, listAssetTree, readAsset } from '../assets.ts'
import { localized } from '../commits/words.ts'
import type { GeneratorsOptions } from '../features/generators.ts'
import type { Locale } from '../messages/index.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { readManifest, type Folder } from './folder.ts'
import type { Offer } from './types.ts'

/** A generator that is a folder of templates. */
export interface FolderOffer extends Offer {
  readonly folder: Folder
}

/** Generators of the team's folders, then those that this package ships, as far as the config wants them. A name of the team's wins. Throws `generatorInvalid`. */
export function folderOffers(repo: Repo, { folders, shipped }: GeneratorsOptions, locale: Locale): FolderOffer[] {
  const own = folders.flatMap((dir) => repo.list(dir).filter((name) => repo.stat(`${dir}/${name}`)?.type === 'directory').map((name) =>
    offer(name, 'folder', repoFolder(repo, `${dir}/${name}`), locale)))
  const names = shipped === true ? listAssets('templates/generators') : shipped === false ? [] : shipped
  const known = new Set(own.map(({ name }) => name))
  return [...own, ...names.filter((name) => !known.has(name)).map((name) => offer(name, 'shipped', shippedFolder(name), locale))]
}

function offer(name: string, origin: 'folder' | 'shipped', folder: Folder, locale: Locale): FolderOffer {
  return { name, origin, folder, description: localized(readManifest(folder).description, locale) }
}

/** A folder that this package ships. */
export function shippedFolder(name: string): Folder {
  const path = `templates/generators/${name}`
  return { path, files: () => listAssetTree(path), read: (file) => ({ text: readAsset(`${path}/${file}`), executable: false }) }
}

function repoFolder(repo: Repo, path: RepoPath): Folder {
  return {
    path,
    files: () => below(repo, path, ''),
    read: (file) => ({ text: (repo.read(`${path}/${file}`) ?? '').replace(/^\ufeff/, '').replaceAll('\r\n', '\n'), executable: repo.stat(`${path}/${file}`)?.executable ?? false }),
  }
}

function below(repo: Repo, dir: RepoPath, prefix: string): string[] {
  return repo.list(dir).flatMap((name) => repo.stat(`${dir}/${name}`)?.type === 'directory' ? below(repo, `${dir}/${name}`, `${prefix}${name}/`) : [`${prefix}${name}`])
}
