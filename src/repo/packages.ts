import type { Repo } from './repo.ts'

/** Whether a package is in node_modules. */
export const hasPackage = (repo: Repo, name: string): boolean => repo.stat(`node_modules/${name}/package.json`) !== undefined
