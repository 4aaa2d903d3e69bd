import type { Locale } from '../messages/index.ts'

export type Localized = string | { readonly en?: string | undefined, readonly ko?: string | undefined }

/** The text in `locale`; in the other one where this is missing; '' where there is none. */
export function localized(value: Localized, locale: Locale): string {
  return typeof value === 'string' ? value : value[locale] ?? value.en ?? value.ko ?? ''
}
