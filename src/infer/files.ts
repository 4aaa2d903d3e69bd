/** Why a file is left out of what is looked at. */
export type LeftOut = 'vendored' | 'generated' | 'minified' | 'large' | 'unreadable' | 'fixture'

const code = /\.([cm]?[jt]sx?|vue|svelte)$/
const vendored = /(^|\/)(node_modules|vendor|vendored|third[-_]party|bower_components|\.yarn)\//
const generated = /(^|\/)(dist|build|out|lib-cov|coverage|\.next|\.nuxt|\.svelte-kit|__generated__|generated)\/|\.(generated|gen|min|bundle)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$|[.-]min\.js$/
const fixtures = /(^|\/)(__fixtures__|fixtures?|__snapshots__|testdata|golden)\//

/** Whether it is code at all, by its path. */
export const isCode = (path: string): boolean => code.test(path)

/** What speaks against a file, by its path alone; undefined: nothing. */
export function leftOutByPath(path: string): LeftOut | undefined {
  return vendored.test(path) ? 'vendored' : generated.test(path) ? 'generated' : fixtures.test(path) ? 'fixture' : undefined
}

/** What speaks against a file once its text is known: a mark of a generator, or lines that nobody wrote. */
export function leftOutByText(text: string): LeftOut | undefined {
  if (/@generated\b|DO NOT EDIT|auto-?generated (file|by)/i.test(text.slice(0, 600))) return 'generated'
  const lines = text.split('\n').length
  return text.length > 5000 && text.length / lines > 200 ? 'minified' : undefined
}

/** Larger files are not read. */
export const largest = 400_000

/**
 * Some of the paths, the same at every run: spread by a hash of their names, in their order.
 * `most`: how many; all of them where there are no more.
 */
export function sampleOf<T>(all: readonly T[], most: number, name: (one: T) => string): T[] {
  if (all.length <= most) return [...all]
  const chosen = new Set(all.map((one) => ({ one, rank: hash(name(one)) })).sort((a, b) => a.rank - b.rank).slice(0, most).map(({ one }) => one))
  return all.filter((one) => chosen.has(one))
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0
  return value
}
