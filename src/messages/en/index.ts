import { apply } from './apply.ts'
import { changelog } from './changelog.ts'
import { ci } from './ci.ts'
import { cli } from './cli.ts'
import { code } from './code.ts'
import { config } from './config.ts'
import { edit } from './edit.ts'
import { features } from './features.ts'
import { compare } from './compare.ts'
import { report } from './report.ts'
import { infer } from './infer.ts'
import { hooks } from './hooks.ts'
import { lint } from './lint.ts'
import { linting } from './linting.ts'
import { generators } from './generators.ts'
import { plan } from './plan.ts'
import { release } from './release.ts'
import { provision } from './provision.ts'
import { repo } from './repo.ts'


export const en = {
  /** One sentence for each expected failure: what, where, what to do next. */
  errors: { ...repo.errors, ...edit.errors, ...config.errors, ...plan.errors, ...apply.errors, ...changelog.errors, ...release.errors, ...features.errors, ...cli.errors, ...lint.errors, ...linting.errors, ...provision.errors, ...generators.errors, ...code.errors, ...infer.errors, ...compare.errors, ...report.errors },
  repo, edit, config, plan, apply, changelog, release, features, cli, hooks, lint, linting, ci, provision, generators, code, infer, compare, report,
}
