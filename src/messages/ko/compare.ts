import type { Messages } from '../index.ts'

/** Sentences of `conventions compare`. */
export const compare: Messages['compare'] = {
  errors: {
    compareUnknown: (d) => `\`${d.name}\`은(는) 비교한 것이 아닙니다.${d.nearest === undefined ? '' : ` 혹시 \`${d.nearest}\`인가요?`} 비교한 것: ${d.known.join(', ')}. 아무것도 쓰지 않았습니다.`,
    compareNoConfig: (d) => `여기에는 고칠 설정 파일이 없습니다. \`${d.command}\`로 시작하세요. 아무것도 쓰지 않았습니다.`,
    compareConfigCode: (d) => `${d.path} 파일은 코드이므로 직접 고쳐야 합니다. 그곳에 \`extends: '${d.extends}'\`를 적으세요. 아무것도 쓰지 않았습니다.`,
    compareNoCommits: (d) => `\`${d.name}\`에는 커밋에 대한 내용이 없어 비교할 것이 없습니다. 빼고 다시 실행하세요.`,
    compareNothing: () => '비교할 커밋이 없습니다. 모두 머지, 되돌리기, 릴리스이거나 `--since` 이후의 커밋이 없습니다.',
  },
  names: { present: 'present', inferred: 'inferred', commitlint: 'commitlint' },
  commits: {
    title: (d) => `커밋 ${d.commits}개에 맞춰 본 커밋 컨벤션 (머지, 되돌리기, 릴리스 ${d.ignored}개는 제외)`,
    newest: (n) => `최근 ${n}개`,
    all: '전체',
    corrected: '고치면',
    about: {
      present: '지금 설정에 있는 것',
      inferred: '가장 가까운 프리셋에 이 이력의 타입과 길이를 더한 것',
      commitlint: '이 저장소의 commitlint 또는 commitizen 설정',
    },
    recommended: (name) => `추천: ${name}`,
    why: {
      fits: (d) => `최근 커밋 ${d.newest}개 중 ${d.share}가 그대로 통과합니다. 새로 익힐 것이 없습니다.`,
      corrections: (d) => `그대로 통과하는 것은 적지만, 분명한 것만 고치면 ${d.share}가 통과합니다. 고친 메시지는 훅이 제안합니다.`,
      none: () => '이력에 맞는 컨벤션이 없어 이력으로는 고를 수 없습니다. 가장 널리 알려진 것이 익히기 쉽고, 거절할 때는 훅이 이유를 설명합니다.',
    },
    price: '각 컨벤션이 거절했을 것:',
    rejects: (d) => `${d.rule} ${d.count}`,
    nothing: '없음',
    same: (names) => `여기서는 ${names}와(과) 같음`,
    byYear: '연도별',
    byAuthor: '작성자별',
    fixed: '`고치면`: `conventions commit --retry`가 제안했을 메시지로 고쳤을 때.',
    estimated: (margin) => `컨벤션마다 거절된 메시지 500개로 추정: 오차 ±${margin} 이내.`,
    apply: (name) => `\`conventions compare commits --apply ${name}\` 명령으로 설정에 쓸 수 있습니다.`,
    applied: (d) => `${d.path}에 ${d.name}을(를) 적었습니다. \`conventions apply\`로 저장소에 적용하고, \`conventions undo\`로 되돌릴 수 있습니다.`,
    already: (d) => `${d.path}에 이미 ${d.name}이(가) 있습니다.`,
    dryRun: (path) => `실제로 쓰지는 않았습니다. ${path}에서 바뀔 내용:`,
  },
}
