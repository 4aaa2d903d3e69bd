import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adopted, commitAll, conflicting, git, losing, put, read, repository, run, tree } from './lib/cli.ts'

describe('apply', () => {
  test('what takes a package that is not there waits for it where nothing is installed: the files are written, and what is next is said', async () => {
    const root = repository({ 'package.json': '{ "name": "a", "type": "module" }\n', 'conventions.config.yaml': 'extends: standard\nlint: {}\n' })
    const first = await run(root, ['apply', '--yes', '--no-install'])
    expect(first.code, first.stderr).toBe(0)
    expect(first.stdout.replaceAll(/\s+/g, ' ')).toContain('lint ratchet --start: waits for its package: `npm install`, then `conventions apply`')
    expect(read(root, 'package.json')).toContain('"eslint"')
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
    const before = tree(root)
    const again = await run(root, ['apply', '--yes', '--no-install'])
    expect([again.code, again.stdout.split('\n').at(-2)]).toEqual([0, 'Nothing to do: the repository already follows its convention.'])
    expect(tree(root)).toEqual(before)
  })

  test('losses: exit 1, each by name, nothing written; then accepted one by one, or all', async () => {
    const root = repository(losing)
    const before = tree(root)
    const refused = await run(root, ['apply', '--yes'])
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('2 things of yours would be lost:\n  .editorconfig\n')
    expect(refused.stdout).toContain('  .gitmessage\n    this line would go: "our own"\n')
    expect(refused.stdout.replaceAll(/\s+/g, ' ')).toContain('Accept them all with --accept-losses, one with --accept <id>, or keep a file as it is with --keep <path>.')
    expect(refused.stderr).toBe('error  2 things of yours would be lost. Nothing was written.\n')
    expect(tree(root)).toEqual(before)

    const one = await run(root, ['apply', '--yes', '--accept', '.gitmessage'])
    expect(one).toMatchObject({ code: 1, stderr: 'error  1 thing of yours would be lost. Nothing was written.\n' })
    expect(tree(root)).toEqual(before)

    const kept = await run(root, ['apply', '--yes', '--accept', '.gitmessage', '--keep', '.editorconfig'])
    expect(kept.code, kept.stderr).toBe(0)
    expect(read(root, '.editorconfig')).toBe(losing['.editorconfig'])
    expect(read(root, '.gitmessage')).not.toContain('our own')
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(root)).toEqual(before)

    expect(await run(root, ['apply', '--yes', '--accept-losses'])).toMatchObject({ code: 0 })
    expect(read(root, '.editorconfig')).not.toContain('indent_size = 8')
    expect(await run(root, ['apply', '--yes'])).toMatchObject({ code: 0, stdout: 'Nothing to do: the repository already follows its convention.\n' })
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(root)).toEqual(before)
  })

  test('a conflict is shown with both sides, and nothing is written until it is decided', async () => {
    const root = await conflicting()
    const before = tree(root)
    const refused = await run(root, ['apply', '--yes', '--no-install', '--accept-losses'])
    expect(refused).toMatchObject({ code: 1, stderr: 'error  1 conflict needs a decision. Nothing was written.\n' })
    expect(refused.stdout).toContain('1 part changed both here and in the convention:\n  .gitmessage\n    yours:\n')
    expect(refused.stdout).toContain('feat   ours')
    expect(tree(root)).toEqual(before)
    const mine = await run(root, ['apply', '--yes', '--keep', './.gitmessage'])
    expect(mine.code, mine.stderr).toBe(0)
    expect(read(root, '.gitmessage')).toContain('feat   ours')
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(await run(root, ['apply', '--yes', '--restore', '.gitmessage'])).toMatchObject({ code: 0 })
    expect(read(root, '.gitmessage')).toContain('Theirs')
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
  })

  test('an edit stays until it is taken back or made the rule; paths may be relative to where one is', async () => {
    const root = await adopted(undefined, { 'src/x': '' })
    put(root, { '.editorconfig': `${read(root, '.editorconfig')}# ours\n` })
    commitAll(root)
    const left = await run(root, ['apply', '--yes'])
    expect(left).toMatchObject({ code: 0, stderr: '' })
    expect(left.stdout).toMatch(/^Nothing to do\.\n\n1 file edited here, which stays as it is:\n {2}\.editorconfig\n/)
    expect(read(root, '.editorconfig')).toContain('# ours')
    expect(await run(join(root, 'src'), ['apply', '--yes', '--restore', '../.editorconfig'])).toMatchObject({ code: 0 })
    expect(read(root, '.editorconfig')).not.toContain('# ours')
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    const kept = await run(join(root, 'src'), ['apply', '--yes', '--keep', '.editorconfig'])
    expect(kept).toMatchObject({ code: 0, stderr: '' })
    expect(kept.stdout).toContain('\n1 file yours from now on, which the convention leaves alone:\n  .editorconfig\n')
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
    expect(read(root, '.editorconfig')).toContain('# ours')
  })

  test('a file with uncommitted edits is refused, allowed on demand, and given back by undo', async () => {
    const root = await adopted()
    put(root, { 'conventions.config.yaml': 'extends: standard\ncommits: { header: { maxLength: 60 } }\n', 'CONTRIBUTING.md': `${read(root, 'CONTRIBUTING.md')}\nnot committed\n` })
    const before = tree(root)
    const refused = await run(root, ['apply', '--yes'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('These files would change and hold edits that are not committed:\n  CONTRIBUTING.md\n')
    expect(tree(root)).toEqual(before)
    expect(await run(root, ['apply', '--yes', '--allow-dirty'])).toMatchObject({ code: 0 })
    expect(read(root, 'CONTRIBUTING.md')).toContain('not committed')
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(root)).toEqual(before)
  })

  test.each([
    ['--accept', '.gitmesage', 'Did you mean `.gitmessage`?'],
    ['--restore', '.gitmesage', 'Did you mean `.gitmessage`?'],
    ['--keep', '../x', ''],
    ['--keep', '/etc/passwd', ''],
  ])('%s %s matches nothing: exit 2', async (option, value, meant) => {
    const root = repository(losing)
    const before = tree(root)
    const said = await run(root, ['apply', '--yes', option, value])
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain(`\`${option} ${value}\` matches nothing in the plan.${meant && ` ${meant}`} `)
    expect(tree(root)).toEqual(before)
  })

  test('--dry-run shows and writes nothing: exit 1 while something would change', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: standard\n' })
    const before = tree(root)
    const said = await run(root, ['apply', '--dry-run'])
    expect(said).toMatchObject({ code: 1, stderr: '' })
    expect(said.stdout).toMatch(/Dry run: nothing was written\.\n$/)
    expect(tree(root)).toEqual(before)
    expect(existsSync(join(root, '.git/conventions'))).toBe(false)
    expect(await run(await adopted(), ['apply', '--dry-run'])).toMatchObject({ code: 0 })
  })

  test('interrupted before it began: exit 130, nothing written', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: standard\n' })
    const before = tree(root)
    const said = await run(root, ['apply', '--yes'], { signal: AbortSignal.abort() })
    expect(said.code).toBe(130)
    expect(said.stderr).toContain('error  Interrupted. Everything is as it was before.\n')
    expect(tree(root)).toEqual(before)
  })

  test('a newer convention is merged into what was edited elsewhere in the file', async () => {
    const root = await adopted()
    put(root, { '.gitmessage': `${read(root, '.gitmessage')}# the team's own line\n`, 'conventions.config.yaml': 'extends: standard\ncommits: { types: { feat: { title: { en: Something new } } } }\n' })
    commitAll(root)
    expect(await run(root, ['apply', '--yes'])).toMatchObject({ code: 0 })
    expect(read(root, '.gitmessage')).toMatch(/Something new[\s\S]*# the team's own line\n$/)
  })
})

