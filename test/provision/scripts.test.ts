import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { parse, print } from 'sh-syntax'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { powershell } from '../../src/edit/quote.ts'
import { ConventionsError } from '../../src/errors.ts'
import { ask, textAt, type Setting } from '../features/harness.ts'
import { hostileText } from './lib/hostile.ts'

const script = (options: unknown, setting: Setting = {}) => textAt(ask('provision', options, setting).changes, 'scripts/bootstrap.sh')
const where = (program: string) => (process.env['PATH'] ?? '').split(':').map((folder) => `${folder}/${program}`).find((path) => existsSync(path))
const shellcheck = where('shellcheck')

const full = {
  packages: {
    git: true, jq: '>=1.6 <2 || ^3', docker: { reason: 'why \'not\' $(id)' }, terraform: true, actionlint: { mise: 'actionlint' },
    postgres: { optional: true, when: { os: ['macos', 'linux'], ci: false }, needs: ['git'] },
  },
  runtimes: { node: '22', python: '3.13' }, appStore: { 'Xcode "x"': { id: 497799835 } }, extensions: ['dbaeumer.vscode-eslint'],
  taps: { 'hashicorp/tap': { trust: { formulae: ['terraform'] } } }, profiles: { web: ['docker'] }, allowCode: true,
  steps: [{ id: 'one', check: ['test', '-f', 'a b'], run: ['cp', '-R', 'x\'y', '$HOME'] }, { id: 'two', check: ['false'], shell: 'echo "hi" && exit 1' }],
  env: [{ name: 'NPM_TOKEN', hint: 'it\'s in `vault`' }], homebrew: { appdir: '~/Apps \'x\'' },
}

describe.each(['en', 'ko'] as const)('bootstrap.sh in %s', (locale) => {
  const text = script(full, { locale })

  test('is POSIX sh for the parser of shfmt', async () => {
    await expect(parse(text, { variant: 1 })).resolves.toBeDefined()
    await expect(print(text, { variant: 1 })).resolves.toContain('main "$@"')
  })

  test.skipIf(shellcheck === undefined)(`is clean for shellcheck${shellcheck === undefined ? ' (SKIPPED: it is not on this machine)' : ''}`, () => {
    const { stdout } = spawnSync(shellcheck ?? '', ['-s', 'sh', '-f', 'gcc', '-'], { input: text, encoding: 'utf8' })
    expect(stdout).toBe('')
  })
})

describe('hostile texts in the script', () => {
  // All of the texts at once: each in a function that says it back.
  const texts: string[] = []
  fc.assert(fc.property(hostileText, (text) => { if (!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text) && text !== '') texts.push(text) }), { numRuns: 5_000 })

  for (const argv of [['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh'], ['ksh'], ['mksh'], ['yash'], ['zsh']]) {
    const shell = where(argv[0] ?? '')
    // mksh has no printf of its own: it starts a process for each of them.
    const heard = texts.slice(0, argv[0] === 'mksh' ? 100 : texts.length)
    test.skipIf(shell === undefined)(`${argv.join(' ')} hears ${heard.length} of 5,000 as they are${shell === undefined ? ' (SKIPPED: it is not on this machine)' : ''}`, () => {
      // Four hundred steps a script: titles, `check` and `run` hold the texts.
      for (let from = 0; from < heard.length; from += 400) {
        const part = heard.slice(from, from + 400)
        const steps = part.map((text, index) => ({ id: `s${index}`, title: text, check: ['false', text], run: ['printf', '%s\\n', text] }))
        const lines = script({ steps }).split('\n')
        // The functions of the script, called one after the other.
        const body = lines.slice(lines.indexOf('# describe <id>: what an item is, in variables'), lines.indexOf('# env_set <id>: whether the variable has a value; what it is nobody looks at'))
        const program = [...body, 'for n in', ...part.map((_, index) => `s${index}`), '; do describe "$n"; printf "%s\\n" "$title"; step_run "$n"; done', ''].join('\n').replace(/for n in\n([^;]*)\n;/, (_, names: string) => `for n in ${names.replaceAll('\n', ' ')};`)
        const { stdout, status } = spawnSync(shell ?? '', [...argv.slice(1), '-s'], { input: program, encoding: 'utf8', env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] ?? '' }, maxBuffer: 1 << 26 })
        expect(status).toBe(0)
        expect(stdout.split('\n').slice(0, -1)).toEqual(part.flatMap((text) => [text, text]))
      }
    }, 120_000)
  }

  test('PowerShell and YAML get them in ASCII and as they are', () => {
    for (const text of texts.slice(0, 1_000)) {
      expect(powershell(text)).toMatch(/^(?:'(?:[ -&(-~]|'')*'|\(\[regex\]::Unescape\('(?:[ -&(-~]|'')*'\)\))$/)
      const { changes } = ask('provision', { packages: { a: { winget: 'A.B', reason: text } } })
      const data = parseYaml(textAt(changes, '.config/configuration.winget')) as { properties: { resources: { directives: { description: string } }[] } }
      expect(data.properties.resources[0]?.directives.description).toBe(text)
    }
    expect(() => powershell('a\nb')).toThrow(ConventionsError)
  }, 60_000)
})
