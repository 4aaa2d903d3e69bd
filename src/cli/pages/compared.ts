import { commitsPart } from '../../pages/parts.ts'
import { readFacts } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Input } from '../command.ts'
import type { LintLook } from '../compare/lint/look.ts'
import { configsOf, type CommitLook } from '../compare/look.ts'
import { lintPart } from './lint.ts'
import { writeHtml } from './write.ts'

interface Compared {
  readonly lint?: LintLook | undefined
  readonly commits?: CommitLook | undefined
}

/** Writes the page on what was compared, where `--html` asks for one. Throws `pageForeign`, `pageFailed`. */
export async function writeComparison(file: string | undefined, { lint, commits }: Compared, repo: Repo, { io, options }: Pick<Input, 'io' | 'options'>): Promise<void> {
  if (file === undefined) return
  await writeHtml(file, {
    lint: lint === undefined ? undefined : await lintPart(lint.found, repo, io),
    commits: commits?.findings === undefined ? undefined : await commitsPart(commits.found, commits.offered, configsOf(commits.offered), commits.findings),
  }, { repo, facts: readFacts(repo), io, locale: options.locale })
}
