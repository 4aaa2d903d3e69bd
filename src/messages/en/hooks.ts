import { once } from '../../repo/once.ts'

/** Sentences of src/features/hooks and of the hook files. */
export const hooks = once(() => ({
  /** The first comment of each file. */
  note: 'Made by create-conventions: change conventions.config and run `conventions apply`. CONVENTIONS_HOOKS=0 skips it, SKIP=<id> a part.',
  reasons: {
    script: (hook: string) => `what the conventions do in ${hook}, in sh alone as long as all is well`,
    chain: 'goes on to hooks that a clone had before',
    utf8: 'reads lines that are not plain ASCII',
    husky: 'husky\'s contract (HUSKY=0, init.sh, PATH) without its programs',
    custom: 'shows the team\'s own commands with the time each takes',
    'toolkit.sh': 'runs the checks that need Node, and keeps a message that is rejected',
    'seldom.sh': 'finds Node where a terminal or a graphical client may have it, and lets through where there is none',
    block: 'the hook reads what the conventions do; lines of the team\'s stay',
    call: 'the hook manager that is here calls what the conventions do',
    hooksPath: (path: string) => `git runs the hooks in ${path}, in every worktree`,
    lineEndings: 'sh reads no Windows line endings, whatever git is set to there',
    lefthook: 'runs the hooks of lefthook.yml',
    install: (manager: string) => `${manager} writes its hook files`,
  },
  seen: {
    manager: (path: string, manager: string) => `${path}: hooks run by ${manager}; it stays, and calls ours too`,
    secondManager: (path: string, manager: string) => `${path}: a second hook manager, ${manager}; git runs only one of them`,
    folder: (path: string) => `${path}: the hooks that core.hooksPath names; they stay, and read ours too`,
    personal: (path: string) => `${path}: a hook of this clone; ours go on to it`,
    commitlint: (path: string) => `${path}: runs commitlint; ours checks the same in a thousandth of the time, so the line can go`,
  },
  inexpressible: {
    language: 'the file (not written in sh; call `sh .conventions/hooks/<hook> "$@"` from it)',
    code: 'the hooks (the config is code; call `sh .conventions/hooks/<hook> "$@"` from it)',
  },
  docs: {
    title: 'Git hooks',
    what: 'Hooks check messages and branch names; what they cannot check on a machine, CI does.',
    skip: (all: string, one: string) => `${all} before a git command skips them once, ${one} a part of them.`,
    custom: (hooks: string) => `The team's own commands run in ${hooks}.`,
  },
  probes: {
    hooksPath: (path: string) => `git runs the hooks in ${path}`,
    noHooksPath: (manager: string) => `core.hooksPath is not set, so that git runs the hooks of ${manager}`,
    run: (manager: string, hooks: string) => `${manager} has written the hooks ${hooks}`,
    node: 'hooks find Node without a PATH, as in a graphical client',
    nodeFix: 'install Node with nvm, fnm, volta, mise, asdf or Homebrew, or make the package `node` a development dependency; without it hooks let through what sh alone cannot prove',
    executable: 'the hook files are executable',
    hidden: (dir: string, hooks: string) =>
      `${dir} holds hooks that would no longer run (${hooks}): add them to \`hooks.chain\` in the config, or remove them; then run \`conventions apply\``,
  },
  /** Said by the hook files themselves. */
  sh: {
    noNode: 'conventions: not checked here, because no Node was found; CI decides.',
    oldNode: 'conventions: not checked here, because the Node that was found is too old (22 is needed); CI decides.',
    noToolkit: 'conventions: not checked here, because create-conventions is not installed; CI decides.',
    failed: 'conventions: not checked here, because the check itself failed (above); CI decides.',
    killed: 'conventions: the check was killed, so nothing goes on. Run the command again: it first gives back the files as they were.',
    kept: 'Your message is kept. To edit it and commit again: conventions commit --retry',
    skipped: 'skipped (SKIP)',
    status: 'exit status',
  },
}))
