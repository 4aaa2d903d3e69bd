import type { Fix, Problem } from './engine.ts'
import type { FileResult, RuleCount } from './protocol.ts'

/** What the problems of one candidate with a text come to. `isLayout` tells by the name of a rule whether it is about layout. */
export function countProblems(text: string, problems: readonly Problem[], isLayout: (rule: string) => boolean, watch?: ReadonlySet<number>): Pick<FileResult, 'lines' | 'rules' | 'changed' | 'changedLogic' | 'hits' | 'marked'> {
  const lines = text.split('\n')
  const rules: Record<string, { count: number, fixed: number, layout: boolean, line: number, before: string, after?: string }> = {}
  for (const { ruleId, line, fix } of problems) {
    const rule = ruleId ?? ''
    const told = rules[rule] ??= { count: 0, fixed: 0, layout: isLayout(rule), ...exampleOf(text, lines, line, fix) }
    told.count++
    if (fix) told.fixed++
  }
  const logic = problems.filter(({ ruleId }) => !isLayout(ruleId ?? ''))
  return {
    lines: text.endsWith('\n') ? lines.length - 1 : lines.length, rules: rules satisfies Record<string, RuleCount>, changed: changedLines(text, problems), changedLogic: changedLines(text, logic),
    ...watch && {
      hits: [...new Map(logic.flatMap(({ ruleId, line }) => watch.has(line) ? [[line, { line, rule: ruleId ?? '' }]] : [])).values()],
      marked: new Set(logic.map(({ line }) => line)).size,
    },
  }
}

function exampleOf(text: string, lines: readonly string[], line: number, fix: Fix | undefined): Pick<RuleCount, 'line' | 'before' | 'after'> {
  const before = (lines[line - 1] ?? '').slice(0, 160)
  if (fix === undefined) return { line, before }
  const start = lines.slice(0, line - 1).reduce((at, one) => at + one.length + 1, 0)
  const end = start + (lines[line - 1] ?? '').length
  const [from, to] = fix.range
  // A fix beyond the line is told by its first line alone.
  if (from < start || from > end) return { line, before }
  const after = (text.slice(start, from) + fix.text + text.slice(to, Math.max(to, end))).split('\n', 1)[0] ?? ''
  return { line, before, after: after.slice(0, 160) }
}

/** How many lines the first round of fixes would change: those that do not overlap, in order, as ESLint applies them. */
function changedLines(text: string, problems: readonly Problem[]): number {
  const fixes = problems.flatMap(({ fix }) => fix ? [fix] : []).sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const changed = new Set<number>()
  let last = -1
  for (const { range: [from, to], text: made } of fixes) {
    if (last >= from || from > to) continue
    last = to
    if (text.slice(from, to) === made) continue
    const first = lineAt(starts, from)
    for (let line = first; line <= Math.max(first, lineAt(starts, Math.max(from, to - 1))); line++) changed.add(line)
  }
  return changed.size
}

/** The line, from 0, that a place in the text is on. */
function lineAt(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= place) low = middle
    else high = middle - 1
  }
  return low
}
