import fc from 'fast-check'
import compare from 'semver/functions/compare.js'
import parse from 'semver/functions/parse.js'
import { expect, test } from 'vitest'
import { compareVersions, parseVersion } from '../../src/history/versions.ts'

const part = fc.oneof(fc.nat(30).map(String), fc.constantFrom('0', '00', '01', '9007199254740991', '9007199254740993', '99999999999999999999', '-', '-1', 'alpha', 'beta', 'rc', 'x86', 'A', 'a.b', ''))
const list = (mark: string) => fc.array(part, { maxLength: 4 }).map((parts) => parts.length === 0 ? '' : `${mark}${parts.join('.')}`)
const text = fc.tuple(fc.array(part, { minLength: 2, maxLength: 4 }), list('-'), list('+')).map(([numbers, prerelease, build]) => numbers.join('.') + prerelease + build)
const version = fc.tuple(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), list('-'), list('+')).map(([numbers, prerelease, build]) => numbers.join('.') + prerelease + build).filter((one) => parse(one) !== null)

test('what is a version, and its parts, are what the package semver says', () => {
  fc.assert(fc.property(fc.oneof(text, version, fc.constantFrom('v1.2.3', '=1.2.3', '1.2', '', `1.2.3-${'a'.repeat(260)}`)), (one) => {
    const theirs = /^\d/.test(one) ? parse(one) : null
    expect(parseVersion(one)).toEqual(theirs === null ? undefined : { major: theirs.major, minor: theirs.minor, patch: theirs.patch, prerelease: [...theirs.prerelease] })
  }), { numRuns: 3000 })
})

test('so is which of two comes first', () => {
  fc.assert(fc.property(version, version, (a, b) => {
    expect(Math.sign(compareVersions(a, b))).toBe(compare(a, b))
  }), { numRuns: 3000 })
  expect(() => compareVersions('1.0.0', 'one')).toThrow('one is no version')
})
