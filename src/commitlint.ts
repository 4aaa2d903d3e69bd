import { toCommitlint, type CommitlintConfig } from './commits/commitlint.ts'
import { conventionOf } from './commits/convention.ts'
import { openRepository } from './engine.ts'

/**
 * `create-conventions/commitlint`: the convention of the repository that holds the working directory, for @commitlint/cli and editors:
 *
 *     // commitlint.config.js
 *     export { default } from 'create-conventions/commitlint'
 */
const { repo, facts, resolved: { config } } = await openRepository({ cwd: process.cwd(), env: process.env })
if (config.commits === false) throw new Error('create-conventions/commitlint: `commits` is switched off in the config of this repository')

const convention: CommitlintConfig = toCommitlint(conventionOf(config.commits, repo, facts, config.locale))
export default convention
