import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { firstWords } from '../../src/cli/command.ts'
import { directory, machine, put, run } from '../cli/lib/cli.ts'

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0

async function scriptOf(shell: string, dir: string, locale = 'en'): Promise<string> {
  const { code, stdout } = await run(dir, ['completion', shell, '--locale', locale])
  expect(code).toBe(0)
  const file = join(dir, 'script')
  writeFileSync(file, stdout)
  return file
}

function said(shell: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(shell, args, { cwd, encoding: 'utf8', env: { ...machine, HOME: cwd, TERM: 'dumb' } })
  expect(`${String(status)} ${stderr}`).toBe('0 ')
  return stdout
}

// Each: what is typed up to the cursor, what must be offered, what must not.
const cases: readonly (readonly [line: string, offered: readonly string[], not: readonly string[]])[] = [
  ['conventions ', firstWords, ['--json']],
  ['conventions ch', ['check'], ['apply']],
  ['create-conventions un', ['undo'], ['apply']],
  ['conventions check --f', ['--format'], ['--fix']],
  ['conventions doctor --', ['--fix', '--json', '--locale'], ['--format', '--preset']],
  ['conventions check --format ', ['text', 'github', 'gitlab'], ['check']],
  ['conventions --locale ', ['en', 'ko'], ['check']],
  ['conventions --locale ko ch', ['check'], ['apply']],
  ['conventions completion ', ['bash', 'zsh', 'fish'], ['check']],
  ['conventions init --features ', ['commits', 'docs'], ['init']],
]

describe.skipIf(!has('bash'))('bash (skipped where it is missing)', () => {
  /** The words that bash would offer: COMP_WORDS split at `=`, as COMP_WORDBREAKS has it. */
  const offers = (file: string, line: string, dir: string) => {
    const words = line.split(/ |(=)/).filter((word) => word !== undefined)
    const quoted = words.map((word) => `'${word}'`).join(' ')
    return said('bash', ['--norc', '-c', `source '${file}'; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _conventions; printf '%s\\n' "\${COMPREPLY[@]}"`], dir)
      .split('\n').filter(Boolean)
  }

  test.each([...cases, ['conventions check --format=gi', ['github', 'gitlab'], ['text']], ['conventions init --features docs,comm', ['docs,commits'], []]] as typeof cases)('%s', async (line, offered, not) => {
    const dir = directory()
    const words = offers(await scriptOf('bash', dir), line, dir)
    expect(words).toEqual(expect.arrayContaining([...offered]))
    for (const word of not) expect(words).not.toContain(word)
  })

  test('is registered for both names, and leaves paths to readline', async () => {
    const dir = directory()
    const file = await scriptOf('bash', dir)
    expect(said('bash', ['--norc', '-c', `source '${file}'; complete -p conventions create-conventions`], dir)).toMatch(/-o bashdefault -o default -F _conventions conventions\n.*create-conventions/)
    expect(offers(file, 'conventions apply --keep x', dir)).toEqual([])
  })
})

describe.skipIf(!has('zsh'))('zsh (skipped where it is missing: apt-get install zsh)', () => {
  test.each(['en', 'ko'])('the script is loaded by compinit, in %s', async (locale) => {
    const dir = directory()
    const file = await scriptOf('zsh', dir, locale)
    put(dir, {})
    const out = said('zsh', ['-f', '-c', `mkdir f && cp '${file}' f/_conventions && fpath=($PWD/f $fpath) && autoload -Uz compinit && compinit -u -d $PWD/dump && print -r -- $_comps[conventions] $_comps[create-conventions]`], dir)
    expect(out.trim()).toBe('_conventions _conventions')
    said('zsh', ['-n', file], dir)
  })

  // zpty: a shell of its own that completes as at a keyboard; Tab lists what is ambiguous.
  test.each(cases)('%s', async (line, offered, not) => {
    const dir = directory()
    await scriptOf('zsh', dir)
    put(dir, {
      'rc.zsh': "autoload -Uz compinit; compinit -u -d $PWD/dump; source ./script; PS1='> '; zstyle ':completion:*' menu no; setopt no_list_beep list_ambiguous; LISTMAX=1000; COLUMNS=400; LINES=200\n",
      'drive.zsh': `zmodload zsh/zpty zsh/zselect
zpty -b shell zsh -f -i
zpty -w shell "source ./rc.zsh; stty cols 400 rows 200; print REA''DY"
collect() { local out= part= idle=0; while (( idle < $1 )); do if zpty -r -t shell part; then out+=$part; idle=0; else zselect -t 10; (( idle++ )); fi; done; REPLY=$out }
out= part=
for (( i = 0; i < 600; i++ )); do zpty -r -t shell part && out+=$part; [[ $out == *READY* ]] && break; zselect -t 10; done
collect 5
zpty -n -w shell ${JSON.stringify(line).replaceAll('$', '\\$')}$'\\t\\t'
collect 30
print -r -- "$REPLY"
zpty -d shell
`,
    })
    // eslint-disable-next-line no-control-regex -- what a terminal is told
    const screen = said('zsh', ['-f', 'drive.zsh'], dir).replaceAll(/\u001B\[[0-9;?]*[A-Za-z]|\r/g, '')
    for (const word of offered) expect(screen).toContain(word)
    // Below what was typed, and without the prompt that comes again.
    const listed = screen.split('\n').slice(1).filter((each) => !each.startsWith('> ')).join('\n')
    for (const word of not) expect(listed).not.toMatch(new RegExp(`(^|\\s)${word}(\\s|$)`, 'm'))
  })
})

describe.skipIf(!has('fish'))('fish (skipped where it is missing: apt-get install fish)', () => {
  test.each(cases)('%s', async (line, offered, not) => {
    const dir = directory()
    const file = await scriptOf('fish', dir)
    const words = said('fish', ['--no-config', '-c', `source '${file}'; complete -C '${line}'`], dir).split('\n').map((each) => each.split('\t')[0] ?? '')
    expect(words).toEqual(expect.arrayContaining([...offered]))
    for (const word of not) expect(words).not.toContain(word)
  })

  test('says in Korean what things do, and completes folders', async () => {
    const dir = directory()
    put(dir, { '내 폴더/x': '', 'file.txt': '' })
    const file = await scriptOf('fish', dir, 'ko')
    expect(said('fish', ['--no-config', '-c', `source '${file}'; complete -C 'conventions chec'`], dir)).toMatch(/^check\t.*[가-힣]/)
    expect(said('fish', ['--no-config', '-c', `source '${file}'; complete -C 'conventions apply --cwd '`], dir)).toContain('내 폴더/')
  })
})
