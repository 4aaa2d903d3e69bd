import { once } from '../../repo/once.ts'

/** Sentences of src/repo. */
export const repo = once(() => ({
  errors: {
    pathUnsafe: ({ path }: { path: string }) =>
      `The path ${JSON.stringify(path)} is refused: a path must stay inside the repository and outside .git. Write it relative to the repository's root, with "/" between its parts.`,
    pathOutside: ({ path }: { path: string }) =>
      `${path} goes through a link that leaves the repository, so it is left alone. Replace the link by a file, or take the path out of the convention.`,
    notText: ({ path }: { path: string }) =>
      `${path} is not UTF-8 text, so it cannot be merged. Convert it to UTF-8, or move it away.`,
    notFile: ({ path }: { path: string }) =>
      `${path} is not a regular file, and a file is needed there. Move it away, or take the path out of the convention.`,
    noDirectory: ({ path }: { path: string }) =>
      `There is no directory ${path}. Create it, or name another one with --cwd.`,
    bareRepository: ({ path }: { path: string }) =>
      `${path} is a bare repository or the inside of a .git directory: there is no work tree to put conventions into. Go to a clone of it.`,
    brokenGitFile: ({ path }: { path: string }) =>
      `${path} names a git directory that does not exist. Repair it with \`git worktree repair\` or \`git submodule update --init\`.`,
    notWritten: ({ problem }: { problem: string }) => `The command came to its end, but what it had to say could not be written: ${problem}. Make room, or send it elsewhere.`,
    gitMissing: () => 'git was not found. Install git and make sure that it is on the PATH.',
    gitFailed: ({ command, output }: { command: string, output: string }) =>
      `\`${command}\` failed: ${output === '' ? 'it said nothing' : output}`,
  },
}))
