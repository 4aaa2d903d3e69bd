/** Sentences of `conventions lint` and `conventions commit`. */
export const lint = {
  errors: {
  },
}
