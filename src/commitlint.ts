import { commitlintHere } from './commitlintHere.ts'
import type { CommitlintConfig } from './commits/commitlint.ts'

/**
 * `create-conventions/commitlint`: the convention of the repository that holds the working directory, for @commitlint/cli and editors:
 *
 *     // commitlint.config.js
 *     export { default } from 'create-conventions/commitlint'
 */
const convention: CommitlintConfig = await commitlintHere({ cwd: process.cwd(), env: process.env })
export default convention
