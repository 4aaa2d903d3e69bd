import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint as ESLint10 } from 'eslint'
import { describe, expect, it } from 'vitest'
import { catalogue, conventions, type Block, type Config, type Options } from '../../presets/eslint/index.js'

// A folder a block: what is good has no problem, what is bad has exactly the expected ones. UPDATE_GOLDEN=1 writes expected.json anew: read the diff.

const root = fileURLToPath(new URL('golden', import.meta.url))
const { ESLint: ESLint9 } = await import('eslint9' as string) as { readonly ESLint: typeof ESLint10 }
const versions = [['10', ESLint10], ['9', ESLint9]] as const
const update = process.env['UPDATE_GOLDEN'] === '1'

/** The blocks of a folder: its own, and the languages that it needs. */
const blocksOf: Readonly<Record<string, readonly Block[]>> = {
  typescript: ['javascript', 'typescript'], typed: ['typescript'], react: ['javascript', 'browser', 'react'], node: ['javascript', 'node'], json: ['json'], yaml: ['yaml'], markdown: ['markdown'], packageJson: ['packageJson'],
}

/** Problems by file, as `line rule`. */
async function lint(ESLint: typeof ESLint10, folder: string, config: readonly Config[]): Promise<Record<string, string[]>> {
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [...config], warnIgnored: false })
  const results = await eslint.lintFiles(['.'])
  return Object.fromEntries(results.map(({ filePath, messages }) =>
    [relative(folder, filePath).split(sep).join('/'), messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`).sort()]))
}

const optionsOf = (name: string): Options => ({ root: join(root, name), blocks: blocksOf[name] ?? ['javascript', name as Block], types: name === 'typed', edition: 1 })
const isGood = (path: string): boolean => path.includes('good')

describe.each(versions)('under ESLint %s', (version, ESLint) => {
  it('is that version', () => {
    expect(ESLint.version.split('.')[0]).toBe(version)
  })

  // Its languages need what ESLint has from 10 on: the block is left out.
  it.each(readdirSync(root).filter((name) => name !== 'markdown' || version !== '9'))('%s', { timeout: 120_000 }, async (name) => {
    const folder = join(root, name)
    const problems = await lint(ESLint, folder, conventions(optionsOf(name)))
    const linted = Object.fromEntries(Object.entries(problems).filter(([path]) => /good|bad/.test(path)))
    const file = join(folder, 'expected.json')
    if (update && version === '10') writeFileSync(file, `${JSON.stringify(Object.fromEntries(Object.entries(linted).filter(([path]) => !isGood(path))), null, 2)}\n`)
    for (const [path, found] of Object.entries(linted)) if (isGood(path)) expect(found, path).toEqual([])
    expect(Object.keys(linted).some(isGood)).toBe(true)
    expect(Object.fromEntries(Object.entries(linted).filter(([path]) => !isGood(path)))).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })
})

it('every block has a folder, and each folder finds problems of its own block', () => {
  expect(readdirSync(root).sort()).toEqual(Object.keys(catalogue).sort())
  for (const name of readdirSync(root)) {
    const file = join(root, name, 'expected.json')
    expect(existsSync(file), file).toBe(true)
    const rules = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>).flat().map((line) => line.slice(line.indexOf(' ') + 1))
    expect(rules.filter((rule) => Object.hasOwn(catalogue[name as Block], rule)).length, name).toBeGreaterThan(1)
    expect(dirname(file)).toContain(name)
  }
})
