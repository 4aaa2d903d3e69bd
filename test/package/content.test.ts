import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { mustRun, run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'
import { configInMemory, resolveConfig } from '../../src/config/resolve.ts'
import { memoryRepo } from '../../src/repo/memory.ts'

const project = temporaryFolder('content')
const installed = join(project, 'node_modules', 'create-conventions')
const files = () => readdirSync(installed, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
  .filter((path) => statSync(join(installed, path)).isFile())

beforeAll(() => mustRun('npm', ['install', '--prefix', project, '--no-audit', '--no-fund', inject('tarball')]))
afterAll(() => removeFolder(project))

describe('the packed package', () => {
  it('holds what is published and nothing else', () => {
    const published = /^(?:dist\/[\w.-]+\.(?:js|cjs)|dist\/types\/\w+\.d\.ts|dist\/THIRD-PARTY-NOTICES\.txt|dist\/standard\.json|dist\/page\.css|presets\/.+|templates\/.+|schema\.json|schemas\/\w+\.json|package\.json|README\.md|LICENSE)$/
    expect(files().filter((path) => !published.test(path))).toEqual([])
    expect(files()).toEqual(expect.arrayContaining([
      'dist/launcher.cjs', 'dist/start.cjs', 'dist/create-conventions.cjs', 'dist/bin.cjs', 'dist/index.js', 'dist/install.js',
      'dist/types/index.d.ts', 'dist/types/install.d.ts', 'dist/THIRD-PARTY-NOTICES.txt', 'schema.json', 'presets/conventions/standard.yaml',
    ]))
  })

  it('holds the standard convention as the engine resolves it', async () => {
    const { config } = await resolveConfig(configInMemory({ extends: 'standard' }), { repo: memoryRepo({}) })
    expect(JSON.parse(readFileSync(join(installed, 'dist/standard.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(config)))
  })

  it('is at most 1 MB, and one package', () => {
    expect(statSync(inject('tarball')).size).toBeLessThanOrEqual(1_000_000)
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['create-conventions'])
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>
    expect(manifest['dependencies'] ?? manifest['optionalDependencies']).toBeUndefined()
    // ESLint is the user's own, where they lint: npm brings no optional peer.
    expect([manifest['peerDependencies'], manifest['peerDependenciesMeta']]).toEqual([{ eslint: expect.any(String) as string }, { eslint: { optional: true } }])
  })

  it('goes in beside an old ESLint', async () => {
    const old = join(project, 'old')
    mkdirSync(old)
    writeFileSync(join(old, 'package.json'), '{"private":true,"devDependencies":{"eslint":"8.47.0"}}')
    const { code, stderr } = await run('npm', ['install', '--dry-run', '--no-audit', '--no-fund', '--save-dev', inject('tarball')], { cwd: old })
    expect([code, stderr.includes('ERESOLVE')]).toEqual([0, false])
  }, 120_000)

  it('names the licence of every package that is in it', () => {
    const notices = readFileSync(join(installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['valibot', 'yaml', 'jsonc-parser', 'preact', 'd3-scale', 'd3-shape']) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'))
    expect(notices).not.toContain('undefined')
  })

  it('writes pages of what was built, each with nothing but itself', async () => {
    const repository = join(project, 'repository')
    mkdirSync(repository)
    await mustRun('git', ['init', '-q'], { cwd: repository })
    await mustRun('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', 'commit', '-q', '--allow-empty', '-m', 'feat: begin'], { cwd: repository })
    await mustRun(process.execPath, [join(installed, 'dist', 'launcher.cjs'), 'report', '--html', 'report.html'], { cwd: repository })
    const page = readFileSync(join(repository, 'report.html'), 'utf8')
    expect(page).toContain(readFileSync(join(installed, 'dist', 'page.js'), 'utf8'))
    expect(page).not.toMatch(/<(?:link rel="stylesheet"|script src)|@import|url\(/)
  })

  it('imports nothing but itself and Node', () => {
    const foreign = files().filter((path) => /^dist\/[^/]+\.c?js$/.test(path)).flatMap((path) =>
      [...readFileSync(join(installed, path), 'utf8').matchAll(/^(?:import|export)[^'";]*?from"([^"]+)"|(?<![\w$.\\])require\(["']([^"']+)["']\)/gm)].map(([, imported, required]) => imported ?? required!)
        .filter((name) => !name.startsWith('./') && !isBuiltin(name)))
    expect(foreign).toEqual([])
    const types = readFileSync(join(installed, 'dist', 'types', 'index.d.ts'), 'utf8')
    expect([...types.matchAll(/(?:from |import\()["']([^"']+)/g)].map(([, name]) => name)).toEqual([])
  })

  it('keeps what is needed rarely out of what every start loads', () => {
    const loaded = new Set<string>()
    const visit = (name: string) => {
      if (loaded.has(name)) return
      loaded.add(name)
      for (const [, next] of readFileSync(join(installed, 'dist', name), 'utf8').matchAll(/(?<!=>)require\("\.\/([^"]+)"\)/g)) visit(next!)
    }
    visit('bin.cjs')
    const text = [...loaded].map((name) => readFileSync(join(installed, 'dist', name), 'utf8')).join('\n')
    expect(loaded.size).toBeLessThan(files().filter((path) => /^dist\/[^/]+\.cjs$/.test(path)).length)
    // A Korean sentence, as it is or in escapes, the YAML parser, the prompts.
    for (const lazy of [/[가-힣]{2}/, /(?:\\u(?:a[c-f]|[bc][0-9a-f]|d[0-7])[0-9a-f]{2}){2}/i, /YAMLParseError/, /node:readline/]) expect(text).not.toMatch(lazy)
  })

  it('is found and used with nothing but itself installed', async () => {
    const script = `import { defineConfig } from 'create-conventions'
      import schema from 'create-conventions/schema.json' with { type: 'json' }
      console.log(defineConfig({ locale: 'ko' }).locale, schema.type)`
    expect(await mustRun(process.execPath, ['--input-type=module', '-e', script], { cwd: project })).toBe('ko object\n')
  })

  it('gives @commitlint/cli the convention of the repository', async () => {
    await mustRun('git', ['init', '--quiet', project])
    writeFileSync(join(project, 'conventions.config.yaml'), 'extends: korean\ncommits: { scopes: [api] }\n')
    writeFileSync(join(project, 'commitlint.config.mjs'), 'export { default } from \'create-conventions/commitlint\'\n')
    const judge = async (message: string) => {
      writeFileSync(join(project, 'message'), message)
      return run(process.execPath, [inRoot('node_modules/@commitlint/cli/cli.js'), '--edit', 'message'], { cwd: project, env: { ...process.env, NO_COLOR: '1' } })
    }
    expect(await judge('feat(api): 검색 추가\n')).toMatchObject({ code: 0 })
    const { code, stdout } = await judge('feat(web): 검색 추가\n')
    expect([code, stdout]).toEqual([1, expect.stringContaining('[scope-enum]')])
  })
})

describe('the types', () => {
  const tsc = inRoot('node_modules/typescript/bin/tsc')
  const check = async (name: string, text: string) => {
    writeFileSync(join(project, name), text)
    const { code, stdout } = await run(process.execPath, [
      tsc, '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2024', name,
    ], { cwd: project })
    return { code, stdout }
  }

  // Without skipLibCheck: the declarations themselves are checked, and neither valibot nor @types/node is there.
  it('of a config compile, and complete its keys', async () => {
    expect(await check('conventions.config.mts', `
      import { defineConfig } from 'create-conventions'
      export default defineConfig({
        extends: ['standard', './team.yaml'],
        locale: 'ko',
        commits: { scopes: ['api', 'web'] },
        issues: false,
      })`)).toEqual({ code: 0, stdout: '' })
  })

  it.each([
    ['an unknown key', `defineConfig({ comits: {} })`],
    ['a wrong type', `defineConfig({ commits: { scopes: 1 } })`],
    ['an unknown value', `defineConfig({ locale: 'fr' })`],
  ])('refuse %s', async (_, code) => {
    const checked = await check('wrong.config.mts', `import { defineConfig } from 'create-conventions'\nexport default ${code}`)
    expect(checked.code).not.toBe(0)
    expect(checked.stdout).toMatch(/^wrong\.config\.mts\(2,/)
  })
})
