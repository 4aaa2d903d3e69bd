import { defineCommand } from '../../cli/command.ts'
import { lintWhatIsStaged } from '../../cli/lint/staged.ts'

export const lintStaged = defineCommand({
  name: 'lint staged',
  options: {},
  positionals: [],
  examples: ['conventions lint staged'],
  run: lintWhatIsStaged,
})
