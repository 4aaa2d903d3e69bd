import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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
