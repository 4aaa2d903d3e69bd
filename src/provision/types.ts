/** package: by a package manager · app: from the App Store · runtime: by mise · extension: of VS Code · step: a command · env: a variable. */
export type ItemKind = 'package' | 'app' | 'runtime' | 'extension' | 'step' | 'env'
export type Os = 'macos' | 'linux' | 'wsl' | 'windows'

/** One thing that a machine needs, with all that every renderer wants to know. Names have passed their managers' grammars. */
export interface Item {
  /** Unique; a word of a shell's list. */
  readonly id: string
  readonly kind: ItemKind
  readonly title: string
  readonly optional: boolean
  /** Profiles that it is in; none: it is for everyone. */
  readonly profiles: readonly string[]
  /** Ids of what has to be there first. */
  readonly needs: readonly string[]
  /** Systems that need it; none: all. */
  readonly os: readonly Os[]
  readonly ci: boolean | undefined
  readonly reason: string | undefined
  readonly formula: string | undefined
  readonly cask: string | undefined
  /** Its lines in a Brewfile, its tap's included. */
  readonly entries: readonly string[]
  readonly apt: readonly string[]
  readonly dnf: readonly string[]
  readonly winget: string | undefined
  /** Id in the Mac App Store. */
  readonly mas: number | undefined
  /** mise's name and version; by mise and nobody else. */
  readonly mise: { readonly name: string, readonly version: string } | undefined
  /** The program that shows that it is there, and what makes it say its version. */
  readonly probe: { readonly program: string, readonly args: readonly string[] } | undefined
  /** Range of versions, as npm writes them; undefined: any. */
  readonly range: string | undefined
  /** The tap that it comes from without being trusted. */
  readonly untrusted: string | undefined
  readonly step: { readonly check: readonly string[], readonly run: readonly string[] | undefined, readonly shell: string | undefined } | undefined
  /** Where to get a variable's value. */
  readonly hint: string | undefined
}

/** Managers that have no name for an item which is meant for their system. */
export type Unmapped = { readonly id: string, readonly managers: readonly ('brew' | 'apt' | 'dnf' | 'winget')[] }
