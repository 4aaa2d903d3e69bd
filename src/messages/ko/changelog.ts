import { once } from '../../repo/once.ts'

/** src/history, src/changelog와 그 명령의 문장, 변경 로그에 쓰는 말. */
export const changelog = once(() => ({
  errors: {
    revisionUnknown: ({ name }: { name: string }) =>
      `여기에는 ${JSON.stringify(name)}(이)라는 커밋, 태그, 브랜치가 없습니다. \`git tag\`와 \`git branch -a\`로 목록을 볼 수 있고, \`git fetch --tags\`로 원격의 태그를 가져올 수 있습니다.`,
    historyNeedsGit: ({ path }: { path: string }) => `${path}는 git 저장소가 아니어서 읽을 이력이 없습니다. 클론한 저장소로 이동하거나 \`git init\`을 실행해 주세요.`,
    historyEmpty: () => '아직 커밋이 없어 보여 줄 내용이 없습니다. 먼저 커밋해 주세요.',
    versionUnknown: ({ version, nearest }: { version: string, nearest: string | undefined }) =>
      `${JSON.stringify(version)} 릴리스가 없습니다.${nearest === undefined ? '' : ` 혹시 \`${nearest}\`인가요?`} \`git tag\`로 목록을 볼 수 있고, \`git fetch --tags\`로 원격의 태그를 가져올 수 있습니다.`,
    packageUnknown: ({ name, known }: { name: string, known: readonly string[] }) =>
      `${JSON.stringify(name)} 워크스페이스 패키지가 없습니다. ${known.length === 0 ? '이 저장소에는 워크스페이스가 없습니다.' : `패키지 목록: ${known.join(', ')}.`}`,
    presetUnusable: ({ name, reason }: { name: string, reason: string }) =>
      `변경 로그 프리셋 ${JSON.stringify(name)}을(를) 쓸 수 없습니다: ${reason}. 개발 의존성으로 설치하거나 설정에서 \`changelog.preset\`을 빼 주세요.`,
    vocabularyOff: () => '설정에서 커밋 규칙이 꺼져 있어(`commits: false`) 변경 로그를 만들 수 없습니다. 그 줄을 지워 주세요.',
    changelogOff: () => '설정에서 변경 로그가 꺼져 있습니다(`changelog: false`). 변경 로그를 쓰려면 그 줄을 지워 주세요.',
  },
  unreleased: '미출시',
  title: '변경 로그',
  breaking: '⚠ 호환되지 않는 변경',
  others: '그 밖의 변경',
  contributors: '기여한 사람',
  firstTime: '(첫 기여)',
  closes: '해결:',
  highlights: '주요 내용',
  highlightsHint: '이번 릴리스에서 알아 둘 내용을 적어 주세요. 여기에 쓴 글은 노트를 다시 만들어도 그대로 남습니다.',
  install: '설치',
  compare: '전체 변경',
  nothing: '변경 로그에 실을 변경이 없습니다.',
  upToDate: (path: string) => `${path}에 더 쓸 것이 없습니다.`,
  writeTitle: (n: number) => `변경 로그에 쓸 섹션 ${n}개:`,
  writeQuestion: '변경 로그를 쓸까요?',
  written: (path: string, versions: readonly string[]) => `${path}: ${versions.join(', ')}.`,
  reason: (versions: readonly string[]) => `${versions.join(', ')}에서 바뀐 내용`,
  shallow: '얕은 클론이라 오래된 커밋과 릴리스가 아래 내용에 빠져 있습니다. `git fetch --unshallow --tags`로 가져올 수 있습니다(GitHub Actions에서는 `fetch-depth: 0`).',
  draft: (path: string) => `${path}: 자유롭게 고치세요. 표시 위쪽에 쓴 글은 노트를 다시 만들어도 그대로 남습니다.`,
  draftReason: '릴리스 노트 초안',
  draftMark: '이 줄 아래는 자동으로 만들어집니다. 위쪽을 고치세요',
}))
