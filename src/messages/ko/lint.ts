import type { Messages } from '../index.ts'

/** Sentences of `conventions lint` and `conventions commit`. */
export const lint: Messages['lint'] = {
  errors: {
  },
}
