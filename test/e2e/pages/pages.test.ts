import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import type { LintComparison } from '../../../src/cli/compare/lint/measure.ts'
import type { Report } from '../../../src/cli/measure/collect.ts'
import type { CommitComparison } from '../../../src/compare/commits.ts'
import { readPageAssets } from '../../../src/assets.ts'
import { configInMemory, resolveConfig } from '../../../src/config/resolve.ts'
import type { Config } from '../../../src/config/schema.ts'
import { memoryRepo } from '../../../src/repo/memory.ts'
import { pageHtml } from '../../../src/pages/html.ts'
import { rulesOf, showsFix } from '../../../src/pages/weigh.ts'
import { directory, run } from '../../cli/lib/cli.ts'
import { attack, cacheOfFour, contested, dataIn, four } from '../../pages/lib.ts'
import { findBrowser, keep, launch, openPage, seriousProblems, type Opened } from './browser.ts'

const found = findBrowser()
const obstacle = 'obstacle' in found ? found.obstacle : undefined
const kinds = ['lint', 'commits', 'report'] as const
type Kind = typeof kinds[number]

/** Made once: texts of the pages, and what `--json` said beside them. */
interface Made { readonly html: string, readonly json: unknown }
const made = new Map<Kind, Made>()
let browser: Browser

const commands: Readonly<Record<Kind, readonly string[]>> = { lint: ['compare', 'lint', '--presets', four.join(',')], commits: ['compare', 'commits'], report: ['report', '--authors'] }

async function file(kind: Kind): Promise<string> {
  if (!made.has(kind)) {
    const root = contested()
    const path = join(directory('pages'), `${kind}.html`)
    const said = await run(root, [...commands[kind], '--html', path, '--json'], { env: { XDG_CACHE_HOME: cacheOfFour() } })
    expect(said.code).toBe(0)
    made.set(kind, { html: readFileSync(path, 'utf8'), json: JSON.parse(said.stdout) })
  }
  const path = join(directory('open'), `${kind}.html`)
  writeFileSync(path, made.get(kind)!.html)
  return path
}

async function open(kind: Kind, options: Parameters<typeof openPage>[2] = {}): Promise<Opened> {
  const opened = await openPage(browser, await file(kind), options)
  onTestFinished(() => opened.page.context().close())
  return opened
}

const jsonOf = (kind: Kind): unknown => made.get(kind)!.json
const cells = (page: Page, row: string): Promise<string[]> => page.locator(`section[aria-labelledby^="ranking"] [data-row="${row}"] td .value`).allTextContents()
const percent = (share: number): string => new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(share)
const number = (value: number, digits = 0): string => new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value)
const fragment = (page: Page): Promise<string> => page.locator('#config').innerText()
const korean = (page: Page): Promise<unknown> => page.locator('header select').first().selectOption('ko')

