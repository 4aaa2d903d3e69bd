import { hashOf } from '../../plan/hash.ts'
import type { Found } from './check.ts'

// What hosts read of findings. The same finding keeps its fingerprint where lines above it come and go; twins are told apart by their order.

const nameOf = ({ ruleId }: Found): string => ruleId ?? 'ESLint'

/** A code quality report of GitLab: the five fields that it requires. */
export function codeQuality(found: readonly Found[]): object[] {
  return withFingerprints(found).map(({ one, fingerprint }) => ({
    description: one.message, check_name: nameOf(one), fingerprint, severity: 'major', location: { path: one.path, lines: { begin: Math.max(1, one.line ?? 1) } },
  }))
}

/** SARIF 2.1.0 with what GitHub's code scanning reads of it. */
export function sarif(found: readonly Found[]): object {
  const rules = [...new Set(found.map(nameOf))].sort()
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'create-conventions', informationUri: 'https://www.npmjs.com/package/create-conventions', rules: rules.map((id) => ({ id, shortDescription: { text: id } })) } },
      columnKind: 'utf16CodeUnits',
      results: withFingerprints(found).map(({ one, fingerprint }) => ({
        ruleId: nameOf(one), ruleIndex: rules.indexOf(nameOf(one)), level: 'error', message: { text: one.message },
        locations: [{ physicalLocation: {
          artifactLocation: { uri: encodeURI(one.path).replaceAll('#', '%23').replaceAll('?', '%3F'), uriBaseId: '%SRCROOT%' },
          // ESLint counts from 0 what is about no line.
          region: { startLine: Math.max(1, one.line ?? 1), startColumn: Math.max(1, one.column ?? 1) },
        } }],
        partialFingerprints: { 'conventions/v1': fingerprint },
      })),
    }],
  }
}

function withFingerprints(found: readonly Found[]): { readonly one: Found, readonly fingerprint: string }[] {
  const seen = new Map<string, number>()
  return found.map((one) => {
    const key = `${one.path}\0${nameOf(one)}\0${one.message}`
    const nth = seen.get(key) ?? 0
    seen.set(key, nth + 1)
    return { one, fingerprint: hashOf(`${key}\0${nth}`) }
  })
}
