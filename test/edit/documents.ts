import { commenter, type Draw, KEYS, many, NASTY_STRINGS, pick } from './draw.ts'

/** Nasty documents in every format: texts that parse, with all that people and tools write into them. */

export function jsonText(draw: Draw, strict: boolean): string {
  const comment = commenter()
  const unit = pick(draw, ['  ', '    ', '\t', ' '])
  const messy = draw(3) === 0
  const colon = pick(draw, [': ', ':', ': '])
  const trivia = (indent: string): string => {
    const kind = draw(messy ? 10 : 40)
    if (strict) return kind === 0 ? ' ' : kind === 1 && messy ? `\n${indent}` : ''
    return [' ', `\n${indent}`, ` // ${comment()}\n${indent}`, ` /* ${comment()}, {"x": 1} */ `, '\t', `/*\n * ${comment()}\n */`, `\n\n${indent}`][kind] ?? ''
  }
  const lines = (open: string, items: readonly string[], close: string, indent: string): string => {
    if (items.length === 0) return pick(draw, [open + close, `${open} ${close}`, `${open}\n${indent}${close}`, open + trivia(indent) + close])
    const oneLine = draw(4) === 0
    const inner = oneLine ? '' : `\n${indent}${unit}`
    const between = (): string => oneLine ? pick(draw, [', ', ',']) : strict || draw(4) > 0 ? `,${inner}` : `, // ${comment()}${inner}/* ${comment()} */ `
    const last = !strict && draw(4) === 0 ? ',' : ''
    const end = oneLine ? pick(draw, [' ', '']) : !strict && draw(4) === 0 ? `${inner}// ${comment()}\n${indent}` : `\n${indent}`
    return open + trivia(indent) + (oneLine ? pick(draw, [' ', '']) : inner)
      + items.reduce((text, item) => text + between() + item) + trivia(indent) + last + end + close
  }
  const node = (depth: number, indent: string): string => {
    const kind = draw(depth > 0 ? 7 : 4)
    if (kind < 2) return JSON.stringify(pick(draw, NASTY_STRINGS))
    if (kind === 2) return pick(draw, ['1', '-0.5', '1e3', '0'])
    if (kind === 3) return pick(draw, ['true', 'false', 'null'])
    if (kind === 4) return lines('[', many(draw, 0, 4, () => node(depth - 1, indent + unit)), ']', indent)
    return object(depth - 1, indent)
  }
  const object = (depth: number, indent: string): string => {
    const keys = [...new Set(many(draw, 0, 4, () => pick(draw, KEYS)))]
    return lines('{', keys.map((key) => JSON.stringify(key) + trivia(indent) + colon + trivia(indent) + node(depth, indent + unit)), '}', indent)
  }
  const text = (strict ? '' : pick(draw, ['', `// ${comment()}\n`, `/* ${comment()} */\n\n`])) + object(3, '')
    + (strict ? '' : pick(draw, ['', '', ` // ${comment()}`, `\n// ${comment()}`])) + pick(draw, ['', '\n', '\n\n'])
  return dressed(draw, text)
}

/** BOM and line ends. */
function dressed(draw: Draw, text: string): string {
  const eols = draw(4)
  const ended = eols === 0 ? text.replaceAll('\n', '\r\n') : eols === 1 ? text.replace(/\n/g, () => draw(3) === 0 ? '\r\n' : '\n') : text
  return (draw(5) === 0 ? '\uFEFF' : '') + ended
}

const YAML_KEYS = ['a', 'b', 'key', 'two words', '한글', '😀', 'on', '1', 'true', 'a.b', '"q:1"', '\'it\'\'s\'', '"\\u0041"', 'k-e_y', '"x # y"', 'x#y', '"__proto__"', 'UPPER', '""'] as const
const YAML_SCALARS = ['1', '0x1F', '1.5', 'true', 'null', '~', 'plain', 'two words', '\'it\'\'s\'', '"d\\n\\"q\\""', 'https://x.y:80/#z', '2001-01-01', '"# no"', '한국어', '😀', '[]', '{}', '!!str 1', '!Ref x', '-1', 'a,b', '"  "', '""'] as const

