import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundleHook } from '../../scripts/lib/bundle.ts'
import { conventionFrom } from '../../scripts/lib/fuzz/conventions.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

const folder = temporaryFolder('hook')
const repo = join(folder, 'repo')
const git = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }

beforeAll(async () => {
  await bundleHook(folder)
  mkdirSync(join(repo, '.conventions'), { recursive: true })
  execFileSync('git', ['-c', 'init.defaultBranch=main', 'init', '--quiet', repo], { env: { ...process.env, ...git } })
})
beforeEach(async () => {
  writeFileSync(join(repo, '.conventions/commits.json'), JSON.stringify(await conventionFrom('standard')))
})
afterAll(() => removeFolder(folder))

/** Checks a message as git would ask for it; from an editor unless `env` says otherwise. */
function hook(message: string | Buffer, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(repo, 'message'), message)
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(folder, 'hook.cjs'), 'commit-msg', 'message'], {
    cwd: repo, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...git, ...env },
  })
  expect(stdout).toBe('')
  return { status, stderr }
}

test('a good message: nothing is said', () => {
  expect(hook('feat: add search\n\nbody\n')).toEqual({ status: 0, stderr: '' })
})

test('a rejected message: explained on stderr, and kept with the corrected one', () => {
  const kept = join(folder, 'kept')
  mkdirSync(kept)
  const { status, stderr } = hook('feature: add search.\n', { CONVENTIONS_KEPT: kept })
  expect(status).toBe(4)
  expect(stderr).toContain('1 │ feature: add search.\n    │ ^^^^^^^            ^\n')
  expect(stderr).not.toContain('\x1b')
  expect([readFileSync(join(kept, 'COMMIT_EDITMSG'), 'utf8'), readFileSync(join(kept, 'corrected'), 'utf8')]).toEqual(['feature: add search.\n', 'feat: add search\n'])
  // What cannot be corrected leaves no correction of another one.
  expect(hook('no type at all\n', { CONVENTIONS_KEPT: kept }).status).toBe(4)
  expect([readFileSync(join(kept, 'COMMIT_EDITMSG'), 'utf8'), existsSync(join(kept, 'corrected'))]).toEqual(['no type at all\n', false])
  expect(hook('feature: x\n', { FORCE_COLOR: '1' })).toEqual({ status: 1, stderr: expect.stringContaining('\x1b[31m') as string })
})

test('a rejected message stays rejected where it cannot be kept', () => {
  expect(hook('feature: x\n', { CONVENTIONS_KEPT: join(folder, 'no/such/folder') }).status).toBe(1)
})

const template = `feat: add search\n\n# ${'x'.repeat(120)}\n# ------------------------ >8 ------------------------\ndiff --git a/a b/a\n+${'x'.repeat(120)}\n`

