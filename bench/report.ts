/** What is measured, with what we promised about it. */
export interface Row {
  readonly what: string
  readonly budget: string
  readonly met: boolean
  readonly unit: 'ms' | 'kB' | 'packages' | 'processes'
  /** Ours first. `ratio`: to ours. */
  readonly values: readonly { readonly name: string, readonly value: number, readonly ratio: number }[]
}

export interface Results {
  readonly date: string
  readonly node: string
  readonly platform: string
  readonly cpu: string
  readonly cores: number
  /** Of each program that is timed; the value is the median. */
  readonly runs: number
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

/** A row, with the ratios filled in. */
export function makeRow(row: Omit<Row, 'values'>, values: Readonly<Record<string, number>>): Row {
  const [ours = 0] = Object.values(values)
  return { ...row, values: Object.entries(values).map(([name, value]) => ({ name, value: round(value), ratio: round(value / ours) })) }
}

const round = (value: number) => Number(value.toPrecision(3))

/** bench/README.md. */
export function readme({ date, node, platform, cpu, cores, runs, rows, notes }: Results): string {
  return `# Bench

\`npm run bench\` times the built package (\`node dist/launcher.cjs\`) beside its peers on one machine in one run. Programs take turns, each
is started ${runs} times after one start that does not count; a value is the median of wall times from start to exit.

${date}, Node ${node}, ${platform}, ${cpu}, ${cores} cores.

| what | value | × ours | budget | met |
|---|--:|--:|---|---|
${rows.map(tableRows).join('\n')}

${notes.map((note) => `- ${note}`).join('\n')}
`
}

function tableRows({ what, budget, met, unit, values }: Row): string {
  return values.map(({ name, value, ratio }, index) => {
    const promise = index === 0 ? `${budget} | ${met ? 'yes' : '**no**'}` : ' | '
    return `| ${index === 0 ? `**${what}**: ` : ''}${name} | ${value} ${unit} | ${index === 0 ? '1' : ratio} | ${promise} |`
  }).join('\n')
}
