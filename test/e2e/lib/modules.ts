import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../../../scripts/lib/root.ts'

/** Puts every package that this repository has into the `node_modules` of another one, as links; those that are there stay. */
export function linkModules(root: string): void {
  const from = inRoot('node_modules')
  const to = join(root, 'node_modules')
  mkdirSync(to, { recursive: true })
  const there = new Set(readdirSync(to))
  for (const name of readdirSync(from)) if (!there.has(name) && name !== '.bin' && !name.startsWith('.')) symlinkSync(join(from, name), join(to, name))
}
