import type { Messages } from '../messages/index.ts'
import { visible, type Paint } from '../cli/text.ts'
import { graphemes, textLength } from './width.ts'
import type { LintProblem, LintResult } from './lint.ts'

export interface Explaining {
  readonly words: Messages['lint']['explain']
  readonly paint: Paint
}

/**
 * What the terminal shows for a message with problems: its lines with the faults marked, a sentence for each, what was probably meant, and the
 * corrected message. Ends with a newline; '' where there is nothing to say.
 */
export function explain(message: string, result: LintResult, { words, paint }: Explaining): string {
  if (result.problems.length === 0) return ''
  const lines = message.split(/\r?\n/)
  const shown = [...new Set([1, ...result.problems.flatMap(({ at }) => at === undefined ? [] : [at.line])])].sort((a, b) => a - b)
  const gutter = String(shown.at(-1) ?? 1).length + 2
  const bar = paint('dim', '│')
  const told = shown.flatMap((number) => {
    const text = lines[number - 1] ?? ''
    const spots = result.problems.flatMap(({ at }) => at?.line === number ? [at] : [])
    return [
      `${String(number).padStart(gutter)} ${bar} ${visible(text)}`,
      ...spots.length === 0 ? [] : [`${' '.repeat(gutter)} ${bar} ${paint('red', underline(text, spots))}`],
    ]
  })
  return [
    result.ok ? paint('yellow', words.warned) : paint('red', words.rejected),
    '', ...told, '',
    ...result.problems.map((problem) => `  ${sign(problem, paint)} ${visible(problem.sentence)}${problem.nearest === undefined ? '' : ` ${words.nearest(paint('bold', visible(problem.nearest)))}`}`),
    ...result.corrected === undefined ? [] : ['', `  ${words.corrected}`, ...result.corrected.trimEnd().split('\n').map((line) => `    ${paint('green', visible(line))}`.trimEnd())],
    '',
  ].join('\n')
}

function sign({ severity }: LintProblem, paint: Paint): string {
  return severity === 'error' ? paint('red', '✗') : paint('yellow', '!')
}

/** Carets under the faults, in columns of the terminal, where the line stands above as `visible` shows it. */
function underline(text: string, spots: readonly { readonly from: number, readonly to: number }[]): string {
  let marks = ''
  let index = 0
  for (const grapheme of graphemes(text)) {
    const end = index + grapheme.length
    const marked = spots.some(({ from, to }) => index < to && end > from)
    marks += grapheme === '\t' ? '\t' : (marked ? '^' : ' ').repeat(textLength(visible(grapheme), 'columns'))
    index = end
  }
  return (spots.some(({ from }) => from >= text.length) ? `${marks}^` : marks).trimEnd()
}
