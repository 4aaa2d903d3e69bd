import { parse } from '@typescript-eslint/parser'

type Node = Readonly<Record<string, unknown>>

const unsaid = new Set(['range', 'loc', 'tokens', 'comments', 'raw', 'parent', 'directive', 'start', 'end'])

/** Whether two texts are the same program: what layout may change (quotes, parentheses, commas, line breaks in JSX, order of flags) counts for nothing. */
export function sameProgram(a: string, b: string, path: string): boolean {
  if (a === b) return true
  return JSON.stringify(plain(treeOf(a, path))) === JSON.stringify(plain(treeOf(b, path)))
}

const treeOf = (text: string, path: string): unknown =>
  parse(text, { ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(path) }, sourceType: /\.c[jt]s$/.test(path) ? 'script' : 'module', range: false, loc: false, suppressDeprecatedPropertyWarnings: true, filePath: path })

/** A tree of what is said, without where and how. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain).filter((one) => one !== undefined)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  const node = value as Node
  switch (node['type']) {
    case 'EmptyStatement': return undefined
    case 'JSXText': return words(String(node['value']))
    case 'JSXExpressionContainer': return blank(node['expression']) ? undefined : fields(node)
    // `name={'x'}` is `name="x"`, which a layout rule writes.
    case 'JSXAttribute': return { name: plain(node['name']), value: plain(valueOf(node['value'])) }
    case 'Literal': return node['regex'] === undefined ? fields(node) : { regex: [(node['regex'] as { pattern: string }).pattern, [...(node['regex'] as { flags: string }).flags].sort().join('')] }
    case 'Property': case 'PropertyDefinition': case 'MethodDefinition': case 'TSPropertySignature': case 'TSMethodSignature': case 'TSEnumMember':
      return node['computed'] === true ? fields(node) : { ...fields(node), key: nameOf(node['key']), id: nameOf(node['id']) }
    default: return fields(node)
  }
}

const fields = (node: Node): Record<string, unknown> =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !unsaid.has(key)).map(([key, value]) => [key, plain(value)]))

function valueOf(value: unknown): unknown {
  const { type, expression } = (value ?? {}) as { readonly type?: string, readonly expression?: { readonly type: string, readonly value: unknown } }
  return type === 'JSXExpressionContainer' && expression?.type === 'Literal' && typeof expression.value === 'string' ? expression : value
}

/** `{' '}`, which layout puts where a line ends. */
const blank = (expression: unknown): boolean => (expression as Node)['type'] === 'Literal' && String((expression as Node)['value']).trim() === ''

const words = (text: string): string | undefined => text.trim() === '' ? undefined : text.trim().replace(/\s+/g, ' ')

/** `'name'` and `name` are one key; `1` and `'1'` as well. */
function nameOf(key: unknown): unknown {
  const { type, name, value } = (key ?? {}) as Node
  return type === 'Identifier' ? name : type === 'Literal' ? String(value) : plain(key)
}
