import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shippedPresets } from '../../src/config/presets.ts'
import { keptConfig } from '../../src/config/kept.ts'
import { openRepository } from '../../src/engine.ts'
import { diskRepo } from '../../src/repo/disk.ts'
import { makeRepository, type Repository } from '../history/repository.ts'

const file = (repository: Repository) => join(repository.root, '.git/conventions/config.json')
const tell = async (repository: Repository) => (await repository.run('changelog')).stdout

function committed(files: Readonly<Record<string, string>>): Repository {
  const repository = makeRepository(files)
  repository.commit('feat: the first')
  return repository
}

/** Changes what is kept in such a way that nobody can tell: where it is shown, it was used. */
function mark(repository: Repository): void {
  const kept = JSON.parse(readFileSync(file(repository), 'utf8')) as { config: { commits: { types: Record<string, object> } } }
  kept.config.commits.types['feat'] = { section: 'KEPT' }
  writeFileSync(file(repository), JSON.stringify(kept))
}

describe('what a config came to is kept', () => {
  test.each(shippedPresets())('%s: and is what the engine resolves', async (preset) => {
    const repository = committed({ 'conventions.config.yaml': `extends: ${preset}\nrelease: {}\n` })
    await tell(repository)
    const { resolved } = await openRepository({ cwd: repository.root, env: repository.env })
    // JSON knows no `undefined`.
    expect(keptConfig(diskRepo(repository.root, repository.env))).toEqual({ own: true, config: JSON.parse(JSON.stringify(resolved.config)) as unknown })
  })

  test('and used; without a config of its own, a repository is told by the standard one', async () => {
    for (const files of [{ 'conventions.config.yaml': 'extends: standard\n' }, { 'conventions.config.json': '{}' }, { 'a.txt': '' }] as Record<string, string>[]) {
      const repository = committed(files)
      expect(await tell(repository)).toContain('### Features\n')
      mark(repository)
      expect(await tell(repository)).toContain('### KEPT\n')
    }
  })

  test('where there is no config, nothing is released by what is kept', async () => {
    const repository = committed({})
    await tell(repository)
    expect(existsSync(file(repository))).toBe(true)
    expect(await repository.run('release', '--dry-run')).toMatchObject({ code: 2, stderr: expect.stringContaining('conventions init') as string })
  })

  test.each<[string, (repository: Repository) => void]>([
    ['another config', (repository) => repository.write('conventions.config.yaml', 'extends: ./team.yaml\nlocale: ko\n')],
    ['another preset', (repository) => repository.write('team.yaml', 'extends: angular\n')],
    ['a preset of a package that came', (repository) => repository.write('node_modules/team/conventions.preset.yaml', 'extends: standard\n')],
    ['a second config', (repository) => repository.write('conventions.config.json', '{}')],
    ['another version of the toolkit', (repository) => writeFileSync(file(repository), readFileSync(file(repository), 'utf8').replace(/"toolkit":"[^"]*"/, '"toolkit":"0.0.1"'))],
    ['half of it', (repository) => writeFileSync(file(repository), readFileSync(file(repository)).subarray(0, 100))],
  ])('but not after %s', async (_, change) => {
    const repository = committed({ 'conventions.config.yaml': 'extends: [./team.yaml, team]\n', 'team.yaml': 'extends: standard\n', 'node_modules/team/package.json': '{"conventions":{}}' })
    await tell(repository)
    mark(repository)
    change(repository)
    expect(keptConfig(diskRepo(repository.root, repository.env))).toBeUndefined()
  })

  test('a config that is code is run each time', async () => {
    const repository = committed({ 'conventions.config.ts': 'export default { extends: "standard" }\n' })
    await tell(repository)
    expect(existsSync(file(repository))).toBe(false)
  })
})
