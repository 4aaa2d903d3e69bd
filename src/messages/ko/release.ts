import { once } from '../../repo/once.ts'

const list = (items: readonly string[]) => items.slice(0, 5).join(', ') + (items.length > 5 ? ' …' : '')

/** src/release와 그 명령의 문장. */
export const release = once(() => ({
  errors: {
    releaseOff: () => '설정에 릴리스에 관한 내용이 없습니다. `release: {}`를 넣고 `conventions apply`를 실행해 주세요.',
    releaseIncrement: ({ value }: { value: string }) => `\`--increment ${value}\`는 major, minor, patch도 1.2.3 같은 버전도 아닙니다. 아무것도 바꾸지 않았습니다.`,
    releasePreid: ({ value }: { value: string }) => `\`--preid ${value}\`는 사전 릴리스 이름으로 쓸 수 없습니다. 영문자로 시작하고 영문자, 숫자, \`-\`만 쓸 수 있습니다. 아무것도 바꾸지 않았습니다.`,
    releaseOutOfLine: ({ version, branch }: { version: string, branch: string }) =>
      `${version}은(는) 유지보수 브랜치 ${branch}에 속하지 않습니다. 허용된 것보다 큰 변경이 있습니다. 다른 브랜치에서 릴리스하거나 \`--increment patch\`를 써 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseNotHigher: ({ version, last }: { version: string, last: string }) => `${version}은(는) 이미 릴리스한 ${last}보다 높지 않습니다. 아무것도 바꾸지 않았습니다.`,
    releaseBranch: ({ branch, known }: { branch: string | undefined, known: readonly string[] }) =>
      `${branch === undefined ? '체크아웃한 브랜치가 없습니다(detached HEAD)' : `${branch}에서는 릴리스하지 않습니다`}. 릴리스는 ${list(known)}와 1.x 같은 유지보수 브랜치에서 합니다(설정의 \`release.branches\`). 아무것도 바꾸지 않았습니다.`,
    versionFile: ({ path }: { path: string }) => `${path}에서 버전을 찾지 못했습니다. 설정의 \`release.files\`를 고쳐 주세요. 버전이 있는 알려진 파일이거나, 그룹이 하나인 \`{ path, pattern }\`이어야 합니다. 아무것도 바꾸지 않았습니다.`,
    releaseJournal: ({ path }: { path: string }) => `${path}에 끝나지 않은 릴리스 기록이 있지만 읽을 수 없습니다. 릴리스가 되었는지 확인한 뒤 그 파일을 지워 주세요.`,
    releaseUnfinished: ({ version }: { version: string }) =>
      `${version} 릴리스가 아직 끝나지 않았습니다. \`conventions release --resume\`으로 이어서 진행하거나, 원격에 올라가기 전이라면 \`conventions release --abort\`로 되돌릴 수 있습니다.`,
    releaseNoJournal: () => '이어서 진행할 릴리스가 없습니다. `conventions release`로 시작해 주세요.',
    releaseNoAbort: ({ version }: { version: string }) => `원격에 이미 ${version}이(가) 있거나 원격에 물어볼 수 없어 되돌리지 않았습니다. \`conventions release --resume\`으로 마무리해 주세요.`,
    releaseMoved: ({ version, commit, branch }: { version: string, commit: string, branch: string }) =>
      `${version} 릴리스는 ${branch}의 ${commit}에서 멈췄는데, 지금 체크아웃된 것은 다릅니다. 그 뒤의 커밋은 다른 브랜치로 옮기고 ${commit}을(를) 다시 체크아웃한 다음 명령을 다시 실행해 주세요. 아무것도 건드리지 않았습니다.`,
    releaseShallow: () => '얕은 클론이라 지난 릴리스 이후의 커밋을 알 수 없습니다. `git fetch --unshallow --tags`를 실행한 뒤(GitHub Actions에서는 `fetch-depth: 0`) 릴리스해 주세요. 아무것도 바꾸지 않았습니다.',
    releaseDirty: ({ paths }: { paths: readonly string[] }) => `커밋하지 않은 변경이 있습니다: ${list(paths)}. 커밋하거나 stash한 뒤 릴리스해 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseTagTaken: ({ tag, where }: { tag: string, where: string }) => `${tag} 태그가 이미 있습니다(${where === 'here' ? '이 클론' : where}). \`--increment\`로 다른 버전을 고르거나 그 태그를 확인해 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseNoRemote: ({ remote }: { remote: string }) => `원격 ${remote}이(가) 없습니다. \`git remote add\`로 추가하거나 \`release.remote\`에 다른 원격을 적어 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseUnreachable: ({ remote }: { remote: string }) => `원격 ${remote}이(가) 응답하지 않습니다. \`git ls-remote ${remote}\`로 이유를 확인해 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseOutOfSync: ({ branch, remote, missing }: { branch: string, remote: string, missing: boolean }) =>
      missing ? `${remote}에 ${branch} 브랜치가 없습니다. 먼저 \`git push -u ${remote} ${branch}\`로 올려 주세요. 아무것도 바꾸지 않았습니다.`
        : `${branch}이(가) ${remote}와 다릅니다. \`git pull --rebase\`와 \`git push\`를 먼저 한 뒤 릴리스해 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseNotThere: ({ remote }: { remote: string }) => `git은 푸시에 성공했다고 했지만 ${remote}에 태그가 없습니다`,
    releaseVersionTaken: ({ name, version }: { name: string, version: string }) => `레지스트리에 이미 ${name}@${version}이(가) 있습니다. \`--increment\`로 다른 버전을 골라 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseTakenMeanwhile: ({ name, version }: { name: string, version: string }) =>
      `그사이 다른 곳에서 ${name}@${version}을(를) 레지스트리에 올렸습니다. 무엇이 올라갔는지 확인해 주세요. \`conventions release --resume --no-publish\`로 게시 없이 이 릴리스를 마무리하면 다음 릴리스는 다음 버전으로 나갑니다.`,
    releaseRegistry: ({ registry, status }: { registry: string, status: number }) => `레지스트리 ${registry}가 ${status}로 응답해 어떤 버전이 있는지 알 수 없습니다. 복구된 뒤 다시 시도해 주세요.`,
    releaseLogin: ({ registry }: { registry: string }) => `npm에 ${registry} 로그인 정보가 없습니다. CI에서는 신뢰할 수 있는 게시(OpenID Connect)나 토큰을 설정하고, 그 외에는 \`npm login\`을 실행해 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseToken: ({ host, variables }: { host: string, variables: string }) => `${host}용 토큰이 없습니다. ${variables}를 설정하거나 설정에 \`release.forge: false\`를 넣어 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseForbidden: ({ host, url, status, said }: { host: string, url: string, status: number, said: string }) =>
      `${host}가 ${url} 요청에 ${status}로 응답했습니다${said === '' ? '' : `: ${said}`}. ${status === 401 ? '토큰이 유효하지 않습니다.' : status === 403 || status === 404 ? '토큰에 권한이 없습니다. GitHub는 contents 쓰기, GitLab은 api 권한이 필요합니다.' : '복구된 뒤 다시 시도해 주세요.'}`,
    releaseChecks: ({ commit, failed }: { commit: string, failed: readonly string[] }) =>
      `${commit}의 CI가 실패했습니다: ${list(failed)}. 먼저 고쳐 주세요. 그래도 릴리스하려면 설정에 \`release.checks: false\`를 적어 주세요. 아무것도 바꾸지 않았습니다.`,
    releaseChecksUnknown: ({ commit, reason }: { commit: string, reason: string }) =>
      `${commit}의 CI 결과를 알 수 없습니다(${reason.replace(/\.$/, '')}). 토큰에 checks와 statuses(GitHub) 또는 pipelines(GitLab) 읽기 권한을 주거나 호스트가 복구된 뒤 다시 시도해 주세요. \`--no-checks\`를 쓰면 묻지 않고 릴리스합니다. 아무것도 바꾸지 않았습니다.`,
    releaseIdentity: () => 'git이 누가 릴리스하는지 모릅니다. `git config`로 `user.name`과 `user.email`을 설정해 주세요. 아무것도 바꾸지 않았습니다.',
    releaseNetwork: ({ url, reason }: { url: string, reason: string }) => `${url}에서 응답이 없습니다: ${reason}. 네트워크를 확인하고 다시 시도해 주세요.`,
    releaseCommand: ({ command, output }: { command: string, output: string }) => `\`${command}\` 명령이 실패했습니다: ${output === '' ? '출력이 없습니다' : output}`,
    releaseFailed: ({ step, version, reason }: { step: string, version: string, reason: string }) => `${version} 릴리스가 "${step}" 단계에서 실패해 이곳을 모두 이전 상태로 되돌렸습니다. 원격에는 아무것도 올라가지 않았습니다.\n${reason}`,
    releaseStopped: ({ step, version, reason }: { step: string, version: string, reason: string }) =>
      `${version} 릴리스가 "${step}" 단계에서 멈췄습니다. 그 전까지 한 일은 그대로 있습니다. 원인을 해결한 뒤 \`conventions release --resume\`으로 이어서 진행하세요. 같은 일을 두 번 하지 않습니다.\n${reason}`,
    releasePluginsMissing: ({ plugins }: { plugins: readonly string[] }) =>
      `\`release.plugins\`에 ${list(plugins)}가 있는데, 이를 실행하는 release-it이 여기에 설치되어 있지 않습니다. 개발 의존성으로 설치하거나 설정에서 빼 주세요.`,
    releasePluginLoad: ({ plugin, reason }: { plugin: string, reason: string }) => `${plugin === '' ? '여기에 설치된 release-it을' : `release-it 플러그인 ${plugin}을(를)`} 불러오지 못했습니다: ${reason}\n설치하거나 \`release.plugins\`에서 빼 주세요.`,
    releasePlugin: ({ plugin, method, reason }: { plugin: string, method: string, reason: string }) => `release-it 플러그인 ${plugin}이(가) \`${method}\`에서 실패했습니다: ${reason}`,
    releasePluginEnded: ({ plugin, method, output }: { plugin: string, method: string | undefined, output: string }) =>
      `release-it 플러그인 ${plugin}이(가) 실행 중이던 프로세스를 끝냈습니다${method === undefined ? '' : `(\`${method}\`)`}${output === '' ? '.' : `: ${output}`}`,
    releasePluginCut: ({ plugin, method }: { plugin: string, method: string }) => `release-it 플러그인 ${plugin}이(가) \`${method}\` 도중에 끊겨, 파일이 쓰다 만 상태일 수 있습니다.`,
    releasePluginGone: ({ plugin }: { plugin: string }) => `이 릴리스에서 release-it 플러그인 ${plugin}이(가) 할 일이 남았는데, \`release.plugins\`에 더 이상 없거나 꺼져 있습니다.`,
    releasePluginGit: ({ plugin }: { plugin: string }) => `release-it 플러그인 ${plugin}은(는) release-it의 git 플러그인을 대신합니다. 여기서 릴리스란 커밋, 태그, 푸시이므로 \`release.plugins\`에서 빼 주세요. 아무것도 바꾸지 않았습니다.`,
    releasePluginPackages: () => 'release-it 플러그인은 버전을 하나만 아는데, `release.packages: independent`에는 패키지마다 버전이 있습니다. 둘 중 하나를 설정에서 빼 주세요. 아무것도 바꾸지 않았습니다.',
    releasePluginProposal: ({ plugins }: { plugins: readonly string[] }) => `\`--pr\`은 이곳의 파일을 건드리지 않고 릴리스를 제안하는데, 다음 release-it 플러그인은 파일을 바꿉니다: ${list(plugins)}. \`--pr\` 없이 릴리스하거나 \`release.plugins\`에서 빼 주세요. 아무것도 바꾸지 않았습니다.`,
    releasePluginVersion: ({ value }: { value: string }) => `release-it 플러그인이 다음이라고 한 ${value}은(는) major, minor, patch도 1.2.3 같은 버전도 아닙니다. 아무것도 바꾸지 않았습니다.`,
    releaseNoForge: () => '`--pr`은 변경을 제안할 GitHub나 GitLab이 있어야 합니다. 원격으로 알 수 없으면 설정에 `host`를 적어 주세요. 아무것도 바꾸지 않았습니다.',
  },
  nothing: '릴리스할 커밋이 없습니다.',
  title: (versions: string) => `릴리스 ${versions}`,
  first: '첫 릴리스',
  from: (version: string) => `이전 버전 ${version}`,
  why: '이유',
  levels: { major: '호환 안 됨', minor: '기능 추가', patch: '수정', none: '-' },
  byHand: '--increment로 지정',
  notes: '노트',
  files: '파일',
  commands: '그다음',
  forgeCommand: (forge: string, tag: string) => `${forge}에 ${tag} 릴리스 만들기`,
  pluginCommand: (name: string, methods: string) => `release-it 플러그인 ${name}: ${methods}`,
  pluginCut: (plugin: string, method: string) => `release-it 플러그인 ${plugin}이(가) \`${method}\` 도중에 끊겼습니다. 할 일을 마쳤는지 그쪽에서 확인해 주세요. 다시 실행하지 않습니다.`,
  pluginsOurs: (plugins: readonly string[]) => `${list(plugins)}: 하는 일을 여기서 이미 하므로 release-it 플러그인으로 실행하지 않습니다.`,
  dryRun: '시험 실행: 아무것도 바꾸지 않았습니다.',
  stashed: (paths: readonly string[]) => `훅이나 플러그인이 바꾼 내용(${list(paths)})도 되돌렸습니다. \`git stash pop\`으로 다시 가져올 수 있습니다.`,
  checksUnasked: (commit: string) => `GitLab의 작업 토큰으로는 ${commit}의 CI 결과를 물을 수 없어 확인하지 않았습니다. GITLAB_TOKEN이 있으면 확인합니다.`,
  noComment: (reason: string) => `풀 리퀘스트에 댓글을 남기지 못했습니다. ${reason}`,
  question: '릴리스할까요?',
  yes: '릴리스',
  done: (versions: string) => `${versions}을(를) 릴리스했습니다.`,
  aborted: (versions: string) => `${versions} 릴리스를 되돌려 이곳을 모두 이전 상태로 복구했습니다.`,
  proposed: (versions: string, url: string) => `${versions} 릴리스가 병합을 기다립니다: ${url}`,
  proposal: '병합하면 릴리스됩니다. 푸시할 때마다 새로 만들어집니다.',
  steps: { check: '확인', write: '파일 쓰기', commit: '커밋', tag: '태그', push: '푸시', publish: '게시', forge: '릴리스 만들기', plugins: 'release-it 플러그인 실행' },
  jobs: { release: '릴리스', preview: '릴리스 미리 보기', step: '릴리스', previewStep: '무엇이 릴리스될지 보기' },
  docs: {
    title: '릴리스',
    how: (command: string) => `릴리스는 ${command}로 합니다. \`--dry-run\`을 붙이면 무엇을 할지 미리 볼 수 있습니다. 버전과 태그는 손으로 고치지 않습니다.`,
    ci: 'CI에서 "릴리스" 워크플로 버튼으로 합니다.',
    push: '기본 브랜치에 릴리스할 변경이 푸시되면 CI가 합니다.',
    pr: 'CI가 다음 버전과 변경 로그를 담은 풀 리퀘스트를 최신으로 유지하고, 병합하면 릴리스합니다.',
    bumps: (levels: string) => `버전은 커밋에서 정해집니다: ${levels}. 호환되지 않는 변경은 메이저 버전을 올립니다(1.0.0 전에는 마이너 버전).`,
    branches: (branches: string) => `릴리스는 ${branches}에서 하고, 이전 버전의 수정은 \`1.x\` 같은 브랜치에서 합니다.`,
  },
}))
