import { once } from '../../repo/once.ts'
import type { Messages } from '../index.ts'

/** Sentences of src/report and `conventions report`. */
export const report = once((): Messages['report'] => ({
  errors: {
    reportOutside: (d) => `${d.path} 경로는 저장소 안에 있지 않습니다. \`docs/conventions.svg\`처럼 저장소 안의 경로를 지정하세요. 아무것도 쓰지 않았습니다.`,
    reportMachines: (d) => d.problem === 'none'
      ? `${d.path}에 \`doctor\` 결과가 없습니다. 환경마다 \`conventions doctor --json > <폴더>/<이름>.json\`으로 쓴 파일이 있는, 저장소 안의 폴더를 지정하세요.`
      : `${d.path}은(는) \`conventions doctor --json\`의 출력이 아닙니다. 그 환경에서 다시 쓰거나 지우세요.`,
  },
  title: (d) => `5단계 중 ${d.level}단계: ${d.name}`,
  levels: { 1: '초기', 2: '관리', 3: '정의', 4: '측정', 5: '최적화' },
  criteria: {
    config: '컨벤션이 있음', commits: '커밋 규칙이 있음', applied: '저장소가 컨벤션을 따름', hooks: '이 클론에서 훅이 동작함',
    checked: 'CI가 검사함', kept: '최근 커밋 10개 중 9개가 지킴', steady: '최근 커밋 50개 중 49개가 지키고 줄어들지 않음', debt: '억제해 둔 코드 문제가 없거나 줄어듦',
  },
  nextTitle: '다음 할 일',
  next: {
    config: '`conventions init`으로 컨벤션을 도입하세요. 팀이 이미 따르는 것은 `conventions infer`로 볼 수 있습니다.',
    commits: '설정에서 `commits: false`를 지우세요.',
    applied: '차이는 `conventions diff`로 보고 `conventions apply`로 맞추세요.',
    hooks: '`conventions doctor --fix`로 훅을 바로잡으세요. 꺼져 있다면 설정에 `hooks: {}`를 적으면 켜집니다.',
    checked: '설정에 `ci: {}`를 적고 `conventions apply`를 실행하면 모든 풀 리퀘스트를 검사합니다.',
    kept: '다른 점은 `conventions lint commits`로, 팀에 더 맞는 컨벤션이 있는지는 `conventions compare commits`로 볼 수 있습니다.',
    steady: '아래에서 가장 낮은 타입과 달을 보고, 사람이 바꿀지 컨벤션을 바꿀지 정하세요.',
    debt: '쉽게 갚을 수 있는 것은 `conventions lint ratchet`으로 보고 `--pay <규칙>`으로 갚으세요.',
  },
  conformity: '컨벤션을 따르는 커밋',
  all: '전체',
  recent: (n) => `최근 ${n}개`,
  titles: '풀 리퀘스트 제목',
  of: (d) => `${d.count}개 중 ${d.share}`,
  none: '없음',
  falls: (d) => `줄고 있습니다: 석 달에서 여섯 달 전 ${d.before}, 그 뒤 ${d.now}.`,
  byMonth: '월별',
  byType: '타입별',
  byAuthor: '작성자별',
  noType: '(타입 없음)',
  noConvention: '설정이 없어 standard 컨벤션을 기준으로 쟀습니다',
  debt: '억제해 둔 코드 문제',
  noDebt: '기록된 것이 없습니다',
  debtTotal: (n) => `${n}건`,
  rules: '규칙',
  folders: '폴더',
  over: '추이',
  rest: '파일, 훅, 릴리스',
  drift: '컨벤션과 다른 파일',
  hooks: '이 클론의 훅',
  hookStates: { on: '동작함', off: '동작하지 않음', none: '컨벤션에 훅이 없음' },
  machines: '개발 환경',
  machinesReady: (d) => `${d.all}대 중 ${d.ready}대 준비됨${d.lacking === undefined ? '' : `, 실패: ${d.lacking}`}`,
  releases: '릴리스',
  rhythm: (d) => `${d.count}번, 마지막은 ${d.last}${d.days === undefined ? '' : `, ${d.days}일에 한 번`}`,
  badge: '컨벤션',
  badgeValue: (d) => `${d.level}단계 · ${d.share}`,
  written: (path) => `파일을 썼습니다: ${path}`,
}))
