import { scaleBand, scaleLinear, scaleSymlog } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useWords } from './words.tsx'

interface Frame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface FigureProps {
  /** What the chart says, in words: under it, and in its place for who cannot see it. */
  readonly description: string
  /** The same as a table. */
  readonly table: ComponentChildren
  readonly height?: number
  draw(frame: Frame): ComponentChildren
}

/** A chart as SVG, as wide as there is room: its letters stay as large as the text around it. */
export function Figure({ description, table, height = 280, draw }: FigureProps) {
  const { pages } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useLayoutEffect(() => {
    const look = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    look.observe(place.current!)
    return () => look.disconnect()
  }, [])
  const frame = { width, height, left: 48, right: 12, top: 18, bottom: 44 }
  return (
    <figure>
      <div class="chart" ref={place}>
        <svg role="img" aria-label={description} viewBox={`0 0 ${width} ${height}`} width="100%">{draw(frame)}</svg>
      </div>
      <figcaption>{description}</figcaption>
      <details>
        <summary>{pages.asTable}</summary>
        {table}
      </details>
    </figure>
  )
}

type Scale = (value: number) => number

function YAxis({ frame, y, ticks, format, label }: { readonly frame: Frame, readonly y: Scale, readonly ticks: readonly number[], format(value: number): string, readonly label: string }) {
  return (
    <g class="axis">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={frame.left} x2={frame.width - frame.right} y1={y(tick)} y2={y(tick)} />
          <text x={frame.left - 6} y={y(tick)} dy="0.32em" text-anchor="end">{format(tick)}</text>
        </g>
      ))}
      <text class="label" x={0} y={11}>{clipped(label, frame.width)}</text>
    </g>
  )
}

const letter = 7

/** About as wide as it will be drawn: what is drawn in a square takes nearly twice a Latin letter. */
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e80 ? 12 : letter), 0)

function clipped(text: string, room: number): string {
  if (widthOf(text) <= room) return text
  let kept = [...text]
  while (kept.length > 0 && widthOf(kept.join('')) > room - letter) kept = kept.slice(0, -1)
  return `${kept.join('').trimEnd()}…`
}

export interface Dot {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly best: boolean
}

interface ScatterProps {
  readonly description: string
  readonly table: ComponentChildren
  readonly dots: readonly Dot[]
  readonly xLabel: string
  readonly yLabel: string
  formatX(value: number): string
  formatY(value: number): string
  /** Both axes end here at the latest: 1 for shares. */
  readonly most?: number
}

/** What it costs against what it gives, a dot for each. Costs of many sizes stand side by side: the axis grows by factors. */
export function Scatter({ description, table, dots, xLabel, yLabel, formatX, formatY, most }: ScatterProps) {
  const draw = (frame: Frame) => {
    const { width, height, left, right, top, bottom } = frame
    const widest = Math.max(most ?? 1, ...dots.map((dot) => dot.x))
    const x = most === undefined ? scaleSymlog([0, widest * 1.2], [left + 10, width - right - 10]).constant(10) : scaleLinear([0, most], [left + 10, width - right - 10])
    const lowest = Math.min(0, ...dots.map((dot) => dot.y))
    const y = scaleLinear([lowest, most ?? (Math.max(0, ...dots.map((dot) => dot.y)) * 1.15 || 1)], [height - bottom, top + 8])
    const ticks = most === undefined ? [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter((tick) => tick <= widest * 1.2) : x.ticks(5)
    const labels = placed(dots.map((dot) => ({ name: dot.name, x: x(dot.x), y: y(dot.y) })), frame)
    return (
      <>
        <YAxis frame={frame} y={y} ticks={y.ticks(5)} format={formatY} label={`↑ ${yLabel}`} />
        <g class="axis">
          {apart(ticks, x).map((tick) => <text key={tick} x={x(tick)} y={height - bottom + 18} text-anchor="middle">{formatX(tick)}</text>)}
          <text class="label" x={width - right} y={height - 6} text-anchor="end">{clipped(`${xLabel} →`, width - right)}</text>
        </g>
        {dots.map((dot, at) => (
          <g key={dot.name} class={dot.best ? 'dot best' : 'dot'}>
            <circle cx={x(dot.x)} cy={y(dot.y)} r={dot.best ? 7 : 5}><title>{`${dot.name}: ${formatX(dot.x)}, ${formatY(dot.y)}`}</title></circle>
            <text x={labels[at]!.x} y={labels[at]!.y} text-anchor={labels[at]!.anchor} dy="0.32em">{dot.name}</text>
          </g>
        ))}
      </>
    )
  }
  return <Figure description={description} table={table} height={360} draw={draw} />
}

/** Of ticks those that do not touch the one before. */
function apart(ticks: readonly number[], x: Scale): number[] {
  const kept: number[] = []
  for (const tick of ticks) if (kept.length === 0 || x(tick) - x(kept.at(-1)!) >= 34) kept.push(tick)
  return kept
}

interface Place { readonly x: number, readonly y: number, readonly anchor: 'start' | 'middle' | 'end' }
interface Box { readonly from: number, readonly to: number, readonly y: number }

/** A place for each name beside its dot that is free of the dots and the names placed before, where there is one. */
function placed(dots: readonly { readonly name: string, readonly x: number, readonly y: number }[], { width, height, bottom, top }: Frame): Place[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ from: x - 6, to: x + 6, y }))
  return dots.map(({ name, x, y }) => {
    const long = widthOf(name)
    const all = [10, 0, -14, 14, -28, 28, -42, 42, -56, 56].flatMap((dy, at): Place[] => at === 0
      ? [{ x: x + 10, y, anchor: 'start' }, { x: x - 10, y, anchor: 'end' }]
      : dy === 0 ? [] : [{ x, y: y + dy, anchor: 'middle' }, { x: x + 8, y: y + dy, anchor: 'start' }, { x: x - 8, y: y + dy, anchor: 'end' }])
    const boxOf = (place: Place): Box => {
      const from = place.anchor === 'start' ? place.x : place.anchor === 'end' ? place.x - long : place.x - long / 2
      return { from, to: from + long, y: place.y }
    }
    const fits = (box: Box): boolean => box.from >= 0 && box.to <= width && box.y >= top && box.y <= height - bottom - 4
    const free = (box: Box): boolean => !taken.some((other) => other.from < box.to && other.to > box.from && Math.abs(other.y - box.y) < 13)
    const place = all.find((one) => fits(boxOf(one)) && free(boxOf(one))) ?? all.find((one) => fits(boxOf(one))) ?? all[0]!
    taken.push(boxOf(place))
    return place
  })
}

