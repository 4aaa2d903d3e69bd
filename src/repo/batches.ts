/** As many as the operating system does at once for Node are under way; more of them would only hold files open. */
const batch = 16

/**
 * Does the work for all items, several at once. What was begun has ended when it returns or throws: nothing goes on behind the back of who takes it all back.
 *
 * @returns what each came to, in the order of the items
 * @throws what the first of them threw
 */
export async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let at = 0; at < items.length; at += batch) {
    for (const end of await Promise.allSettled(items.slice(at, at + batch).map(work))) {
      if (end.status === 'rejected') throw end.reason
      done.push(end.value)
    }
  }
  return done
}
