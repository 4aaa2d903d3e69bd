// `create-conventions/install`, which a repository's `prepare` script imports: an install never fails because of us and never says anything.
// eslint-disable-next-line no-restricted-imports -- an entry like bin.ts: nobody above it could pass these in
import { cwd, env } from 'node:process'
import { installClone } from './apply/clone.ts'

await installClone({ cwd: cwd(), env }).catch(() => undefined)
