import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { put } from '../apply/lib/repository.ts'
import { conventions, repository } from '../generators/harness.ts'

// Each shipped generator in a fresh repository of the kind it is for, and then the real tools over what it made.

const modules = new URL('../../node_modules', import.meta.url).pathname
const require = createRequire(import.meta.url)
const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0
const run = (cwd: string, file: string, ...args: string[]) => execFileSync(file, args, { cwd, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] })

async function made(root: string, ...argv: string[]): Promise<void> {
  const done = await conventions(root, 'new', ...argv)
  expect(done, done.stderr).toMatchObject({ code: 0 })
}

interface Manifest { readonly apiVersion?: string, readonly kind?: string, readonly metadata?: { readonly labels?: Record<string, string> }, readonly spec?: unknown }

/** Validates by the JSON Schemas of kubernetes-models (Kubernetes itself, Argo Rollouts, Argo CD). Throws what the schema says. */
function validate(manifest: Manifest): void {
  const { apiVersion = '', kind = '' } = manifest
  const name = apiVersion === 'argoproj.io/v1alpha1'
    ? `@kubernetes-models/argo-${/^(Rollout|AnalysisTemplate)$/.test(kind) ? 'rollouts' : 'cd'}/argoproj.io/v1alpha1/${kind}` : `kubernetes-models/${apiVersion}/${kind}`
  const models = require(name) as Record<string, new (data: unknown) => { validate(): void }>
  new models[kind]!(manifest).validate()
}

const documents = (text: string) => parseAllDocuments(text).map((document) => {
  expect(document.errors).toEqual([])
  return document.toJS() as Manifest
})
const yamlFiles = (dir: string) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).map((path) => join(dir, path))

test('the schemas refuse what is wrong', () => {
  expect(() => validate({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 'two' } })).toThrow()
  expect(() => validate({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { strategy: { canary: { steps: [{ setWeight: 'x' }] } } } })).toThrow()
})

