import { markdownCode, sh } from '../edit/quote.ts'
import { defineFeature, type Change, type Context, type Contributions, type HookName, type HookPart, type Probe } from '../feature.ts'
import { customParts } from './hooks/custom.ts'
import { detectHooks } from './hooks/detect.ts'
import { blocks, folderOf, hooksIn, type Folder } from './hooks/folder.ts'
import { adapters, calls, type CallingManager } from './hooks/managers.ts'
import { hookNames } from './hooks/names.ts'
import { hooksSchema, type Hooks, type Manager } from './hooks/schema.ts'
import { renderScript, scriptFolder } from './hooks/script.ts'
import { readText } from './import/read.ts'
import { lfsParts, pushParts } from './hooks/parts.ts'
import { ticketParts } from './hooks/ticket.ts'

type HooksContext = Context<Hooks>

/** Git hooks: what the conventions check at commit and push, and the team's own commands. */
export const hooks = defineFeature({
  name: 'hooks',
  summary: { en: 'Git hooks: who runs them, what they check, the team\'s own commands', ko: 'Git 훅: 실행 방식, 검사 내용, 팀이 정한 명령' },
  schema: hooksSchema,
  detect: detectHooks,
  contribute(context): Partial<Contributions> {
    if (managerOf(context) === 'none') return {}
    const { text: { hooks: { docs } }, options } = context
    const custom = hookNames.flatMap((hook) => options.custom[hook] === undefined ? [] : [markdownCode(hook)])
    const lines = [docs.skip(markdownCode('CONVENTIONS_HOOKS=0'), markdownCode('SKIP=<id>')), ...custom.length > 0 ? [docs.custom(custom.join(', '))] : []]
    return { docs: [{ order: 15, title: docs.title, markdown: [docs.what, ...lines].map((line) => `- ${line}`).join('\n') }] }
  },
  plan(context): Change[] {
    const { repo, text } = context
    const manager = managerOf(context)
    const parts = allParts(context)
    const names = hookNames.filter((hook) => parts.has(hook))
    if (manager === 'none' || (names.length === 0 && manager !== 'husky')) return []
    const folder = folderOf(manager, context.options.folder)
    return [
      ...scripts(context, parts, folder),
      ...lineEndings(context, folder),
      ...folder === undefined ? calls(repo, manager as CallingManager, names, text.hooks.reasons.call) : blocks(repo, folder, names, text.hooks.reasons.block),
      ...folder === undefined ? installStep(context, manager as CallingManager) : hooksPathStep(context, folder, names),
    ]
  },
  doctor(context): Probe[] {
    const manager = managerOf(context)
    const names = hookNames.filter((hook) => allParts(context).has(hook))
    return manager === 'none' || names.length === 0 ? [] : [...probes(context, manager, names), ...nodeProbe(context)]
  },
})

function managerOf({ options, facts }: HooksContext): Manager {
  return options.manager ?? (facts.packageManager === undefined ? 'native' : 'husky')
}

/** The parts of each hook, in their order; a hook that is only passed on has none. */
function allParts({ options, config, contributions, repo, facts }: HooksContext): ReadonlyMap<HookName, readonly HookPart[]> {
  const vocabulary = config.commits
  const all = [
    ...contributions.hooks.filter(({ hook, id }) => options.message || hook !== 'commit-msg' || id !== 'message'),
    ...vocabulary === false ? [] : ticketParts(vocabulary.ticket, options.ticket),
    ...options.push && (vocabulary !== false || config.branches !== false) ? pushParts : [],
    ...customParts(options),
    ...lfsParts(repo, managerOf({ options, facts } as HooksContext)),
  ]
  const ordered = all.map((part, index) => ({ part, index })).sort((a, b) => a.part.order - b.part.order || a.index - b.index).map(({ part }) => part)
  const named = hookNames.filter((hook) => options.chain.includes(hook) || ordered.some((part) => part.hook === hook))
  return new Map(named.map((hook) => [hook, ordered.filter((part) => part.hook === hook)]))
}

/** Our scripts, and what they read when they need it. */
function scripts(context: HooksContext, parts: ReadonlyMap<HookName, readonly HookPart[]>, folder: Folder | undefined): Change[] {
  const { text: { hooks: { sh: said, note, reasons } }, template } = context
  const bodies = [...parts.values()].flat().map(({ sh: body, functions = '' }) => functions + body)
  const file = (name: string, content: string, reason: string, executable = false): Change =>
    ({ kind: 'file', path: `${scriptFolder}/${name}`, text: content, reason, ...executable ? { executable } : {} })
  return [
    ...[...parts].map(([hook, own]) => file(hook, renderScript({ hook, parts: own, note, chain: folder !== undefined }), reasons.script(hook), true)),
    ...parts.size > 0 ? [file('chain.sh', template('hooks/chain.sh', { note }), reasons.chain)] : [],
    ...folder?.husky ? [file('husky.sh', template('hooks/husky.sh', { note }), reasons.husky)] : [],
    ...bodies.some((body) => body.includes('custom.sh'))
      ? [file('custom.sh', template('hooks/custom.sh', { note, skipped: sh(said.skipped), status: sh(said.status) }), reasons.custom)] : [],
    ...bodies.some((body) => body.includes('utf8.sh')) ? [file('utf8.sh', template('hooks/utf8.sh', { note }), reasons.utf8)] : [],
    ...parts.size > 0 ? toolkitScripts.map((name) => file(name, toolkitScript(context, name), reasons[name])) : [],
  ]
}

