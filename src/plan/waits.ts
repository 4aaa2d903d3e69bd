import { hasPackage } from '../repo/packages.ts'
import type { Repo } from '../repo/repo.ts'
import type { Plan } from './types.ts'

/** Whether a step waits for the next `apply`: it takes a package that is not there, and nothing is to be installed now. */
export const waits = ({ run }: Pick<Plan['steps'][number], 'run'>, repo: Repo, install: boolean): boolean => !install && 'needs' in run && run.needs !== undefined && !hasPackage(repo, run.needs)
