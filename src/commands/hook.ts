import { defineCommand } from '../cli/command.ts'
import { positionals } from '../cli/options.ts'

const hookPositionals = positionals([{ name: 'hook', choices: ['commit-msg', 'pre-push', 'lint-staged', 'lint-push'], required: true }, { name: 'hookArguments', many: true }])

export const hook = defineCommand({
  name: 'hook',
  options: {},
  positionals: hookPositionals,
  examples: ['conventions hook commit-msg .git/COMMIT_EDITMSG', 'conventions hook pre-push origin https://example.com/repository.git'],
  async run({ io, options, positionals: { hook: name, hookArguments }, speak }) {
    // What linting needs was written by `apply`: the config is not loaded.
    if (name === 'lint-staged') return (await import('../cli/lint/staged.ts')).lintWhatIsStaged({ io, options, speak })
    if (name === 'lint-push') return (await import('../cli/lint/check.ts')).lintWhatIsPushed({ io, options, speak })
    const [{ commitMsg, prePush }, { openRepository }] = await Promise.all([import('../cli/hook/parts.ts'), import('../engine.ts')])
    const opened = await openRepository(io)
    const given = { opened, io, options, text: await speak(opened.resolved.config.locale) }
    return name === 'pre-push' ? prePush(given) : commitMsg(given, hookArguments[0])
  },
})
