/** A question of inquirer's, as far as it matters here (inquirer 9, `Question`). */
export interface Question {
  readonly type?: string
  readonly name?: string
  readonly when?: unknown
  readonly default?: unknown
  readonly choices?: unknown
  readonly filter?: (value: unknown, answers: Answers) => unknown
  readonly validate?: (value: unknown, answers: Answers) => unknown
}
type Answers = Record<string, unknown>

/**
 * Answers questions with what Enter would take: the default; of a list the first choice; of a checkbox what is checked; yes for a confirmation.
 *
 * @throws Error naming the question where there is no such answer, or where the generator's own check refuses it
 */
export async function answerUnattended(questions: unknown, initial: Answers = {}): Promise<Answers> {
  const answers: Answers = { ...initial }
  for (const question of listOf(questions)) {
    const { name, when, filter, validate } = question
    if (name !== undefined && answers[name] !== undefined) continue
    if (when !== undefined && !await resolved(when, answers)) continue
    if (name === undefined) continue
    const value = await recommended(question, answers)
    const valid = value !== undefined && validate ? await validate(value, answers) : true
    if (value === undefined || valid !== true) {
      throw new Error(`"${name}" needs an answer${typeof valid === 'string' ? `: ${valid}` : ''}`)
    }
    answers[name] = filter ? await filter(value, answers) : value
  }
  return answers
}

function listOf(questions: unknown): readonly Question[] {
  if (Array.isArray(questions)) return questions as Question[]
  const table = questions as Record<string, Question>
  return 'name' in table || 'type' in table ? [table as Question] : Object.entries(table).map(([name, question]) => ({ name, ...question }))
}

async function resolved(value: unknown, answers: Answers): Promise<unknown> {
  return typeof value === 'function' ? await (value as (answers: Answers) => unknown)(answers) : value
}

async function recommended(question: Question, answers: Answers): Promise<unknown> {
  const byDefault = await resolved(question.default, answers)
  const type = question.type ?? 'input'
  if (type === 'confirm') return byDefault ?? true
  if (type === 'checkbox') {
    const checked = (await choicesOf(question, answers)).filter((choice) => choice.checked).map(({ value }) => value)
    return byDefault ?? checked
  }
  if (!['list', 'rawlist', 'expand'].includes(type)) return byDefault
  const choices = await choicesOf(question, answers)
  return typeof byDefault === 'number' ? choices[byDefault]?.value : byDefault ?? choices[0]?.value
}

async function choicesOf(question: Question, answers: Answers): Promise<{ value: unknown, checked: boolean }[]> {
  const choices = await resolved(question.choices, answers)
  return (Array.isArray(choices) ? choices as unknown[] : []).flatMap((choice) => {
    if (typeof choice !== 'object' || choice === null) return [{ value: choice, checked: false }]
    const { type, value, name, checked, disabled } = choice as Record<string, unknown>
    return type === 'separator' || disabled ? [] : [{ value: value ?? name, checked: checked === true }]
  })
}
