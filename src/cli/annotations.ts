import { hashOf } from '../plan/hash.ts'
import type { Drift } from '../plan/types.ts'

/** A file that differs, as CI systems show it. */
export interface Annotation {
  readonly path: string
  readonly title: string
  readonly message: string
  /** 'conflict' where both sides changed. */
  readonly kind: Drift | 'conflict'
}

/**
 * A workflow command of GitHub Actions, which becomes an annotation of the file. Escaping as in actions/toolkit
 * `packages/core/src/command.ts`: `%`, CR and LF everywhere, `:` and `,` in properties too.
 */
export function githubAnnotation({ path, title, message }: Annotation): string {
  return `::error file=${githubProperty(path)},title=${githubProperty(title)}::${githubData(message)}`
}

/** Text behind `::` of a workflow command. */
export function githubData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** The value of a property of a workflow command. */
export function githubProperty(value: string): string {
  return githubData(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** A code quality report (GitLab 17, "Code Quality report format"): the five fields that it requires. */
export function gitlabReport(annotations: readonly Annotation[]): object[] {
  return annotations.map(({ path, message, kind }) => ({
    description: message,
    check_name: `conventions/${kind}`,
    // The same finding keeps its fingerprint from run to run, whatever the sentence says.
    fingerprint: hashOf(`${kind}\0${path}`),
    severity: kind === 'behind' ? 'minor' : 'major',
    location: { path, lines: { begin: 1 } },
  }))
}