interface Yaml {
  readonly draw: Draw
  readonly comment: () => string
  readonly step: number
  readonly listStep: number
  readonly anchors: string[]
}

export function yamlText(draw: Draw): string {
  const yaml: Yaml = { draw, comment: commenter(), step: pick(draw, [2, 4, 2, 3]), listStep: pick(draw, [0, 2]), anchors: [] }
  const head = pick(draw, ['', '', `# ${yaml.comment()}\n`, '---\n', `# ${yaml.comment()}\n---\n`, `%YAML 1.2\n--- # ${yaml.comment()}\n`, '\n\n'])
  const root = draw(8) === 0 ? list(yaml, pick(draw, [0, 0, 2]), 3) : draw(12) === 0 ? [flow(yaml, 2, '  ')] : map(yaml, pick(draw, [0, 0, 0, 2]), 3)
  const tail = pick(draw, ['', '', `\n# ${yaml.comment()}`, `\n\n# ${yaml.comment()}`, `\n    # ${yaml.comment()}`, '\n...', `\n...\n# ${yaml.comment()}`, '\n\n'])
  return dressed(draw, head + root.join('\n') + tail + pick(draw, ['\n', '\n', '', '\n\n']))
}

const sp = (count: number): string => ' '.repeat(count)

/** The lines of an entry, the first apart. */
function headed(lines: readonly string[]): [string, ...string[]] {
  return [lines[0] ?? '', ...lines.slice(1)]
}

function between({ draw, comment }: Yaml, column: number): string[] {
  return [[], [], [], [''], [`${sp(column)}# ${comment()}`], ['', `${sp(column)}# ${comment()}`], [`${sp(column + 2)}# ${comment()}`], [`# ${comment()}`]][draw(8)]!
}

function trailing({ draw, comment }: Yaml): string {
  return pick(draw, ['', '', '', ` # ${comment()}`, '  ', `\t# ${comment()}`])
}

function map(yaml: Yaml, column: number, depth: number): string[] {
  const { draw } = yaml
  const keys = [...new Set(many(draw, 1, 4, () => pick(draw, YAML_KEYS)))]
  return keys.flatMap((key, index) => {
    const [first, ...rest] = headed(draw(15) === 0 ? explicit(yaml, key, column, depth) : pair(yaml, key, column, depth))
    return [...index === 0 ? [] : between(yaml, column), sp(column) + first, ...rest]
  })
}

function explicit(yaml: Yaml, key: string, column: number, depth: number): string[] {
  const [first, ...rest] = headed(pair(yaml, '', column, depth))
  return [`? ${key}${trailing(yaml)}`, `${sp(column)}${first}`, ...rest]
}

function pair(yaml: Yaml, key: string, column: number, depth: number): string[] {
  const { draw, step, listStep } = yaml
  const kind = draw(depth > 0 ? 12 : 6)
  const colon = key + pick(draw, [':', ':', ':', ': ', ':', ' :'])
  if (kind < 6) return inline(yaml, colon, column + 1)
  if (kind < 9) return [colon.trimEnd() + opening(yaml), ...between(yaml, column + step), ...map(yaml, column + step, depth - 1)]
  if (kind < 11) return [colon.trimEnd() + opening(yaml), ...between(yaml, column + listStep), ...list(yaml, column + listStep, depth - 1)]
  return [colon.trimEnd(), `${sp(column + 1)}${pick(draw, ['next line', '"quoted"', '[a, b]'])}${trailing(yaml)}`]
}

/** What may follow the colon of a block: a comment, an anchor, a tag. */
function opening(yaml: Yaml): string {
  const { draw, anchors } = yaml
  const kind = draw(8)
  if (kind === 0) {
    anchors.push(`m${anchors.length}`)
    return ` &${anchors.at(-1)!}${trailing(yaml)}`
  }
  return kind === 1 ? ` !local${trailing(yaml)}` : trailing(yaml)
}

