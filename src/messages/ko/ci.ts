import { once } from '../../repo/once.ts'
import type { Messages } from '../index.ts'

/** Sentences of src/features/ci and src/features/branches. */
export const ci = once((): Messages['ci'] => ({
  made: 'create-conventions가 conventions.config로 만든 파일입니다. 설정을 고친 뒤 `conventions apply`를 실행하세요.',
  jobs: {
    check: '컨벤션',
    lintCommits: '커밋 메시지',
    lintTitle: '풀 리퀘스트 제목',
    lintBranch: '브랜치 이름',
    report: '컨벤션 준수 현황',
  },
  keep: '파일 보관',
  reasons: {
    workflow: '훅을 건너뛰었더라도 모든 풀 리퀘스트를 컨벤션에 맞춰 검사합니다. 기존 워크플로는 그대로 둡니다',
    titleWorkflow: '스쿼시하면 제목이 곧 커밋이 됩니다. 제목을 고칠 때 다른 작업이 다시 돌지 않도록 파일을 나눕니다',
    releaseWorkflow: '릴리스는 한곳에서, 꼭 필요한 권한만으로 실행합니다',
    gitlab: '훅을 건너뛰었더라도 모든 머지 리퀘스트를 컨벤션에 맞춰 검사합니다',
    gitlabInclude: 'GitLab이 컨벤션 작업을 별도 파일에서 읽습니다',
    bitbucket: '기존 단계에 더해 모든 풀 리퀘스트를 컨벤션에 맞춰 검사합니다',
  },
  seen: {
    pipeline: (path) => `${path}: 기존 CI 설정을 그대로 둡니다`,
  },
  branches: {
    title: '브랜치',
    shape: (types) => `브랜치 이름은 다음 중 하나로 시작합니다: ${types}. 그 뒤에는 글자와 숫자를 \`-\`, \`_\`, \`.\`로 이어 적습니다.`,
    pattern: (pattern) => `브랜치 이름 형식: ${pattern}.`,
    ticketRequired: (pattern) => `슬래시 뒤에 티켓을 적습니다. 티켓 형식: ${pattern}.`,
    ticketOptional: (pattern) => `티켓이 있으면 슬래시 뒤에 적습니다. 티켓 형식: ${pattern}.`,
    length: (max) => `길이는 ${max}자 이하입니다.`,
    permanent: (names) => `늘 써도 되는 이름: ${names}.`,
  },
}))
