import { once } from '../../repo/once.ts'
import type { Messages } from '../index.ts'

const percent = (share: number) => `${share >= 0.9995 ? '100' : (share * 100).toFixed(1)}%`

/** Sentences of src/infer and `conventions infer`. */
export const infer = once((): Messages['infer'] => ({
  errors: {
    notACount: (d) => `\`${d.option}\`에는 0 이상의 정수를 적어야 합니다(받은 값: \`${d.value}\`).`,
    nothingToInfer: () => '살펴볼 JavaScript·TypeScript 코드도, 커밋 이력도 없습니다. 먼저 커밋해 주세요.',
  },
  title: (d) => `이 저장소가 이미 따르는 것: 파일 ${d.files}개 중 ${d.read}개, 커밋 ${d.commits}개`,
  code: '코드',
  commits: '커밋',
  around: '그 밖에',
  percent,
  verdicts: { agreed: '합의됨', contested: '의견 갈림', mixed: '섞여 있음', few: '판단 불가' },
  settings: {
    quotes: '따옴표', jsxQuotes: 'JSX 따옴표', semicolons: '세미콜론', indent: '들여쓰기', width: '줄 길이', trailingCommas: '후행 쉼표',
    arrowParentheses: '화살표 함수 괄호', bracketSpacing: '중괄호 안 공백', functionSpace: '함수 이름 뒤 공백', importExtensions: 'import 확장자',
    importOrder: 'import 순서', nodeProtocol: '내장 모듈의 node:', typeImports: '타입 import', exportStyle: 'export', functionStyle: '최상위 함수',
    typeDefinitions: '객체 타입', arrayTypes: '배열 타입', fileNames: '파일 이름', componentFileNames: '컴포넌트 파일 이름', variableNames: '변수와 함수 이름',
    typeNames: '타입 이름', interfacePrefix: '인터페이스의 I 접두사', componentNames: '컴포넌트 이름', testPlace: '테스트 위치', testSuffix: '테스트 접미사',
  },
  values: {
    yes: '있음', no: '없음', none: '없음', groups: '먼 것부터 가까운 것 순', alphabet: '알파벳순', beside: '코드 옆', folder: '별도 폴더', separate: 'import type', inline: '{ type X }',
    named: '이름 있는 export', default: 'default', both: '둘 다',
  },
  styles: { conventional: 'Conventional Commits', angular: 'Angular', gitmoji: 'gitmoji', ticket: '티켓 먼저', sentence: '대문자로 시작, 타입 없음', lower: '소문자로 시작, 타입 없음', other: '기타' },
  style: '형식',
  types: '타입',
  scopes: '스코프',
  scopedShare: (share) => `${share}에 스코프가 있음`,
  noScopes: '없음',
  lengths: '첫 줄 길이',
  lengthsAre: (d) => `중앙값 ${d.median}자, 95%는 ${d.p95}자 이하, 99%는 ${d.p99}자 이하`,
  language: '언어',
  languages: (d) => `한국어 ${d.korean}, 영어 ${d.english}`,
  tickets: '티켓',
  bodies: '본문',
  merges: '작업이 합쳐지는 방식',
  mergeStrategies: { squash: '풀 리퀘스트 스쿼시', merge: '머지 커밋', linear: '머지 없는 커밋', mixed: '여러 방식' },
  branches: '브랜치',
  branchShapes: { type: '<타입>/<단어>', typeTicket: '<타입>/<티켓>-<단어>', ticket: '<티켓>-<단어>', person: '<사람>/<단어>', words: '자유로운 이름' },
  branchesNone: '남은 브랜치가 적어 알 수 없음',
  tags: '버전',
  tagSchemes: { semver: '시맨틱 버전', calver: '날짜', packages: '패키지@버전', other: '다른 이름' },
  changelog: '변경 로그',
  changelogFormats: { keepAChangelog: 'Keep a Changelog', conventionalChangelog: 'conventional-changelog', changesets: 'changesets', other: '고유한 형식', pointer: '다른 곳을 가리키기만 함' },
  template: '풀 리퀘스트 템플릿',
  absent: '없음',
  decide: (n) => n === 0 ? '의견이 갈리는 것이 없습니다.' : `결정할 것 ${n}가지:`,
  byAuthor: '작성자별',
  byYear: '연도별',
  files: (n) => `파일 ${n}개`,
  leftOut: (d) => `제외(${d.reason}): ${d.count}개 (${d.example}${d.count > 1 ? ' 등' : ''})`,
  reasons: { vendored: '외부 코드', generated: '생성된 파일', minified: '압축된 파일', large: '너무 큼', unreadable: '텍스트로 읽을 수 없음', fixture: '픽스처' },
  config: '합의된 것을 설정으로 쓰면:',
}))
