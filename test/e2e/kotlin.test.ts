import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conventions, repository } from '../generators/harness.ts'

// Kotlin's own compiler, which npm has, over what the generators of services make. What Ktor, Spring and fabric8 bring no registry of this test has:
// of the files that need them, the syntax is all that can be seen.

const missing = spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0 || process.platform === 'win32' || spawnSync('bash', ['--version'], { stdio: 'ignore' }).status !== 0

// Stands in for JUnit, whose annotation kotlin-test goes by: runs the tests of the classes that it is given.
const runner = `package org.junit

annotation class Test

fun main(classes: Array<String>) {
    for (name in classes) {
        val type = Class.forName(name)
        for (method in type.declaredMethods.filter { it.isAnnotationPresent(Test::class.java) }) {
            method.invoke(type.getDeclaredConstructor().newInstance())
            println("passed \${method.name}")
        }
    }
}
`

describe.skipIf(missing)(`Kotlin${missing ? ' (SKIPPED: there is no Java here)' : ''}`, () => {
  const tools = mkdtempSync(join(tmpdir(), 'conventions-kotlin-'))
  const kotlin = join(tools, 'node_modules/kotlin-compiler')
  const jar = (...names: string[]) => names.map((name) => join(kotlin, 'lib', `${name}.jar`)).join(':')
  const annotation = join(tools, 'annotation')
  afterAll(() => rmSync(tools, { recursive: true, force: true }))

  const compile = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('bash', [join(kotlin, 'bin/kotlinc'), '-Werror', ...args], { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }

  beforeAll(() => {
    writeFileSync(join(tools, 'package.json'), '{ "private": true }')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', 'kotlin-compiler@2.4.20'], { cwd: tools, stdio: 'ignore' })
    writeFileSync(join(tools, 'Runner.kt'), runner)
    expect(compile('-d', annotation, join(tools, 'Runner.kt'))).toEqual({ status: 0, said: '' })
  }, 300_000)

  async function made(...words: string[]): Promise<{ root: string, files: string[] }> {
    const root = repository({ 'settings.gradle.kts': '' })
    const done = await conventions(root, 'new', ...words, '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    return { root, files: readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.kt')).map((path) => join(root, path)).sort() }
  }

  /** Compiles these files and runs the tests of a class; the names of those that passed. */
  function passed(root: string, files: readonly string[], classes: string): string[] {
    const out = join(root, '..', 'out')
    mkdirSync(out)
    expect(compile('-cp', `${jar('kotlin-test', 'kotlin-test-junit')}:${annotation}`, '-d', out, ...files)).toEqual({ status: 0, said: '' })
    const ran = spawnSync('java', ['-cp', [out, annotation, jar('kotlin-stdlib', 'kotlin-test', 'kotlin-test-junit')].join(':'), 'org.junit.RunnerKt', classes], { encoding: 'utf8' })
    expect(ran.status, ran.stderr).toBe(0)
    return ran.stdout.split('\n').filter((line) => line.startsWith('passed '))
  }

  const named = (files: readonly string[], ...names: string[]) => files.filter((path) => names.some((name) => path.endsWith(`/${name}.kt`)))

  test('k8s-operator: the reconciler, its queue and their tests, compiled without a warning and run', { timeout: 300_000 }, async () => {
    const { root, files } = await made('k8s-operator', 'fleet', 'tenant app')
    expect(passed(root, named(files, 'Model', 'Reconciler', 'WorkQueue', 'ReconcilerTest'), 'com.example.fleet.ReconcilerTest').length).toBeGreaterThan(3)
  })

  test('ktor-service: the state of health and its test, compiled without a warning and run', { timeout: 300_000 }, async () => {
    const { root, files } = await made('ktor-service', 'orders')
    expect(passed(root, named(files, 'Health', 'HealthTest'), 'com.example.orders.HealthTest').length).toBeGreaterThan(1)
  })

  const syntax = (said: string) => said.split('\n').filter((line) => line.includes('error: ') && /syntax error|expecting/i.test(line))

  test.for([['ktor-service', 'object', 'en'], ['spring-service', 'object', 'ko'], ['k8s-operator', 'fun', 'ko']])('%s named %s, in %s: every file is Kotlin', { timeout: 300_000 }, async ([generator, name, locale]) => {
    const { root, files } = await made(generator!, name!, ...generator === 'k8s-operator' ? ['tenant app'] : [], '--locale', locale!)
    const { said } = compile('-d', join(root, '..', 'nowhere'), ...files)
    // References to what is not here, and no error of another kind. Syntax comes first: with a mistake in it nothing is resolved.
    expect(said).toMatch(/unresolved reference/)
    expect(syntax(said)).toEqual([])
  })

  test('a mistake in the syntax would be seen', { timeout: 300_000 }, () => {
    const broken = join(tools, 'Broken.kt')
    writeFileSync(broken, 'package com.example.object\nfun main() { }\n')
    expect(syntax(compile('-d', join(tools, 'nowhere'), broken).said)).not.toEqual([])
  })
})
