/** As many as the operating system does at once for Node are under way; more of them would only hold files open. */
const batch = 16

/** Does the work for all items, several at once. What was begun has ended when it returns or throws: nothing goes on behind the back of who takes it all back. */
export async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += batch) {
    const ends = await Promise.allSettled(items.slice(at, at + batch).map(work))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}
