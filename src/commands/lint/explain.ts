import { lintEverything } from '../../apply/ratchet.ts'
import { defineCommand } from '../../cli/command.ts'
import { writeJson } from '../../cli/json.ts'
import { lintPlace, suppressionsOf } from '../../cli/lint/code.ts'
import { open } from '../../cli/open.ts'
import { positionals } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { nearest } from '../../edit/nearest.ts'
import { yamlScalar } from '../../edit/quote.ts'
import { ConventionsError } from '../../errors.ts'
import { loadCatalogue } from '../../features/lint/catalogue.ts'

export const lintExplain = defineCommand({
  name: 'lint explain',
  options: {},
  positionals: positionals([{ name: 'rule', required: true }]),
  examples: ['conventions lint explain no-floating-promises', 'conventions lint explain eqeqeq'],
  async run(input) {
    const { io, options, positionals } = input
    const { opened, text: { code: { explain: words } } } = await open(input)
    const { locale } = opened.resolved.config
    const { place, settings } = lintPlace(opened, io)
    const catalogue = await loadCatalogue()
    const known = Object.entries(catalogue).flatMap(([block, table]) => Object.entries(table).map(([name, rule]) => ({ block, name, rule })))
    // `no-floating-promises` is enough.
    const found = known.find(({ name }) => name === positionals.rule) ?? known.find(({ name }) => name.endsWith(`/${positionals.rule}`))
    const name = found?.name ?? positionals.rule
    const linted = await lintEverything(place, settings.config)
    const mine = linted.flatMap(({ messages }) => messages.filter(({ ruleId }) => ruleId === name))
    const suppressed = Object.values(suppressionsOf(opened.repo)).reduce((sum, rules) => sum + (rules[name]?.count ?? 0), 0)
    const seen = mine.length > 0 || suppressed > 0
    if (!found && !seen && !(name in settings.rules)) throw new ConventionsError('lintUnknownRule', { rule: name, nearest: nearest(name, known.map((one) => one.name)) })
    const team = settings.rules[name]
    const level = [team].flat()[0]
    const block = found?.block === 'typed' ? 'typescript' : found?.block
    const active = found !== undefined && settings.base === undefined && (settings.blocks as readonly string[]).includes(block ?? '') && (settings.level === 'strict' || found.rule.level === 'recommended')
    const by = team !== undefined ? level === 'off' || level === 0 ? words.off : words.team
      : active ? words.on('error', found.block, found.rule.level) : seen ? settings.base === undefined ? words.theirs : words.base(settings.base) : words.off
    const why = found?.rule.why[locale]
    if (options.json) writeJson(io.stdout, { rule: name, block: found?.block ?? null, level: found?.rule.level ?? null, on: team !== undefined ? level !== 'off' && level !== 0 : active || seen, why: why ?? null, options: found?.rule.options ?? [], problems: mine.length, suppressed })
    else {
      print(io, [
        `${name}: ${by}`, ...why === undefined ? [] : [words.why(why)], ...found && found.rule.options.length > 0 ? [words.options(JSON.stringify(found.rule.options))] : [],
        words.now(mine.length, suppressed), '', words.folder, '  lint:', '    folders:', '      some/folder:', `        ${yamlScalar(name)}: off`,
      ])
    }
    return 0
  },
})
