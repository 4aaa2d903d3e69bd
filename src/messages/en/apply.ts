import { once } from '../../repo/once.ts'

const list = (paths: readonly string[]) => paths.map((path) => `\n  ${path}`).join('')
const said = (output: string) => output === '' ? '' : `\n${output}`
const ended = (exitCode: number | null) => exitCode === null ? 'could not be run to its end' : `failed with exit code ${exitCode}`

/** Sentences of src/apply. */
export const apply = once(() => ({
  errors: {
    applyNeedsGit: ({ path }: { path: string }) =>
      `${path} is no git repository, and without one nothing could be taken back. Run \`git init\` there first. Nothing was written.`,
    gitDirReadOnly: ({ path, reason }: { path: string, reason: string }) =>
      `${path} cannot be written (${reason}), and what is there before goes there first. Make it writable or free some space. Nothing was written.`,
    notWritable: ({ path }: { path: string }) => `${path} cannot be written. Change its permissions, then try again. Nothing was written.`,
    samePlace: ({ paths }: { paths: readonly string[] }) =>
      `These paths lead to one file, because of a link:${list(paths)}\nReplace the link by a file, or take one of them out of the convention. Nothing was written.`,
    dirtyFiles: ({ paths }: { paths: readonly string[] }) =>
      `These files would change and hold edits that are not committed:${list(paths)}\n`
      + 'Commit or stash them, or say --allow-dirty (`conventions undo` gives the edits back). Nothing was written.',
    changedMeanwhile: ({ path }: { path: string }) =>
      `${path} changed while we were at work, so everything was left as it was. Run the command again.`,
    applyRunning: ({ pid, since }: { pid: number, since: string }) =>
      `Another apply or undo is running here (process ${pid}, since ${since}). Wait for it to end, or end it: the next command then restores what it left.`,
    applyElsewhere: ({ pid, host, since, file }: { pid: number, host: string, since: string, file: string }) =>
      `An apply or undo of ${host} (process ${pid}, since ${since}) is unfinished, and from here we cannot see whether it still runs. `
      + `Wait for it; if that machine or container is gone, delete ${file}, and the next command restores what it left.`,
    toolMissing: ({ tool, output }: { tool: string, output: string }) =>
      `This repository uses ${tool}, and \`${tool} --version\` does not work here.${said(output)}\n`
      + `Install ${tool} (or run \`corepack enable\`), or say --no-install and install later. Nothing was written.`,
    commandUnsafe: ({ command, word }: { command: string, word: string }) =>
      `\`${command}\` is a batch file on Windows, which cannot be given ${JSON.stringify(word)} safely. Run it yourself.`,
    installFailed: ({ command, exitCode, output, next }: { command: string, exitCode: number | null, output: string, next: string | undefined }) =>
      `\`${command}\` ${ended(exitCode)}:${said(output)}\nEvery file is as it was before.`
      + `${next === undefined ? '' : ` \`${next}\` brings node_modules back to the lock file.`} To go on without installing, say --no-install.`,
    stepFailed: ({ id, command, exitCode, output }: { id: string, command: string, exitCode: number | null, output: string }) =>
      `The step ${id} (\`${command}\`) ${ended(exitCode)}.${said(output)}\nEverything is as it was before. Put right what it says, then try again.`,
    applyFailed: ({ path, reason }: { path: string, reason: string }) =>
      `The system refused ${path} (${reason}). Everything is as it was before. Make room or change the permissions, then try again.`,
    interrupted: () => 'Interrupted. Everything is as it was before.',
    restoreFailed: ({ first, reason, path }: { first: string, reason: string, path: string }) =>
      `It failed (${first}), and taking it back failed too (${reason}). What was there before is safe in ${path}; `
      + 'make room or change the permissions, and the next command restores it.',
    recoverFailed: ({ path, reason }: { path: string, reason: string }) =>
      `An earlier apply or undo was cut off, and restoring what was there before failed (${reason}). It is safe in ${path}; `
      + 'make room or change the permissions, then try again.',
    journalDamaged: ({ path }: { path: string }) =>
      `${path} is damaged, so it cannot be used to restore anything. What it holds is left there; move it away to go on.`,
    nothingToUndo: () => 'There is no apply to take back here.',
    editedSince: ({ paths, diff }: { paths: readonly string[], diff: string }) =>
      `These files changed after the apply, and undo would lose that:${list(paths)}\n${diff === '' ? '' : `\n${diff}\n`}`
      + 'Save what you want to keep of it, bring these files back to how the apply left them (`git checkout <commit> -- <path>`, if that was committed), try again, '
      + 'and put your edits in anew. Nothing was written.',
  },
}))
