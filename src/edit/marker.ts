import { ConventionsError } from '../errors.ts'

/** How a marker line begins and ends in a type of file. */
export interface Comment {
  readonly open: string
  readonly close: string
}

const HASH = { open: '# ', close: '' }
const SLASHES = { open: '// ', close: '' }
const DASHES = { open: '-- ', close: '' }
const STARS = { open: '/* ', close: ' */' }
const TAGS = { open: '<!-- ', close: ' -->' }

const byEnding: readonly (readonly [Comment, string])[] = [
  [TAGS, 'md markdown html htm xhtml xml xsd xsl svg vue svelte plist csproj props targets pom'],
  [{ open: '{/* ', close: ' */}' }, 'mdx'],
  [HASH, 'sh bash zsh fish ksh yaml yml toml rb py pyi pl pm r jl ex exs nix tf tfvars hcl cmake mk ps1 psm1 properties conf cfg txt '
    + 'env dockerfile graphql gql cr nim tcl awk sed desktop service rake gemspec podspec bzl bazel star editorconfig gitconfig'],
  [SLASHES, 'js jsx mjs cjs ts tsx mts cts kt kts go java gradle groovy scala sbt swift rs c h cc cpp cxx hpp hh m mm cs fs dart php proto '
    + 'jsonc json5 code-workspace zig v sol adoc mod work'],
  [STARS, 'css scss sass less styl'],
  [DASHES, 'sql lua hs elm adb ads'],
  [{ open: '; ', close: '' }, 'ini el lisp clj cljs edn asm'],
  [{ open: '% ', close: '' }, 'tex sty erl'],
  [{ open: '" ', close: '' }, 'vim vimrc'],
  [{ open: ':: ', close: '' }, 'bat cmd'],
]

const endings = new Map(byEnding.flatMap(([comment, names]) => names.split(' ').map((name) => [name, comment] as const)))

/** The comment of a file by its name: its ending, a name of its own, or, without an ending (hooks, CODEOWNERS, Makefile), `#`. */
export function commentOf(path: string): Comment {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (name === 'jenkinsfile') return SLASHES
  // Dockerfile.dev, Makefile.am, .env.local, .gitignore, .npmrc
  if (/^(dockerfile|containerfile|makefile|gnumakefile|brewfile|\.env)(\.|$)|^\.[^.]+$/.test(name) && name !== '.vimrc') return HASH
  const comment = name.includes('.') ? endings.get(name.slice(name.lastIndexOf('.') + 1)) : HASH
  if (comment === undefined) throw new ConventionsError('blockUnsupported', { path })
  return comment
}

/** Behind the id on the begin line; what is there is never read. */
const NOTE = '(managed: edit conventions.config, then run `conventions apply`)'

export function beginLine({ open, close }: Comment, id: string): string {
  return `${open}conventions:begin ${id} ${NOTE}${close}`
}

export function endLine({ open, close }: Comment, id: string): string {
  return `${open}conventions:end ${id}${close}`
}

/** A marker on a line of its own, indented or not. */
export function markerIn({ open, close }: Comment, line: string): { readonly begin: boolean, readonly id: string } | undefined {
  const text = line.trim()
  if (!text.startsWith(open.trim()) || !text.endsWith(close.trim())) return undefined
  const inner = text.slice(open.trim().length, close === '' ? undefined : -close.trim().length)
  const match = /^\s*conventions:(begin|end)\s+([A-Za-z0-9][\w.-]*)(?=\s|$)/.exec(inner)
  return match === null ? undefined : { begin: match[1] === 'begin', id: match[2]! }
}
