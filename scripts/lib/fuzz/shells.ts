import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAsset } from '../../../src/assets.ts'
import type { ShellCode } from '../../../src/commits/shell.ts'
import { scriptFolder } from '../../../src/features/hooks/script.ts'
import { run } from '../run.ts'

/** A shell and the environment it runs under. */
export interface ShellCase {
  readonly name: string
  readonly argv: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  /** It may leave to the linter what other shells prove: it is nobody's `sh`. */
  readonly partial?: true
}

/** yash is not among them: outside of a UTF-8 locale it reads no script that is not ASCII. */
const candidates: readonly ShellCase[] = [
  { name: 'dash', argv: ['dash'] },
  { name: 'bash', argv: ['bash'] },
  { name: 'bash --posix', argv: ['bash', '--posix'] },
  { name: 'busybox sh', argv: ['busybox', 'sh'] },
  { name: 'zsh --emulate sh', argv: ['zsh', '--emulate', 'sh'], partial: true },
  { name: 'ksh', argv: ['ksh'], partial: true },
  { name: 'mksh', argv: ['mksh'], partial: true },
]

/** The shells of this machine; `more`: paths of others, such as a bash 3.2. */
export async function shellsHere(more: readonly string[] = []): Promise<ShellCase[]> {
  const all = [...candidates, ...more.map((path): ShellCase => ({ name: path, argv: [path] }))]
  const found = await Promise.all(all.map(async ({ argv: [program, ...args] }) => (await run(program, [...args, '-c', ':'])).code === 0))
  return all.filter((_, index) => found[index])
}

/** Writes messages as files `0`, `1`, … of a folder that is emptied before. */
export function writeMessages(folder: string, messages: readonly Buffer[]): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  messages.forEach((bytes, index) => { writeFileSync(join(folder, String(index)), bytes) })
}

/**
 * The indexes of the messages in `folder` that a compiled part of commit-msg lets through without the linter: all in one process of the shell.
 * Throws with what the shell said where it says anything or does not come to the end.
 */
export async function acceptedBy(shell: ShellCase, { functions, sh }: ShellCode, folder: string, count: number): Promise<Set<number>> {
  const [program, ...args] = shell.argv
  const script = join(folder, 'script')
  mkdirSync(join(folder, scriptFolder), { recursive: true })
  writeFileSync(join(folder, scriptFolder, 'utf8.sh'), readAsset('templates/hooks/utf8.sh'))
  writeFileSync(script, `conventions_hook() { return 7; }
${functions}
part() {
${sh}}
conventions_i=0
while [ $conventions_i -lt ${count} ]; do
  if part "$1/$conventions_i"; then echo $conventions_i; fi
  conventions_i=$((conventions_i + 1))
done
echo end
`)
  const { code: status, stdout, stderr } = await run(program, [...args, script, folder], { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...shell.env } })
  const lines = stdout.trimEnd().split('\n')
  if (status !== 0 || stderr !== '' || lines.at(-1) !== 'end') throw new Error(`${shell.name} ended with ${status}: ${stderr.slice(0, 2_000)}`)
  return new Set(lines.slice(0, -1).map(Number))
}
