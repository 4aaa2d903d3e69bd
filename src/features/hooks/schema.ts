import * as v from 'valibot'
import { repoPath } from '../../commits/words.ts'
import { hookNames } from './names.ts'

/** Text of a shell or of an argument: anything but NUL, which neither can hold. */
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(4_000), v.regex(/^[^\0]+$/, 'noNul'))
const line = v.pipe(v.string(), v.minLength(1), v.maxLength(100), v.regex(/^[^\p{Cc}]+$/u, 'oneLine'))
const commandId = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'commandId'))
const variable = v.pipe(v.string(), v.maxLength(100), v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'variable'))

const run = v.union([text, v.pipe(v.array(text), v.minLength(1))])

const commandObject = v.strictObject({
  run: v.pipe(run, v.description('A line of sh, in which `"$@"` are the arguments of the hook; or a program and its arguments, without a shell.')),
  id: v.optional(v.pipe(commandId, v.description('What `SKIP=<id>` skips it by. Default: made from its name.'))),
  name: v.optional(v.pipe(line, v.description('What is shown while it runs. Default: what is run.'))),
  parallel: v.optional(v.pipe(v.boolean(), v.description('Whether it runs at the same time as its neighbours that are marked too.')), false),
  env: v.optional(v.pipe(v.record(variable, v.pipe(v.string(), v.maxLength(1_000), v.regex(/^[^\0]*$/, 'noNul'))), v.description('Variables of its environment.')), {}),
  in: v.optional(v.pipe(repoPath, v.description('The folder that it runs in. Default: the root of the repository.'))),
})

const command = v.union([text, commandObject])

export type Command = v.InferOutput<typeof command>

/** Those that read the hooks of a folder of the repository, and those whose own config calls ours. */
const managers = ['husky', 'native', 'lefthook', 'simple-git-hooks', 'pre-commit', 'husky-4', 'yorkie', 'none'] as const

export type Manager = typeof managers[number]

export const hooksSchema = v.strictObject({
  manager: v.optional(v.pipe(
    v.picklist(managers),
    v.description('What runs the hooks. husky: the files in `.husky`, run by git itself · native: a folder of hooks and `core.hooksPath` · lefthook, simple-git-hooks, '
      + 'pre-commit, husky-4, yorkie: a line in their config · none: no hooks. Default: husky where there is a package.json, else native.'),
  )),
  folder: v.optional(v.pipe(repoPath, v.description('With `native`: the folder that git takes the hooks from. Default `.conventions/hooks`.'))),
  package: v.optional(v.pipe(repoPath, v.description('Where create-conventions is installed.')), 'node_modules/create-conventions'),
  message: v.optional(v.pipe(v.boolean(), v.description('Whether `commit-msg` checks messages.')), true),
  push: v.optional(v.pipe(v.boolean(), v.description('Whether `pre-push` checks the name of the branch and the commits that are pushed.')), true),
  ticket: v.optional(v.pipe(
    v.picklist(['editor', 'always', 'never']),
    v.description('Where commits name tickets: whether `prepare-commit-msg` takes the ticket from the name of the branch. editor: when a new message is written '
      + 'in the editor; always: with `-m` and `-F` too. Never in merges, squashes, amends and rebases.'),
  ), 'editor'),
  chain: v.optional(v.pipe(
    v.array(v.picklist(hookNames)),
    v.description('Hooks that only go on to the ones that the clone had before (in `.git/hooks`, or by its own `core.hooksPath`).'),
  ), []),
  custom: v.optional(v.pipe(
    v.record(v.picklist(hookNames), v.array(command)),
    v.description('The team\'s own commands, by hook, in order. One that fails ends the hook.'),
  ), {}),
})

export type Hooks = v.InferOutput<typeof hooksSchema>
