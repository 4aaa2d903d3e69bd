import type { en } from './en/index.ts'
import type { pages } from './en/pages.ts'

/** en and ko are equal: `ko` has the type of `en`, so a sentence that one of them lacks does not compile. */
export type Messages = Widen<typeof en>
/** Sentences of the pages that `--html` writes. */
export type PageMessages = Widen<typeof pages>
export type Locale = 'en' | 'ko'
export const locales: readonly Locale[] = ['en', 'ko']

/** Literal strings of `en` become `string`, functions keep their parameters. */
type Widen<T> = T extends (...parameters: infer P) => string ? (...parameters: P) => string
  : T extends string ? string
    : { readonly [K in keyof T]: Widen<T[K]> }

/** Every sentence that a person sees, in one locale. Only that locale's files are loaded. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'ko' ? (await import('./ko/index.ts')).ko : (await import('./en/index.ts')).en
}

/** The locale of what we say: the one asked for, else the team's, else the machine's (POSIX order LC_ALL, LC_MESSAGES, LANG), else en. */
export function chooseLocale(
  asked: Locale | undefined,
  teams: Locale | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Locale {
  const machine = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return asked ?? teams ?? (/^ko([_.@-]|$)/i.test(machine) ? 'ko' : 'en')
}

/** The sentences about commit messages alone: what a hook loads. */
export async function loadLintMessages(locale: Locale): Promise<Messages['lint']> {
  return locale === 'ko' ? (await import('./ko/lint.ts')).lint() : (await import('./en/lint.ts')).lint()
}

/** The sentences of pages alone. */
export async function loadPageMessages(locale: Locale): Promise<PageMessages> {
  return locale === 'ko' ? (await import('./ko/pages.ts')).pages : (await import('./en/pages.ts')).pages
}
