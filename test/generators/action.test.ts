import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'

/** As much of GitHub's parser as is used. */
interface Parser {
  parseAction(file: { name: string, content: string }, trace: object): { readonly context: { readonly errors: { getErrors(): { readonly message: string }[] } } }
  readonly NoOperationTraceWriter: new () => object
}

// GitHub's own parser imports JSON in a way that Node refuses and bundlers take.
const { outputFiles } = await build({
  stdin: { contents: 'export { NoOperationTraceWriter } from "@actions/workflow-parser"; export { parseAction } from "@actions/workflow-parser/actions/index"', resolveDir: import.meta.dirname },
  bundle: true, format: 'esm', platform: 'node', write: false, logLevel: 'silent',
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("file:///");' },
})
const { parseAction, NoOperationTraceWriter } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`) as Parser
const mistakes = (content: string) => parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter()).context.errors.getErrors().map(({ message }) => message)

test.for(['composite-en', 'composite-ko', 'javascript-en', 'javascript-ko'])('github-action-%s is an action for GitHub\'s own parser', (folder) => {
  expect(mistakes(readFileSync(join(inRoot('test/generators/golden'), `github-action-${folder}/dot-github/actions/greet/action.yml.golden`), 'utf8'))).toEqual([])
})

test('a mistake would be seen', () => {
  expect(mistakes('name: x\ndescription: y\nruns: { using: composite, steps: [{ run: ls, shell: sh }] }\nfoo: 1\n')).not.toEqual([])
})
