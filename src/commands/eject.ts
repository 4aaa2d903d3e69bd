import { toolkitVersion } from '../assets.ts'
import { defineCommand } from '../cli/command.ts'
import { findPath } from '../cli/decisions.ts'
import { open } from '../cli/open.ts'
import { positionals, writeOptions } from '../cli/options.ts'
import { finish, perform } from '../cli/perform.ts'
import { print } from '../cli/print.ts'
import { nearest } from '../edit/nearest.ts'
import type { Opened } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import { planEject, planEjectPaths } from '../plan/eject.ts'
import type { RepoPath } from '../repo/repo.ts'

export const eject = defineCommand({
  name: 'eject',
  options: writeOptions,
  positionals: positionals([{ name: 'path', many: true }]),
  examples: ['conventions eject', 'conventions eject .gitmessage', 'conventions eject --dry-run'],
  async run(input) {
    const { options, positionals, io } = input
    const { opened, text } = await open(input)
    const { repo, lock, facts } = opened
    const paths = positionals.path.map((path) => ownedPath(path, opened, io.cwd))
    const { eject: words } = text.cli
    const left = { reasons: words.reasons, notice: opened.text.features.docs.intro('`conventions.config`') }
    const plan = paths.length > 0
      ? planEjectPaths(repo, lock, paths, toolkitVersion(), left)
      : planEject(repo, lock, opened.loaded.layer.source.name, left)
    const outcome = await perform(input, {
      plan, repo, facts, text, title: paths.length > 0 ? words.titlePaths : words.title, question: words.question, dryRunExit: 0,
    })
    if (outcome.applied && !options.json) print(io, [paths.length > 0 ? words.donePaths(paths) : words.done])
    return finish(input, outcome, text)
  },
})

function ownedPath(given: string, { repo, lock }: Opened, cwd: string): RepoPath {
  const known = Object.keys(lock.files)
  const path = findPath(given, known, repo.root, cwd)
  if (path === undefined) throw new ConventionsError('notOurs', { path: given, nearest: nearest(given, known) })
  return path
}
