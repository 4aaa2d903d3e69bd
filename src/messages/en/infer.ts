import { once } from '../../repo/once.ts'

const percent = (share: number) => `${share >= 0.9995 ? '100' : (share * 100).toFixed(1)} %`

/** Sentences of src/infer and `conventions infer`. */
export const infer = once(() => ({
  errors: {
    notACount: (d: { option: string, value: string }) => `\`${d.option}\` takes a whole number, 0 or more, and not \`${d.value}\`.`,
    nothingToInfer: () => 'There is neither code in JavaScript or TypeScript here nor a history to look at. Commit something first.',
  },
  title: (d: { read: number, files: number, commits: number }) => `What this repository does, from ${d.read} of ${d.files} files and ${d.commits} commits`,
  code: 'Code',
  commits: 'Commits',
  around: 'Around them',
  percent,
  verdicts: { agreed: 'agreed', contested: 'contested', mixed: 'mixed', few: 'too few' },
  settings: {
    quotes: 'quotes', jsxQuotes: 'quotes in JSX', semicolons: 'semicolons', indent: 'indent', width: 'line width', trailingCommas: 'trailing commas',
    arrowParentheses: 'arrow parentheses', bracketSpacing: 'spaces in braces', functionSpace: 'space before ( of functions', importExtensions: 'import extensions',
    importOrder: 'import order', nodeProtocol: 'node: before built-ins', typeImports: 'type imports', exportStyle: 'exports', functionStyle: 'top-level functions',
    typeDefinitions: 'object types', arrayTypes: 'array types', fileNames: 'file names', componentFileNames: 'files of components', variableNames: 'variables and functions',
    typeNames: 'types', interfacePrefix: 'I before interfaces', componentNames: 'components', testPlace: 'tests are', testSuffix: 'suffix of tests',
  },
  /** What values are called where they do not speak for themselves. */
  values: {
    yes: 'yes', no: 'no', none: 'none', groups: 'far first, near last', alphabet: 'alphabetical', beside: 'beside the code', folder: 'in a folder of their own', separate: 'import type', inline: '{ type X }',
    named: 'named', default: 'default', both: 'both',
  },
  styles: { conventional: 'Conventional Commits', angular: 'Angular', gitmoji: 'gitmoji', ticket: 'ticket first', sentence: 'Capital letter, no type', lower: 'lower case, no type', other: 'other' },
  style: 'style',
  types: 'types',
  scopes: 'scopes',
  scopedShare: (share: string) => `${share} of them name one`,
  noScopes: 'none',
  lengths: 'first lines',
  lengthsAre: (d: { median: number, p95: number, p99: number }) => `${d.median} characters at the median; 95 % up to ${d.p95}, 99 % up to ${d.p99}`,
  language: 'language',
  languages: (d: { korean: string, english: string }) => `English ${d.english}, Korean ${d.korean}`,
  tickets: 'tickets',
  bodies: 'bodies',
  merges: 'work comes in by',
  mergeStrategies: { squash: 'squashed pull requests', merge: 'merge commits', linear: 'commits without merges', mixed: 'several ways' },
  branches: 'branches',
  branchShapes: { type: '<type>/<words>', typeTicket: '<type>/<TICKET>-<words>', ticket: '<TICKET>-<words>', person: '<person>/<words>', words: 'free words' },
  branchesNone: 'too few are left to tell',
  tags: 'versions',
  tagSchemes: { semver: 'semantic versions', calver: 'dates', packages: 'package@version', other: 'other names' },
  changelog: 'changelog',
  changelogFormats: { keepAChangelog: 'Keep a Changelog', conventionalChangelog: 'conventional-changelog', changesets: 'changesets', other: 'a format of its own', pointer: 'only points elsewhere' },
  template: 'pull request template',
  absent: 'none',
  decide: (n: number) => n === 0 ? 'Nothing is contested.' : n === 1 ? 'Decide this one:' : `Decide these ${n}:`,
  byAuthor: 'by author',
  byYear: 'by year',
  files: (n: number) => n === 1 ? '1 file' : `${n} files`,
  leftOut: (d: { reason: string, count: number, example: string }) => `left out, ${d.reason}: ${d.count} (${d.example}${d.count > 1 ? ', …' : ''})`,
  reasons: { vendored: 'not ours', generated: 'generated', minified: 'minified', large: 'too large', unreadable: 'no text that can be read', fixture: 'fixtures' },
  config: 'As a config, of what is agreed:',
}))
