import { execFileSync } from 'node:child_process'
import { machine } from '../cli/lib/cli.ts'

export interface Imported {
  readonly message: string
  /** Name of the author; `Test` where nobody is said. */
  readonly author?: string
  /** Seconds since 1970. */
  readonly time?: number
  /** Files that this commit writes, by path. */
  readonly files?: Readonly<Record<string, string>>
}

/** Commits on top of `main`, oldest first: one program for all of them. The work tree is brought up to date. */
export function importCommits(root: string, commits: readonly Imported[]): void {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`
  const stream = commits.map(({ message, author = 'Test', time = 1_700_000_000, files = {} }, at) => [
    'commit refs/heads/main\n', `author ${author} <${author}@example.com> ${time} +0000\n`, `committer ${author} <${author}@example.com> ${time} +0000\n`, data(message),
    at === 0 ? 'from refs/heads/main^0\n' : '', ...Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
  ].join('')).join('')
  execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: root, input: stream, env: machine })
  execFileSync('git', ['reset', '-q', '--hard'], { cwd: root, env: machine })
}
