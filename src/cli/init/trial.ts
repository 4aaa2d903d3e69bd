import type { Tried } from '../../apply/trial.ts'
import { commitConvention } from '../lint/judge.ts'
import { exampleMessage } from '../../commits/example.ts'
import type { Opened } from '../../engine.ts'
import type { Io } from '../../io.ts'

/** What the commit-msg hook does, tried. Undefined: it cannot be told here. */
export interface HookProof {
  /** The first line of the example that it was given. */
  readonly example: string
  readonly accepts: boolean | undefined
  /** Whether it rejects a message that differs. */
  readonly rejects: boolean | undefined
}

const script = '.conventions/hooks/commit-msg'
const bad = 'what is this\n'

/**
 * Gives the commit-msg hook an example of the convention and a message that differs. Nothing is committed. The second one takes the package: without it
 * the hook lets through what sh alone cannot prove to be good. Undefined where there is no such hook.
 */
export async function tryMessages(opened: Opened, io: Io): Promise<HookProof | undefined> {
  const { repo, resolved: { config: { commits, hooks, locale } } } = opened
  if (commits === false || hooks === false || !hooks.message) return undefined
  const text = repo.stat(script) && repo.read(script)
  if (text === undefined) return undefined
  const { tryHook } = await import('../../apply/trial.ts')
  const convention = commitConvention(opened)
  const good = exampleMessage(commits, locale, convention.scopes)
  const installed = repo.stat(hooks.package) !== undefined
  const trial = {
    script, reads: ['.conventions', ...installed ? [hooks.package] : []],
    skip: [...text.matchAll(/\*,([a-z0-9-]+),\*\)/g)].map(([, id = '']) => id).filter((id) => id !== 'message'),
  }
  const give = (message: string): Promise<Tried> => tryHook(repo.root, io.env, { ...trial, message })
  const [accepted, rejected] = await Promise.all([give(`${good.trimEnd()}\n`), installed && await differs(bad, opened) ? give(bad) : undefined])
  return { example: good.split('\n', 1)[0] ?? '', accepts: verdict(accepted, 0), rejects: rejected && verdict(rejected, 1) }
}

async function differs(message: string, opened: Opened): Promise<boolean> {
  const { lintMessage } = await import('../../commits/lint.ts')
  return !(await lintMessage(message, commitConvention(opened))).ok
}

/** Let through with a word about why is no answer. */
function verdict({ exitCode, said }: Tried, expected: 0 | 1): boolean | undefined {
  if (exitCode === 0) return said !== '' ? undefined : expected === 0
  return exitCode === 1 ? expected === 1 : undefined
}
