import { loadPrism } from '@ruby/prism'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ruby } from '../../src/edit/quote.ts'
import { ConventionsError } from '../../src/errors.ts'
import { brewfileBlockText, ownPart } from '../../src/provision/brewfile/files.ts'
import { importBrewfile } from '../../src/provision/brewfile/import.ts'
import { parseBrewfile } from '../../src/provision/brewfile/parse.ts'
import { comment, entry } from '../../src/provision/brewfile/render.ts'
import { ask, textAt } from '../features/harness.ts'
import { onlyData } from './lib/prism.ts'
import { hostileText } from './lib/hostile.ts'

const parse = await loadPrism()
const rubyHere = ['/usr/bin/ruby', '/usr/local/bin/ruby', '/opt/homebrew/opt/ruby/bin/ruby'].find((path) => existsSync(path))

describe('a Brewfile is read as data', () => {
  test.each<[string, string, unknown]>([
    ['a formula', 'brew "jq"', { packages: { jq: true } }],
    ['single quotes, a comment, CRLF', '\uFEFF# tools\r\nbrew \'jq\' # yes\r\n', { packages: { jq: true } }],
    ['a formula of the table by its own name', 'brew "kubernetes-cli"', { packages: { kubectl: true } }],
    ['a link that the table has too', 'brew "postgresql@17", link: true', { packages: { postgres: true } }],
    ['a formula that nobody knows', 'brew "figlet"', { packages: { figlet: { brew: 'figlet' } } }],
    ['another formula than the table\'s', 'brew "docker"', { packages: { docker: { brew: 'docker' } } }],
    ['options', 'brew "mysql", restart_service: :changed, link: false, args: ["with-x"]', { packages: { mysql: { brew: { formula: 'mysql', restartService: 'changed', link: false, args: ['with-x'] } } } }],
    ['old options', 'brew "mysql", :restart_service => true, "link": :overwrite', { packages: { mysql: { brew: { formula: 'mysql', restartService: true, link: 'overwrite' } } } }],
    ['over several lines', 'brew "a-b",\n  args: [\n    "x", # why\n    "y",\n  ]\n', { packages: { 'a-b': { brew: { formula: 'a-b', args: ['x', 'y'] } } } }],
    ['in parentheses', 'brew("jq")\ncask("firefox")', { packages: { jq: true, firefox: true } }],
    ['a tap with trust', 'tap "HashiCorp/homebrew-tap"\nbrew "hashicorp/tap/terraform", trusted: true', { taps: { 'hashicorp/tap': { trust: { formulae: ['terraform'] } } }, packages: { terraform: true } }],
    ['an application', 'mas "Xcode", id: 497799835', { appStore: { Xcode: { id: 497799835 } } }],
    ['extensions', 'vscode "dbaeumer.vscode-eslint"', { extensions: ['dbaeumer.vscode-eslint'] }],
    ['what comes after the end', 'brew "jq"\n__END__\nbrew "wget"', { packages: { jq: true } }],
    ['a long comment', '=begin\nbrew "wget"\n=end\nbrew "jq"', { packages: { jq: true } }],
  ])('%s', (_, text, options) => {
    expect(importBrewfile(text)).toMatchObject({ options, code: [] })
    expect(onlyData(parse(text.replace(/^\uFEFF/, '')))).toBe(true)
  })

  test.each<[string, string]>([
    ['interpolation', 'brew "#{`id`}"'], ['a global in a string', 'brew "#$0"'], ['backticks', 'brew `id`'], ['system', 'system "id"'], ['a condition', 'brew "jq" if OS.mac?'],
    ['a block', 'if OS.mac?\n  brew "jq"\nend'], ['a method of a value', 'brew "jq".upcase'], ['a chain on the next line', 'brew "jq"\n  .then { system "id" }'],
    ['a chain behind a comment', 'brew "jq"\n# x\n  &.then { system "id" }'], ['an operator on the next line', 'brew "jq"\n  && system("id")'],
    ['a heredoc', 'brew <<~X\n  jq\nX'], ['a local variable', 'x = "jq"\nbrew x'], ['ENV', 'ENV["A"] = "b"'], ['a do block', '["jq"].each do |x|\n  brew x\nend'],
    ['a splat', 'brew(*["jq"])'], ['a percent literal', 'brew %(jq)'], ['an escape', 'brew "\\x6aq"'], ['an unknown call', 'whalebrew "x"'],
    ['an octal number', 'mas "x", id: 010'], ['two strings', 'brew "j" "q"'], ['^D', 'brew "jq"\n\u0004\nbrew "wget"'], ['NUL', 'brew "jq"\0'], ['another encoding', '# coding: utf-7\nbrew "jq"'],
    ['a lone CR', 'brew "jq"\rsystem "id"'], ['a semicolon', 'brew "jq"; system "id"'],
  ])('%s is code', (_, text) => {
    expect(importBrewfile(text).code).not.toEqual([])
  })

  test('what stands in a block of code is no entry', () => {
    const text = 'brew "jq"\nif OS.mac?\n  brew "one"\n  unless x\n    brew "two"\n  end\nend\nx = <<~TEXT\n  brew "three"\nTEXT\nbrew "wget"\n'
    expect(importBrewfile(text)).toMatchObject({ options: { packages: { jq: true, wget: true } }, code: ['if OS.mac?', 'x = <<~TEXT'] })
  })

  test('entries without words in the config are told by name, and stay', () => {
    expect(importBrewfile('npm "typescript"\nbrew "jq", restart_servcie: true\ngo "x.y/z"').rest).toEqual(['npm "typescript"', 'brew "jq", restart_servcie: true', 'go "x.y/z"'])
  })

  test('a call without parentheses ends with its line', () => {
    expect(parseBrewfile('brew \n{ a: 1 }').some(({ kind }) => kind === 'code')).toBe(true)
    expect(parseBrewfile('brew "jq",\n  args: ["x"]\n').some(({ kind }) => kind === 'code')).toBe(false)
  })

  test('nothing that Ruby takes for code passes for data', () => {
    const piece = fc.constantFrom('brew ', 'cask ', 'tap ', '"jq"', '\'a\'', ', ', 'args: ', '["x"]', '{ a: 1 }', 'true', ':sym', '\n', ' ', '#', '{', '}', '$x', '@x', '\\', '"', '\'', '=>', '(', ')', '.to_s', ' if x', ';', 'end', 'do', '`id`', '%w[a]', '1', '0x1', '?a', '|', '&', '+', '=begin', '=end', '__END__', '<<A', 'A')
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')), (text) => {
      const statements = parseBrewfile(text)
      if (statements.some(({ kind }) => kind === 'code')) return
      const result = parse(text)
      expect(onlyData(result)).toBe(true)
      expect(result.value.statements.body.length).toBe(statements.length)
    }), { numRuns: 20_000 })
  })
})

