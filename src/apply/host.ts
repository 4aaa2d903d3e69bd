import type { ChildProcess, Serializable } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The file of a process of ours: beside us in the bundle, where it is called `bundled`; in the sources `host.ts`, beside who asks (`here`: its `import.meta.url`). */
export function hostFile(here: string, bundled: string): string {
  return fileURLToPath(new URL(here.endsWith('.ts') ? 'host.ts' : bundled, here))
}

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
