import * as v from 'valibot'

const line = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.regex(/^(?! )[^\p{Cc}\u2028\u2029]+$/u, 'oneLine'))
/** No wildcard, nothing that YAML, a glob or a ref could read otherwise. */
const branch = v.pipe(v.string(), v.maxLength(100), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u, 'branchName'))

export const ciSchema = v.strictObject({
  check: v.optional(v.pipe(v.boolean(), v.description('Whether a job runs `conventions check`.')), true),
  skip: v.optional(v.pipe(v.array(line), v.description('Jobs to leave out, by their ids: `lint-commits`, `lint-title`, `lint-branch`, …')), []),
  branches: v.optional(v.pipe(v.array(branch), v.description('The branches whose pushes are checked.')), ['main', 'master']),
  report: v.optional(v.pipe(
    v.boolean(), v.description('Whether each push keeps what `conventions report` says of the history so far: a page and its data, as an artifact of the run.'),
  ), false),
  failOnFall: v.optional(v.pipe(v.boolean(), v.description('Whether the job `report` fails where fewer commits keep to the convention than months ago.')), false),
  node: v.optional(v.pipe(
    v.string(), v.maxLength(40), v.regex(/^[\w.*/-]+$/, 'nodeVersion'),
    v.description('The version of Node. Without it: what the repository says (.nvmrc, .node-version, engines), else 24.'),
  )),
  command: v.optional(v.pipe(line, v.description('How jobs start `conventions`, as words of sh. Without it: as installed, else by `npx`.'))),
  runner: v.optional(v.pipe(line, v.description('The label of the runners, on GitHub.')), 'ubuntu-latest'),
  image: v.optional(v.pipe(line, v.description('The image of the jobs, on GitLab and Bitbucket. Without it: the official one of Node.'))),
})

export type Ci = v.InferOutput<typeof ciSchema>