describe('what is written is data', () => {
  test('5,000 hostile texts: as values and as comments, one literal each', () => {
    const strings: string[] = []
    fc.assert(fc.property(hostileText, (text) => { strings.push(text) }), { numRuns: 5_000 })
    const written = strings.flatMap((text) => {
      try {
        return [{ text, line: `${comment(text)}\n${entry('brew', text, { args: [text], link: { symbol: 'overwrite' } })}` }]
      } catch (error) {
        if (error instanceof ConventionsError && error.code === 'quoteControl') return []
        throw error
      }
    })
    expect(written.length).toBeGreaterThan(1_000)
    for (const { text } of strings.map((one) => ({ text: one })).filter(({ text }) => !written.some((each) => each.text === text))) expect(text).toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u)
    const file = written.map(({ line }) => line).join('\n')
    expect(onlyData(parse(file))).toBe(true)
    expect(parseBrewfile(file).map((one) => one.kind === 'entry' ? one.names[0] : one)).toEqual(written.map(({ text }) => text))
  }, 60_000)

  test('the whole Brewfile of a config is data, and says what the config says', () => {
    const { changes } = ask('provision', {
      packages: { jq: true, postgres: true, terraform: true, docker: { reason: 'why #{`id`} "not"' }, figma: { cask: { cask: 'figma', args: { appdir: '~/My "Apps" #{1}' } } } },
      taps: { 'hashicorp/tap': { trust: { formulae: ['terraform'] } } }, homebrew: { requireSha: true, appdir: '/a b' }, appStore: { 'X "y"': { id: 1 } },
    })
    const text = textAt(changes, 'Brewfile')
    expect(onlyData(parse(text))).toBe(true)
    expect(text.split('\n')).toEqual([
      'cask_args appdir: "/a b", require_sha: true', 'brew "jq"', 'brew "postgresql@17", link: true', 'tap "hashicorp/tap"', 'brew "hashicorp/tap/terraform", trusted: true',
      '# why #{`id`} "not"', 'cask "docker-desktop"', 'cask "figma", args: { appdir: "~/My \\"Apps\\" \\#{1}" }', 'mas "X \\"y\\"", id: 1',
    ])
  })

  test('what the team wrote is neither repeated nor touched', () => {
    const own = '# ours\nbrew "jq", link: false\n'
    const { changes } = ask('provision', { packages: { jq: true, wget: true } }, { files: { Brewfile: own } })
    expect(textAt(changes, 'Brewfile')).toBe('brew "wget"')
    expect(ask('provision', { packages: { jq: true } }, { files: { Brewfile: own } }).changes.some((change) => 'path' in change && change.path === 'Brewfile')).toBe(false)
    expect(textAt(changes, 'scripts/bootstrap.sh')).toContain('link: false')
    expect(ownPart('Brewfile', own)).toBe(own)
    expect(brewfileBlockText([], 'cask_args require_sha: true', '')).toBe('')
  })
})

describe.skipIf(rubyHere === undefined)(`Ruby itself${rubyHere === undefined ? ' (SKIPPED: there is no ruby here)' : ''}`, () => {
  test('reads 5,000 hostile texts back as they were', () => {
    const strings: string[] = []
    fc.assert(fc.property(hostileText, (text) => { if (!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) strings.push(text) }), { numRuns: 5_000 })
    // Ruby prints the code points, so that nothing between here and there can change them.
    const program = `# encoding: utf-8\nputs [${strings.map((text) => ruby(text)).join(',\n')}].map { |s| s.codepoints.join(",") }\n`
    const { status, stdout } = spawnSync(rubyHere ?? '', ['-W0', '--disable=gems', '-'], { input: program, encoding: 'utf8', maxBuffer: 1 << 27 })
    expect(status).toBe(0)
    expect(stdout.split('\n').slice(0, -1)).toEqual(strings.map((text) => [...text].map((character) => character.codePointAt(0)).join(',')))
  }, 60_000)
})
