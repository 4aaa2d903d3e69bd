import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNames } from '../../src/edit/json.ts'
import { jsonText, tomlText, yamlText } from './documents.ts'
import { type Draw, drawing, RUNS } from './draw.ts'
import { survives } from './survival.ts'

describe('a random document survives an edit of one key', () => {
  test.each<[string, string, (draw: Draw) => string]>([
    ['JSON with comments', 'a.jsonc', (draw) => jsonText(draw, false)],
    ['strict JSON', 'package.json', (draw) => jsonText(draw, true)],
    ['YAML', 'a.yaml', yamlText],
    ['TOML', 'a.toml', tomlText],
  ])('%s', (_, path, make) => {
    let written = 0
    fc.assert(fc.property(drawing, (draw) => { written += survives(path, make, draw) === 'written' ? 1 : 0 }), { numRuns: RUNS })
    expect(written).toBeGreaterThan(RUNS / 2)
  }, 600_000)
})

test('names of packages are in the order that npm gives them', () => {
  const name = fc.string({ unit: fc.constantFrom(...'ab10@/-_.~ZBé가'), maxLength: 6 })
  fc.assert(fc.property(name, name, (a, b) => {
    expect(Math.sign(compareNames(a, b))).toBe(Math.sign(a.localeCompare(b, 'en')))
  }), { numRuns: 5000 })
})
