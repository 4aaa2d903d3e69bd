import { once } from '../../repo/once.ts'
import type { Messages } from '../index.ts'

const hosts: Readonly<Record<string, string>> = {
  github: 'actions/checkout에 `fetch-depth: 0`을 지정하세요',
  gitlab: '작업에 변수 `GIT_DEPTH: "0"`을 지정하세요',
  bitbucket: '단계에 `clone: { depth: full }`을 지정하세요',
}

/** Sentences of `conventions lint` and `conventions commit`. */
export const linting = once((): Messages['linting'] => ({
  errors: {
    unreadable: (d) => `${d.path} 파일을 읽을 수 없습니다(${d.why}). 다른 파일을 지정하거나, 표준 입력을 읽으려면 \`-\`를 쓰세요.`,
    shallowClone: (d) => `얕은 클론이라 범위에 필요한 이력이 없습니다. 먼저 이력을 가져와야 합니다: ${hosts[d.host] ?? '`git fetch --unshallow`를 실행하세요'}.`,
    revisionMissing: (d) => `이 클론에는 \`${d.revision}\` 커밋이 없습니다. 가져오거나 \`origin/main..HEAD\` 같은 범위를 지정하세요.`,
    nothingToLint: () => '검사할 커밋이 없습니다. `origin/main..HEAD` 같은 범위를 지정하세요.',
    notInConvention: (d) => `컨벤션에 해당 내용이 없습니다. \`${d.feature}\` 기능이 꺼져 있습니다. 켜려면 설정에 \`${d.feature}: {}\`를 추가하세요.`,
    noTitle: () => '검사할 제목이 없습니다. 명령 뒤에 적으세요: `conventions lint title "feat: 제목으로 검색하는 기능 추가"`.',
    noBranch: () => '체크아웃한 브랜치가 없습니다. 이름을 지정하세요: `conventions lint branch feat/search`.',
    nothingStaged: () => '스테이징한 변경이 없어 커밋할 것이 없습니다. `git add`로 스테이징하거나 git 옵션을 넘기세요: `conventions commit -- --all`.',
    commitNeeds: (d) => `물어볼 터미널이 없는데 메시지에 빠진 것이 있습니다. ${d.options.map((option) => `\`${option}\``).join(', ')} 옵션을 지정하세요.`,
    unknownAuthor: (d) => `\`${d.person}\`: "이름 <메일>" 형식도 아니고 로그에 있는 사람도 아닙니다. 전체를 적으세요: \`--co-author "홍길동 <gildong@example.com>"\`.`,
    nothingRejected: () => '보관된 메시지가 없어 다시 시도할 것이 없습니다. `conventions commit`으로 새로 쓰세요.',
    retryAlone: (d) => `\`--retry\`는 보관된 메시지를 여는 옵션이어서 \`${d.option}\` 옵션은 아무 효과가 없습니다. 빼고 실행하세요.`,
    notARepository: () => 'Git 저장소가 아니어서 커밋할 수 없습니다. 먼저 `git init`을 실행하세요.',
  },
  message: {
    fine: '메시지가 컨벤션을 따릅니다.',
    ignored: '검사하지 않는 메시지입니다. 병합, git이 만든 되돌리기, fixup! 커밋은 검사하지 않습니다.',
  },
  commits: {
    title: '커밋 메시지',
    suite: '커밋 메시지',
    wrong: (n, all) => `커밋 ${all}개 중 ${n}개가 컨벤션과 다릅니다:`,
    fine: (n, range) => n === 0 ? `검사할 커밋이 없습니다(${range}).` : `커밋 ${n}개가 모두 컨벤션을 따릅니다(${range}).`,
    how: '`git rebase -i`의 `reword`로 메시지를 고칠 수 있습니다. 풀 리퀘스트를 스쿼시하는 저장소에서는 제목만 커밋이 됩니다.',
  },
  title: {
    title: '풀 리퀘스트 제목',
    fine: '제목이 컨벤션을 따릅니다.',
    wrong: (title) => `제목이 컨벤션과 다릅니다: ${title}`,
    pattern: (pattern) => `${pattern} 형식이 아닙니다.`,
    example: (example) => `예시: ${example}`,
    none: '제목을 알 수 있는 풀 리퀘스트 실행이 아니어서 검사할 것이 없습니다.',
    free: '제목 형식을 정하지 않았으므로(`pullRequests.title: false`) 검사할 것이 없습니다.',
  },
  branch: {
    title: '브랜치 이름',
    fine: (name) => `${name}: 컨벤션을 따릅니다.`,
    wrong: (name) => `${name}: 컨벤션과 다릅니다.`,
    type: (d) => `다음 중 하나로 시작해야 합니다: ${d.types.map((type) => `${type}/`).join(', ')}.${d.nearest === undefined ? '' : ` 혹시 ${d.nearest}/인가요?`}`,
    words: '슬래시 뒤에는 글자와 숫자를 `-`, `_`, `.`로 이어 적습니다.',
    ticket: (pattern) => `슬래시 뒤에 티켓이 없습니다. 티켓 형식: ${pattern}.`,
    pattern: (pattern) => `${pattern} 형식이 아닙니다.`,
    length: (d) => `${d.length}자입니다. ${d.max}자 이하여야 합니다.`,
    example: (name) => `예시: ${name}`,
    rename: '`git branch -m <이름>`으로 브랜치 이름을 바꿀 수 있습니다.',
  },
  push: {
    more: (count) => `… 외 ${count}개: \`conventions lint commits\`로 모두 볼 수 있습니다.`,
    refused: '푸시하지 않았습니다. `git push --no-verify`로 그대로 푸시할 수 있지만 CI가 다시 검사합니다.',
  },
  commit: {
    type: '어떤 종류의 변경인가요? 입력하면 찾아 줍니다.',
    scope: '어느 부분인가요?',
    scopes: '어느 부분인가요? Tab으로 고르고 Enter로 넘어갑니다.',
    none: '(없음)',
    subject: '무엇이 바뀌나요? 짧게 적어 주세요.',
    ticket: '어느 티켓인가요? 없으면 비워 두세요.',
    ticketRequired: '어느 티켓인가요?',
    body: '왜 바꾸나요? Enter를 두 번 누르면 넘어갑니다. 덧붙일 것이 없으면 비워 두세요.',
    breaking: '쓰는 쪽에서 깨지는 것이 있나요? 없으면 비워 두세요.',
    coAuthors: '함께 쓴 사람이 있나요? Tab으로 고르고 Enter로 넘어갑니다.',
    placeholder: '입력해서 찾기',
    question: '커밋할까요?',
    yes: '커밋',
    edit: '먼저 편집기에서 고치기',
    cancel: '취소',
    problems: {
      empty: '내용을 적어 주세요.',
      long: (length, max) => `${length}/${max}: ${length - max}만큼 깁니다.`,
      form: (pattern) => `${pattern} 형식이 아닙니다.`,
      colon: '스코프에는 괄호, 쉼표, 콜론, 공백을 쓸 수 없습니다.',
    },
    length: (length, max) => `${length}/${max}`,
    kept: '커밋하지 않았습니다. 메시지는 보관했고, `conventions commit --retry`로 다시 열 수 있습니다.',
    dryRun: '미리 보기입니다. 커밋하지 않았습니다.',
  },
}))
