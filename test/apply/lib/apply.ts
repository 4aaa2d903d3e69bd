// node apply.ts <root> <path>: adds one file and prints `done` or the code of what went wrong.
import { applyPlan } from '../../../src/apply/apply.ts'
import { file, optionsOf, planOf, writeOf } from './repository.ts'

const [root, path] = process.argv.slice(2) as [string, string]
const outcome = await applyPlan(planOf([writeOf(path, undefined, file('new\n'))]), optionsOf({ root })).then(
  () => 'done', (error: unknown) => (error as { code?: string }).code ?? String(error),
)
process.stdout.write(outcome)