describe('k8s-service', () => {
  const all = ['en', 'ko'].flatMap((locale) => ['rolling', 'canary', 'blue-green'].flatMap((rollout) => ['single', 'several'].map((clusters) => [locale, rollout, clusters] as const)))
  test.for(all)(`%s, %s, %s by Kustomize: valid by the schemas${kubectl ? '' : ' (skipped: kubectl kustomize, for there is no kubectl here)'}`, async ([locale, rollout, clusters]) => {
    const root = repository({ 'conventions.config.yaml': `extends: minimal\nlocale: ${locale}\nhost: github\ngenerators: { labels: { example.com/team: payments } }\n` })
    await made(root, 'k8s-service', 'orders', '--yes', '--', '--rollout', rollout, '--clusters', clusters, '--drain', '50')
    const deploy = join(root, 'deploy/orders')
    const plain = yamlFiles(deploy).flatMap((path) => documents(readFileSync(path, 'utf8'))).filter(({ apiVersion }) => apiVersion !== undefined && !apiVersion.startsWith('kustomize'))
    expect(plain.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Service', 'PodDisruptionBudget', rollout === 'rolling' ? 'Deployment' : 'Rollout', clusters === 'single' ? 'Application' : 'ApplicationSet']))
    for (const manifest of plain) validate(manifest)
    if (!kubectl) return
    for (const environment of ['staging', 'production']) {
      const built = documents(run(root, 'kubectl', 'kustomize', join(deploy, 'overlays', environment)))
      for (const manifest of built) {
        validate(manifest)
        expect(manifest.metadata?.labels).toMatchObject({ environment, 'example.com/team': 'payments', 'app.kubernetes.io/name': 'orders' })
      }
      const workload = built.find(({ kind }) => kind === 'Deployment' || kind === 'Rollout')!
      const { template: { spec: pod } } = workload.spec as { template: { spec: { terminationGracePeriodSeconds: number, containers: { image: string, lifecycle: { preStop: { sleep: { seconds: number } } } }[] } } }
      expect(pod.containers[0]!.image).toMatch(/^(ghcr\.io|registry\.example\.com)\/.+:latest$/)
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(pod.containers[0]!.lifecycle.preStop.sleep.seconds + 50)
    }
  })

  test('the script of CI writes the tag, and refuses what is none', async () => {
    const root = repository({ 'package.json': '{}' })
    await made(root, 'k8s-service', 'orders', '--yes')
    const script = (tag: string, environment: string) => spawnSync('sh', ['deploy/orders/set-image.sh', environment], { cwd: root, env: { ...process.env, TAG: tag } }).status
    expect([script('abc123', 'staging'), script('a b', 'staging'), script('abc', 'nowhere')]).toEqual([0, 2, 2])
    expect((parse(readFileSync(join(root, 'deploy/orders/overlays/staging/kustomization.yaml'), 'utf8')) as { images: unknown }).images).toMatchObject([{ newTag: 'abc123' }])
  })

  test.for(['rolling', 'canary', 'blue-green'])('%s by Helm: files that Helm reads as data are valid YAML (the templates are not rendered here: no registry has helm)', async (rollout) => {
    const root = repository({ 'package.json': '{}' })
    await made(root, 'k8s-service', 'orders', '--yes', '--', '--form', 'helm', '--rollout', rollout)
    const chart = join(root, 'deploy/orders/chart')
    for (const path of readdirSync(chart).filter((name) => name.endsWith('.yaml'))) expect(parse(readFileSync(join(chart, path), 'utf8'))).toBeTypeOf('object')
    for (const path of readdirSync(join(chart, 'templates'))) {
      const text = readFileSync(join(chart, 'templates', path), 'utf8')
      expect(text).not.toMatch(/\\\{\{/)
      expect(text.match(/\{\{/g)?.length).toBe(text.match(/\}\}/g)?.length)
    }
  })
})

test('k8s-operator: the manifests are valid, and the sample fits the definition', async () => {
  const root = repository({ 'build.gradle.kts': '' })
  await made(root, 'k8s-operator', 'fleet', 'tenant app', '--yes')
  const deploy = join(root, 'operators/fleet/deploy')
  const all = yamlFiles(deploy).flatMap((path) => documents(readFileSync(path, 'utf8'))).filter(({ apiVersion, kind }) => !apiVersion!.startsWith('kustomize') && kind !== 'TenantApp')
  for (const manifest of all) validate(manifest)
  const definition = all.find(({ kind }) => kind === 'CustomResourceDefinition')!.spec as { versions: { schema: { openAPIV3Schema: object } }[] }
  const { Ajv } = await import('ajv')
  const check = new Ajv({ strict: false }).compile(definition.versions[0]!.schema.openAPIV3Schema)
  expect(check(documents(readFileSync(join(deploy, 'sample.yaml'), 'utf8'))[0])).toBe(true)
  expect(check({ spec: { replicas: 'two' } })).toBe(false)
  if (kubectl) expect(documents(run(root, 'kubectl', 'kustomize', join(deploy, 'manager'))).length).toBeGreaterThan(6)
})

test.for(['en', 'ko'])('package (%s): builds and tests', async (locale) => {
  const root = repository({ 'package.json': '{ "name": "@acme/root", "private": true, "workspaces": ["libs/*"] }' })
  await made(root, 'package', 'date tools', 'Says "hi" */', '--yes', '--no-install', '--locale', locale)
  const dir = join(root, 'libs/date-tools')
  expect(JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))).toMatchObject({ name: '@acme/date-tools', private: true })
  symlinkSync(modules, join(root, 'node_modules'))
  run(dir, join(modules, '.bin/tsc'), '-p', 'tsconfig.json')
  run(dir, join(modules, '.bin/tsc'), '-p', 'tsconfig.build.json')
  expect(readdirSync(join(dir, 'dist')).sort()).toEqual(['index.d.ts', 'index.js'])
  expect(run(dir, process.execPath, '--test', 'src/**/*.test.ts')).toMatch(/pass 1/)
})

test.for([['typescript', 'ts'], ['javascript', 'js']])('module in %s: its test passes', async ([language, ending]) => {
  const root = repository({ 'package.json': '{ "type": "module" }' })
  await made(root, 'module', 'user profile', '--yes', '--', '--language', language!)
  expect(run(root, process.execPath, '--test', `src/user-profile/user-profile.test.${ending!}`)).toMatch(/pass 1/)
})

test('component: React and Vue, each by what the repository uses, tested by vitest', async () => {
  const root = repository({ '.gitignore': 'node_modules\n', 'package.json': '{ "type": "module", "devDependencies": { "react": "*", "vitest": "*", "typescript": "*" } }' })
  await made(root, 'component', 'date picker', '--yes')
  await made(root, 'component', 'date list', '--yes', '--', '--framework', 'vue', '--directory', 'src/vue')
  put(root, 'vitest.config.js', `import vue from '@vitejs/plugin-vue'\nexport default { plugins: [vue()] }\n`)
  run(root, 'npm', 'install', '--no-audit', '--no-fund', '--no-save', 'react@19', 'react-dom@19', 'vue@3', '@vitejs/plugin-vue@6', 'vitest', 'typescript@~6.0')
  const told = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run'], { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', VITEST: undefined } })
  expect(told.stdout + told.stderr).toMatch(/Tests +2 passed/)
})

