import { appendFile } from 'node:fs/promises'

/** Adds to the file that GitHub Actions named for a job's summary; it lies outside of the repository. */
export async function appendSummary(file: string, markdown: string): Promise<void> {
  await appendFile(file, markdown)
}
