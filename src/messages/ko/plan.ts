import { once } from '../../repo/once.ts'

/** src/plan의 문장. */
export const plan = once(() => ({
  errors: {
    featuresClash: ({ path, first, second }: { path: string, first: string, second: string }) =>
      `기능 "${first}"와 "${second}"가 ${path}에 서로 다른 내용을 쓰려고 합니다. 둘 중 하나를 끄거나 경로를 다르게 지정해 주세요.`,
    lockBroken: ({ path, where }: { path: string, where: string }) => where === 'merge'
      ? `${path}에 병합 충돌 표시가 남아 있습니다. 어느 쪽이든 하나를 고른 뒤(\`git checkout --ours ${path}\`) \`conventions apply\`를 실행해 주세요.`
      : `${path}가 손으로 수정되어 더는 믿을 수 없습니다(${where}). \`git checkout ${path}\`로 되돌리거나, 파일을 지우고 \`conventions apply\`를 실행해 주세요. 컨벤션과 같은 파일은 다시 인식합니다.`,
    lockTooNew: ({ path }: { path: string }) =>
      `${path}는 더 새로운 버전의 create-conventions가 쓴 파일입니다. 그 버전을 설치한 뒤(\`npm install -D create-conventions@latest\`) 다시 실행해 주세요.`,
  },
  /** 손실: 사라질 줄. */
  replacedText: (lines: readonly string[]) => `다음 ${lines.length}줄이 사라집니다: ${list(lines)}`,
  replacedKey: (key: string, from: string, to: string) => `${key}: ${clip(from)} → ${clip(to)}(으)로 바뀝니다`,
  removedFile: (lines: number) => `파일 전체(${lines}줄)가 삭제됩니다`,
  lockReason: () => 'create-conventions가 쓴 내용을 기억해, 직접 고친 부분을 덮어쓰지 않게 합니다',
}))

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, 3).map((line) => JSON.stringify(clip(line.trim()))).join(', ')
  return lines.length > 3 ? `${shown}, …` : shown
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
