import * as v from 'valibot'
export { localized, type Localized } from './localized.ts'

// Words that several sections of the config share. A failing check has a code as its message: a key of `messages.features.expected`.

const text = v.pipe(v.string(), v.maxLength(2_000))

/** A text in one language for everyone, or one per locale. */
export const localizedSchema = v.union([text, v.strictObject({ en: v.optional(text), ko: v.optional(text) })])

/** Source of a regular expression. Untrusted: its length is bounded and it must compile (flag u). */
export const regexSource = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.check(compiles, 'regex'))

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** A path inside the repository: relative, `/`, no `..`, not in `.git`, one line. What may be written is checked again by the planner. */
export const repoPath = v.pipe(
  v.string(), v.maxLength(300),
  v.regex(/^(?!\/|[A-Za-z]:)(?!(?:.*\/)?\.\.?(?:\/|$))(?!(?:.*\/)?\.git(?:\/|$))[^\\\p{Cc}]+$/iu, 'repoPath'),
)
