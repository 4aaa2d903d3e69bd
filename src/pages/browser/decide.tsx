import { useRef, useState } from 'preact/hooks'
import { blockLines } from '../../edit/yaml-emit.ts'
import type { Group } from '../../infer/types.ts'
import type { LintPart } from '../data.ts'
import { fragmentOf, unsaid, type Choice, type Chosen, type Point } from '../points.ts'
import { Sentence, useWords, type Words } from './words.tsx'

interface DecideProps {
  readonly lint: LintPart | undefined
  readonly points: readonly Point[]
  readonly chosen: Chosen
  setChosen(chosen: Chosen): void
}

/** What is contested, a question each, beside the part of the config that follows from the answers. */
export function Decide({ lint, points, chosen, setChosen }: DecideProps) {
  const { pages: { decide: said }, number, infer } = useWords()
  const rest = lint === undefined ? [] : unsaid(lint, chosen)
  const done = points.filter(({ id, choices }) => choices.some(({ value }) => value === chosen[id])).length
  if (points.length === 0) return null
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{points.length === 1 ? said.one : said.title(number(points.length))}</h2>
      <p>{said.lead}</p>
      <div class="decide">
        <div>
          <p role="status" class="small">{said.decided({ done: number(done), all: number(points.length) })}</p>
          {points.map((point) => <Question key={point.id} point={point} lint={lint} chosen={chosen} setChosen={setChosen} />)}
          {rest.length > 0 && (
            <>
              <p>{said.unsaid}</p>
              <ul>{rest.map(({ name, sides }) => <li key={name}>{infer.settings[name]}: {sides.slice(0, 4).map(({ value, count }) => `${told(infer.values, value)} ${number(count)}`).join(', ')}</li>)}</ul>
            </>
          )}
        </div>
        <Fragment points={points} chosen={chosen} />
      </div>
    </section>
  )
}

interface QuestionProps extends Omit<DecideProps, 'points'> { readonly point: Point }

function Question({ point, lint, chosen, setChosen }: QuestionProps) {
  const words = useWords()
  const { pages: { decide: said }, infer } = words
  const { id, choices, usual, authors, years } = point
  const value = chosen[id] ?? usual
  const { [id]: _, ...others } = chosen
  return (
    <fieldset data-point={id}>
      <legend><Sentence text={questionOf(point, words)} /></legend>
      {nowOf(point, words) !== '' && <p class="small">{nowOf(point, words)}</p>}
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input type="radio" name={id} value={choice.value} checked={value === choice.value} onChange={() => setChosen({ ...others, [id]: choice.value })} />
          <span>
            <span class="value">{labelOf(point, choice, words)}</span>{' '}
            <small>{[choice.value === usual ? said.recommended : '', countOf(point, choice, lint, words)].filter((text) => text !== '').join(' · ')}</small>
            {choice.examples.slice(0, 2).map(({ place, text }) => <span key={`${place ?? ''} ${text}`} class="example">{place !== undefined && <bdi class="place">{place}</bdi>} <code>{text}</code></span>)}
          </span>
        </label>
      ))}
      <Groups title={infer.byAuthor} groups={authors.slice(0, 6)} point={point} />
      <Groups title={infer.byYear} groups={years} point={point} />
      {id in chosen && <button type="button" class="quiet" onClick={() => setChosen(others)}>{said.undo}</button>}
    </fieldset>
  )
}

/** Who does it how, where they differ. */
function Groups({ title, groups, point }: { readonly title: string, readonly groups: readonly Group[], readonly point: Point }) {
  const words = useWords()
  if (groups.length < 2 || new Set(groups.map(({ value }) => value)).size < 2) return null
  const label = (value: string): string => point.about === 'convention' ? told(words.infer.styles, value) : labelOf(point, { value }, words)
  return <p class="small">{title}: {groups.map(({ name, value, share }, at) => <span key={name}>{at > 0 && '; '}<bdi>{name}</bdi> {label(value)} {words.percent(share)}</span>)}</p>
}

