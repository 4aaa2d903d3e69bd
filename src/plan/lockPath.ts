/** Where it is remembered what is ours: see `lock.ts`. */
export const lockPath = '.conventions/lock.json'
