import type { Messages } from '../messages/index.ts'

/** The sentences that the planner needs: `messages.plan`. */
export type Words = Messages['plan']
