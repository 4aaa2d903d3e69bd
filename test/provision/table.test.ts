import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { packageSchema } from '../../src/features/provision/schema.ts'
import { table } from '../../src/provision/table.ts'

// mise's names are asked of mise itself in test/e2e/provision/adopted.test.ts.

test('every name passes the grammar of its manager', () => {
  for (const [id, { brew, cask, apt, dnf, winget, mise }] of Object.entries(table)) {
    const said = Object.fromEntries(Object.entries({ brew, cask, apt, dnf, winget, mise }).filter(([, name]) => name !== undefined))
    expect(v.safeParse(packageSchema, said).success, id).toBe(true)
  }
})

/** The packages that this machine's lists hold. */
function known(names: readonly string[]): Set<string> {
  const { stdout, error } = spawnSync('apt-cache', ['policy', ...names], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' } })
  return new Set(error ? [] : stdout.split('\n').flatMap((line) => /^(\S+):$/.exec(line)?.[1] ?? []))
}
// What nobody has installed is known only where there are lists.
const lists = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) && known(['dbconfig-no-thanks', 'libghc-zlib-doc']).size === 2

test.skipIf(!lists)(`Debian has every name that is said to be apt's${lists ? '' : ' (SKIPPED: this is no Debian with lists of packages)'}`, () => {
  const names = [...new Set(Object.values(table).flatMap(({ apt }) => apt ?? []))]
  const there = known(names)
  expect(names.filter((name) => !there.has(name))).toEqual([])
  expect(known(['no-such-package-here']).size).toBe(0)
})
