import { sh } from '../../edit/quote.ts'
import type { CiStep } from '../../feature.ts'
import type { Tools } from './setup.ts'

export type ScriptStep = Exclude<CiStep, { readonly uses: string }>

/** The step as sh. What it prints for the host alone goes into a file; where something is wrong the log says so in words too. */
export function scriptOf(step: ScriptStep, tools: Tools, host: 'github' | 'gitlab' | 'bitbucket'): string {
  if ('run' in step) return step.run.replace(/\n+$/, '')
  const more = host === 'bitbucket' ? undefined : step[host]
  const command = (words: readonly string[]): string => `${tools.conventions} ${words.map((word) => /^[\w./:=@-]+$/.test(word) ? word : sh(word)).join(' ')}`
  const told = command(step.conventions)
  return more === undefined ? told : `${command([...step.conventions, ...more.args])} > ${more.to} || { ${told}; exit 1; }`
}

/** As one item of a `script:` list whose variables end with it: hosts other than GitHub have no steps with variables of their own. */
export function scriptItem(step: ScriptStep, tools: Tools, host: 'gitlab' | 'bitbucket'): string {
  const script = scriptOf(step, tools, host)
  const exports = [
    ...Object.entries(step.env ?? {}).map(([name, value]) => `export ${name}=${sh(value)}`),
    ...Object.entries(step.secrets ?? {}).filter(([name, secret]) => name !== secret).map(([name, secret]) => `export ${name}="$${secret}"`),
  ]
  // A list of items goes on after a line that failed only where `set -e` is off; inside one item it has to be said.
  if (exports.length === 0 && !script.includes('\n')) return script
  return ['(', 'set -e', ...exports, script, ')'].join('\n')
}
