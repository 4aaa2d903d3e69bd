import type { PackageManager } from '../../repo/facts.ts'
import type { Diagnosis } from '../diagnose.ts'
import { listed, type Page } from '../report.ts'
import { visible, wrap } from '../text.ts'
import type { Draft } from './draft.ts'
import type { Survey } from './survey.ts'
import type { HookProof } from './trial.ts'

const languageNames = {
  javascript: 'JavaScript', typescript: 'TypeScript', kotlin: 'Kotlin', java: 'Java', go: 'Go', python: 'Python', rust: 'Rust', ruby: 'Ruby',
  php: 'PHP', swift: 'Swift', csharp: 'C#',
} as const
const hostNames = { github: 'GitHub', gitlab: 'GitLab', bitbucket: 'Bitbucket', none: undefined } as const

/** What was seen before anything is asked. */
export function introLines(root: string, version: string, { facts, seen, inexpressible }: Survey, { text: { init }, paint, columns }: Page): string[] {
  const known = [
    ...facts.languages.map((language) => languageNames[language]), facts.packageManager, hostNames[facts.host],
    facts.workspaces.length > 0 ? init.workspaces(facts.workspaces.length) : undefined,
  ].filter((each) => each !== undefined)
  const found = [...known.length > 0 ? [known.join(' · ')] : [], ...seen.map(visible)]
  return [
    `${paint('bold', 'create-conventions')} ${version} · ${visible(root)}`,
    ...found.length > 0 ? [paint('bold', init.saw), ...found.flatMap((line) => listed(line, columns))] : [],
    ...inexpressible.length > 0 ? [paint('bold', init.inexpressible), ...inexpressible.flatMap(({ path, what }) => listed(visible(`${path}: ${what}`), columns))] : [],
    '',
  ]
}

/** What is true after everything was applied. */
export interface Proof {
  readonly problems: readonly Diagnosis[]
  readonly hook: HookProof | undefined
}

/** What is proved, and what to do next: a line each. */
export function nextLines({ problems, hook }: Proof, { path, opened }: Draft, { text: { init }, paint, columns }: Page): string[] {
  const run = runner(opened.facts.packageManager)
  const next = [
    ...problems.length > 0 ? [init.next.doctor(`${run} doctor`, problems.length)] : [],
    init.next.commit, init.next.edit(path, `${run} apply`), init.next.check(`${run} check`), init.next.undo(`${run} undo`),
  ]
  return [paint('green', problems.length > 0 ? init.provedCheck : init.proved), ...hook ? wrap(visible(hookLine(hook, init)), columns) : [], paint('bold', init.nextTitle), ...next.flatMap((line) => listed(line, columns))]
}

function hookLine({ example, accepts, rejects }: HookProof, { hook }: Page['text']['init']): string {
  if (accepts === false || rejects === false) return hook.broken(example, accepts === false)
  return accepts === undefined ? hook.unknown : rejects ? hook.proved(example) : hook.accepts(example)
}

/** How people run our bin in a repository. */
function runner(manager: PackageManager | undefined): string {
  if (manager === undefined) return 'npx create-conventions'
  return { npm: 'npx conventions', pnpm: 'pnpm conventions', yarn: 'yarn conventions', bun: 'bunx conventions' }[manager]
}
