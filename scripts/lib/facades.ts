import type { Plugin } from 'rolldown'

/** All that a file does which is only there to give names back: `import{x as name,y}from"./other.js";export{name};`. */
const facade = /^import\{([^{}]*)\}from"(\.\/[^"]+)";export\{([^{}]*)\};?\s*$/

/**
 * Where a module that is imported lazily has become a part of a larger file, rolldown writes another file that gives its names back, and Node has to
 * find, read and link that as well: half a millisecond each. Here `import()` asks the larger file itself.
 */
export const facades: Plugin = {
  name: 'facades',
  generateBundle(_, bundle) {
    const through = new Map<string, string>()
    for (const file of Object.values(bundle)) {
      const [, imported = '', target, exported = ''] = file.type === 'chunk' && file.isDynamicEntry ? facade.exec(file.code) ?? [] : []
      if (target === undefined) continue
      const inside = new Map(pairs(imported).map(([there, here]) => [here, there]))
      const names = pairs(exported).map(([here, name]) => `${name}:m.${inside.get(here)!}`)
      through.set(file.fileName, `import(\`${target}\`).then(m=>({${names.join(',')}}))`)
    }
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replace(/import\(`\.\/([^`]+)`\)/g, (whole, name: string) => through.get(name) ?? whole)
    }
    for (const name of through.keys()) Reflect.deleteProperty(bundle, name)
  },
}

/** `x as name,y` → [[x, name], [y, y]]. */
function pairs(list: string): [string, string][] {
  return list.split(',').map((one) => {
    const [name = '', as = name] = one.trim().split(/\s+as\s+/)
    return [name, as]
  })
}