test('github-action: both kinds run', async () => {
  const root = repository({ 'package.json': '{}' })
  await made(root, 'github-action', 'greet', '--yes')
  await made(root, 'github-action', 'greet-js', '--yes', '--', '--kind', 'javascript')
  const output = join(root, 'output')
  execFileSync('sh', [join(root, '.github/actions/greet/run.sh')], { env: { ...process.env, WHO: 'a $(b) `c`', GITHUB_OUTPUT: output } })
  execFileSync(process.execPath, [join(root, '.github/actions/greet-js/main.mjs')], { env: { ...process.env, INPUT_WHO: 'you', GITHUB_OUTPUT: output } })
  expect(readFileSync(output, 'utf8')).toMatch(/Hello, a \$\(b\) `c`!\nend-of-greeting\ngreeting<<[\w-]+\nHello, you!\n/)
  expect(run(root, process.execPath, '--test', '.github/actions/greet-js/greet.test.mjs')).toMatch(/pass 1/)
  for (const name of ['greet', 'greet-js']) expect(parse(readFileSync(join(root, '.github/actions', name, 'action.yml'), 'utf8'))).toMatchObject({ name, runs: {} })
})

test.for(['en', 'ko'])('preset (%s): a repository extends it', async (locale) => {
  const root = repository({ 'package.json': '{ "name": "@acme/root" }' })
  await made(root, 'preset', '--yes', '--locale', locale)
  mkdirSync(join(root, 'node_modules/@acme'), { recursive: true })
  cpSync(join(root, 'packages/conventions'), join(root, 'node_modules/@acme/conventions'), { recursive: true })
  put(root, 'conventions.config.yaml', `extends: '@acme/conventions'\n`)
  const { code, stdout, stderr } = await conventions(root, 'config', '--json')
  expect(code, stderr).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ config: { locale, commits: { header: { maxLength: 100 } } } })
  expect(existsSync(join(root, 'packages/conventions/README.md'))).toBe(true)
})

test.for(['ktor-service', 'spring-service'])('%s: a package that Kotlin accepts, whatever the name', async (generator) => {
  const root = repository({ 'settings.gradle.kts': '' })
  await made(root, generator, 'object', '--yes')
  const source = join(root, 'services/object/src/main/kotlin/com/example/object_/Application.kt')
  expect(readFileSync(source, 'utf8')).toMatch(/^package com\.example\.object_\n/)
})
