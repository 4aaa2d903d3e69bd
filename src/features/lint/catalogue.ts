import type { catalogue } from '../../../presets/eslint/index.js'
import type { eslintName, offInTypeScript, oxlintName, oxlintRules } from '../../../presets/eslint/oxlint.js'
import { importAsset } from '../../assets.ts'

/** Every rule of the presets with its reason. Loaded from the presets as they are shipped, when it is needed: not part of the bundle. */
export async function loadCatalogue(): Promise<typeof catalogue> {
  const module = await importAsset('presets/eslint/rules/index.js') as { readonly catalogue: typeof catalogue }
  return module.catalogue
}

/** Which of them oxlint has, and its names for them. */
export async function loadOxlintNames(): Promise<{ readonly eslintName: typeof eslintName, readonly oxlintName: typeof oxlintName, readonly oxlintRules: typeof oxlintRules, readonly offInTypeScript: typeof offInTypeScript }> {
  return await importAsset('presets/eslint/oxlint.js') as Awaited<ReturnType<typeof loadOxlintNames>>
}
