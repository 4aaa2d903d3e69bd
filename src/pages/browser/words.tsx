import { createContext, type ComponentChild } from 'preact'
import { useContext } from 'preact/hooks'
import { compare as compareEn } from '../../messages/en/compare.ts'
import { infer as inferEn } from '../../messages/en/infer.ts'
import { pages as pagesEn } from '../../messages/en/pages.ts'
import { report as reportEn } from '../../messages/en/report.ts'
import type { Locale, Messages, PageMessages } from '../../messages/index.ts'
import { compare as compareKo } from '../../messages/ko/compare.ts'
import { infer as inferKo } from '../../messages/ko/infer.ts'
import { pages as pagesKo } from '../../messages/ko/pages.ts'
import { report as reportKo } from '../../messages/ko/report.ts'

/** Sentences and numbers in the reader's language. */
export interface Words {
  readonly locale: Locale
  readonly pages: PageMessages
  readonly compare: Messages['compare']
  readonly infer: Messages['infer']
  readonly report: Messages['report']
  number(value: number, digits?: number): string
  /** `share`: 0–1. */
  percent(share: number): string
  date(time: Date): string
}

export function wordsOf(locale: Locale): Words {
  const spoken = locale === 'ko' ? { pages: pagesKo, compare: compareKo(), infer: inferKo(), report: reportKo() } : { pages: pagesEn, compare: compareEn(), infer: inferEn(), report: reportEn() }
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    locale, ...spoken,
    number: (value, digits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    percent: (share) => percent.format(share), date: (time) => date.format(time),
  }
}

export const WordsContext = createContext<Words>(wordsOf('en'))
export const useWords = (): Words => useContext(WordsContext)

/** A sentence in which `…` is code. */
export function Sentence({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, at): ComponentChild => at % 2 === 1 ? <code key={at}>{part}</code> : part)}</>
}
