import type { TestProject } from 'vitest/node'
import { packInto } from '../../scripts/lib/pack.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packed package, as `npm publish` would send it. */
    tarball: string
  }
}

/** Builds and packs, once for all tests. */
export default async function setup(project: TestProject) {
  const folder = temporaryFolder('pack')
  project.provide('tarball', await packInto(folder))
  return () => removeFolder(folder)
}
