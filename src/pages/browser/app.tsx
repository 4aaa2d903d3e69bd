import { useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Locale } from '../../messages/index.ts'
import type { PageData } from '../data.ts'
import { pointsOf, type Chosen } from '../points.ts'
import { CommitRanking, CommitRejected, CommitYears } from './commits.tsx'
import { Decide } from './decide.tsx'
import { LintLeft, LintRanking } from './lint.tsx'
import { readChosen, readTheme, saveChosen, saveTheme, themes, type Theme } from './remembered.ts'
import { ReportSections } from './report.tsx'
import { LintRules } from './rules.tsx'
import { useWords, WordsContext, wordsOf } from './words.tsx'

/** The page: what was measured, and what there is to decide. */
export function App({ data }: { readonly data: PageData }) {
  const [locale, setLocale] = useState<Locale>(data.locale)
  const [theme, setTheme] = useState<Theme>(readTheme)
  const [chosen, setChosen] = useState<Chosen>(readChosen)
  const words = useMemo(() => wordsOf(locale), [locale])
  const title = words.pages.titles[data.report ? 'report' : data.lint && data.commits ? 'both' : data.lint ? 'lint' : 'commits']
  useLayoutEffect(() => {
    document.documentElement.lang = locale
    document.title = `${title} · ${data.repository}`
  }, [locale, title, data.repository])
  useLayoutEffect(() => saveTheme(theme), [theme])
  useLayoutEffect(() => saveChosen(chosen), [chosen])
  return (
    <WordsContext.Provider value={words}>
      <a class="skip" href="#content" onClick={toContent}>{words.pages.skip}</a>
      <Header data={data} title={title} locale={locale} setLocale={setLocale} theme={theme} setTheme={setTheme} />
      <main id="content" tabIndex={-1}>
        <Compared data={data} chosen={chosen} setChosen={setChosen} />
        {data.report && <ReportSections report={data.report} />}
      </main>
      <footer><p>{words.pages.made({ date: words.date(new Date(data.made)), version: data.version })}</p></footer>
    </WordsContext.Provider>
  )
}

/** By hand, for the address is where the choices are kept. */
function toContent(event: Event): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

function Compared({ data: { lint, commits, report }, chosen, setChosen }: { readonly data: PageData, readonly chosen: Chosen, setChosen(chosen: Chosen): void }) {
  if (report) return null
  return (
    <>
      {commits && <CommitRanking part={commits} />}
      {lint && <LintRanking part={lint} />}
      <Decide lint={lint} points={pointsOf({ lint, commits }, chosen)} chosen={chosen} setChosen={setChosen} />
      {commits && <CommitYears part={commits} />}
      {commits && <CommitRejected part={commits} />}
      {lint && <LintRules part={lint} />}
      {lint && <LintLeft part={lint} />}
    </>
  )
}

interface HeaderProps {
  readonly data: PageData
  readonly title: string
  readonly locale: Locale
  setLocale(locale: Locale): void
  readonly theme: Theme
  setTheme(theme: Theme): void
}

function Header({ data, title, locale, setLocale, theme, setTheme }: HeaderProps) {
  const { pages } = useWords()
  return (
    <header>
      <div>
        <p class="where"><bdi>{data.repository}</bdi></p>
        <h1>{title}</h1>
      </div>
      <div class="switches">
        <label>{pages.language}{' '}
          <select value={locale} onChange={({ currentTarget }) => setLocale(currentTarget.value as Locale)}>
            {(['en', 'ko'] as const).map((one) => <option key={one} value={one} lang={one}>{pages.locales[one]}</option>)}
          </select>
        </label>
        <label>{pages.theme}{' '}
          <select value={theme} onChange={({ currentTarget }) => setTheme(currentTarget.value as Theme)}>
            {themes.map((one) => <option key={one} value={one}>{pages.themes[one]}</option>)}
          </select>
        </label>
      </div>
    </header>
  )
}
