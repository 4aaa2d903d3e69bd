/** A question that is asked when its answer is first needed, and never again. */
export function once<T>(ask: () => T): () => T {
  let answer: { readonly value: T } | undefined
  return () => (answer ??= { value: ask() }).value
}
