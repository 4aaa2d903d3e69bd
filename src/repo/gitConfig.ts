const header = /^[ \t]*\[([A-Za-z0-9.-]+)(?:[ \t]+"((?:\\.|[^"\\\n])*)")?\][ \t]*/
const assignment = /^[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*(=[ \t]*)?/

/** A key as git prints it (section and name in lower case, what stands between them as it is), and its value; a key without `=` is `true`. */
export type GitSetting = readonly [key: string, value: string]

/**
 * A config file of git (git-config(1), "Syntax"), in its order. What it includes is not looked at.
 *
 * @returns undefined where the file holds what this does not understand: git itself is to be asked then
 */
export function parseGitConfig(text: string): readonly GitSetting[] | undefined {
  const settings: GitSetting[] = []
  let section = ''
  let rest = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  while (rest !== '') {
    const opened = header.exec(rest)
    if (opened) {
      const [all, name = '', subsection] = opened
      section = name.toLowerCase() + (subsection === undefined ? '' : `.${subsection.replaceAll(/\\(.)/g, '$1')}`)
      rest = rest.slice(all.length)
    }
    const assigned = assignment.exec(rest)
    if (assigned) {
      if (section === '') return undefined
      const [all, name = '', equals] = assigned
      const read = readValue(rest.slice(all.length))
      if (read === undefined || (equals === undefined && read.value !== '')) return undefined
      settings.push([`${section}.${name.toLowerCase()}`, equals === undefined ? 'true' : read.value])
      rest = read.rest
      continue
    }
    const blank = /^[ \t]*(?:[#;].*)?(?:\n|$)/.exec(rest)
    if (!blank) return undefined
    rest = rest.slice(blank[0].length)
  }
  return settings
}

/** A value up to the end of its line: quotes, escapes, comments, lines that go on after a backslash. Undefined: git would refuse it, or gits differ. */
function readValue(text: string): { readonly value: string, readonly rest: string } | undefined {
  let value = ''
  // Spaces count only where something follows them.
  let spaces = ''
  let quoted = false
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at] ?? '\n'
    if (character === '\n') return quoted ? undefined : { value, rest: text.slice(at + 1) }
    if (!quoted && (character === '#' || character === ';')) {
      const end = text.indexOf('\n', at)
      return { value, rest: end < 0 ? '' : text.slice(end + 1) }
    }
    if (!quoted && (character === ' ' || character === '\t')) {
      if (value !== '') spaces += character
      continue
    }
    // Up to 2.44 git made a space of a tab within a value; since then it keeps it.
    if (spaces.includes('\t')) return undefined
    value += spaces
    spaces = ''
    if (character === '"') quoted = !quoted
    else if (character === '\\') {
      at += 1
      const escaped = escapes[text[at] ?? '']
      if (escaped === undefined) return undefined
      value += escaped
    } else value += character
  }
  return undefined
}

const escapes: Readonly<Record<string, string>> = { 'n': '\n', 't': '\t', 'b': '\b', '"': '"', '\\': '\\', '\n': '' }

/** Section and name of a key are case-insensitive, what stands between them is not. */
export function canonicalKey(key: string): string {
  const first = key.indexOf('.')
  const last = key.lastIndexOf('.')
  if (first < 0) return key.toLowerCase()
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase()
}
