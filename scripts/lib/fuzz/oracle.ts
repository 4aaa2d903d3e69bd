import lint from '@commitlint/lint'
import type { CommitlintConfig } from '../../../src/commits/commitlint.ts'

/** What @commitlint/lint says of a message. */
export interface Verdict {
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/** Names of the rules that @commitlint/lint finds broken, as @commitlint/cli would run it with this comment character. */
export async function commitlintSays(message: string, config: CommitlintConfig, commentChar: string | undefined): Promise<Verdict> {
  // @commitlint/parse throws on what is blank; git refuses such a message itself.
  if (message.trim() === '') return { errors: [], warnings: [] }
  const parserOpts = { ...config.parserPreset.parserOpts, ...commentChar === undefined ? {} : { commentChar } }
  const { errors, warnings } = await lint(message, config.rules as never, {
    parserOpts: parserOpts as never, plugins: { own: config.plugins[0] } as never, ignores: config.ignores, defaultIgnores: config.defaultIgnores,
  })
  return { errors: errors.map(({ name }) => name), warnings: warnings.map(({ name }) => name) }
}
