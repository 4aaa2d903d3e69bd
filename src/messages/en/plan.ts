import { once } from '../../repo/once.ts'

/** Sentences of src/plan. */
export const plan = once(() => ({
  errors: {
    featuresClash: ({ path, first, second }: { path: string, first: string, second: string }) =>
      `The features "${first}" and "${second}" both want to write ${path}, and not the same. Switch one of them off there, or give them different paths.`,
    lockBroken: ({ path, where }: { path: string, where: string }) => where === 'merge'
      ? `${path} holds merge conflict markers. Take either side (\`git checkout --ours ${path}\`), then run \`conventions apply\`.`
      : `${path} was changed by hand and cannot be trusted any more (at ${where}). Bring it back with \`git checkout ${path}\`, or delete it and run \`conventions apply\`: what equals the convention is taken over again.`,
    lockTooNew: ({ path }: { path: string }) =>
      `${path} was written by a later version of create-conventions. Install that version (\`npm install -D create-conventions@latest\`) and run this again.`,
  },
  /** A loss: lines of a file or block that would go. */
  replacedText: (lines: readonly string[]) =>
    `${lines.length === 1 ? 'this line' : `these ${lines.length} lines`} would go: ${list(lines)}`,
  replacedKey: (key: string, from: string, to: string) => `${key}: ${clip(from)} would become ${clip(to)}`,
  removedFile: (lines: number) => `the whole file (${lines} lines) would be deleted`,
  lockReason: () => 'remembers what create-conventions wrote, so that edits of yours are never overwritten',
}))

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, 3).map((line) => JSON.stringify(clip(line.trim()))).join(', ')
  return lines.length > 3 ? `${shown}, …` : shown
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
