/** How git will clean a message up before it commits it. */
export interface Cleanup {
  /** Lines that begin with it go, and what follows the scissors line; undefined: every line stays. */
  readonly commentChar: string | undefined
}

/**
 * Whether lines that look like comments are committed (git-commit(1), --cleanup): git sets GIT_EDITOR to `:` for hooks where no editor was opened.
 * `cleanup`: git's commit.cleanup.
 */
export function keepsComments(cleanup = 'default', editor?: string): boolean {
  return cleanup === 'default' ? editor === ':' : cleanup !== 'strip' && cleanup !== 'scissors'
}

const scissors = '------------------------ >8 ------------------------'

/** A message as git stores it (git-stripspace(1)): no space at the end of lines, no empty lines at both ends or in a row, CRLF as LF. */
export function cleanMessage(message: string, { commentChar }: Cleanup): string {
  if (commentChar === undefined && isClean(message)) return message
  const lines = message.split('\n').map((line) => line.replace(/[ \t\r\f\v]+$/, ''))
  const cut = commentChar === undefined ? -1 : lines.indexOf(`${commentChar} ${scissors}`)
  const kept = (cut === -1 ? lines : lines.slice(0, cut)).filter((line) => commentChar === undefined || !line.startsWith(commentChar))
  const text = kept.join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '')
  return text === '' ? '' : `${text}\n`
}

/** As most messages are. Asked first, because a hook takes longer to make the expressions that clean up than for all else that it does with a message. */
const isClean = (message: string): boolean => message.endsWith('\n') && !/[ \t\r\f\v]\n|^\n|\n\n\n|\n\n$/.test(message)

/**
 * The comment character of a message from the editor, by git's settings: `auto` is one that git chose so that no line of the message began with
 * it, so it is the one of the last line or of the scissors line.
 */
export function commentCharOf(setting: string | undefined, message: string): string {
  if (setting === undefined || setting === '') return '#'
  if (setting !== 'auto') return setting
  const cut = /^(\S) -{24} >8 -{24}$/m.exec(message)?.[1]
  const last = message.trimEnd().split('\n').at(-1)?.charAt(0) ?? ''
  return cut ?? ('#;@!$%^&|:'.includes(last) && last !== '' ? last : '#')
}
