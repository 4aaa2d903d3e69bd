import { powershell, yamlQuoted } from '../edit/quote.ts'
import type { Messages } from '../messages/index.ts'
import type { Item } from './types.ts'

/** What winget can bring: what is meant for Windows and has an id there. */
export function onWindows(items: readonly Item[]): (Item & { readonly winget: string })[] {
  return items.flatMap((item) => item.winget !== undefined && (item.os.length === 0 || item.os.includes('windows')) ? [{ ...item, winget: item.winget }] : [])
}

/** `.config/configuration.winget`: winget's configuration as data (schema 0.2); what is optional is left out, it has no word for that. */
export function wingetConfiguration(items: readonly Item[], { header }: Messages['provision']): string {
  const required = onWindows(items).filter(({ optional }) => !optional)
  const resources = required.flatMap(({ id, winget, title, reason }) => [
    '    - resource: Microsoft.WinGet.DSC/WinGetPackage',
    `      id: ${yamlQuoted(id)}`,
    '      directives:',
    `        description: ${yamlQuoted(reason ?? title)}`,
    '      settings:',
    `        id: ${yamlQuoted(winget)}`,
    '        source: winget',
  ])
  return [
    '# yaml-language-server: $schema=https://aka.ms/configuration-dsc-schema/0.2', `# ${header.managed}`,
    'properties:', '  configurationVersion: 0.2.0', ...resources.length === 0 ? ['  resources: []'] : ['  resources:', ...resources], '',
  ].join('\n')
}

/** What fills `templates/provision/bootstrap.ps1`. */
export function powershellTokens(items: readonly Item[], text: Messages['provision']): Record<string, string> {
  const rows = onWindows(items).map(({ id, title, winget, optional, profiles, ci }) => `  @{ Id = ${powershell(id)}; Title = ${powershell(title)}; Winget = ${powershell(winget)}; `
    + `Optional = ${optional ? '$true' : '$false'}; Ci = ${ci === undefined ? '$null' : ci ? '$true' : '$false'}; Profiles = @(${profiles.map(powershell).join(', ')}) }`)
  const runtimes = items.filter(({ mise }) => mise !== undefined).map(({ mise }) => powershell(`${mise?.name ?? ''}@${mise?.version ?? ''}`))
  const said = text.script as Readonly<Record<string, string | ((value: string) => string)>>
  const sentence = (key: string, parameter?: string) => {
    const words = said[key]
    return powershell(typeof words === 'function' ? words(parameter ?? '{0}') : words ?? '')
  }
  return {
    items: rows.join('\n'), runtimes: runtimes.join(', '),
    title: sentence('title'), fine: sentence('fine'), missing: sentence('missing'), would: sentence('would'), noTerminal: sentence('noTerminal'),
    declined: sentence('declined'), start: sentence('start'), left: sentence('left'), optionalLeft: sentence('optionalLeft'), done: sentence('done'),
    question: powershell(text.question), ok: powershell(text.words.ok), absent: powershell(text.words.missing), optional: powershell(text.optionalMark),
  }
}
