import { defineConfig } from './src/index.ts'

export default defineConfig({
  extends: 'standard',
  host: 'github',
  // This is the toolkit: it cannot depend on itself. `npm run dev -- apply` runs it from the sources.
  toolkit: { dependency: false },
  commits: {
    // The rooms of ARCHITECTURE.md.
    scopes: ['plan', 'repo', 'edit', 'apply', 'config', 'features', 'commits', 'cli', 'messages', 'package', 'bench', 'generators'],
  },
})
