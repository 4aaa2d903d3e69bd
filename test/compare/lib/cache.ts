import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../../../scripts/lib/root.ts'
import { candidates } from '../../../src/compare/lint/catalog.ts'
import { placeOf } from '../../../src/compare/lint/store.ts'
import { directory, put } from '../../cli/lib/cli.ts'

export const four = ['recommended', 'strict', 'typescript-eslint', 'typescript-eslint-strict']

/** A cache in which those candidates are installed that this repository has the packages of: nothing is fetched. */
export function lintCache(): string {
  const home = directory('cache')
  const folder = join(home, 'create-conventions', 'lint')
  for (const names of [four, ['typescript-eslint', 'typescript-eslint-strict'], ['typescript-eslint'], ['typescript-eslint', './own.config.mjs']]) {
    const place = placeOf(10, candidates.filter(({ name }) => names.includes(name)), folder).folder
    if (existsSync(place)) continue
    mkdirSync(place, { recursive: true })
    put(place, { 'package.json': '{ "private": true, "type": "module" }', 'installed.json': JSON.stringify({ missing: {}, weights: { 'typescript-eslint': { megabytes: 40.7, packages: 98 } } }) })
    symlinkSync(inRoot('node_modules'), join(place, 'node_modules'))
  }
  return home
}
