import { spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Sandbox } from './messages.ts'

const launcher = fileURLToPath(new URL('../../../src/launcher.cjs', import.meta.url))

/** Runs a program in a pseudo terminal of 100 columns; waits for a text, then types, step by step; prints all, exits as the program does. */
const driver = `
import fcntl, json, os, pty, select, struct, sys, termios, time
steps, argv = json.loads(sys.argv[1]), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
seen, new, end = b'', b'', time.time() + 60
while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.2)
    # What is typed comes once the screen is still: a frame is seen whole.
    if not ready and steps and steps[0][0].encode() in new:
        os.write(fd, steps.pop(0)[1].encode())
        new = b''
    if ready:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
        new += data
else:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(seen)
if steps:
    sys.stdout.buffer.write(('\\nNEVER SEEN: ' + steps[0][0]).encode())
sys.exit(os.waitstatus_to_exitcode(status) if not steps else 99)
`

/** Whether there is a pseudo terminal to be had: Python 3.9 with its module pty, on any Unix. */
export const hasTerminal: boolean = process.platform !== 'win32'
  && spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode'], { stdio: 'ignore' }).status === 0

export const keys = { enter: '\r', tab: '\t', space: ' ', down: '\u001b[B', escape: '\u001b', ctrlC: '\u0003', backspace: '\u007f' }

/** What a person sees and types: each step waits for a text that is new since the last one, then types. `code` 99: a text never came. */
export function atTerminal({ root, env }: Pick<Sandbox, 'root' | 'env'>, args: readonly string[], steps: readonly (readonly [string, string])[], more: Record<string, string> = {}): { code: number | null, screen: string } {
  const ran = spawnSync('python3', ['-c', driver, JSON.stringify(steps), process.execPath, launcher, ...args], {
    cwd: root, env: { ...env, TERM: 'xterm', ...more }, encoding: 'utf8', timeout: 150_000,
  })
  return { code: ran.status, screen: stripVTControlCharacters(ran.stdout) + ran.stderr }
}