/** sh reads no CRLF, which git on Windows would check out. */
function lineEndings({ config: { editor }, repo, text }: HooksContext, folder: Folder | undefined): Change[] {
  const settled = editor !== false && editor.gitattributes === true && editor.eol === 'lf'
  if (settled || /^\*\s.*\beol=lf\b/m.test(readText(repo, '.gitattributes') ?? '')) return []
  const lines = [scriptFolder, ...folder && folder.path !== scriptFolder ? [folder.path] : []].map((path) => `/${path.replaceAll(' ', '[[:space:]]')}/* text eol=lf`)
  return [{ kind: 'lines', path: '.gitattributes', lines, reason: text.hooks.reasons.lineEndings }]
}

/** husky's own setting gives way to the folder itself: its stubs are slow, and absent in a new worktree. */
const huskySettings = ['.husky/_']

function hooksPathStep({ repo, text }: HooksContext, { path, husky }: Folder, names: readonly HookName[]): Change[] {
  const answered = [...new Set([...names, ...hooksIn(repo, path)])].sort()
  return [{
    kind: 'step', id: 'hooks-path', reason: text.hooks.reasons.hooksPath(path),
    run: { gitConfig: 'core.hooksPath', value: path, hooks: answered, ...husky ? { over: huskySettings } : {} },
  }]
}

/** The managers that are packages of the repository; who uses another one knows it, and doctor asks. */
function installStep({ facts, text }: HooksContext, manager: CallingManager): Change[] {
  const { step } = adapters[manager]
  if (step === undefined || facts.packageManager === undefined) return []
  return [
    ...manager === 'lefthook' ? [{ kind: 'dependency' as const, name: 'lefthook', range: '^2.2.2', reason: text.hooks.reasons.lefthook }] : [],
    { kind: 'step', id: 'hooks-install', reason: text.hooks.reasons.install(manager), run: { argv: step, soft: true } },
  ]
}

/** Where Node is a matter of the repository's anyway. The script of a repository is run only where it is ours, word for word. */
function nodeProbe(context: HooksContext): Probe[] {
  const { facts, repo, text: { hooks: { probes: told } } } = context
  if (facts.packageManager === undefined || toolkitScripts.some((name) => readText(repo, `${scriptFolder}/${name}`) !== toolkitScript(context, name))) return []
  return [{ id: 'hooks-node', ask: { hookNode: scriptFolder }, expectation: told.node, fix: told.nodeFix }]
}

/** What finds Node and the toolkit: the second is read by the first. */
const toolkitScripts = ['toolkit.sh', 'seldom.sh'] as const

function toolkitScript({ options, text: { hooks: { sh: said, note } }, template }: HooksContext, name: typeof toolkitScripts[number]): string {
  const tokens = name === 'toolkit.sh' ? { package: sh(options.package), kept: sh(said.kept) }
    : { noNode: sh(said.noNode), oldNode: sh(said.oldNode), noToolkit: sh(said.noToolkit), failed: sh(said.failed), killed: sh(said.killed) }
  return template(`hooks/${name}`, { note, ...tokens })
}

function probes({ options, repo, text }: HooksContext, manager: Manager, names: readonly HookName[]): Probe[] {
  const { hooks: { probes: told } } = text
  const files = names.map((hook) => `${scriptFolder}/${hook}`)
  const folder = folderOf(manager, options.folder)
  const executable = (paths: readonly string[]): Probe =>
    ({ id: 'hooks-executable', ask: { executable: paths }, expectation: told.executable, fix: `git update-index --chmod=+x ${paths.join(' ')} && git checkout -- ${paths.join(' ')}` })
  if (folder === undefined) {
    const { install } = adapters[manager as CallingManager]
    return [
      { id: 'hooks-path', ask: { gitConfig: 'core.hooksPath', value: undefined }, expectation: told.noHooksPath(manager), fix: 'git config --unset-all core.hooksPath' },
      { id: 'hooks-run', ask: { hooks: names }, expectation: told.run(manager, names.join(', ')), fix: install },
    ]
  }
  const answered = [...new Set([...names, ...hooksIn(repo, folder.path)])].sort()
  const { dir, names: now } = repo.git.hooks()
  const hidden = repo.git.config('core.hooksPath') === folder.path ? [] : now.filter((name) => !answered.includes(name as HookName))
  return [
    {
      id: 'hooks-path', ask: { gitConfig: 'core.hooksPath', value: folder.path, names: answered }, expectation: told.hooksPath(folder.path),
      fix: hidden.length > 0 ? told.hidden(dir, hidden.join(', ')) : `git config --local core.hooksPath ${sh(folder.path)}`,
    },
    executable(folder.path === scriptFolder ? files : [...files, ...names.map((hook) => `${folder.path}/${hook}`)]),
  ]
}
