import { once } from '../../repo/once.ts'
import type { hooks as en } from '../en/hooks.ts'

export const hooks = once((): ReturnType<typeof en> => ({
  note: 'create-conventions가 만든 파일입니다. conventions.config를 고친 뒤 `conventions apply`를 실행하세요. CONVENTIONS_HOOKS=0은 전체를, SKIP=<id>는 일부를 건너뜁니다.',
  reasons: {
    script: (hook) => `${hook} 훅에서 컨벤션이 하는 일이며, 문제가 없으면 sh만으로 끝납니다`,
    chain: '클론에 원래 있던 훅을 이어서 실행합니다',
    utf8: '한글처럼 ASCII가 아닌 문자가 든 줄을 읽습니다',
    husky: '추가 프로그램 실행 없이 husky의 약속(HUSKY=0, init.sh, PATH)을 지킵니다',
    custom: '팀이 정한 명령과 각각의 소요 시간을 보여 줍니다',
    'toolkit.sh': 'Node가 필요한 검사를 실행하고, 거절된 메시지를 보관합니다',
    'seldom.sh': '터미널이든 GUI 클라이언트든 Node를 찾아내고, 없으면 통과시킵니다',
    block: '훅이 컨벤션의 검사를 불러오며, 팀이 쓴 줄은 그대로 둡니다',
    call: '이미 쓰고 있는 훅 관리 도구가 컨벤션의 검사를 부릅니다',
    hooksPath: (path) => `모든 worktree에서 git이 ${path}의 훅을 실행합니다`,
    lineEndings: 'sh는 Windows 줄바꿈을 읽지 못하므로, git 설정과 상관없이 LF로 둡니다',
    lefthook: 'lefthook.yml의 훅을 실행합니다',
    install: (manager) => `${manager}가 훅 파일을 만듭니다`,
  },
  seen: {
    manager: (path, manager) => `${path}: ${manager}가 훅을 실행합니다. 그대로 두고 컨벤션의 훅도 부르게 합니다`,
    secondManager: (path, manager) => `${path}: 훅 관리 도구가 하나 더 있습니다(${manager}). git은 그중 하나만 실행합니다`,
    folder: (path) => `${path}: core.hooksPath가 가리키는 훅입니다. 그대로 두고 컨벤션의 훅도 읽게 합니다`,
    personal: (path) => `${path}: 이 클론의 훅입니다. 컨벤션의 훅이 이어서 실행합니다`,
    commitlint: (path) => `${path}: commitlint를 실행합니다. 컨벤션의 훅이 같은 검사를 천분의 일의 시간에 하므로 그 줄은 지워도 됩니다`,
  },
  inexpressible: {
    language: '파일 전체(sh로 쓰이지 않았습니다. 그 안에서 `sh .conventions/hooks/<훅> "$@"`을 불러 주세요)',
    code: '훅(설정이 코드입니다. 그 안에서 `sh .conventions/hooks/<훅> "$@"`을 불러 주세요)',
  },
  docs: {
    title: 'Git 훅',
    what: '훅이 커밋 메시지와 브랜치 이름을 검사하고, 각자의 컴퓨터에서 검사하지 못한 것은 CI가 검사합니다.',
    skip: (all, one) => `git 명령 앞에 ${all}을 붙이면 한 번 건너뛰고, ${one}는 그중 일부만 건너뜁니다.`,
    custom: (hooks) => `팀이 정한 명령은 ${hooks}에서 실행됩니다.`,
  },
  probes: {
    hooksPath: (path) => `git이 ${path}의 훅을 실행합니다`,
    noHooksPath: (manager) => `core.hooksPath가 설정되어 있지 않아 git이 ${manager}의 훅을 실행합니다`,
    run: (manager, hooks) => `${manager}가 ${hooks} 훅을 만들어 두었습니다`,
    node: 'GUI 클라이언트처럼 PATH가 없어도 훅이 Node를 찾습니다',
    nodeFix: 'nvm, fnm, volta, mise, asdf, Homebrew 중 하나로 Node를 설치하거나 `node` 패키지를 개발 의존성으로 두세요. 없으면 sh만으로 확인하지 못한 것은 통과시킵니다',
    executable: '훅 파일을 실행할 수 있습니다',
    hidden: (dir, hooks) =>
      `${dir}에 더 이상 실행되지 않게 될 훅이 있습니다(${hooks}). 설정의 \`hooks.chain\`에 더하거나 지운 뒤 \`conventions apply\`를 실행하세요`,
  },
  sh: {
    noNode: 'conventions: Node를 찾지 못해 여기서는 검사하지 않았습니다. CI가 판단합니다.',
    oldNode: 'conventions: 찾은 Node가 너무 오래되어(22 이상 필요) 여기서는 검사하지 않았습니다. CI가 판단합니다.',
    noToolkit: 'conventions: create-conventions가 설치되어 있지 않아 여기서는 검사하지 않았습니다. CI가 판단합니다.',
    failed: 'conventions: 검사 자체가 실패해(위 내용) 여기서는 검사하지 않았습니다. CI가 판단합니다.',
    killed: 'conventions: 검사가 강제로 끝나서 여기서 멈춥니다. 명령을 다시 실행하면 먼저 파일을 원래대로 돌려놓습니다.',
    kept: '메시지를 보관해 두었습니다. 고쳐서 다시 커밋하려면: conventions commit --retry',
    skipped: '건너뜀(SKIP)',
    status: '종료 코드',
  },
}))
