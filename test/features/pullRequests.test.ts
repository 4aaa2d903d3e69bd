import { describe, expect, test } from 'vitest'
import { ask, detect, hostile, mistakes, paths, textAt, type Setting } from './harness.ts'

const github: Setting = { host: 'github', others: { commits: {} } }

test('the template in English', () => {
  expect(textAt(ask('pullRequests', {}, github).changes, '.github/pull_request_template.md')).toMatchInlineSnapshot(`
    "<!-- The title has the form of a commit's first line: type(scope): subject. For example: feat: search by title. -->

    ## What

    <!-- The change in a sentence or two, as someone who uses it would notice. -->

    ## Why

    <!-- The problem it solves. Link the issue or the discussion. -->

    ## How to check

    <!-- What you tried, and what a reviewer can try. Screenshots where something looks different. -->

    ## For the reviewer

    <!-- Optional: where to look first, what you are unsure about, what is left for later. Delete if there is nothing. -->

    ## Checklist

    - [ ] I have read my own diff from top to bottom
    - [ ] Tests cover the change, or I say above why none is needed
    - [ ] If users have to change something, it says how
    "
  `)
})

test('the template in Korean', () => {
  expect(textAt(ask('pullRequests', {}, { ...github, locale: 'ko' }).changes, '.github/pull_request_template.md')).toMatchInlineSnapshot(`
    "<!-- 제목은 커밋의 첫 줄과 같은 형식입니다: 타입(스코프): 제목. 예시: feat: 제목으로 검색하는 기능 추가. -->

    ## 무엇을

    <!-- 무엇이 달라지는지 사용하는 사람의 눈높이에서 한두 문장으로 적어 주세요. -->

    ## 왜

    <!-- 어떤 문제를 해결하나요? 관련 이슈나 논의가 있으면 링크를 남겨 주세요. -->

    ## 확인 방법

    <!-- 직접 확인한 것과 리뷰어가 따라 해 볼 것을 적어 주세요. 화면이 달라졌다면 캡처를 붙여 주세요. -->

    ## 리뷰어에게

    <!-- 선택: 먼저 봐 줬으면 하는 곳, 고민되는 점, 이번에 다루지 않은 것. 없으면 지워 주세요. -->

    ## 체크리스트

    - [ ] 올리기 전에 diff를 처음부터 끝까지 읽었습니다
    - [ ] 변경을 확인하는 테스트가 있습니다. 없다면 그 이유를 위에 적었습니다
    - [ ] 쓰는 쪽에서 바꿔야 할 것이 있다면 방법을 적었습니다
    "
  `)
})

test.each<[string, unknown, Setting, string]>([
  ['sections of the config', { sections: [{ title: 'A', hint: 'h' }, { title: { en: 'B', ko: '나' }, optional: true }], checklist: ['x'] }, { host: 'github' },
    '## A\n\n<!-- h -->\n\n## B\n\n<!-- Optional: delete the section if there is nothing to say. -->\n\n## Checklist\n\n- [ ] x\n'],
  ['no checklist', { sections: [{ title: 'A' }], checklist: [] }, { host: 'github' }, '## A\n'],
  ['a title of one\'s own', { sections: [], checklist: [], title: { pattern: '^[A-Z]+-\\d+ .+', example: 'AB-1 x' } }, github,
    '<!-- The title matches ^[A-Z]+-\\d+ .+. For example: AB-1 x. -->\n'],
  ['no rule for the title', { sections: [{ title: 'A' }], checklist: [], title: false }, github, '## A\n'],
  ['nothing to say about commits', { sections: [{ title: 'A' }], checklist: [] }, { host: 'github', others: { commits: false } }, '## A\n'],
])('%s', (_, options, setting, expected) => {
  expect(textAt(ask('pullRequests', options, setting).changes, '.github/pull_request_template.md')).toBe(expected)
})

const templates = { release: { title: 'Release', sections: [{ title: 'Version' }], checklist: ['tagged'] } }

test.each<[string, unknown, Setting, string[]]>([
  ['GitHub', {}, { host: 'github' }, ['.github/pull_request_template.md']],
  ['GitHub by its remote', {}, { git: { remotes: { origin: 'git@github.com:a/b.git' } } }, ['.github/pull_request_template.md']],
  ['GitLab', {}, { host: 'gitlab' }, ['.gitlab/merge_request_templates/Default.md']],
  ['Bitbucket', {}, { host: 'bitbucket' }, []],
  ['no host', {}, {}, []],
  ['no host but a path', { path: 'docs/pr.md' }, {}, ['docs/pr.md']],
  ['where there is one, in its case', {}, { host: 'github', files: { 'docs/PULL_REQUEST_TEMPLATE.md': '' } }, ['docs/PULL_REQUEST_TEMPLATE.md']],
  ['GitLab, in its case', {}, { host: 'gitlab', files: { '.gitlab/merge_request_templates/default.md': '', '.gitlab/merge_request_templates/A.md': '' } },
    ['.gitlab/merge_request_templates/default.md']],
  ['kept', { path: 'PULL_REQUEST_TEMPLATE.md', keep: true }, { host: 'github' }, []],
  ['several on GitHub', { templates }, { host: 'github' }, ['.github/pull_request_template.md', '.github/PULL_REQUEST_TEMPLATE/release.md']],
  ['several at the root', { templates, path: 'pull_request_template.md' }, { host: 'github' }, ['pull_request_template.md', 'PULL_REQUEST_TEMPLATE/release.md']],
  ['several beside one in the folder', { templates, path: '.github/PULL_REQUEST_TEMPLATE/a.md', keep: true }, { host: 'github' }, ['.github/PULL_REQUEST_TEMPLATE/release.md']],
  ['several on GitLab', { templates }, { host: 'gitlab' }, ['.gitlab/merge_request_templates/Default.md', '.gitlab/merge_request_templates/release.md']],
])('%s', (_, options, setting, expected) => {
  expect(paths(ask('pullRequests', options, setting).changes)).toEqual(expected)
})

