import type { Plugin } from 'rolldown'

/** How rolldown gives a name to other files: `Object.defineProperty(exports,"a",{enumerable:true,get:function(){return name}});`. */
const getter = /Object\.defineProperty\(exports,"([\w$]+)",\{enumerable:true,get:function\(\)\{return ([\w$]+)\}\}\);/g

/**
 * Names that files of a bundle have from each other are properties, not functions that return what may change: of a function, a constant or a class nothing changes. A function
 * a name is a tenth of what V8 keeps, and one more call at each use.
 */
export const plainExports: Plugin = {
  name: 'plain-exports',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      const { code } = file
      file.code = code.replace(getter, (whole, name: string, local: string) => isConstant(code, local) ? `exports.${name}=${local};` : whole)
    }
  },
}

/** Whether a name is declared as what never changes, and nowhere, in whatever scope, as what may. */
function isConstant(code: string, name: string): boolean {
  const declared = (words: string): boolean => new RegExp(`(?<![\\w$.])(?:${words}) ${name.replaceAll('$', '\\$')}(?![\\w$])`).test(code)
  return declared('function\\*?|const|class') && !declared('let|var')
}
