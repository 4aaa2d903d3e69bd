import type { Facts, Language } from '../../repo/facts.ts'
import type { Editor } from './schema.ts'

/** What tools leave behind and nobody tracks: dependencies and caches, never build output or logs, which some repositories do track. */
const leftovers: Readonly<Partial<Record<Language, readonly string[]>>> = {
  javascript: ['node_modules/'],
  typescript: ['node_modules/', '*.tsbuildinfo'],
  python: ['__pycache__/', '.venv/'],
  kotlin: ['.gradle/', '.kotlin/'],
  java: ['.gradle/'],
  rust: ['/target/'],
  ruby: ['/.bundle/'],
  swift: ['.build/'],
  csharp: ['[Oo]bj/'],
}

const essentials = new Set(['node_modules/', '__pycache__/', '.gradle/', '/target/'])
const machines = ['.DS_Store', 'Thumbs.db']

/** Lines for a `.gitignore`; in one that the team has, only `essentials`, and none of what it already speaks about. */
export function ignoreLines({ languages }: Pick<Facts, 'languages'>): string[] {
  return [...new Set([...languages.flatMap((language) => leftovers[language] ?? []), ...machines])]
}

/** Those of the lines that a repository can hardly do without and that its `.gitignore` neither holds nor takes back. */
export function missingEssentials(gitignore: string, facts: Pick<Facts, 'languages'>): string[] {
  return ignoreLines(facts).filter((line) => essentials.has(line) && !ignores(gitignore, line))
}

// A name is spoken about with slashes and wildcards around it, and also where it is taken back by `!`.
function bare(line: string): string {
  return line.trim().replace(/^!?(\*\*\/|\/)*/, '').replace(/(\/\**)*$/, '')
}

/**
 * Attributes for line endings. `text=auto` leaves alone what is no text and what the repository holds with CRLF (git 2.10), so that
 * no file changes by it. A file that cmd.exe reads has to end its lines with CRLF.
 */
export function attributeLines({ eol }: Editor): string[] {
  return eol === 'native' ? ['* text=auto'] : [`* text=auto eol=${eol}`, ...eol === 'lf' ? ['*.bat text=auto eol=crlf', '*.cmd text=auto eol=crlf'] : []]
}

/** Whether a `.gitignore` speaks about the name, in whatever form. */
export function ignores(gitignore: string, name: string): boolean {
  return gitignore.split(/\r?\n/).some((line) => bare(line) === bare(name))
}

/** Whether a `.gitattributes` already says how lines end in all files. */
export function settlesEndings(gitattributes: string): boolean {
  return gitattributes.split(/\r?\n/).some((line) => /^\s*\*\s+(.*\s)?(-?text|text=auto|eol=\w+|binary)(\s|$)/.test(line))
}
