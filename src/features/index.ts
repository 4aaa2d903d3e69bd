import { changelog } from './changelog.ts'
import { branches } from './branches.ts'
import { ci } from './ci.ts'
import { commits } from './commits.ts'
import { docs } from './docs.ts'
import { editor } from './editor.ts'
import { hooks } from './hooks.ts'
import { generators } from './generators.ts'
import { lint } from './lint.ts'
import { issues } from './issues.ts'
import { ownership } from './ownership.ts'
import { provision } from './provision.ts'
import { pullRequests } from './pullRequests.ts'
import { release } from './release.ts'
import { toolkit } from './toolkit.ts'

/** Every feature, in the order of the config, of help and of docs. Adding one is adding its file and its name here. */
export const features = [toolkit, commits, pullRequests, issues, editor, docs, ownership, changelog, release, hooks, branches, ci, provision, generators, lint] as const
