// @ts-check

/**
 * A rule that a block switches on: its level, why (English, Korean), its options, and the edition of the catalogue that brought it (1 unless
 * it says so). A team that keeps an earlier edition gets a later rule as a warning.
 *
 * @typedef {{ level: 'recommended' | 'strict', why: { en: string, ko: string }, options: readonly unknown[], since: number }} Rule
 * @typedef {readonly ['R' | 'S', string, string, ...unknown[]]} Row
 */

/**
 * Rows of a table as rules: `R` recommended (finds bugs), `S` strict.
 *
 * @param {Readonly<Record<string, Row>>} rows
 * @param {Readonly<Record<string, number>>} [since] editions, of rules that are not of the first
 * @returns {Readonly<Record<string, Rule>>}
 */
export function table(rows, since = {}) {
  return Object.fromEntries(Object.entries(rows).map(([name, [level, en, ko, ...options]]) =>
    [name, { level: level === 'R' ? 'recommended' : 'strict', why: { en, ko }, options, since: since[name] ?? 1 }]))
}
