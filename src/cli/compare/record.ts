import { findConfigs } from '../../config/find.ts'
import { openRepository } from '../../engine.ts'
import { defaultGenerators } from '../../features/generators.ts'
import { openShop } from '../../generators/generate.ts'
import { planProduction } from '../../generators/plan.ts'
import type { Made } from '../../generators/types.ts'
import { chooseLocale, type Messages } from '../../messages/index.ts'
import { diskRepo } from '../../repo/disk.ts'
import { readFacts } from '../../repo/facts.ts'
import type { RepoPath } from '../../repo/repo.ts'
import type { Input } from '../command.ts'

/** A decision as it is to be written down, in the locale of the record. */
export interface Draft {
  title(text: Messages): string
  /** Of the sections of the template, in their order: context, options, decision, consequences, what it means for the config. */
  bodies(text: Messages): readonly string[]
}

/** Writes a decision record by the generator `adr`, the team's own if it has one; as an apply, which `undo` takes back. Returns its path. */
export async function writeRecord(draft: Draft, { io, options: { locale: asked }, speak }: Pick<Input, 'io' | 'options' | 'speak'>): Promise<RepoPath[]> {
  const repo = diskRepo(io.cwd, io.env)
  const facts = readFacts(repo)
  const team = findConfigs(repo).length === 0 ? undefined : (await openRepository(io)).resolved.config
  const locale = chooseLocale(asked, team?.locale, io.env)
  const text = await speak(locale)
  const options = team === undefined || team.generators === false ? defaultGenerators : team.generators
  const shop = await openShop({ repo, facts, io, options: { ...options, polish: false }, locale, text, ask: false })
  try {
    const production = await shop.run('adr', { words: [draft.title(text)], named: { status: 'accepted' } }, [])
    const made = production.made.map((one) => filled(one, draft.bodies(text)))
    const { applyPlan } = await import('../../apply/apply.ts')
    await applyPlan(planProduction({ ...production, made }, { generator: 'adr', force: [], text, canInstall: false }), {
      repo, facts, io, install: false, allowDirty: true, decisionsMade: true, progress: () => undefined,
    })
    return made.slice(0, 1).map(({ path }) => path)
  } finally {
    await shop.close()
  }
}

/** A template of other sections gets what fits. */
function filled(made: Made, bodies: readonly string[]): Made {
  if (made.after === undefined) return made
  const [head = '', ...sections] = made.after.text.split(/^(?=## )/m)
  const text = sections.length < bodies.length ? `${made.after.text.trimEnd()}\n\n${bodies.join('\n\n')}\n`
    : [head, ...sections.map((section, at) => bodies[at] === undefined ? section : `${section.split('\n', 1)[0]!}\n\n${bodies[at]}\n\n`)].join('')
  return { ...made, after: { ...made.after, text: `${text.trimEnd()}\n` } }
}