test('a template with a name', () => {
  expect(textAt(ask('pullRequests', { templates, title: false }, github).changes, '.github/PULL_REQUEST_TEMPLATE/release.md'))
    .toBe('# Release\n\n## Version\n\n## Checklist\n\n- [ ] tagged\n')
})

const remote = { remotes: { origin: 'https://github.com/a/b' } }
test.each<[string, Record<string, string>, string | undefined, number]>([
  ['none', {}, undefined, 0],
  ['root', { 'pull_request_template.md': '' }, 'pull_request_template.md', 1],
  ['docs, upper case', { 'docs/PULL_REQUEST_TEMPLATE.md': '' }, 'docs/PULL_REQUEST_TEMPLATE.md', 1],
  ['.github, mixed case, text', { '.github/Pull_Request_Template.txt': '' }, '.github/Pull_Request_Template.txt', 1],
  ['a folder of several', { '.github/PULL_REQUEST_TEMPLATE/a.md': '', '.github/PULL_REQUEST_TEMPLATE/b.md': '' }, '.github/PULL_REQUEST_TEMPLATE/a.md', 2],
  ['both', { 'PULL_REQUEST_TEMPLATE/b.md': '', 'docs/pull_request_template.md': '' }, 'docs/pull_request_template.md', 2],
  ['something else', { '.github/pull_request_template.yml': '', 'docs/my_pull_request_template.md': '' }, undefined, 0],
])('detected on GitHub: %s', (_, files, path, count) => {
  const found = detect('pullRequests', files, remote)
  expect(found.options).toEqual(path === undefined ? undefined : { path, keep: true })
  expect(found.seen).toHaveLength(count)
})

test('detected on GitLab and Bitbucket', () => {
  const files = { '.gitlab/merge_request_templates/A.md': '', '.gitlab/merge_request_templates/DEFAULT.md': '', '.github/pull_request_template.md': '' }
  expect(detect('pullRequests', files, { remotes: { origin: 'https://gitlab.com/a/b' } }).options).toEqual({ path: '.gitlab/merge_request_templates/DEFAULT.md', keep: true })
  const bitbucket = detect('pullRequests', files, { remotes: { origin: 'https://bitbucket.org/a/b' } })
  expect(bitbucket).toEqual({
    seen: ['Bitbucket reads no pull request template from the repository: the text for its settings is in CONTRIBUTING.md'], inexpressible: [],
  })
})

describe('the docs', () => {
  const section = (options: unknown, setting: Setting) => ask('pullRequests', options, setting).contributed.docs?.[0]
  test('on GitHub', () => {
    expect(section({ templates }, github)).toEqual({
      order: 20, title: 'Pull requests',
      markdown: [
        '- The title has the form of a commit\'s first line: `type(scope): subject`.', '- For example: `feat: search by title`.',
        '- The description follows `.github/pull_request_template.md`.',
        '- For another template add `?template=….md` to the address of the new pull request, with one of `release`.',
      ].join('\n'),
      terse: [
        '- The title has the form of a commit\'s first line: `type(scope): subject`.', '- For example: `feat: search by title`.',
        '- The description follows `.github/pull_request_template.md`.',
      ].join('\n'),
    })
  })
  test('on Bitbucket they hold the text for its settings', () => {
    const markdown = section({ sections: [{ title: 'What' }], checklist: [], title: false }, { host: 'bitbucket' })?.markdown
    expect(markdown).toContain('Paste this there:\n\n```markdown\n## What\n```')
  })
  test('without anything to say they are silent', () => {
    expect(ask('pullRequests', { title: false }, {}).contributed).toEqual({ docs: [], jobs: [] })
  })
})

test('no value breaks out of its line or comment', () => {
  for (const text of hostile) {
    const options = {
      sections: [{ title: text, hint: text }], checklist: [text], title: { pattern: 'x', example: text },
      templates: { t: { title: text, sections: [{ title: text }] } },
    }
    const { changes } = ask('pullRequests', options, github)
    const body = textAt(changes, '.github/pull_request_template.md')
    expect(mistakes('pullRequests', options)).toEqual([])
    const outside = body.replace(/<!--[^]*?--!?>/g, '').split('\n').filter((line) => line !== '')
    expect(outside.map((line) => line.slice(0, 6).trim()).filter((start) => !/^(## |##$|- \[ \])/.test(start))).toEqual([])
    expect(outside.filter((line) => line.startsWith('- [ ]'))).toHaveLength(1)
    expect(textAt(changes, '.github/PULL_REQUEST_TEMPLATE/t.md').replace(/<!--[^]*?--!?>/g, '').split('\n').filter((line) => /^# /.test(line)).length).toBeLessThanOrEqual(1)
  }
})

test.each<[unknown, string]>([
  [{ path: '.git/hooks/x' }, 'repoPath'], [{ templates: { '../x': { sections: [] } } }, 'templateName'], [{ title: { pattern: '(' } }, 'regex'],
])('%j is refused: %s', (options, code) => {
  expect(mistakes('pullRequests', options)).toContain(code)
})
