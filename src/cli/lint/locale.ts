import { readSettings } from '../../features/lint/settings.ts'
import type { Locale } from '../../messages/index.ts'
import type { Repo } from '../../repo/repo.ts'

/** The team's locale as the settings of lint have it, for the hook, which does not load the config. */
export function readConfigLocale(repo: Repo): Locale {
  return readSettings(repo)?.locale ?? 'en'
}
