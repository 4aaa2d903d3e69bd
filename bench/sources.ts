import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How many modules there are, and how many of them lie in a folder. */
const count = 600
const folderSize = 20

export const pathOf = (at: number): string => `src/part${Math.floor(at / folderSize)}/module${at}.ts`

/**
 * A module of a service as people write them, that no linter of the bench finds anything in: types, a class, promises, and what it imports from two
 * other modules, so that type information costs what it costs.
 *
 * @param revision tells one commit's text from the next one's
 */
function moduleText(at: number, revision: number): string {
  const other = (step: number): number => {
    const to = (at * 7 + step * 13) % count
    return to === at ? (to + 1) % count : to
  }
  const imported = (to: number): string => `import { Store${to}, type Item${to} } from '../part${Math.floor(to / folderSize)}/module${to}.js'`
  const [a, b] = [other(1), other(2)] as const
  return `${imported(a)}
${imported(b)}

/** What part ${at} keeps; revision ${revision}. */
export interface Item${at} {
  readonly id: string
  readonly title: string
  readonly tags: readonly string[]
  readonly created: Date
  readonly parent?: Item${a}
  readonly related: readonly Item${b}[]
}

export type Order${at} = 'newest' | 'oldest' | 'title'

export class NotFound${at} extends Error {
  readonly id: string

  constructor(id: string) {
    super(\`There is no item \${id} in part ${at}.\`)
    this.name = 'NotFound${at}'
    this.id = id
  }
}

const comparators: Readonly<Record<Order${at}, (left: Item${at}, right: Item${at}) => number>> = {
  newest: (left, right) => right.created.getTime() - left.created.getTime(),
  oldest: (left, right) => left.created.getTime() - right.created.getTime(),
  title: (left, right) => left.title.localeCompare(right.title),
}

export class Store${at} {
  readonly #items = new Map<string, Item${at}>()
  readonly #parents = (): Store${a} => new Store${a}()
  readonly #others = (): Store${b} => new Store${b}()

  async find(id: string): Promise<Item${at}> {
    const found = this.#items.get(id)
    if (found === undefined) throw new NotFound${at}(id)
    const parent = found.parent === undefined ? undefined : await this.#parents().find(found.parent.id)
    return parent === undefined ? found : { ...found, parent }
  }

  list(order: Order${at} = 'newest', limit = ${10 + revision % 90}): Item${at}[] {
    return [...this.#items.values()].sort(comparators[order]).slice(0, limit)
  }

  async add(title: string, tags: readonly string[] = []): Promise<Item${at}> {
    const id = \`${at}-\${this.#items.size}\`
    const related = await Promise.all(this.#others().list().map(async (other) => this.#others().find(other.id)))
    const item: Item${at} = { id, title: title.trim(), tags: tags.map((tag) => tag.toLowerCase()), created: new Date(), related }
    this.#items.set(id, item)
    return item
  }

  countByTag(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const { tags } of this.#items.values()) {
      for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    }
    return counts
  }
}
`
}

/** A TypeScript repository's files: ${count} modules, a tsconfig and a guide. */
export function writeSources(folder: string): void {
  for (let at = 0; at < count; at += 1) {
    if (at % folderSize === 0) mkdirSync(join(folder, `src/part${at / folderSize}`), { recursive: true })
    writeFileSync(join(folder, pathOf(at)), moduleText(at, 0))
  }
  const compilerOptions = { target: 'esnext', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: [] }
  writeFileSync(join(folder, 'tsconfig.json'), `${JSON.stringify({ compilerOptions, include: ['src'] }, undefined, 2)}\n`)
  mkdirSync(join(folder, 'docs'))
  writeFileSync(join(folder, 'docs/guide.md'), '# Guide\n')
}

/** Five modules of five folders, as a commit changes them. Returns their paths. */
export function editSources(folder: string, revision: number): string[] {
  return [3, 127, 250, 391, 588].map((at) => {
    writeFileSync(join(folder, pathOf(at)), moduleText(at, revision))
    return pathOf(at)
  })
}
