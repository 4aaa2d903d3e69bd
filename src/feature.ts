import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { ResolvedConfig } from './config/schema.ts'
import type { Locale, Messages } from './messages/index.ts'
import type { Facts } from './repo/facts.ts'
import type { Repo, RepoPath } from './repo/repo.ts'

/**
 * One convention the toolkit can keep. A feature says what should be true; it never reads the disk but through `repo`,
 * never writes, never runs anything, and never edits what another feature made: it contributes to it.
 */
export interface Feature<Name extends string = string, Schema extends GenericSchema = GenericSchema> {
  /** Its key in the config and the id of its blocks. camelCase. */
  readonly name: Name
  /** One line for help and docs, in every locale. */
  readonly summary: Readonly<Record<Locale, string>>
  /** The one source of types, validation, defaults, JSON Schema and docs of its config section. */
  readonly schema: Schema
  /** Reads what the repository already does into config, so that adopting it changes next to nothing. `text`: the words of `seen`. */
  detect?(repo: Repo, facts: Facts, text: Messages): Found<InferInput<Schema>>
  /** What it hands to other features. Pure; runs before any `plan`. */
  contribute?(context: Context<InferOutput<Schema>>): Partial<Contributions>
  /** What should be true. Pure. State the return type (`plan(context): Change[]`): the config's types are made of the features' types. */
  plan(context: Context<InferOutput<Schema>>): Change[]
  /** What files cannot show, as data. Pure. */
  doctor?(context: Context<InferOutput<Schema>>): Probe[]
}

/** The identity function that types a feature. */
export function defineFeature<const Name extends string, Schema extends GenericSchema>(
  feature: Feature<Name, Schema>,
): Feature<Name, Schema> {
  return feature
}

/** What `detect` saw. */
export interface Found<Options = unknown> {
  /** The part of the feature's config section that describes it; undefined: nothing found, the preset decides. */
  readonly options?: Options | false
  /** What was read, one sentence each, with the path it was read from. */
  readonly seen: readonly string[]
  /** Settings that the config has no words for, by name. They stay in the user's files; they are listed, never dropped. */
  readonly inexpressible: readonly { readonly path: RepoPath, readonly what: string }[]
}

/** What `plan`, `contribute` and `doctor` get to know. */
export interface Context<Options = unknown> {
  /** The feature's own section, resolved and with defaults. */
  readonly options: Options
  readonly config: ResolvedConfig
  readonly repo: Repo
  readonly facts: Facts
  /** The team's locale: of what is written into files, and of reasons. */
  readonly locale: Locale
  /** Every sentence, in `locale`. */
  readonly text: Messages
  /** What the features contributed; empty during `contribute` itself. */
  readonly contributions: Contributions
  /**
   * The text of `templates/<locale>/<name>` (or `templates/<name>` where words do not differ) with each `{{token}}` filled.
   * Throws on a token without a value and on a value without a token.
   */
  readonly template: (name: string, tokens?: Readonly<Record<string, string>>) => string
}

/** What features hand to each other. A feature that wants to receive something new adds a field here. */
export interface Contributions {
  /** Sections of the team's conventions, stated in CONTRIBUTING.md and AGENTS.md. Markdown without a heading of its own. */
  readonly docs: readonly DocsSection[]
  /** What git hooks do; the feature `hooks` writes the hook files. */
  readonly hooks: readonly HookPart[]
  /** Jobs of continuous integration; the feature `ci` writes them as the host wants them. */
  readonly jobs: readonly CiJob[]
  /** Files of this plan that name the version of Node: what reads one where it is there reads it from the first run on. */
  readonly nodeFiles: readonly { readonly path: RepoPath, readonly version: string }[]
}

export interface DocsSection {
  /** Sections are written in ascending order: 10 commits, 20 pull requests, 30 issues, 40 code, 50 releases, 60 machines. */
  readonly order: number
  readonly title: string
  readonly markdown: string
  /** The same rules in fewer words, for coding agents; without it they read `markdown`. */
  readonly terse?: string
}

/** The client-side hooks of githooks(5). */
export type HookName =
  | 'pre-commit' | 'prepare-commit-msg' | 'commit-msg' | 'post-commit' | 'pre-merge-commit' | 'pre-rebase' | 'post-checkout' | 'post-merge'
  | 'post-rewrite' | 'pre-push' | 'applypatch-msg' | 'pre-applypatch' | 'post-applypatch' | 'pre-auto-gc' | 'post-index-change'
  | 'reference-transaction' | 'sendemail-validate'

