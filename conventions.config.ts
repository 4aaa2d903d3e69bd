import { defineConfig } from './src/index.ts'

export default defineConfig({
  extends: 'standard',
  host: 'github',
  // This is the toolkit: it cannot depend on itself. `npm run dev -- apply` runs it from the sources.
  toolkit: { dependency: false },
  release: { workflow: 'manual', npm: { access: 'public', provenance: true } },
  ci: { command: 'node src/launcher.cjs', branches: ['main'], report: true },
  commits: {
    // The rooms of ARCHITECTURE.md.
    scopes: [
      'plan', 'repo', 'edit', 'apply', 'config', 'features', 'commits', 'hooks', 'ci', 'cli', 'messages', 'package', 'bench', 'provision', 'generators',
      'history', 'changelog', 'release', 'lint', 'infer', 'compare', 'report',
    ],
  },
})
