import { ConventionsError } from '../errors.ts'
import type { PackageManager } from '../repo/facts.ts'
import type { Context } from './context.ts'
import { foreign, type Session } from './session.ts'
import { runCommand, type Argv, type Env } from './run.ts'
import type { ApplyOptions } from './types.ts'
import { findExecutable } from './windows.ts'

/**
 * What installs, without questions and noise, and with a lock file that may change: under CI=true pnpm freezes it unless told otherwise, Yarn ≥ 2 too
 * (environment below; Yarn 1 and 2 share no flag for it), and pnpm asks before it rebuilds node_modules.
 */
export const installCommands: Readonly<Record<PackageManager, Argv>> = {
  npm: ['npm', 'install', '--no-audit', '--no-fund'],
  pnpm: ['pnpm', 'install', '--no-frozen-lockfile', '--config.confirmModulesPurge=false'],
  yarn: ['yarn', 'install'],
  bun: ['bun', 'install'],
}

/** corepack (https://github.com/nodejs/corepack#environment-variables) neither asks before a download nor adds `packageManager` to package.json. */
export function installEnv(env: Env): Env {
  return {
    ...env,
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false', COREPACK_ENABLE_DOWNLOAD_PROMPT: '0', COREPACK_ENABLE_AUTO_PIN: '0',
    npm_config_update_notifier: 'false', NO_UPDATE_NOTIFIER: '1',
  }
}

/** Throws `toolMissing` unless the package manager starts here, in the version that `packageManager` asks for, before anything is written. */
export async function requirePackageManager(context: Context, packageManager: PackageManager): Promise<void> {
  const found = findExecutable(packageManager, context.env, context.platform) !== undefined
  const ran = found && await runCommand([packageManager, '--version'], {
    cwd: context.root, env: installEnv(context.env), platform: context.platform, signal: context.signal,
  })
  if (!ran || ran.exitCode !== 0) {
    throw new ConventionsError('toolMissing', { tool: packageManager, output: ran ? lastLines(ran.output) : '' })
  }
}

/** Throws `installFailed` with what the package manager said last. */
export async function install(session: Session, packageManager: PackageManager, hadModules: boolean, { progress }: ApplyOptions): Promise<void> {
  const argv = installCommands[packageManager]
  const command = argv.join(' ')
  progress({ type: 'install', command })
  const { exitCode, output } = await foreign(session, argv, installEnv(session.context.env), (line) => progress({ type: 'install', command, line }))
  if (exitCode === 0) return
  // What was there of node_modules may be half changed; only the package manager can bring it back.
  const next = hadModules ? `${packageManager} install` : undefined
  throw new ConventionsError('installFailed', { command, exitCode, output: lastLines(output), next })
}

export function lastLines(output: string): string {
  return output.trimEnd().split(/\r?\n/).slice(-20).join('\n')
}