/** A part of a git hook. */
export interface HookPart {
  readonly hook: HookName
  /** Unique within the hook; kebab case. */
  readonly id: string
  /** Parts run in ascending order: 10 formatting and linting, 20 messages, 50 the team's own commands. */
  readonly order: number
  /**
   * The body of a function in POSIX sh (dash, bash 3.2, busybox), LF: its arguments are the hook's. Status 0 goes on with the next part, any
   * other ends the hook with it. `conventions_hook <part> "$@"` in it runs `conventions hook <part>` under a Node that it looks for; where
   * there is none it says so in one line and returns 0.
   */
  readonly sh: string
  /** Functions that `sh` calls, if any; their names begin with `conventions_`. Inside of it, bash would take twice as long to make them. */
  readonly functions?: string
}

/** A job of continuous integration, in the terms that GitHub, GitLab and Bitbucket share. */
export interface CiJob {
  /** Its key; unique in all workflows; kebab case. */
  readonly id: string
  /** The workflow (a file on GitHub) that it belongs to. */
  readonly workflow: 'conventions' | 'release'
  readonly title: string
  /**
   * pullRequest: when it is opened or gets commits, and in a merge queue · title: also when its title or text is edited, where the host
   * tells (GitHub) · push: to a branch of `ci.branches` · manual: by button.
   */
  readonly on: readonly ('pullRequest' | 'title' | 'push' | 'manual')[]
  /** What it may do on GitHub, beyond `contents: read`. Only with `contents: write` the checkout keeps its credentials. */
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>
  /** full: the whole history is fetched. Default shallow. */
  readonly history?: 'shallow' | 'full'
  /** none: the job needs no Node · node: Node alone · install: the repository's packages too, where it has a package.json. Default install. */
  readonly setup?: 'none' | 'node' | 'install'
  /** Two runs of one group never overlap. */
  readonly exclusive?: boolean
  /** A report that the job leaves behind, also when it fails, for GitLab to show: its kind and path. */
  readonly report?: { readonly kind: 'junit' | 'codequality', readonly path: RepoPath }
  /** Files that are kept with the run, also when it fails: what was not written is not missed. */
  readonly artifacts?: readonly RepoPath[]
  readonly steps: readonly CiStep[]
}

/** `env`: values as they are, never part of a script; `secrets`: names of secrets by the variable that gets them. */
interface CiValues {
  readonly env?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
}

export type CiStep =
  /** POSIX sh. No value of the config or of an event stands in it: those come by `env`. */
  | CiValues & { readonly name: string, readonly run: string }
  /** `conventions` with these arguments, however the repository gets it; `github`, `gitlab`: what that host gets to read. */
  | CiValues & { readonly name: string, readonly conventions: readonly [string, ...string[]], readonly github?: CiReport, readonly gitlab?: CiReport }
  /**
   * An action, pinned by hash (`owner/name@<40 hex> # v1.2.3`); only GitHub runs it. Expressions in `with` are obeyed: no value of the config goes there.
   * `file`: it runs where that is there, after a step that failed, too.
   */
  | { readonly name: string, readonly uses: string, readonly with?: Readonly<Record<string, string>>, readonly file?: RepoPath }

/** These arguments come on top, and stdout goes to that file. */
interface CiReport {
  readonly args: readonly string[]
  readonly to: RepoPath
}

interface Because {
  /** Why, in one sentence in the team's locale: shown in diff, check and annotations. */
  readonly reason: string
}

/** One thing that should be true of the repository. The union is closed: planner and applier handle exactly these. */
export type Change =
  | FileChange
  | SeedChange
  | BlockChange
  | KeysChange
  | LinesChange
  | RemoveChange
  | DependencyChange
  | StepChange

/** A file that is wholly ours. Text with LF; the EOL and BOM of a file that exists are kept. */
export interface FileChange extends Because {
  readonly kind: 'file'
  readonly path: RepoPath
  readonly text: string
  readonly executable?: boolean
}

/** A file created once and theirs from then on. */
export interface SeedChange extends Because {
  readonly kind: 'seed'
  readonly path: RepoPath
  readonly text: string
  readonly executable?: boolean
}

