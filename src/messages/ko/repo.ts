import { once } from '../../repo/once.ts'

/** src/repo의 문장. */
export const repo = once(() => ({
  errors: {
    pathUnsafe: ({ path }: { path: string }) =>
      `경로 ${JSON.stringify(path)}는 쓸 수 없습니다. 저장소 안이면서 .git 밖이어야 합니다. 저장소 루트를 기준으로 "/"로 구분해 적어 주세요.`,
    pathOutside: ({ path }: { path: string }) =>
      `${path}는 저장소 밖으로 나가는 링크를 거치므로 건드리지 않았습니다. 링크를 파일로 바꾸거나 컨벤션에서 이 경로를 빼 주세요.`,
    notText: ({ path }: { path: string }) =>
      `${path}는 UTF-8 텍스트가 아니어서 병합할 수 없습니다. UTF-8로 변환하거나 다른 곳으로 옮겨 주세요.`,
    notFile: ({ path }: { path: string }) =>
      `${path} 자리에는 파일이 있어야 하는데 일반 파일이 아닙니다. 다른 곳으로 옮기거나 컨벤션에서 이 경로를 빼 주세요.`,
    noDirectory: ({ path }: { path: string }) =>
      `${path} 디렉터리가 없습니다. 먼저 만들거나 --cwd로 다른 디렉터리를 지정해 주세요.`,
    bareRepository: ({ path }: { path: string }) =>
      `${path}는 bare 저장소이거나 .git 디렉터리 안이라서 컨벤션을 넣을 작업 트리가 없습니다. 클론한 저장소에서 실행해 주세요.`,
    brokenGitFile: ({ path }: { path: string }) =>
      `${path}가 가리키는 git 디렉터리가 없습니다. \`git worktree repair\`나 \`git submodule update --init\`으로 복구해 주세요.`,
    notWritten: ({ problem }: { problem: string }) => `명령은 끝까지 실행되었지만 출력을 쓰지 못했습니다: ${problem}. 공간을 확보하거나 다른 곳으로 출력해 주세요.`,
    gitMissing: () => 'git을 찾을 수 없습니다. git을 설치하고 PATH에 있는지 확인해 주세요.',
    gitFailed: ({ command, output }: { command: string, output: string }) =>
      `\`${command}\` 명령이 실패했습니다: ${output === '' ? '출력이 없습니다' : output}`,
  },
}))
