import { explain } from '../../src/config/explain.ts'
import { loadConfig } from '../../src/config/load.ts'
import { resolveConfig } from '../../src/config/resolve.ts'
import { ConventionsError, ConventionsErrors } from '../../src/errors.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { diskRepo } from '../../src/repo/disk.ts'

// What Node itself makes of a code config: vitest would run it through its own loader. Prints one JSON document.
const { errors } = await loadMessages('en')
const repo = diskRepo(process.argv[2]!, process.env)
try {
  const resolution = await resolveConfig(await loadConfig(repo), { repo })
  const names = resolution.features.map(({ name }) => name)
  console.log(JSON.stringify({ config: resolution.config, names, origins: explain(resolution).map(({ path, origin }) => [path, origin]) }))
} catch (error) {
  const all = error instanceof ConventionsErrors ? error.errors : error instanceof ConventionsError ? [error] : undefined
  if (!all) throw error
  console.log(JSON.stringify({ sentences: all.map(({ code, details }: ConventionsError) => (errors[code] as (details: unknown) => string)(details)) }))
}
