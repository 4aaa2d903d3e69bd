/**
 * Whether a path fits a pattern: `*` within a part, `**` over parts, `?`, `{a,b}`. A pattern without a slash is about the name alone, wherever
 * the file is.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const subject = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1)
  return new RegExp(`^${toRegExp(pattern)}$`, 'u').test(subject)
}

function toRegExp(pattern: string): string {
  let depth = 0
  return pattern.replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|[\\^$.|+()[\]/-]/g, (token) => {
    switch (token) {
      case '**/': return '(?:.*/)?'
      case '**': return '.*'
      case '*': return '[^/]*'
      case '?': return '[^/]'
      case '{': depth++; return '(?:'
      case '}': return depth-- > 0 ? ')' : '\\}'
      case ',': return depth > 0 ? '|' : ','
      case '-': case '/': return token
      default: return `\\${token}`
    }
  })
}