test('comments of the editor and what follows the scissors do not count; without an editor they do', () => {
  expect(hook(template)).toEqual({ status: 0, stderr: '' })
  expect(hook(template.replaceAll(/^# /gm, '; '), { CONVENTIONS_GIT: 'core.commentchar ;\n' })).toEqual({ status: 0, stderr: '' })
  expect(hook(template, { GIT_EDITOR: ':' }).status).toBe(1)
  expect(hook(template, { GIT_EDITOR: ':', CONVENTIONS_GIT: 'commit.cleanup strip\ncore.commentChar #\n' }).status).toBe(0)
})

test('the settings are git\'s own where the hook hands none over', () => {
  execFileSync('git', ['-C', repo, 'config', 'core.commentChar', ';'])
  try {
    expect(hook(template.replaceAll(/^# /gm, '; ')).status).toBe(0)
    expect(hook(template).status).toBe(1)
  } finally {
    execFileSync('git', ['-C', repo, 'config', '--unset', 'core.commentChar'])
  }
})

test('a message in another encoding is read in it', () => {
  // "feat: 한글." in EUC-KR.
  const bytes = Buffer.concat([Buffer.from('feat: '), Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]), Buffer.from('.\n')])
  const { status, stderr } = hook(bytes, { CONVENTIONS_GIT: 'i18n.commitencoding EUC-KR\n' })
  expect(status).toBe(1)
  expect(stderr).toContain('feat: 한글.\n')
})

test('a rule that only the package of commitlint knows', async () => {
  // The module that the bundle finds beside it.
  writeFileSync(join(folder, 'commitlintPackages.cjs'), 'exports.packageRules = { "references-empty": () => [false, "references may not be empty"] }\n')
  writeFileSync(join(repo, '.conventions/commits.json'), JSON.stringify(await conventionFrom('standard', { rules: { 'references-empty': [2, 'never'] } })))
  expect(hook('feat: x\n')).toMatchObject({ status: 1, stderr: expect.stringContaining('references may not be empty') as string })
})

test('not 1 where we fail: 2, and a sentence', () => {
  writeFileSync(join(repo, '.conventions/commits.json'), '{')
  const { status, stderr } = hook('feat: x\n')
  expect(status).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

describe('what V8 compiled is kept for the next rejected message', () => {
  const git = join(folder, 'git', 'conventions')
  const kept = join(git, 'rejected')
  const caches = () => readdirSync(git).filter((name) => name.startsWith('hook-'))
  const start = (message: string) => {
    writeFileSync(join(repo, 'message'), message)
    return spawnSync(process.execPath, [join(folder, 'startHook.cjs'), 'commit-msg', 'message'], {
      cwd: repo, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', CONVENTIONS_KEPT: kept, GIT_EDITOR: ':' },
    })
  }
  beforeEach(async () => {
    await removeFolder(git)
    mkdirSync(kept, { recursive: true })
  })

  test('by the first, for the second; what others left goes', () => {
    writeFileSync(join(git, 'hook-0123456789ab-v22.0.0-x64'), 'an older one')
    writeFileSync(join(git, 'changelog'), 'not ours')
    const first = start('feature: x\n')
    expect([first.status, first.stderr]).toEqual([4, expect.stringContaining('feat: x') as string])
    expect(caches()).toEqual([expect.stringMatching(new RegExp(`^hook-[0-9a-f]{12}-${process.version}-${process.arch}$`)) as string])
    const before = statSync(join(git, caches()[0]!))
    const second = start('feature: x\n')
    expect([second.status, second.stderr]).toEqual([4, first.stderr])
    expect(statSync(join(git, caches()[0]!)).ino).toBe(before.ino)
    expect(readFileSync(join(git, 'changelog'), 'utf8')).toBe('not ours')
    expect(readFileSync(join(kept, 'COMMIT_EDITMSG'), 'utf8')).toBe('feature: x\n')
  })

  test('letters of other scripts in what was compiled are what they were', () => {
    for (let run = 0; run < 2; run += 1) expect(start('feature：검색 추가\n').stderr).toContain('feat: 검색 추가\n')
  })

  test('a damaged one is not run, but made anew', () => {
    start('feature: x\n')
    const cache = join(git, caches()[0]!)
    const whole = readFileSync(cache)
    const flipped = Buffer.from(whole)
    flipped[5000]! ^= 0x40
    for (const damaged of [flipped, whole.subarray(0, 5000), whole.subarray(1), Buffer.alloc(whole.length), Buffer.from('xx'), Buffer.alloc(0)]) {
      writeFileSync(cache, damaged)
      expect(start('feature: x\n').status).toBe(4)
      const remade = readFileSync(cache)
      // What V8 makes of it differs by a few bytes each time.
      expect(remade.length / whole.length).toBeCloseTo(1, 2)
      expect(remade.subarray(0, remade.length / 2).equals(remade.subarray(remade.length / 2))).toBe(true)
    }
  })

  test('what it rarely needs is found from there too', () => {
    // In the place of commitlint's packages, which a version in the first line is a question for.
    writeFileSync(join(folder, 'commitlintPackages.cjs'), 'exports.isIgnored = (text) => text === "1.2.3"\n')
    start('feature: x\n')
    expect([start('1.2.4 something\n').status, start('1.2.3\n').status]).toEqual([4, 0])
  })

  test('a folder that is not there is no reason to fail', async () => {
    await removeFolder(git)
    expect(start('feature: x\n').status).toBe(1)
    expect(start('feat: x\n').status).toBe(0)
  })
})
