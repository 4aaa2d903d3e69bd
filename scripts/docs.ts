import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { generatedDocs } from './lib/generatedDocs.ts'
import { inRoot } from './lib/root.ts'

// Writes what is generated from the features' schemas; with --check it only says what is not current.
const { values: { check } } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

for (const [path, text] of Object.entries(generatedDocs())) {
  const file = inRoot(path)
  if (read(file) === text) continue
  if (check) {
    console.error(`${path} is not current: run "npm run docs"`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}