describe('undo', () => {
  test('nothing to take back: exit 2', async () => {
    expect(await run(repository(), ['undo', '--yes'])).toEqual({ code: 2, stdout: '', stderr: 'error  There is no apply to take back here.\n' })
  })

  test('says what it took back, byte for byte, one apply after the other', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: standard\n', '.gitignore': '\uFEFFdist\r\n.env' })
    const before = tree(root)
    await run(root, ['apply', '--yes'])
    const first = tree(root)
    put(root, { 'conventions.config.yaml': 'extends: standard\nissues: false\n' })
    await run(root, ['apply', '--yes'])
    put(root, { 'conventions.config.yaml': 'extends: standard\n' })

    const would = await run(root, ['undo', '--dry-run'])
    expect(would).toMatchObject({ code: 0, stderr: '' })
    expect(would.stdout).toMatch(/^Would take back the last apply, \d+ files:\n/)
    const said = await run(root, ['undo', '--yes'])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toContain('  restore  .github/ISSUE_TEMPLATE/bug.yml\n')
    expect(tree(root)).toEqual(first)
    expect((await run(root, ['undo', '--yes'])).stdout).toContain('  remove   .editorconfig\n')
    expect(tree(root)).toEqual(before)
    expect(read(root, '.gitignore')).toBe('\uFEFFdist\r\n.env')
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 2 })
  })

  test('works with a broken config, and without one', async () => {
    for (const broken of ['comits: [', undefined]) {
      const root = repository({ 'conventions.config.yaml': 'extends: standard\n' })
      await run(root, ['apply', '--yes'])
      if (broken === undefined) git(root, 'rm', '-qf', 'conventions.config.yaml')
      else put(root, { 'conventions.config.yaml': broken })
      expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
      expect(existsSync(join(root, '.gitmessage'))).toBe(false)
    }
  })

  test('what was edited since is refused with a diff: exit 2, nothing written, nothing said of restoring', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: standard\n' })
    await run(root, ['apply', '--yes'])
    put(root, { '.gitmessage': `${read(root, '.gitmessage')}# mine\n` })
    const before = tree(root)
    const said = await run(root, ['undo', '--yes'])
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain('These files changed after the apply, and undo would lose that:\n  .gitmessage\n')
    expect(said.stderr).toContain('+# mine\n')
    expect(said.stderr).not.toContain('Restoring')
    expect(tree(root)).toEqual(before)
  })

  test('what the refusal says to do works: the files as the apply left them, from its commit', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: standard\n' })
    const before = tree(root)
    await run(root, ['apply', '--yes'])
    commitAll(root, 'chore: apply')
    put(root, { '.gitmessage': `${read(root, '.gitmessage')}# mine\n` })
    commitAll(root, 'chore: edit')
    const refused = await run(root, ['undo', '--yes'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('bring these files back to how the apply left them (`git checkout <commit> -- <path>`, if that was committed)')
    git(root, 'checkout', '-q', 'HEAD~1', '--', '.gitmessage')
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0, stderr: '' })
    expect(tree(root)).toEqual(before)
  })
})