/** Marked lines inside a file that is shared with the user. */
export interface BlockChange extends Because {
  readonly kind: 'block'
  readonly path: RepoPath
  /** Told apart from other blocks of the file by this id: the feature's name, or `<feature>-<part>`. */
  readonly id: string
  /** The lines between the markers, LF, without a final newline. */
  readonly text: string
  /** Where a new block goes; one that exists stays where it is. Default 'end'. */
  readonly at?: 'start' | 'end'
  /** The file's text around the block when the file does not exist yet: goes before the block. */
  readonly heading?: string
  /** Whether the whole file is executable. Without it the mode stays. */
  readonly executable?: boolean
}

/** Keys inside JSON (with comments), YAML or TOML, by the file's ending; package.json included. */
export interface KeysChange extends Because {
  readonly kind: 'keys'
  readonly path: RepoPath
  readonly keys: readonly KeyEdit[]
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type KeyPath = readonly (string | number)[]

export interface KeyEdit {
  readonly at: KeyPath
  readonly value: Json
  /**
   * set: the value there is this one; another value there that is not ours is a loss.
   * default: only where nothing is there yet.
   * include: the array there holds each item of `value` (an array); what else it holds stays, and a single value becomes its first item.
   * command: the shell command there holds `value`, joined to what is there by ` && `; for package.json scripts.
   */
  readonly mode: 'set' | 'default' | 'include' | 'command'
}

/** Lines that a list file (.gitignore, .gitattributes, CODEOWNERS) must contain, in any order. */
export interface LinesChange extends Because {
  readonly kind: 'lines'
  readonly path: RepoPath
  readonly lines: readonly string[]
}

/** A file that must not be there. Only what we wrote goes silently; anything else is a loss. */
export interface RemoveChange extends Because {
  readonly kind: 'remove'
  readonly path: RepoPath
}

/** A development dependency. The planner turns it into keys of package.json and one install step. */
export interface DependencyChange extends Because {
  readonly kind: 'dependency'
  readonly name: string
  /** What goes into package.json when the package is not there yet; a range that is there is kept. */
  readonly range: string
}

/** Something to run once the files are in place; shown in the diff, never needed for `check` to be clean. */
export interface StepChange extends Because {
  readonly kind: 'step'
  readonly id: string
  readonly run: GitConfigRun | CommandRun
}

/** `git config --local key value`; done when the value is already in effect; taken back by undo. */
export interface GitConfigRun {
  readonly gitConfig: string
  readonly value: string
  /** Values of a tool that ours stands in for: replaced in a clone, where any other value of its owner's stays. */
  readonly over?: readonly string[]
  /**
   * For `core.hooksPath`: the hooks that the folder answers for. The hooks that ran before are noted, for ours to pass on to; where a clone has
   * others besides, which would no longer run, the setting is not made.
   */
  readonly hooks?: readonly string[]
}

/** A command without a shell. */
export interface CommandRun {
  readonly argv: readonly [string, ...string[]]
  /** Exit 0 of this command means there is nothing to do. */
  readonly doneWhen?: readonly [string, ...string[]]
  /** What takes it back, for undo. */
  readonly undo?: readonly [string, ...string[]]
  /** A package that it takes: where it is not there and nothing is to be installed now, the step waits for the next `apply`. */
  readonly needs?: string
  /**
   * Installs in clones run it too; where it fails (its tool is not there yet) nothing else does: doctor says so. Without `doneWhen` it runs only
   * where files change: it does the same with the same files.
   */
  readonly soft?: boolean
}

/** A question about the machine or the clone, with what to do about a wrong answer. */
export interface Probe {
  readonly id: string
  readonly ask:
    /** `value` undefined: it should be unset. `over`: as good as `value`. */
    | { readonly gitConfig: string, readonly value: string | undefined, readonly over?: readonly string[], readonly names?: readonly string[] }
    /** These hooks run in this clone. */
    | { readonly hooks: readonly HookName[] }
    /** These files are there and executable. */
    | { readonly executable: readonly RepoPath[] }
    | { readonly node: string }
    /** A Node is found by the hook files in this folder where the PATH holds none of the person's, as under a graphical client. */
    | { readonly hookNode: RepoPath }
    /** `version`: a range as npm writes them; the version is the first number with a dot in what the tool says. */
    | { readonly tool: string, readonly versionArgs?: readonly string[], readonly version?: string }
    | { readonly installed: string }
  /** What is right when it is right, in one sentence. */
  readonly expectation: string
  /** The command (or the sentence) that puts it right. */
  readonly fix: string
}
