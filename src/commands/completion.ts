import { defineCommand } from '../cli/command.ts'
import { completionScript, shells } from '../cli/completion.ts'
import { writeJson } from '../cli/json.ts'
import { positionals } from '../cli/options.ts'

export const completion = defineCommand({
  name: 'completion',
  options: {},
  positionals: positionals([{ name: 'shell', choices: shells, required: true }]),
  examples: [
    'source <(conventions completion bash)',
    'conventions completion zsh > ~/.zfunc/_conventions',
    'conventions completion fish > ~/.config/fish/completions/conventions.fish',
  ],
  async run({ options, positionals: { shell }, io, text }) {
    const { commands } = await import('../main.ts')
    const script = completionScript(shell, await Promise.all(Object.values(commands).map((load) => load())), text.cli)
    if (options.json) writeJson(io.stdout, { shell, script })
    else io.stdout.write(script)
    return 0
  },
})
