import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { packInto } from './lib/pack.ts'
import { inRoot } from './lib/root.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

// The package as users would get it: publint (exports, files, bins) and arethetypeswrong (types as TypeScript resolves them).
const folder = temporaryFolder('check')
try {
  const data = readFileSync(await packInto(folder))
  const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Record<string, unknown>
  const { messages } = await publint({ pack: { tarball: new Uint8Array(data).buffer }, strict: true })
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(data)))
  // Only ESM is published, on purpose: a Node we support can `require` it, but to TypeScript's node16 mode that is a problem.
  const accepted = ['CJSResolvesToESM', 'NoResolution']
  const problems = [
    ...messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code),
    ...(analysis.types === false ? ['no types'] : analysis.problems.filter(({ kind }) => !accepted.includes(kind)).map((problem) => JSON.stringify(problem))),
  ]
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
} finally {
  await removeFolder(folder)
}
