/** A branch that is going to be pushed: what git tells pre-push on stdin about it (githooks(5)). */
export interface PushedBranch {
  /** Its name over there. */
  readonly name: string
  readonly commit: string
  /** What the remote has under this name; undefined: the branch is new there. */
  readonly before: string | undefined
}

/** The branches of a push, from lines `<local ref> <local object> <remote ref> <remote object>`. What is deleted goes without, and so do tags and notes. */
export function pushedBranches(told: string): PushedBranch[] {
  return told.split('\n').flatMap((line) => {
    const [, commit = '', ref = '', before = ''] = line.trim().split(' ')
    const name = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
    if (name === undefined || !isObject(commit)) return []
    return [{ name, commit, before: isObject(before) ? before : undefined }]
  })
}

/** Of SHA-1 or SHA-256; all zeros stand for none. */
const isObject = (hash: string): boolean => /^[0-9a-f]{40,64}$/.test(hash) && !/^0+$/.test(hash)
