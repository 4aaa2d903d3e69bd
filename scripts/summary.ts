import { readFileSync } from 'node:fs'
import { inRoot } from './lib/root.ts'

// The last test run in one line of its own, for CI: `N passed, N failed, N skipped`. vitest.config.ts has the results written.
const results = JSON.parse(readFileSync(inRoot('.cache/test-results.json'), 'utf8')) as Record<string, number>
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = results
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`)
