import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generatedDocs } from '../scripts/lib/generatedDocs.ts'
import { inRoot } from '../scripts/lib/root.ts'
import { openRepository } from '../src/engine.ts'

describe('this repository', () => {
  it('equals what its own conventions.config.ts produces (else: npm run dev -- apply)', async () => {
    const plan = (await openRepository({ cwd: inRoot('.'), env: process.env })).plan()
    expect(plan.writes.length).toBeGreaterThan(5)
    expect(plan.writes.filter(({ verdict, drift }) => verdict !== 'keep' || drift !== undefined).map(({ path }) => path)).toEqual([])
  })

  it.each(Object.entries(generatedDocs()))('has a current %s (else: npm run docs)', (path, text) => {
    expect(readFileSync(inRoot(path), 'utf8').replaceAll('\r\n', '\n')).toBe(text)
  })
})
