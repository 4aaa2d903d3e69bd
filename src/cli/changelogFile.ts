import { insertSections, insertUnreleased, type Inserted } from '../changelog/insert.ts'
import type { Told } from '../changelog/whole.ts'
import type { Settled } from '../engine.ts'
import type { ExitCode } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { singleWrite } from '../plan/single.ts'
import type { RepoPath } from '../repo/repo.ts'
import type { Telling } from './changelog.ts'
import { writeJson } from './json.ts'
import { finish, perform } from './perform.ts'
import { print } from './print.ts'

/** What is to be written, and where. */
export interface Writing {
  readonly input: Telling
  readonly opened: Settled
  readonly text: Messages
  readonly path: RepoPath
  readonly sections: readonly Told['section'][]
  readonly texts: readonly string[]
}

/** `conventions changelog --write`: puts sections into the file that is there. */
export async function writeChangelog({ input, opened, text, path, sections, texts }: Writing): Promise<ExitCode> {
  const { repo, facts } = opened
  const { changelog: words } = text
  const before = repo.read(path)
  const inserted = input.options.unreleased ? unreleased() : released()
  if (inserted.versions.length === 0) {
    if (!input.options.json) print(input.io, [words.upToDate(path)])
    else writeJson(input.io.stdout, { path, versions: [] })
    return 0
  }
  const plan = singleWrite(repo, path, inserted.text, { feature: 'changelog', reason: words.reason(inserted.versions) })
  const outcome = await perform(input, { plan, repo, facts, text, title: words.writeTitle(inserted.versions.length), question: words.writeQuestion, dryRunExit: 0 })
  if (outcome.applied && !input.options.json) print(input.io, [words.written(path, inserted.versions)])
  return finish(input, outcome, text, { path, versions: inserted.versions })

  function released(): Inserted {
    const versioned = sections.flatMap(({ version }, index) => version === undefined ? [] : [{ version, text: texts[index]! }])
    return insertSections(before, versioned, { heading: opened.text.changelog.title, fill: input.options.all })
  }
  function unreleased(): Inserted {
    const after = insertUnreleased(before, texts[0], opened.text.changelog.title)
    return { text: after, versions: after === before || (before === undefined && texts.length === 0) ? [] : [words.unreleased] }
  }
}
