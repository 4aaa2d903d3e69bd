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
import { toolkit } from './toolkit.ts'

/** Every feature, in the order of the config, of help and of docs. Adding one is adding its file and its name here. */
export const features = [toolkit, commits, hooks, branches, pullRequests, issues, editor, docs, ownership, ci, provision, generators, lint] as const