/** A value behind a colon or a dash that is no block collection. */
function inline(yaml: Yaml, before: string, indent: number): string[] {
  const { draw, anchors, comment } = yaml
  const kind = draw(11)
  if (kind < 4) return [`${before} ${pick(draw, YAML_SCALARS)}${trailing(yaml)}`]
  if (kind === 4) return [before.trimEnd() + trailing(yaml)]
  if (kind === 5) return `${before} ${flow(yaml, 2, sp(indent + 1))}${trailing(yaml)}`.split('\n')
  if (kind === 6) {
    const header = pick(draw, ['|', '|-', '|+', '>', '>-', '>+', '|2'])
    const at = header === '|2' ? undefined : indent + draw(3)
    const body = many(draw, 1, 3, () => pick(draw, ['text', 'a: b', '# no comment', '- x', ' deeper', '한국어', '']))
    const margin = sp(at ?? indent + 1)
    // An explicit indent counts from the parent, which only this generator's caller knows: those get a header without it.
    return [`${before} ${header.replace('2', '')}${pick(draw, ['', ` # ${comment()}`])}`, `${margin}first`, ...body.map((line) => line === '' ? '' : margin + line), ...many(draw, 0, 2, () => '')]
  }
  if (kind === 7) return [`${before} plain over`, `${sp(indent)}two lines`]
  if (kind === 8) return [`${before} "quoted over`, '', `${sp(indent)}two lines"${trailing(yaml)}`]
  if (kind === 9 && anchors.length > 0) return [`${before} *${pick(draw, anchors)}${trailing(yaml)}`]
  if (draw(3) > 0) return [`${before} ${pick(draw, YAML_SCALARS.slice(0, 10))}${trailing(yaml)}`]
  anchors.push(`s${anchors.length}`)
  return [`${before} &${anchors.at(-1)!} ${pick(draw, YAML_SCALARS.slice(0, 10))}${trailing(yaml)}`]
}

function list(yaml: Yaml, column: number, depth: number): string[] {
  const { draw } = yaml
  return many(draw, 1, 4, (index) => {
    const [first, ...rest] = headed(item(yaml, column, depth))
    return [...index === 0 ? [] : between(yaml, column), sp(column) + first, ...rest]
  }).flat()
}

function item(yaml: Yaml, column: number, depth: number): string[] {
  const { draw } = yaml
  const kind = draw(depth > 0 ? 9 : 5)
  const dash = pick(draw, ['-', '-', '-   '])
  if (kind < 5) return inline(yaml, '-', column + 2)
  const inner = column + (dash === '-' ? 2 : dash.length)
  if (kind < 7) return [dash.padEnd(inner - column) + map(yaml, inner, depth - 1).join('\n').slice(inner)].join('\n').split('\n')
  if (kind === 7) return [dash.padEnd(inner - column) + list(yaml, inner, depth - 1).join('\n').slice(inner)].join('\n').split('\n')
  return [`-${trailing(yaml)}`, ...map(yaml, column + 2, depth - 1)]
}

function flow(yaml: Yaml, depth: number, indent: string): string {
  const { draw, comment } = yaml
  const isMap = draw(2) === 0
  const broken = draw(3) === 0
  const keys = [...new Set(many(draw, 0, 3, () => pick(draw, YAML_KEYS.slice(0, 14))))]
  const leaf = (): string => depth > 0 && draw(3) === 0 ? flow(yaml, depth - 1, `${indent} `) : pick(draw, YAML_SCALARS.filter((text) => !/[,:]/.test(text)))
  const items = keys.map((key) => isMap ? draw(8) === 0 ? key : `${key}:${draw(8) === 0 ? '' : ` ${leaf()}`}` : draw(8) === 0 ? `${key}: 1` : leaf())
  const [open, close] = isMap ? ['{', '}'] as const : ['[', ']'] as const
  if (items.length === 0) return pick(draw, [`${open}${close}`, `${open} ${close}`])
  const separator = broken ? draw(3) === 0 ? `, # ${comment()}\n${indent}` : `,\n${indent}` : pick(draw, [', ', ', ', ' , '])
  const last = draw(5) === 0 ? ',' : ''
  const edge = broken ? `\n${indent}` : pick(draw, ['', ' '])
  return open + edge + items.join(separator) + last + (broken && draw(3) === 0 ? ` # ${comment()}${edge}` : edge) + close
}

const TOML_SCALARS = ['1', '0x1F', '1_000', '1.5', 'inf', 'true', '"basic \\u0041"', '\'lit\'', '"한국어 😀"', '1979-05-27T07:32:00Z', '1979-05-27', '07:32:00', '""', '"""\nmulti\n  # no comment\n"""', '\'\'\'\nlit\n\'\'\'', '"a = 1"', '[]', '{}'] as const

export function tomlText(draw: Draw): string {
  const comment = commenter()
  let count = 0
  const key = (): string => pick(draw, ['k', 'key-', '"q ', '\'l.', '"한']).replace(/^(["']?)(.*)$/, `$1$2${count++}$1`)
  const trail = (): string => pick(draw, ['', '', '', ` # ${comment()}`, '  ', '\t'])
  const array = (depth: number): string => {
    const items = many(draw, 0, 3, () => scalar(depth - 1))
    if (draw(2) === 0) return `[${items.join(', ')}${items.length > 0 && draw(5) === 0 ? ',' : ''}]`
    return `[${pick(draw, ['', ` # ${comment()}`])}\n${items.map((item, index) => `  ${item}${index === items.length - 1 && draw(2) === 0 ? '' : ','}${pick(draw, ['', ` # ${comment()}`])}\n`).join('')}]`
  }
  const scalar = (depth: number): string => {
    const kind = draw(depth > 0 ? 8 : 6)
    if (kind < 6) return pick(draw, TOML_SCALARS)
    if (kind === 6) return array(depth)
    const pairs = many(draw, 0, 3, () => `${dotted()} = ${pick(draw, TOML_SCALARS.filter((text) => !text.includes('\n')))}`)
    return pairs.length === 0 ? '{}' : pick(draw, [`{ ${pairs.join(', ')} }`, `{${pairs.join(',')}}`])
  }
  const dotted = (): string => draw(6) === 0 ? `${key()}.${key()}` : key()
  const gap = (): string => pick(draw, ['', '', '', '\n', `# ${comment()}\n`, `\n# ${comment()}\n`])
  const pairs = (indent: string, min: number): string => many(draw, min, 3, () => {
    const common = draw(8) === 0 ? [key(), key(), key()] as const : undefined
    const left = common === undefined ? [dotted()] : [`${common[0]}.${common[1]}`, `${common[0]} . ${common[2]}`]
    return left.map((name) => `${gap()}${indent}${name}${pick(draw, [' = ', '=', '  =  '])}${scalar(2)}${trail()}\n`).join('')
  }).join('')
  const table = (prefix: string, depth: number): string => {
    const name = prefix + key()
    const indent = pick(draw, ['', '', '  '])
    const repeat = draw(3) === 0
    const sub = (): string => depth > 0 && draw(2) === 0 ? table(`${name}.`, depth - 1) : ''
    const one = (): string => `${gap()}${repeat ? `[[${name}]]` : `[${name}]`}${trail()}\n${pairs(indent, 0)}${sub()}`
    const skipped = !repeat && draw(4) === 0 ? table(`${name}.`, 0) : undefined
    return skipped ?? (repeat ? many(draw, 1, 3, one).join('') : one())
  }
  const text = pick(draw, ['', `# ${comment()}\n`, `# ${comment()}\n\n`]) + pairs('', 0) + many(draw, 0, 4, () => table('', 2)).join('') + gap()
  return dressed(draw, draw(4) === 0 ? text.replace(/\n$/, '') : text)
}
