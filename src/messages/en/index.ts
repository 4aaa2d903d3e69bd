import { once } from '../../repo/once.ts'
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

const errors = once(() => ({ ...repo().errors, ...edit().errors, ...config().errors, ...plan().errors, ...apply().errors, ...changelog().errors, ...release().errors, ...features().errors, ...cli().errors, ...lint().errors, ...linting().errors, ...provision().errors, ...generators().errors, ...code().errors, ...infer().errors, ...compare().errors, ...report().errors }))

/** A room is made when one of its sentences is first needed: a command says few, and there are thousands. */
export const en = {
  /** One sentence for each expected failure: what, where, what to do next. */
  get errors() { return errors() },
  get repo() { return repo() },
  get edit() { return edit() },
  get config() { return config() },
  get plan() { return plan() },
  get apply() { return apply() },
  get changelog() { return changelog() },
  get release() { return release() },
  get features() { return features() },
  get cli() { return cli() },
  get hooks() { return hooks() },
  get lint() { return lint() },
  get linting() { return linting() },
  get ci() { return ci() },
  get provision() { return provision() },
  get generators() { return generators() },
  get code() { return code() },
  get infer() { return infer() },
  get compare() { return compare() },
  get report() { return report() },
}
