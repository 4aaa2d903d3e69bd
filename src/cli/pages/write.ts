import { basename, resolve } from 'node:path'
import { checkPage, savePage } from '../../apply/page.ts'
import { readAsset, readPageAssets } from '../../assets.ts'
import type { Io } from '../../io.ts'
import { loadPageMessages, type Locale, type Messages } from '../../messages/index.ts'
import type { PageData } from '../../pages/data.ts'
import { mark, pageHtml } from '../../pages/html.ts'
import type { Facts } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'
import { findLocale } from '../locale.ts'

/** Refuses a place where something else is, before anything is measured. Throws `pageForeign`. */
export async function checkHtml(file: string | undefined, io: Io): Promise<void> {
  if (file !== undefined) await checkPage(resolve(io.cwd, file), mark)
}

interface Where {
  readonly repo: Pick<Repo, 'root'>
  readonly facts: Pick<Facts, 'url'>
  readonly io: Io
  /** The one that was asked for; else the page speaks the team's. */
  readonly locale: Locale | undefined
}

/** Writes the page of `--html`; the path is where the command runs. Throws `pageForeign`, `pageFailed`. */
export async function writeHtml(file: string, parts: Pick<PageData, 'lint' | 'commits' | 'report'>, { repo, facts, io, locale }: Where): Promise<void> {
  const spoken = locale ?? await findLocale(io)
  const { version } = JSON.parse(readAsset('package.json')) as { version: string }
  const data: PageData = {
    repository: facts.url?.split('/').slice(-2).join('/') ?? basename(repo.root), made: new Date().toISOString(), version, locale: spoken, ...parts,
  }
  const words = await loadPageMessages(spoken)
  const title = `${words.titles[parts.report ? 'report' : parts.lint && parts.commits ? 'both' : parts.lint ? 'lint' : 'commits']} · ${data.repository}`
  await savePage(resolve(io.cwd, file), pageHtml(data, await readPageAssets(), { title, noScript: words.noScript }), mark)
}

/** What says that a page was written. */
export const writtenLines = (file: string | undefined, { cli }: Messages): string[] => file === undefined ? [] : ['', cli.htmlWritten(file)]
