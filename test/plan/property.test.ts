import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, changed, planFor, textOf, type Files, type Wanted } from './harness.ts'

const runs = Number(process.env['FUZZ_RUNS'] ?? 400)
const line = fc.constantFrom('a', 'b', 'c', 'd', 'e', '# 제목', '', '- [ ] x', '  y', '🎉')
const lines = fc.array(line, { maxLength: 8 })
const ours = lines.map((list) => list.map((text) => text === '' ? '' : `our ${text}`))

/** What the convention wants: any mix of kinds over a few paths, at most one change a path and kind. */
const wanted = fc.record({
  file: fc.option(ours), block: fc.option(ours), other: fc.option(ours), list: fc.option(ours),
  keys: fc.option(fc.record({ a: fc.nat(3), b: fc.nat(3) })), include: fc.option(fc.subarray(['x', 'y', 'z'])),
}).map(({ file, block, other, list, keys, include }): Wanted[] => [
  ...(file ? [{ kind: 'file' as const, path: 'file.md', text: `${file.join('\n')}\n` }] : []),
  ...(block ? [{ kind: 'block' as const, path: 'shared.md', id: 'demo', text: block.join('\n'), heading: '# Shared\n' }] : []),
  ...(other ? [{ kind: 'block' as const, path: 'shared.md', id: 'demo-other', text: other.join('\n') }] : []),
  ...(list ? [{ kind: 'lines' as const, path: '.gitignore', lines: [...new Set(list.filter((text) => text.trim() !== ''))] }] : []),
  ...(keys || include ? [{
    kind: 'keys' as const, path: 'data.json', keys: [
      ...(keys ? [{ at: ['a'], value: keys.a, mode: 'set' as const }, { at: ['deep', 'b'], value: keys.b, mode: 'default' as const }] : []),
      ...(include ? [{ at: ['list'], value: include, mode: 'include' as const }] : []),
    ],
  }] : []),
])

/** An edit by a person: lines go in and out of text files, keys of JSON are set or deleted. */
const edit = fc.record({
  path: fc.constantFrom('file.md', 'shared.md', '.gitignore'), at: fc.nat(20), remove: fc.nat(2), insert: fc.nat(99).map((id) => `mine ${id}`),
  json: fc.option(fc.record({ key: fc.constantFrom('a', 'deep', 'mine', 'list'), value: fc.option(fc.nat(9)) })),
})
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

function apply(files: Files, { path, at, remove, insert, json }: Edit): Files {
  const list = (textOf(files, path) ?? '').split('\n')
  // Markers are ours: damaging them is a failure of its own, tested where they are read.
  const where = Math.min(at, list.length)
  const gone = list.slice(where, where + remove).some((text) => text.includes('conventions:')) ? 0 : remove
  list.splice(where, gone, insert)
  const after: Files = { ...files, [path]: list.join('\n') }
  if (!json) return after
  const data = JSON.parse(textOf(files, 'data.json') ?? '{}') as Record<string, unknown>
  if (json.value === null) delete data[json.key]
  else data[json.key] = json.value
  return { ...after, 'data.json': JSON.stringify(data) }
}

describe('whatever a convention says and a person edits', () => {
  it('a plan that was applied has nothing left to do', () => {
    fc.assert(fc.property(wanted, wanted, (first, second) => {
      const one = applied({}, planFor({}, first))
      const plan = planFor(one, second)
      expect(plan.losses).toEqual([])
      expect(plan.conflicts).toEqual([])
      const two = applied(one, plan)
      const again = planFor(two, second)
      expect(changed(again)).toEqual([])
      expect(again.writes.filter(({ drift }) => drift)).toEqual([])
      expect(applied(two, planFor(two, []))).toEqual({})
    }), { numRuns: runs })
  })

  it('no line of theirs goes without being named', () => {
    fc.assert(fc.property(wanted, wanted, fc.array(edit, { maxLength: 6 }), (first, second, edits) => {
      const edited = edits.reduce(apply, applied({}, planFor({}, first)))
      const plan = planFor(edited, second)
      const after = applied(edited, plan)
      const named = [...plan.losses, ...plan.conflicts].map(({ path }) => path)
      for (const path of ['file.md', 'shared.md', '.gitignore']) {
        const mine = (textOf(edited, path) ?? '').split('\n').filter((text) => text.startsWith('mine'))
        const left = (textOf(after, path) ?? '').split('\n')
        if (!named.includes(path)) expect(left).toEqual(expect.arrayContaining(mine))
      }
      if (!named.includes('data.json')) {
        const data = JSON.parse(textOf(edited, 'data.json') ?? '{}') as { mine?: unknown }
        const kept = JSON.parse(textOf(after, 'data.json') ?? '{}') as { mine?: unknown }
        expect(kept.mine).toEqual(data.mine)
      }
    }), { numRuns: runs })
  })

  it('edits that were kept settle: a second plan writes nothing', () => {
    fc.assert(fc.property(wanted, wanted, fc.array(edit, { maxLength: 6 }), (first, second, edits) => {
      const edited = edits.reduce(apply, applied({}, planFor({}, first)))
      const plan = planFor(edited, second)
      if (plan.losses.length > 0 || plan.conflicts.length > 0) return
      expect(changed(planFor(applied(edited, plan), second))).toEqual([])
    }), { numRuns: runs })
  })
})
