import type { ChildProcess, Serializable } from 'node:child_process'

/** The answer of a process to a message; undefined when it ended. */
export function exchange<Answer>(child: ChildProcess, message: Serializable): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const take = (answer: Answer | undefined): void => {
      child.off('message', take)
      child.off('exit', ended)
      child.off('error', ended)
      resolve(answer)
    }
    const ended = (): void => take(undefined)
    child.on('message', take)
    child.on('exit', ended)
    child.on('error', ended)
    if (child.exitCode !== null || child.signalCode !== null) ended()
    else child.send(message, (error) => error && ended())
  })
}
