import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { inRoot } from '../../../scripts/lib/root.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe']

function installed(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [process.env['CHROMIUM'] ?? '', ...onPath, '/usr/bin/chromium', ...places].find((path) => path !== '' && existsSync(path))
}

/**
 * Where Chromium is; on a Debian where we are root it is installed (with fonts for Korean) if it is missing, unless CONVENTIONS_BROWSER=0. Otherwise why there is none.
 */
export function findBrowser(): { readonly path: string } | { readonly obstacle: string } {
  if (process.env['CONVENTIONS_BROWSER'] === '0') return { obstacle: 'CONVENTIONS_BROWSER=0' }
  const there = installed()
  if (there !== undefined) return { path: there }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return { obstacle: 'no Chromium: install it, or name one in CHROMIUM' }
  const apt = (...args: readonly string[]) => spawnSync('apt-get', args, { encoding: 'utf8', timeout: 400_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update')
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  const made = installed()
  return made === undefined ? { obstacle: `apt-get install chromium failed (${status ?? 'stopped'}): ${stderr.trim().split('\n').at(-1) ?? ''}` } : { path: made }
}

/** Root may not use Chromium's sandbox. */
export const launch = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

/** A page that is open, and what it did that it may not do. */
export interface Opened {
  readonly page: Page
  /** Addresses that it asked for, but itself; and those that its policy did not let it ask for. */
  readonly requests: readonly string[]
  readonly blocked: readonly string[]
  /** What the console said, errors that nobody caught, and what the policy forbade. */
  readonly complaints: readonly string[]
}

export async function openPage(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ locale: 'en-US', ...options, permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  const address = pathToFileURL(file).href
  const [requests, blocked, complaints]: [string[], string[], string[]] = [[], [], []]
  page.on('requestfinished', (request) => {
    if (request.url() !== address && request.url() !== 'data:,') requests.push(request.url())
  })
  page.on('requestfailed', (request) => (request.failure()?.errorText === 'csp' ? blocked : requests).push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  await page.locator('main section').first().waitFor()
  return { page, requests, blocked, complaints }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds serious or critical, in a page as it is now: rule, and where. */
export async function seriousProblems(page: Page): Promise<string[]> {
  // Evaluated from outside, which the page's policy does not concern.
  await page.evaluate(axe)
  const { violations, passes } = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })') as { violations: { id: string, impact: string, nodes: { html: string }[] }[], passes: unknown[] }
  if (passes.length === 0) throw new Error('axe looked at nothing')
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`)
}

/** Keeps a picture of the whole page for people to look at. */
export async function keep(page: Page, name: string): Promise<void> {
  const folder = inRoot('.cache/screenshots')
  mkdirSync(folder, { recursive: true })
  // What stays in view while one scrolls stands in its place.
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
