/** What a repository can be found to do, in the order in which it is told. */
export const settingNames = [
  'quotes', 'jsxQuotes', 'semicolons', 'indent', 'width', 'trailingCommas', 'arrowParentheses', 'bracketSpacing', 'functionSpace',
  'importExtensions', 'importOrder', 'nodeProtocol', 'typeImports', 'exportStyle', 'functionStyle', 'typeDefinitions', 'arrayTypes',
  'fileNames', 'componentFileNames', 'variableNames', 'typeNames', 'interfacePrefix', 'componentNames', 'testPlace', 'testSuffix',
] as const
export type SettingName = typeof settingNames[number]

/** Gives a vote for a value of a setting. `line`: from 0, where it can be seen. */
export type Vote = (setting: SettingName, value: string, line: number) => void

export interface Example {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly text: string
}

/** One side of a question: what a part of the code does. */
export interface Side {
  readonly value: string
  /** Places in the code. */
  readonly count: number
  /** Files in which it is the majority. */
  readonly files: number
  readonly examples: readonly Example[]
}

/** A majority of a group of files: those that an author added, or those of a year. */
export interface Group {
  readonly name: string
  readonly value: string
  readonly files: number
  /** Of its files, those that do as its majority. */
  readonly share: number
}

/**
 * One thing that the code does. `agreed`: sure, and no large group of authors does otherwise; `contested`: groups differ, or nobody is sure; `mixed`: neither side
 * is clearly the larger one; `few`: too few files to tell.
 */
export interface Setting {
  readonly name: SettingName
  /** The side of most files. */
  readonly value: string
  /** Of the places in the code, those that do so: 0–1. */
  readonly share: number
  /** Lower end of the 95 % interval (Wilson) of the share of files that do so: 0–1. */
  readonly confidence: number
  readonly verdict: 'agreed' | 'contested' | 'mixed' | 'few'
  readonly files: number
  readonly sides: readonly Side[]
  readonly authors: readonly Group[]
  readonly years: readonly Group[]
}
