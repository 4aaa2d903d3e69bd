import { describe, expect, it } from 'vitest'
import { parseLock, renderLock } from '../../src/plan/lock.ts'
import { settle, textOf } from './harness.ts'

const good = textOf(settle({}, [{ kind: 'file', path: '문서.md', text: 'x\n' }, { kind: 'seed', path: 'constructor', text: 'x\n' }]), '.conventions/lock.json')!
const with_ = (change: (lock: { files: Record<string, unknown>, version: number }) => void): string => {
  const lock = JSON.parse(good) as { files: Record<string, unknown>, version: number }
  change(lock)
  return JSON.stringify(lock)
}

describe('the lock', () => {
  it('is read as it was written, whatever files are called', () => {
    expect(renderLock(parseLock(good))).toBe(good)
    expect(parseLock(`\ufeff${good.replaceAll('\n', '\r\n')}`)).toEqual(parseLock(good))
    expect(Object.keys(parseLock(good).files)).toEqual(['constructor', '문서.md'])
  })

  it.each([
    ['no JSON', '{', 'lockBroken'],
    ['merge markers', `<<<<<<< HEAD\n${good}`, 'lockBroken'],
    ['a list', '[]', 'lockBroken'],
    ['a later version', with_((lock) => { lock.version = 2 }), 'lockTooNew'],
    ['a path outside', with_((lock) => { lock.files['../x'] = [] }), 'lockBroken'],
    ['a path in .git', with_((lock) => { lock.files['.GIT/config'] = [] }), 'lockBroken'],
    ['a base text that was changed', good.replace('"base": "x\\n"', '"base": "y\\n"'), 'lockBroken'],
    ['an unknown part', with_((lock) => { lock.files['a'] = [{ feature: 'x', kind: 'other' }] }), 'lockBroken'],
  ])('refuses %s', (_, text, code) => {
    expect(() => parseLock(text)).toThrow(code)
  })
})
