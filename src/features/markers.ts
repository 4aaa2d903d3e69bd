import { commentOf, markerIn } from '../edit/marker.ts'
import type { RepoPath } from '../repo/repo.ts'

/** Lines of a block without those that would pass for the marker of a block. Values of the config cannot close or forge one. */
export function withoutMarkers(path: RepoPath, text: string): string {
  const comment = commentOf(path)
  return text.split('\n').filter((line) => markerIn(comment, line) === undefined).join('\n')
}