describe.skipIf(obstacle !== undefined)(`pages in Chromium${obstacle === undefined ? '' : ` (SKIPPED: ${obstacle})`}`, () => {
  beforeAll(async () => {
    browser = await launch('path' in found ? found.path : '')
  })
  afterAll(() => browser.close())

  describe('show what --json says', () => {
    test('lint presets, and every rule', async () => {
      const { page } = await open('lint')
      const { scores } = jsonOf('lint') as LintComparison
      for (const { name, on, layoutPerThousand, logicPerThousand, leftPerThousand, changedShare, value, points } of scores) {
        expect(await cells(page, name)).toEqual([
          number(on), ...[layoutPerThousand, logicPerThousand, leftPerThousand].map((one) => number(one, 1)), percent(changedShare), percent(Math.max(0, (value!.caught - value!.chance) / value!.lines)), number(points, 1),
        ])
      }
      await page.getByRole('combobox', { name: 'Preset' }).selectOption('strict')
      while (await page.getByRole('button', { name: /^Show \d+ more$/ }).count() > 0) await page.getByRole('button', { name: /^Show \d+ more$/ }).click()
      const rows = page.locator('section[aria-labelledby="rules"] tbody tr')
      const shown = await rows.evaluateAll((all) => all.map((row) => [row.querySelector('code')?.textContent, ...[...row.querySelectorAll('td.number')].map((cell) => cell.textContent)]))
      const { rules } = scores.find(({ name }) => name === 'strict')!
      expect(shown).toEqual(rules.map(({ rule, count, fixed }) => [rule, number(count), number(fixed)]))
      // Before and after, from their own code.
      const example = rulesOf(scores, 'strict').find((one) => showsFix(one.example))!
      expect(await page.locator(`[data-row="${example.rule}"] .diff`).innerText()).toBe([`${example.example!.path}:${example.example!.line}`, 'as it is:', example.example!.before.trim(), 'after --fix:', example.example!.after!.trim()].join('\n'))
    })

    test('commit conventions, with the table beside the chart', async () => {
      const { page } = await open('commits')
      const { scores } = jsonOf('commits') as CommitComparison
      for (const { name, recent, accepted, corrected } of scores) expect(await cells(page, name)).toEqual([percent(recent), percent(accepted), percent(corrected)])
      const figure = page.locator('section[aria-labelledby="tradeoff-commits"] figure')
      expect(await figure.locator('svg').getAttribute('aria-label')).toBe(await figure.locator('figcaption').textContent())
      await figure.locator('summary').click()
      expect(await figure.locator('[role="table"] tbody tr').count()).toBe(scores.length)
      expect(await figure.locator('circle').count()).toBe(scores.length)
    })

    test('a report: level, evidence, months, debt, releases', async () => {
      const { page } = await open('report')
      const { maturity, conformity, debt, releases } = jsonOf('report') as Report
      expect(await page.locator('#level').textContent()).toContain(`Level ${maturity.level} of 5`)
      for (const { id, met } of maturity.criteria) expect(await page.locator(`[data-criterion="${id}"]`).getAttribute('class')).toBe(met ? 'met' : 'open')
      for (const section of ['months', 'debt', 'releases']) await page.locator(`section[aria-labelledby="${section}"] summary`).click()
      const told = (section: string) => page.locator(`section[aria-labelledby="${section}"] figure tbody tr`).evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim())))
      expect(await told('months')).toEqual(conformity!.months.map(({ name, commits, accepted }) => [name, number(commits), number(accepted), percent(accepted / commits)]))
      expect(await told('debt')).toEqual(debt!.months.map(({ name, total }) => [name, number(total)]))
      expect(await told('releases')).toEqual(releases.years.map(({ name, count }) => [name, number(count)]))
      expect(await page.locator('section[aria-labelledby="authors"] tbody tr').count()).toBe(conformity!.authors.length)
    })
  })

  test.each(['lint', 'commits'] as const)('each choice goes into the part of the config, which is valid, and into the address: %s', async (kind) => {
    const { page } = await open(kind)
    const points = await page.locator('fieldset').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['point']!))
    expect(points.length).toBeGreaterThan(4)
    expect(await page.locator('#decide').textContent()).toBe(`Decide these ${points.length}`)
    const seen = new Set<string>()
    for (const point of points) {
      const radios = page.locator(`fieldset[data-point="${point}"] input`)
      for (let at = await radios.count() - 1; at >= 0; at--) {
        await radios.nth(at).check()
        const text = await fragment(page)
        seen.add(text)
        await resolveConfig(configInMemory((parse(text) ?? {}) as Config), { repo: memoryRepo({ 'package.json': '{}' }) })
      }
    }
    expect(seen.size).toBeGreaterThan(points.length)
    const yaml = await fragment(page)
    await page.getByLabel('Format').selectOption('json')
    expect(JSON.parse(await fragment(page))).toEqual(parse(yaml))
    await page.getByLabel('Format').selectOption('yaml')
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${yaml}\n`)
    await page.reload()
    expect(await fragment(page)).toBe(yaml)
    while (await page.getByRole('button', { name: 'leave open' }).count() > 0) await page.getByRole('button', { name: 'leave open' }).first().click()
    await expect.poll(() => new URL(page.url()).hash).toBe('')
    expect(await fragment(page)).not.toBe(yaml)
  })

  test('both comparisons on one page: one fragment of all choices', async () => {
    await Promise.all([file('lint'), file('commits')])
    const { lint, ...rest } = dataIn(made.get('lint')!.html)
    const path = join(directory('both'), 'both.html')
    writeFileSync(path, pageHtml({ ...rest, lint, commits: dataIn(made.get('commits')!.html).commits }, await readPageAssets(), { title: '', noScript: '' }))
    const { page, complaints } = await openPage(browser, path)
    onTestFinished(() => page.context().close())
    expect(await page.locator('h1').textContent()).toBe('Conventions compared')
    await page.locator('fieldset[data-point="quotes"] input').first().check()
    await page.locator('fieldset[data-point="ticket"] input').last().check()
    expect(parse(await fragment(page))).toMatchObject({ extends: 'standard', commits: { ticket: { required: true } }, lint: { style: { quotes: 'single' } } })
    expect(await seriousProblems(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('rules are searched by name, file and code, and filtered by kind', async () => {
    const { page } = await open('lint')
    const names = () => page.locator('section[aria-labelledby="rules"] tbody th code').allTextContents()
    const all = (await names()).length
    await page.getByLabel('Search rules, files and code').fill('EXPLICIT-any')
    expect(await names()).toEqual(['@typescript-eslint/no-explicit-any'])
    expect(await page.locator('section[aria-labelledby="rules"] [role="status"]').textContent()).toMatch(/^1 of \d+ rules$/)
    await page.getByLabel('Search rules, files and code').fill('window.hacked')
    expect(await names()).toContain('no-debugger')
    await page.getByLabel('Search rules, files and code').fill('no such thing')
    expect(await page.locator('section[aria-labelledby="rules"]').innerText()).toContain('No rule matches.')
    await page.getByLabel('Search rules, files and code').fill('')
    await page.getByLabel('Kind').selectOption('fixable')
    const fixable = await names()
    expect(fixable.length).toBeLessThan(all)
    expect(fixable).toContain('no-var')
    expect(fixable).not.toContain('no-debugger')
  })

  test('the keyboard is enough: skip, choose, copy, search', async () => {
    const { page } = await open('lint')
    const focus = () => page.evaluate(() => document.activeElement?.closest('fieldset')?.dataset['point'] ?? document.activeElement?.textContent ?? '')
    const tabTo = async (wanted: (name: string) => boolean): Promise<void> => {
      for (let presses = 0; presses < 80 && !wanted(await focus()); presses++) await page.keyboard.press('Tab')
      expect(wanted(await focus())).toBe(true)
    }
    await page.keyboard.press('Tab')
    expect(await focus()).toBe('To the content')
    // What has the focus is seen.
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    expect(new URL(page.url()).hash).toBe('')
    await tabTo((name) => name === 'quotes')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    expect(parse(await fragment(page))).toMatchObject({ lint: { style: { quotes: 'double' } } })
    await tabTo((name) => name === 'Copy')
    await page.keyboard.press('Enter')
    await page.getByText('Copied.').waitFor()
    for (let presses = 0; presses < 20 && await page.evaluate(() => (document.activeElement as HTMLInputElement).type) !== 'search'; presses++) await page.keyboard.press('Tab')
    await page.keyboard.type('no-debugger')
    expect(await page.locator('section[aria-labelledby="rules"] tbody tr').count()).toBe(1)
  })

  test('dark as the system has it, or as the reader wants it, which is remembered', async () => {
    const { page } = await open('report', { colorScheme: 'dark' })
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await ground()
    await page.emulateMedia({ colorScheme: 'light' })
    const light = await ground()
    expect(light).not.toBe(dark)
    await page.getByLabel('Colours').selectOption('dark')
    await expect.poll(ground).toBe(dark)
    await page.reload()
    expect(await ground()).toBe(dark)
    await page.getByLabel('Colours').selectOption('auto')
    await expect.poll(ground).toBe(light)
  })

  test.each(kinds)('on paper: what is to be operated is gone, and the ground is white: %s', async (kind) => {
    const { page } = await open(kind, { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const control of await page.locator('select, button, input[type="search"], summary').all()) expect(await control.isVisible()).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    const path = join(directory('print'), 'page.pdf')
    await page.pdf({ path, format: 'A4' })
    expect(statSync(path).size).toBeGreaterThan(10_000)
  })

  describe.each(kinds)('the page %s', (kind) => {
    test('in Korean has no sentence of English', async () => {
      const { page } = await open(kind)
      const sentences = () => page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => {
          const parent = node.parentElement!
          // Code, names and messages are theirs; what is in the script is nothing that anybody reads.
          return parent.closest('script, noscript, code, bdi, pre, .name, option[lang="en"]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
        })
        const texts: string[] = []
        while (walker.nextNode()) texts.push(walker.currentNode.textContent!.trim())
        return [...texts, ...[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')!)]
      })
      const english = (texts: readonly string[]) => texts.filter((text) => /[a-z]{2,} [a-z]{2,}/i.test(text) && !/\p{Script=Hangul}/u.test(text) && !/^(ESLint [\d.]+: |[a-z-]+ \d+(, [a-z-]+ \d+)*$)/.test(text) && !/^Conventional Commits|^@eslint/.test(text))
      expect(english(await sentences()).length).toBeGreaterThan(5)
      await korean(page)
      expect(english(await sentences())).toEqual([])
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko')
      expect(await page.title()).toMatch(/\p{Script=Hangul}.* · acme\/widget/u)
    })

    test.each([['en', 1280, 'light'], ['en', 360, 'dark'], ['ko', 1280, 'dark'], ['ko', 360, 'light']] as const)('has room, and axe finds nothing serious: %s, %i pixels, %s', async (locale, width, colorScheme) => {
      const { page } = await open(kind, { viewport: { width, height: 800 }, colorScheme })
      if (locale === 'ko') await korean(page)
      for (const details of await page.locator('summary').all()) await details.click()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await keep(page, `${kind}-${locale}-${colorScheme}-${width}`)
      expect(await seriousProblems(page)).toEqual([])
    })

    test('asks for nothing, keeps to its policy, and runs nothing of what it shows', async () => {
      const { page, requests, blocked, complaints } = await open(kind)
      if (kind !== 'report') for (const radio of await page.locator('fieldset input').all()) await radio.check()
      await korean(page)
      expect(await page.locator('main').innerText()).toContain(kind === 'report' ? 'onerror=window.hacked=1' : attack)
      expect([requests, blocked, complaints]).toEqual([[], [], []])
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
      // The policy is in force: a script and an image that anybody might smuggle in do nothing.
      await page.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'window.hacked = 1'
        document.body.append(script, Object.assign(new Image(), { src: 'https://example.invalid/x.png' }))
        document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hacked = 1">')
      })
      await expect.poll(() => complaints.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3)
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
      expect([requests, blocked]).toEqual([[], ['https://example.invalid/x.png']])
    })
  })
})
