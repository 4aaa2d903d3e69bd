import { catalogue, plugins, type Block } from '../../presets/eslint/index.js'
import { markdownCode, markdownInline } from '../../src/edit/quote.ts'

const heading = `# The ESLint presets

Every rule that a block of \`create-conventions/eslint\` switches on, with its reason. Generated from presets/eslint/rules by \`npm run docs\`: change those, not this file.
\`recommended\` finds bugs; \`strict\` has these too, and settles on one way to write things. A rule of a later edition than the team's is a warning.

`

/** docs/eslint.md: each block with its packages, each rule with its level, options and reason. */
export function eslintDocs(): string {
  return `${heading}${Object.entries(catalogue).map(([block, table]) => `${section(block as Block | 'typed', table)}\n`).join('\n')}`
}

function section(block: Block | 'typed', table: (typeof catalogue)[Block]): string {
  const needed = Object.entries(plugins[block === 'typed' ? 'typescript' : block]).map(([name, range]) => markdownCode(`${name}@${range}`))
  const rows = Object.entries(table).map(([name, { level, why, options, since }]) => {
    const cell = options.length === 0 ? '' : JSON.stringify(options.length === 1 ? options[0] : options)
    return `| ${markdownCode(name, { cell: true })} | ${level} | ${since} | ${markdownInline(why.en)} | ${cell === '' || cell.length > 160 ? cell === '' ? '' : 'a list' : markdownCode(cell, { cell: true })} |`
  })
  return [
    `## ${block}`, '', needed.length === 0 ? 'Needs no package.' : `Needs ${needed.join(', ')}.`, '',
    '| rule | level | edition | why | options |', '|---|---|--:|---|---|', ...rows,
  ].join('\n')
}
