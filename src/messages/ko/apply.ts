import { once } from '../../repo/once.ts'

const list = (paths: readonly string[]) => paths.map((path) => `\n  ${path}`).join('')
const said = (output: string) => output === '' ? '' : `\n${output}`
const ended = (exitCode: number | null) => exitCode === null ? '명령을 끝까지 실행하지 못했습니다' : `명령이 종료 코드 ${exitCode}로 실패했습니다`

/** src/apply의 문장. */
export const apply = once(() => ({
  errors: {
    applyNeedsGit: ({ path }: { path: string }) =>
      `${path}는 git 저장소가 아니어서 적용한 뒤 되돌릴 수 없습니다. 먼저 \`git init\`을 실행해 주세요. 아무것도 쓰지 않았습니다.`,
    gitDirReadOnly: ({ path, reason }: { path: string, reason: string }) =>
      `적용하기 전의 내용을 보관할 ${path}에 쓸 수 없습니다(${reason}). 쓰기 권한을 주거나 디스크 공간을 확보해 주세요. 아무것도 쓰지 않았습니다.`,
    notWritable: ({ path }: { path: string }) => `${path}에 쓸 수 없습니다. 권한을 바꾼 뒤 다시 시도해 주세요. 아무것도 쓰지 않았습니다.`,
    samePlace: ({ paths }: { paths: readonly string[] }) =>
      `링크 때문에 다음 경로들이 같은 파일을 가리킵니다.${list(paths)}\n링크를 파일로 바꾸거나 컨벤션에서 하나를 빼 주세요. 아무것도 쓰지 않았습니다.`,
    dirtyFiles: ({ paths }: { paths: readonly string[] }) =>
      `변경할 파일에 아직 커밋하지 않은 수정이 있습니다.${list(paths)}\n`
      + '커밋하거나 stash한 뒤 다시 시도하거나 --allow-dirty를 붙여 주세요(`conventions undo`로 수정 내용까지 되돌릴 수 있습니다). 아무것도 쓰지 않았습니다.',
    changedMeanwhile: ({ path }: { path: string }) => `작업하는 동안 ${path}가 바뀌어서 모두 원래대로 두었습니다. 다시 실행해 주세요.`,
    applyRunning: ({ pid, since }: { pid: number, since: string }) =>
      `이 저장소에서 다른 apply 또는 undo가 실행 중입니다(프로세스 ${pid}, 시작 ${since}). 끝날 때까지 기다려 주세요. 프로세스를 종료하면 다음 명령이 원래 상태로 복구합니다.`,
    applyElsewhere: ({ pid, host, since, file }: { pid: number, host: string, since: string, file: string }) =>
      `${host}에서 시작한 apply 또는 undo(프로세스 ${pid}, 시작 ${since})가 끝나지 않았고, 여기서는 아직 실행 중인지 알 수 없습니다. `
      + `끝날 때까지 기다려 주세요. 그 컴퓨터나 컨테이너가 더 이상 없다면 ${file}을 삭제해 주세요. 다음 명령이 원래 상태로 복구합니다.`,
    toolMissing: ({ tool, output }: { tool: string, output: string }) =>
      `이 저장소는 ${tool}을(를) 쓰는데 \`${tool} --version\`이 실행되지 않습니다.${said(output)}\n`
      + `${tool}을(를) 설치하거나(\`corepack enable\`도 가능합니다) --no-install을 붙이고 나중에 설치해 주세요. 아무것도 쓰지 않았습니다.`,
    commandUnsafe: ({ command, word }: { command: string, word: string }) =>
      `\`${command}\`는 Windows에서 배치 파일이라 ${JSON.stringify(word)}를 안전하게 넘길 수 없습니다. 직접 실행해 주세요.`,
    installFailed: ({ command, exitCode, output, next }: { command: string, exitCode: number | null, output: string, next: string | undefined }) =>
      `\`${command}\` ${ended(exitCode)}.${said(output)}\n모든 파일을 원래대로 되돌렸습니다.`
      + `${next === undefined ? '' : ` node_modules는 \`${next}\`으로 잠금 파일에 맞출 수 있습니다.`} 설치 없이 진행하려면 --no-install을 붙여 주세요.`,
    stepFailed: ({ id, command, exitCode, output }: { id: string, command: string, exitCode: number | null, output: string }) =>
      `${id} 단계의 \`${command}\` ${ended(exitCode)}.${said(output)}\n모두 원래대로 되돌렸습니다. 위의 문제를 해결한 뒤 다시 시도해 주세요.`,
    applyFailed: ({ path, reason }: { path: string, reason: string }) =>
      `시스템이 ${path} 작업을 거부했습니다(${reason}). 모두 원래대로 되돌렸습니다. 디스크 공간이나 권한을 확인한 뒤 다시 시도해 주세요.`,
    interrupted: () => '중단했습니다. 모두 원래대로 되돌렸습니다.',
    restoreFailed: ({ first, reason, path }: { first: string, reason: string, path: string }) =>
      `작업이 실패했고(${first}) 되돌리는 것도 실패했습니다(${reason}). 원래 내용은 ${path}에 안전하게 있습니다. `
      + '디스크 공간이나 권한을 확인해 주세요. 다음 명령이 복구합니다.',
    recoverFailed: ({ path, reason }: { path: string, reason: string }) =>
      `이전 apply 또는 undo가 도중에 끊겨서 복구하려 했지만 실패했습니다(${reason}). 원래 내용은 ${path}에 안전하게 있습니다. `
      + '디스크 공간이나 권한을 확인한 뒤 다시 시도해 주세요.',
    journalDamaged: ({ path }: { path: string }) =>
      `${path}가 손상되어 복구에 쓸 수 없습니다. 내용은 그대로 두었습니다. 계속하려면 다른 곳으로 옮겨 주세요.`,
    nothingToUndo: () => '되돌릴 apply가 없습니다.',
    editedSince: ({ paths, diff }: { paths: readonly string[], diff: string }) =>
      `apply 이후에 바뀐 파일이 있어서 되돌리면 그 내용이 사라집니다.${list(paths)}\n${diff === '' ? '' : `\n${diff}\n`}`
      + '남기고 싶은 내용은 따로 저장하고, 파일을 apply 직후의 상태로 되돌린 뒤(그 상태를 커밋했다면 `git checkout <커밋> -- <경로>`) 다시 시도해 주세요. '
      + '저장한 내용은 그다음에 다시 넣으면 됩니다. 아무것도 쓰지 않았습니다.',
  },
}))