interface SeriesProps {
  readonly description: string
  readonly table: ComponentChildren
  readonly rows: readonly { readonly name: string, readonly bar?: number, readonly share?: number }[]
  readonly yLabel: string
  formatY(value: number): string
}

/** Columns, and a line of shares (0–1) where there are some: by month, by year. */
export function Series({ description, table, rows, yLabel, formatY }: SeriesProps) {
  const { number } = useWords()
  const draw = (frame: Frame) => {
    const { width, height, left, right, top, bottom } = frame
    const x = scaleBand(rows.map(({ name }) => name), [left, width - right]).paddingInner(0.2).paddingOuter(0.1)
    const wide = Math.min(64, x.bandwidth())
    const shares = rows.flatMap(({ name, share }) => share === undefined ? [] : [{ x: x(name)! + x.bandwidth() / 2, share, name }])
    const bars = rows.filter(({ bar }) => bar !== undefined)
    const highest = Math.max(1, ...bars.map(({ bar }) => bar!))
    const y = shares.length > 0 ? scaleLinear([0, 1], [height - bottom, top + 8]) : scaleLinear([0, highest], [height - bottom, top + 8]).nice()
    const tall = shares.length > 0 ? scaleLinear([0, highest * 2.2], [height - bottom, top + 8]) : y
    const path = line<typeof shares[number]>((one) => one.x, (one) => y(one.share))
    const under = area<typeof shares[number]>((one) => one.x, () => height - bottom, (one) => y(one.share))
    const ticks = y.ticks(5).filter((tick) => shares.length > 0 || Number.isInteger(tick))
    return (
      <>
        <YAxis frame={frame} y={y} ticks={ticks} format={formatY} label={`↑ ${yLabel}`} />
        {bars.map(({ name, bar }) => <rect key={name} class="bar" x={x(name)! + (x.bandwidth() - wide) / 2} width={wide} y={tall(bar!)} height={Math.max(0, height - bottom - tall(bar!))}><title>{`${name}: ${number(bar!)}`}</title></rect>)}
        {shares.length > 1 && <path class="area" d={under(shares) ?? ''} />}
        {shares.length > 1 && <path class="line" d={path(shares) ?? ''} />}
        {shares.length < 60 && shares.map((one) => <circle key={one.name} class="point" cx={one.x} cy={y(one.share)} r={3}><title>{`${one.name}: ${formatY(one.share)}`}</title></circle>)}
        <g class="axis">{named(rows.map(({ name }) => name), (name) => x(name)! + x.bandwidth() / 2, width).map(([name, at]) => <text key={name} x={at} y={height - bottom + 18} text-anchor="middle">{name}</text>)}</g>
      </>
    )
  }
  return <Figure description={description} table={table} draw={draw} />
}

/** Of the names under the columns those that there is room for. */
function named(names: readonly string[], x: (name: string) => number, width: number): [string, number][] {
  const kept: [string, number][] = []
  for (const name of names) if (x(name) + widthOf(name) / 2 <= width && (kept.length === 0 || x(name) - kept.at(-1)![1] >= widthOf(name) + 8)) kept.push([name, x(name)])
  return kept
}
