import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import tseslint from 'typescript-eslint'
import ts from 'typescript'
import { expect, onTestFinished, test, vi } from 'vitest'
import { typedParser, typesOption } from '../../presets/eslint/parser.js'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

// Files that no tsconfig holds, one program each.

interface Parsed { readonly services: { readonly program: ts.Program } }

const parser = typedParser(tseslint.parser, ts) as { readonly parseForESLint: (code: string, options: object) => Parsed }
const code = 'import { value } from \'./shared.ts\'\n\nexport const same = value\n'

function setUp() {
  const root = temporaryFolder('parser')
  onTestFinished(() => removeFolder(root))
  const put = (path: string, text: string): void => { writeFileSync(join(root, path), text) }
  put('a.ts', code)
  put('b.ts', '// Not what is linted.\n')
  put('shared.ts', 'export const value: number = 1\n')
  /** The type of `same`, and what is read from the disk on the way. */
  const parse = (path: string, text: string): { readonly type: string, readonly read: readonly string[] } => {
    const reads = vi.spyOn(ts.sys, 'readFile')
    const { services: { program } } = parser.parseForESLint(text, { filePath: join(root, path), tsconfigRootDir: root, [typesOption]: true })
    const read = reads.mock.calls.map(([name]) => name).filter((name) => name.endsWith('.ts'))
    reads.mockRestore()
    const source = program.getSourceFile(join(root, path))!
    const checker = program.getTypeChecker()
    const [same] = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!)
    return { type: checker.typeToString(checker.getTypeOfSymbol(same!)), read }
  }
  return { put, parse, shared: join(root, 'shared.ts') }
}

test('what the first has read, the next does not read again', () => {
  const { parse } = setUp()
  const first = parse('a.ts', code)
  expect([first.type, first.read.some((name) => /\/lib\.[^/]*d\.ts$/.test(name)), first.read.some((name) => name.endsWith('/shared.ts'))]).toEqual(['number', true, true])
  expect(parse('b.ts', code)).toEqual({ type: 'number', read: [] })
})

test('what has changed since is read again, as an editor needs it; the text is the one that is linted, not the one on disk', () => {
  const { put, parse, shared } = setUp()
  parse('a.ts', code)
  put('shared.ts', 'export const value: string = \'\'\n')
  // Whatever the clock of the file system tells apart.
  utimesSync(shared, new Date(), new Date(Date.now() + 5_000))
  expect(parse('a.ts', code)).toEqual({ type: 'string', read: [shared] })
  expect(parse('b.ts', 'export const same = true as boolean\n').type).toBe('boolean')
})
