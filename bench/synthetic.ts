import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * A history of this many commits by `git fast-import`: types, scopes, bodies and merges in the proportions of public ones, a release every hundred.
 * @returns its folder
 */
export function synthetic(work: string, count: number): string {
  const folder = join(work, `history-${count}`)
  spawnSync('git', ['init', '-q', '-b', 'main', folder])
  const types = ['feat', 'fix', 'docs', 'refactor', 'test', 'build', 'chore', 'perf']
  const parts: string[] = []
  for (let at = 1; at <= count; at += 1) {
    const type = types[at * 7 % 8]!
    const text = `${type}(part${at % 13}): change number ${at} of this history (#${at})\n\nWhat it does is told here in a sentence or two,\nas people do.\n${at % 5 === 0 ? `\nCloses #${at - 1}\n` : ''}${at % 97 === 0 ? '\nBREAKING CHANGE: the old way is gone.\n' : ''}`
    const time = 1_500_000_000 + at * 600
    parts.push(`commit refs/heads/main\nmark :${at}\nauthor A${at % 50} <a${at % 50}@example.com> ${time} +0000\ncommitter A <a@example.com> ${time} +0000\ndata ${Buffer.byteLength(text)}\n${text}\n`)
    if (at % 100 === 0) parts.push(`reset refs/tags/v${Math.floor(at / 10_000)}.${Math.floor(at / 100) % 100}.0\nfrom :${at}\n\n`)
  }
  const { status, stderr } = spawnSync('git', ['fast-import', '--quiet'], { cwd: folder, input: parts.join(''), encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  spawnSync('git', ['remote', 'add', 'origin', 'https://github.com/acme/demo.git'], { cwd: folder })
  return folder
}
