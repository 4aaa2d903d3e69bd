# python3 terminal.py <<< {"argv": [...], "cwd": "...", "env": {...}, "steps": [{"until": "...", "send": "..."}]}
# Runs a program in a pseudo terminal. Each step waits until its text is on the screen since the last step, then types. Prints {"code", "screen"}.
import fcntl, json, os, pty, re, select, struct, sys, termios, time

job = json.load(sys.stdin)
pid, master = pty.fork()
if pid == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], job["env"])
fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 100, 0, 0))

screen, seen, deadline = b"", 0, time.time() + 120
steps = list(job["steps"])


def plain(data):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode("utf8", "replace"))


while time.time() < deadline:
    ready, _, _ = select.select([master], [], [], 0.2)
    if ready:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        screen += data
    if steps and steps[0]["until"] in plain(screen[seen:]):
        # The prompt listens for keys only a moment after it is drawn.
        time.sleep(0.15)
        seen = len(screen)
        os.write(master, steps.pop(0)["send"].encode())
else:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "screen": plain(screen), "left": len(steps)}))
