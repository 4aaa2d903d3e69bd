import { once } from '../../repo/once.ts'

export interface Place {
  readonly path: string
  readonly line: number
  readonly column: number
}

const at = ({ path, line, column }: Place): string => `${path}:${line}:${column}`

/** Sentences of src/edit. */
export const edit = once(() => ({
  errors: {
    keysUnsupported: ({ path }: { readonly path: string }) =>
      `${path} is not a JSON, YAML or TOML file, so keys cannot be set in it. Choose a file with one of the endings .json, .jsonc, .yaml, .yml and .toml.`,
    keysSyntax: (details: Place & { readonly problem: string }) =>
      `${at(details)} cannot be read: ${details.problem}. Correct it there and run the command again.`,
    keysDuplicate: (details: Place & { readonly key: string }) =>
      `${at(details)} sets the key ${details.key} a second time. Keep one of the two and run the command again.`,
    keysManyDocuments: (details: Place) =>
      `${at(details)} begins a second YAML document; keys are set only in files that hold one. Split the file, or make this change by hand.`,
    keysShared: (details: Place & { readonly key: string, readonly anchor: string }) =>
      `${at(details)}: ${details.key} is shared with other places of the file through ${details.anchor === '<<' ? 'the merge key <<' : `the anchor &${details.anchor}`}. `
      + 'Write the value out where it is meant (without the anchor or alias) and run the command again.',
    keysNotContainer: (details: Place & { readonly key: string, readonly found: 'list' | 'map' | 'value' }) =>
      `${at(details)}: ${details.key === '' ? 'the document' : details.key} is a ${details.found === 'value' ? 'single value' : details.found}, so no ${details.found === 'list' ? 'named key' : 'key'} can be set inside it. Change it to a map, or remove it, and run the command again.`,
    keysIndex: (details: Place & { readonly key: string, readonly length: number }) =>
      `${at(details)}: ${details.key} is beyond the end of the list, which has ${details.length} items. Use an index up to ${details.length}.`,
    keysInexpressible: ({ path, key, what }: { readonly path: string, readonly key: string, readonly what: 'null' | 'surrogate' | 'number' | 'mixed' }) =>
      `${path}: ${key} cannot be written, because TOML has no ${{ null: 'null', surrogate: 'half of a surrogate pair', number: 'such number', mixed: 'place for it among tables of an array' }[what]}. Give it another value, or leave it out.`,
    blockUnsupported: ({ path }: { readonly path: string }) =>
      `${path} is of a type that has no known comments, so a managed block cannot be marked in it. Have the convention write another file, or the whole of this one.`,
    blockDamaged: (details: { readonly path: string, readonly id: string, readonly line: number, readonly other?: number, readonly damage: 'noEnd' | 'noBegin' | 'twice' | 'nested' }) => {
      const { path, id, line, damage } = details
      const other = String(details.other)
      return {
        noEnd: `${path}:${line}: the block "${id}" begins here and never ends. Put "conventions:end ${id}" behind its last line, or remove the begin line.`,
        noBegin: `${path}:${line}: the block "${id}" ends here${details.other === undefined ? ' and never begins' : `, before it begins in line ${other}`}. Remove the stray marker line.`,
        twice: `${path}:${line}: the block "${id}" is there a second time (first in line ${other}). Remove one of the two.`,
        nested: `${path}:${line}: a marker of another block is inside the block "${id}", which begins in line ${other}. Move the two blocks apart.`,
      }[damage]
    },
    quoteControl: ({ text }: { text: string }) =>
      `${text} holds a control character, which no Brewfile or script may hold. Take it out of the configuration.`,
    quoteNul: ({ text }: { readonly text: string }) =>
      `${text} holds a NUL character, which no shell can take. Remove it from the configuration.`,
  },
}))
