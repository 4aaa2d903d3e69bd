import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesGlob } from '../../../src/apply/staged/glob.ts'
import { stagedPart } from '../../../src/features/lint/hook.ts'
import { renderScript } from '../../../src/features/hooks/script.ts'
import { env, Repository } from './repository.ts'
import { run } from '../../../scripts/lib/run.ts'

const endings = ['js', 'ts', 'json', 'package.json']
const tools = { '*.kt': [], '.github/workflows/*.{yml,yaml}': [], '{,**/}{Dockerfile,*.Dockerfile}': [], '문서/**/*.txt': [] }

/** A repository whose hook writes down that it would have started the runner, and lets the commit through. */
function watched(parts = stagedPart(endings, tools)): Repository {
  const repository = new Repository()
  repository.write('.conventions/hooks/toolkit.sh', 'conventions_toolkit() { echo asked >.git/asked; }\n')
  repository.write('.git/hooks/pre-commit', renderScript({ hook: 'pre-commit', parts: [parts], note: 'ours', chain: false }))
  chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755)
  repository.git('add', '-A')
  repository.git('commit', '-qnm', 'chore: hook')
  return repository
}

async function asked(repository: Repository, before: readonly string[] = [], after: readonly string[] = []): Promise<boolean> {
  rmSync(join(repository.root, '.git/asked'), { force: true })
  expect(await run('git', [...before, 'commit', '-qm', 'x', ...after], { cwd: repository.root, env })).toMatchObject({ code: 0, stderr: '' })
  try { return readFileSync(join(repository.root, '.git/asked'), 'utf8') === 'asked\n' } catch { return false }
}

describe('the runner is started', { timeout: 60_000 }, () => {
  const odd = process.platform === 'win32' ? [] : ['a"b.js', 'line\nbreak.ts', 'back\\slash.kt', '*.js']
  it.each([
    'a.js', 'deep/er/b.ts', '한글 이름.js', ...odd, 'package.json', 'sub/package.json', 'a.kt', 'src/main/b.kt', '.github/workflows/ci.yml', 'Dockerfile', 'a/Dockerfile',
    'a/web.Dockerfile', '문서/가/나.txt', '-a.js', ':a.js',
  ])('for %j', async (path) => {
    const repository = watched()
    repository.write(path, 'x\n')
    repository.git('add', '-A')
    expect(await asked(repository)).toBe(true)
  })

  it.each(['README.md', '한글.md', 'a.jsx.txt', 'workflows/ci.yml', 'Dockerfile.md', 'b.txt', '.conventions/x.js', 'js'])('not for %j', async (path) => {
    const repository = watched()
    repository.write(path, 'x\n')
    repository.git('add', '-A')
    expect(await asked(repository)).toBe(false)
  })

  it.each([['--literal-pathspecs'], ['--noglob-pathspecs'], ['--glob-pathspecs'], ['--icase-pathspecs'], ['-c', 'diff.external=false'], ['-c', 'core.quotePath=true'], ['-c', 'diff.renames=copies']])(
    'whatever git is told: %s %s', async (...args) => {
      const repository = watched()
      repository.write('src/a.js', 'x\n')
      repository.git('add', '-A')
      expect(await asked(repository, args.filter((arg) => arg !== undefined))).toBe(true)
      repository.write('README.md', 'x\n')
      repository.git('add', '-A')
      expect(await asked(repository, args.filter((arg) => arg !== undefined))).toBe(false)
    })

  it('for the new name of a renamed file and for a link that becomes a file, not for what is deleted or only on disk', async () => {
    const repository = watched()
    repository.write('a.js', 'const long = 1\n'.repeat(10))
    symlinkSync('README.md', join(repository.root, 'link.js'))
    repository.git('add', '-A')
    expect(await asked(repository)).toBe(true)
    repository.git('mv', 'a.js', 'b.js')
    expect(await asked(repository)).toBe(true)
    rmSync(join(repository.root, 'link.js'))
    writeFileSync(join(repository.root, 'link.js'), 'x\n')
    repository.git('add', '-A')
    expect(await asked(repository)).toBe(true)
    repository.git('rm', '-q', 'b.js')
    repository.write('other.js', 'x\n')
    expect(await asked(repository)).toBe(false)
  })

  it('for single paths, and at the first commit', async () => {
    const repository = watched()
    repository.write('a.js', 'x\n')
    repository.write('b.md', 'x\n')
    repository.git('add', '-A')
    expect(await asked(repository, [], ['b.md'])).toBe(false)
    expect(await asked(repository, [], ['a.js'])).toBe(true)
    repository.git('checkout', '-q', '--orphan', 'other')
    expect(await asked(repository)).toBe(true)
  })

  it('where git cannot tell: the runner says why', async () => {
    const repository = watched({ ...stagedPart(endings, tools), sh: stagedPart(endings, tools).sh.replace('git diff', 'git no-such-command 2>/dev/null') })
    repository.write('README.md', 'x\n')
    repository.git('add', '-A')
    expect(await asked(repository)).toBe(true)
  })
})

it('the hook asks the runner for everything that the runner takes, whatever the patterns', { timeout: 120_000 }, () => {
  const repository = new Repository()
  const letter = fc.constantFrom('a', 'b', '한', '😀', '.', '-', '+', '(', ')', '[', ']', '!', '@', '$', '^', ',', '\'', '"', '\\', ' ', '#', ':')
  const name = fc.string({ unit: letter, minLength: 1, maxLength: 4 })
  const piece = fc.oneof(name, fc.constantFrom('*', '**', '?', '/', '**/', '..', './'), fc.tuple(name, name).map(([a, b]) => `{${a},${b}}`), name.map((a) => `{,**/}${a}`))
  const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''))
  const paths = ['a', 'b.a', 'a/b', '한', '한/a', 'a/한.b', '😀.a', 'a+b', '(a)', '[a]', '!a', 'a b', '\'a', 'a,b', 'b/a/b', '@(a)', '-a', ':a', 'a..b', '#']
  for (const path of paths) repository.write(path === 'a' || path === 'b' || path === '한' ? `${path}/x` : path, 'x\n')
  repository.git('add', '-A')
  const staged = repository.git('ls-files', '-z').split('\0').filter(Boolean)
  const nothing = repository.git('hash-object', '-t', 'tree', '/dev/null').trim()
  let taken = 0
  fc.assert(fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), (patterns) => {
    const { sh } = stagedPart([], Object.fromEntries(patterns.map((text) => [text, []])))
    const written = [...sh.matchAll(/ '([^']*)'(?= |;)/g)].map(([, one = '']) => one)
    expect(written.length).toBeGreaterThan(1)
    const shown = repository.git('diff', '--cached', '--name-only', '-z', nothing, '--', ...written).split('\0')
    for (const path of staged) {
      if (!patterns.some((one) => matchesGlob(path, one))) continue
      expect(shown, `${path} fits ${JSON.stringify(patterns)}`).toContain(path)
      taken += 1
    }
  }), { numRuns: 300 })
  expect(taken).toBeGreaterThan(100)
})
