import { expect, test } from 'vitest'
import { detect } from './harness.ts'

const json = (config: object): Record<string, string> => ({ '.release-it.json': JSON.stringify(config) })

test.each<[string, Record<string, string>, object | undefined, string[]]>([
  ['nothing', {}, undefined, []],
  ['git, npm and the host', json({
    $schema: 'x', git: { tagName: 'v${version}', commitMessage: 'chore: release ${version}', tagArgs: ['-s'], requireBranch: ['main', 'beta'], pushRepo: 'upstream', commit: true },
    npm: { publishArgs: ['--access public', '--provenance'] }, github: { release: true },
  }), {
    tag: 'v', commit: 'chore: release {version}', sign: true, branches: { main: 'latest', beta: 'beta' }, remote: 'upstream', npm: { access: 'public', provenance: true },
  }, []],
  ['no npm, no host', json({ npm: { publish: false }, github: { release: false } }), { npm: false, forge: false }, []],
  ['npm as a whole', json({ npm: false, git: false }), { npm: false }, ['git']],
  ['hooks as they are; those that know more than we tell', json({
    hooks: { 'before:init': ['npm test'], 'after:bump': 'echo ${version} > v', 'after:release': 'echo ${repo.owner}', 'after:my-plugin:bump': 'x' },
  }), { hooks: { 'before:init': ['npm test'], 'after:bump': ['echo ${version} > v'] } }, ['hooks.after:release', 'hooks.after:my-plugin:bump']],
  ['plugins', json({
    plugins: { '@release-it/conventional-changelog': { preset: 'angular', infile: 'CHANGELOG.md' }, '@release-it/bumper': { out: ['VERSION', { file: 'gradle.properties' }] }, './my-plugin.js': {} },
  }), { files: ['VERSION', 'gradle.properties'], plugins: { './my-plugin.js': {} } }, []],
  ['plugins with settings of their own, which release-it runs', json({
    plugins: { '@release-it/bumper': { in: 'a.json', out: { file: 'a.json', path: 'app.version' } }, '@release-it/keep-a-changelog': { filename: 'CHANGES.md' }, 'my-plugin': ['name', { a: [1, null] }], 'not a name': {} },
  }), { plugins: { '@release-it/bumper': { in: 'a.json', out: { file: 'a.json', path: 'app.version' } }, '@release-it/keep-a-changelog': { filename: 'CHANGES.md' }, 'my-plugin': ['name', { a: [1, null] }] } }, ['plugins.not a name']],
  ['a plugin with code', { '.release-it.js': 'export default { plugins: { mine: { a: () => 1 }, other: {} } }' }, { plugins: { other: {} } }, ['plugins.mine (is code, which is not run)']],
  ['a plugin with more than we have words for', json({ plugins: { '@release-it/conventional-changelog': { preset: 'atom' } } }), {}, ['plugins.@release-it/conventional-changelog']],
  ['what has no word', json({ git: { push: false, tagName: '${name}-${version}', requireBranch: '!x*' }, github: { release: true, draft: true }, increment: 'minor' }), {},
    ['git.push', 'git.tagName', 'git.requireBranch', 'github.draft', 'increment']],
  ['what our schema refuses', json({ git: { commitMessage: 'a\nb ${version}' } }), {}, ['commit']],
  ['code', { '.release-it.cjs': 'module.exports = { git: { tagName: "r${version}", commitMessage: make() } }' }, { tag: 'r' }, ['git.commitMessage (is code, which is not run)']],
  ['more than a literal', { '.release-it.ts': 'export default make()' }, {}, ['the file (it is more than one literal object, and it is not run)']],
  ['package.json', { 'package.json': '{"release-it":{"npm":{"publish":false}}}' }, { npm: false }, []],
  ['YAML, broken', { '.release-it.yaml': 'a: [' }, {}, ['the file (it could not be read)']],
])('release-it: %s', (_, files, options, lost) => {
  const found = detect('release', files)
  expect(found.options).toEqual(options)
  expect(found.inexpressible.map(({ what }) => what)).toEqual(lost)
  expect(found.seen.length).toBe(options === undefined ? 0 : 1)
})
