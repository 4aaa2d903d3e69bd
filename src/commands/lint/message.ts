import { relative } from 'node:path'
import { defineCommand, type Input } from '../../cli/command.ts'
import { writeJson } from '../../cli/json.ts'
import { commitConvention, verdictJson } from '../../cli/lint/judge.ts'
import { open } from '../../cli/open.ts'
import { positionals } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { painter } from '../../cli/text.ts'
import { explain } from '../../commits/explain.ts'
import { lintMessage as lint } from '../../commits/lint.ts'
import type { Opened } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import { readAll, readAnywhere } from '../../repo/outside.ts'

export const lintMessage = defineCommand({
  name: 'lint message',
  options: {},
  positionals: positionals([{ name: 'file' }]),
  examples: ['conventions lint message .git/COMMIT_EDITMSG', 'git log -1 --format=%B | conventions lint message -'],
  async run(input) {
    const { io, options } = input
    const { opened, text: { linting: words, lint: lintWords } } = await open(input)
    const convention = commitConvention(opened)
    const { message, commentChar } = await readMessage(input, opened)
    const result = await lint(message, convention, { commentChar })
    if (options.json) writeJson(io.stdout, { message, ...verdictJson(result) })
    else if (result.problems.length === 0) print(io, [result.ignored ? words.message.ignored : words.message.fine])
    else io.stdout.write(explain(message, result, { words: lintWords.explain, paint: painter(io, io.stdout, options.noColor) }))
    return result.ok ? 0 : 1
  },
})

/** From `-` or a pipe as it is; from a file without the comments that git takes out. Without either: what was committed last. */
async function readMessage({ io, positionals: { file } }: Pick<Input, 'io'> & { readonly positionals: { readonly file: string | undefined } }, { repo }: Opened): Promise<{ message: string, commentChar: string | undefined }> {
  if (file === '-' || (file === undefined && !io.stdin.isTTY)) return { message: await readAll(io.stdin), commentChar: undefined }
  if (file === undefined && repo.git.dir === undefined) throw new ConventionsError('notARepository', undefined)
  const path = file ?? relative(io.cwd, `${repo.git.dir ?? ''}/COMMIT_EDITMSG`)
  const char = repo.git.config('core.commentChar') ?? '#'
  return { message: readAnywhere(io.cwd, path), commentChar: char === 'auto' ? '#' : char }
}