function questionOf({ about, subject }: Point, { pages: { points }, infer }: Words): string {
  if (about === 'setting') return infer.settings[subject as keyof typeof infer.settings]
  const question = points[about]
  return typeof question === 'string' ? question : question(subject)
}

/** What the history does now. */
function nowOf({ about, share, lengths }: Point, { pages: { now }, infer, percent }: Words): string {
  if (lengths !== undefined) return infer.lengthsAre(lengths)
  return share === undefined || !Object.hasOwn(now, about) ? '' : now[about as keyof typeof now](percent(share))
}

/** What a value is called; itself where it speaks for itself. */
const told = (names: Readonly<Record<string, string>>, value: string): string => Object.hasOwn(names, value) ? names[value]! : value

function labelOf({ about, subject }: Point, { value }: Pick<Choice, 'value'>, { pages: { choices }, infer, number }: Words): string {
  if (about === 'preset' || about === 'convention') return value
  if (about === 'length') return choices.columns(number(Number(value)))
  if (about === 'body' && value === 'required') return choices.bodyRequired
  const word = Object.hasOwn(choices, value) ? choices[value as keyof typeof choices] : value
  if (about !== 'setting') return typeof word === 'string' ? word : value
  if (subject === 'indent') return value === 'tab' ? choices.tab : choices.spaces(value)
  if (subject === 'width') return /^\d+$/.test(value) ? choices.columns(value) : choices.longer
  if (subject === 'semicolons') return value === 'yes' ? choices.withSemicolons : choices.without
  const own: Readonly<Record<string, string>> = { single: choices.single, double: choices.double, all: choices.all, es5: choices.es5, always: choices.always, avoid: choices.avoid, arrow: choices.arrow, declaration: choices.declaration }
  return told(own, value) === value ? told(infer.values, value) : own[value]!
}

function countOf({ about }: Point, { value, count, patch }: Choice, lint: LintPart | undefined, { pages: { decide: said }, number }: Words): string {
  if (about === 'preset') {
    const score = lint?.scores.find(({ name }) => name === value)
    return [score === undefined || score.points === null ? '' : said.points(number(score.points, 1)), Object.keys(patch as object).length === 0 ? said.noConfig : ''].filter((text) => text !== '').join(' · ')
  }
  if (about === 'convention') return [said.kept(number(count ?? 0)), Object.keys(patch as object).length === 0 ? said.present : ''].filter((text) => text !== '').join(' · ')
  if (count === undefined) return ''
  return (about === 'rule' ? said.byHand : about === 'setting' ? said.places : said.times)(number(count))
}

type Format = 'yaml' | 'json'

/** The part of the config, ready to copy. */
function Fragment({ points, chosen }: Pick<DecideProps, 'points' | 'chosen'>) {
  const { pages: { decide: said } } = useWords()
  const [format, setFormat] = useState<Format>('yaml')
  const [status, setStatus] = useState('')
  const shown = useRef<HTMLElement>(null)
  const config = fragmentOf(points, chosen)
  const text = format === 'json' ? JSON.stringify(config, undefined, 2) : (blockLines(config, 0, { eol: '\n', unit: 2, indentLists: true, literals: false }) ?? []).join('\n')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(`${text}\n`)
      setStatus(said.copied)
    } catch {
      getSelection()?.selectAllChildren(shown.current!)
      setStatus(said.copyFailed)
    }
  }
  return (
    <div class="fragment">
      <h3 id="fragment">{said.fragment}</h3>
      <div class="filters">
        <label>{said.format}
          <select value={format} onChange={({ currentTarget }) => setFormat(currentTarget.value as Format)}>{(['yaml', 'json'] as const).map((one) => <option key={one} value={one}>{said.formats[one]}</option>)}</select>
        </label>
        <button type="button" onClick={() => void copy()}>{said.copy}</button>
      </div>
      <pre aria-labelledby="fragment"><code ref={shown} id="config">{text === '' || text === '{}' ? '' : text}</code></pre>
      {(text === '' || text === '{}') && <p class="small">{said.empty}</p>}
      <p role="status" class="small">{status}</p>
    </div>
  )
}
