/** How a tool is called by each manager; a name that is left out is not known, and is never guessed. */
export interface Tool {
  /** The program that shows that it is there; without it only its manager can tell. */
  readonly program?: string
  /** What makes the program say its version. Default `--version`. */
  readonly version?: readonly string[]
  readonly brew?: string
  readonly cask?: string
  /** A versioned formula is not on the PATH unless it is linked. */
  readonly link?: true
  readonly apt?: readonly string[]
  readonly dnf?: readonly string[]
  readonly winget?: string
  readonly mise?: string
  /** Where it says how it is installed, for systems whose package manager has no name for it. */
  readonly howTo?: string
}

/** A tool whose name is the same for Homebrew, apt and dnf, and its program's. */
const same = (name: string, more: Tool = {}): Tool => ({ program: name, brew: name, apt: [name], dnf: [name], ...more })
/** An application with a window: nothing to call, nothing for a Linux package manager. */
const app = (cask: string, winget?: string): Tool => ({ cask, ...winget !== undefined && { winget } })

/**
 * The common tools by the name that people use. Reviewed by hand: formulae and casks as of Homebrew 6, Debian 12/13 and Ubuntu 24.04 (apt),
 * Fedora 42 (dnf), the community source of winget, mise's registry. What a distribution does not have itself has no name there.
 * Tests ask Debian's own lists for each name of apt and mise's own registry for each of mise. Of winget's, those without a well-known publisher
 * were looked up among its manifests (buf, direnv, glab, hadolint, insomnia, jq, lefthook, make, mariadb, mise, mongosh, mysql, postgres,
 * shellcheck, skaffold, sqlite, wget, yarn); the rest of them, and all of dnf's and Homebrew's, rest on the review alone.
 */
export const table: Readonly<Record<string, Tool>> = {
  // What most repositories need.
  'git': same('git', { winget: 'Git.Git' }),
  'git-lfs': same('git-lfs', { winget: 'GitHub.GitLFS' }),
  'gh': same('gh', { winget: 'GitHub.cli', mise: 'github-cli' }),
  'glab': { program: 'glab', brew: 'glab', dnf: ['glab'], winget: 'GLab.GLab', mise: 'glab' },
  'curl': same('curl'),
  'wget': same('wget', { winget: 'JernejSimoncic.Wget' }),
  'make': { program: 'make', brew: 'make', apt: ['make'], dnf: ['make'], winget: 'ezwinports.make' },
  'cmake': same('cmake', { winget: 'Kitware.CMake', mise: 'cmake' }),
  'ninja': { program: 'ninja', brew: 'ninja', apt: ['ninja-build'], dnf: ['ninja-build'], winget: 'Ninja-build.Ninja', mise: 'ninja' },
  'pkg-config': { program: 'pkg-config', brew: 'pkgconf', apt: ['pkg-config'], dnf: ['pkgconf-pkg-config'] },
  'protobuf': { program: 'protoc', brew: 'protobuf', apt: ['protobuf-compiler'], dnf: ['protobuf-compiler'], winget: 'Google.Protobuf', mise: 'protoc' },
  'buf': { program: 'buf', brew: 'buf', winget: 'bufbuild.buf', mise: 'buf' },
  'mise': { program: 'mise', brew: 'mise', winget: 'jdx.mise', howTo: 'https://mise.jdx.dev/installing-mise.html' },
  'just': { program: 'just', brew: 'just', dnf: ['just'], winget: 'Casey.Just', mise: 'just' },
  'task': { program: 'task', brew: 'go-task', dnf: ['go-task'], winget: 'Task.Task', mise: 'task' },
  'direnv': same('direnv', { winget: 'direnv.direnv', mise: 'direnv' }),
  'pre-commit': same('pre-commit', { mise: 'pre-commit' }),
  'lefthook': { program: 'lefthook', brew: 'lefthook', version: ['version'], winget: 'evilmartians.lefthook', mise: 'lefthook' },
  'watchman': { program: 'watchman', brew: 'watchman' },
  'gnupg': { program: 'gpg', brew: 'gnupg', apt: ['gnupg'], dnf: ['gnupg2'], winget: 'GnuPG.GnuPG' },

  // Text, files, the terminal.
  'jq': same('jq', { winget: 'jqlang.jq', mise: 'jq' }),
  'yq': { program: 'yq', brew: 'yq', winget: 'MikeFarah.yq', mise: 'yq' },
  'ripgrep': { program: 'rg', brew: 'ripgrep', apt: ['ripgrep'], dnf: ['ripgrep'], winget: 'BurntSushi.ripgrep.MSVC', mise: 'ripgrep' },
  // Debian calls the programs of fd and bat fdfind and batcat.
  'fd': { brew: 'fd', apt: ['fd-find'], dnf: ['fd-find'], winget: 'sharkdp.fd', mise: 'fd' },
  'bat': { brew: 'bat', apt: ['bat'], dnf: ['bat'], winget: 'sharkdp.bat', mise: 'bat' },
  'fzf': same('fzf', { winget: 'junegunn.fzf', mise: 'fzf' }),
  'tree': same('tree'),
  'tmux': same('tmux', { version: ['-V'] }),
  'htop': same('htop'),
  'coreutils': { brew: 'coreutils', apt: ['coreutils'], dnf: ['coreutils'] },
  'gnu-sed': { brew: 'gnu-sed', apt: ['sed'], dnf: ['sed'] },
  'hyperfine': same('hyperfine', { winget: 'sharkdp.hyperfine', mise: 'hyperfine' }),
  'pandoc': same('pandoc', { winget: 'JohnMacFarlane.Pandoc', mise: 'pandoc' }),
  'graphviz': { program: 'dot', version: ['-V'], brew: 'graphviz', apt: ['graphviz'], dnf: ['graphviz'], winget: 'Graphviz.Graphviz' },
  'imagemagick': { brew: 'imagemagick', apt: ['imagemagick'], dnf: ['ImageMagick'], winget: 'ImageMagick.ImageMagick' },
  'ffmpeg': { program: 'ffmpeg', version: ['-version'], brew: 'ffmpeg', apt: ['ffmpeg'], dnf: ['ffmpeg-free'], winget: 'Gyan.FFmpeg' },

  // Linters that are programs.
  'shellcheck': { program: 'shellcheck', brew: 'shellcheck', apt: ['shellcheck'], dnf: ['ShellCheck'], winget: 'koalaman.shellcheck', mise: 'shellcheck' },
  'shfmt': same('shfmt', { winget: 'mvdan.shfmt', mise: 'shfmt' }),
  'hadolint': { program: 'hadolint', brew: 'hadolint', winget: 'hadolint.hadolint', mise: 'hadolint' },
  'actionlint': { program: 'actionlint', brew: 'actionlint', winget: 'rhysd.actionlint', mise: 'actionlint' },
  'yamllint': same('yamllint', { mise: 'yamllint' }),
  'golangci-lint': { program: 'golangci-lint', brew: 'golangci-lint', dnf: ['golangci-lint'], winget: 'GolangCI.golangci-lint', mise: 'golangci-lint' },
  'ktlint': { program: 'ktlint', brew: 'ktlint', mise: 'ktlint' },
  'swiftlint': { program: 'swiftlint', version: ['version'], brew: 'swiftlint' },
  'gitleaks': { program: 'gitleaks', version: ['version'], brew: 'gitleaks', dnf: ['gitleaks'], winget: 'Gitleaks.Gitleaks', mise: 'gitleaks' },
  'trivy': { program: 'trivy', brew: 'trivy', winget: 'AquaSecurity.Trivy', mise: 'trivy' },

  // Containers and clouds.
  'docker': { program: 'docker', cask: 'docker-desktop', apt: ['docker.io'], dnf: ['moby-engine'], winget: 'Docker.DockerDesktop' },
  'docker-compose': { brew: 'docker-compose', apt: ['docker-compose'], dnf: ['docker-compose'] },
  'colima': { program: 'colima', brew: 'colima', mise: 'colima' },
  'podman': same('podman', { winget: 'RedHat.Podman', mise: 'podman' }),
  'kubectl': { program: 'kubectl', version: ['version', '--client'], brew: 'kubernetes-cli', dnf: ['kubernetes-client'], winget: 'Kubernetes.kubectl', mise: 'kubectl' },
  'helm': { program: 'helm', version: ['version', '--short'], brew: 'helm', dnf: ['helm'], winget: 'Helm.Helm', mise: 'helm' },
  'k9s': { program: 'k9s', version: ['version', '--short'], brew: 'k9s', winget: 'Derailed.k9s', mise: 'k9s' },
  'kind': { program: 'kind', brew: 'kind', winget: 'Kubernetes.kind', mise: 'kind' },
  'minikube': { program: 'minikube', version: ['version', '--short'], brew: 'minikube', winget: 'Kubernetes.minikube', mise: 'minikube' },
  'skaffold': { program: 'skaffold', version: ['version'], brew: 'skaffold', winget: 'Google.ContainerTools.Skaffold', mise: 'skaffold' },
  // Its licence took it out of Homebrew's own formulae; the team's tap needs trust that only its config can give.
  'terraform': { program: 'terraform', brew: 'hashicorp/tap/terraform', winget: 'Hashicorp.Terraform', mise: 'terraform' },
  'opentofu': { program: 'tofu', brew: 'opentofu', dnf: ['opentofu'], winget: 'OpenTofu.Tofu', mise: 'opentofu' },
  'ansible': same('ansible', { mise: 'ansible' }),
  'awscli': { program: 'aws', brew: 'awscli', dnf: ['awscli2'], winget: 'Amazon.AWSCLI', mise: 'awscli' },
  'azure-cli': { program: 'az', brew: 'azure-cli', dnf: ['azure-cli'], winget: 'Microsoft.AzureCLI', mise: 'azure-cli' },
  'google-cloud-sdk': { program: 'gcloud', cask: 'gcloud-cli', winget: 'Google.CloudSDK', mise: 'gcloud' },
  'act': { program: 'act', brew: 'act', winget: 'nektos.act', mise: 'act' },

  // Data.
  'postgres': { program: 'psql', brew: 'postgresql@17', link: true, apt: ['postgresql'], dnf: ['postgresql-server'], winget: 'PostgreSQL.PostgreSQL.17' },
  'psql': { program: 'psql', brew: 'libpq', link: true, apt: ['postgresql-client'], dnf: ['postgresql'] },
  'mysql': { program: 'mysql', brew: 'mysql', apt: ['default-mysql-server'], dnf: ['mysql-server'], winget: 'Oracle.MySQL' },
  'mysql-client': { program: 'mysql', brew: 'mysql-client', link: true, apt: ['default-mysql-client'], dnf: ['mysql'] },
  'mariadb': { program: 'mariadb', brew: 'mariadb', apt: ['mariadb-server'], dnf: ['mariadb-server'], winget: 'MariaDB.Server' },
  'redis': { program: 'redis-cli', brew: 'redis', apt: ['redis-server'], dnf: ['valkey-compat-redis'] },
  'redis-tools': { program: 'redis-cli', brew: 'redis', apt: ['redis-tools'] },
  'sqlite': { program: 'sqlite3', brew: 'sqlite', apt: ['sqlite3'], dnf: ['sqlite'], winget: 'SQLite.SQLite' },
  'mongosh': { program: 'mongosh', brew: 'mongosh', winget: 'MongoDB.Shell' },

  // Package managers and build tools of languages; the languages themselves are `runtimes`.
  'pnpm': { program: 'pnpm', brew: 'pnpm', winget: 'pnpm.pnpm', mise: 'pnpm' },
  'yarn': { program: 'yarn', brew: 'yarn', winget: 'Yarn.Yarn', mise: 'yarn' },
  'uv': { program: 'uv', brew: 'uv', dnf: ['uv'], winget: 'astral-sh.uv', mise: 'uv' },
  'poetry': { program: 'poetry', brew: 'poetry', apt: ['python3-poetry'], dnf: ['poetry'], mise: 'poetry' },
  'pipx': same('pipx', { mise: 'pipx' }),
  'gradle': { program: 'gradle', brew: 'gradle', mise: 'gradle' },
  'maven': { program: 'mvn', brew: 'maven', apt: ['maven'], dnf: ['maven'], mise: 'maven' },
  'cocoapods': { program: 'pod', brew: 'cocoapods' },
  'fastlane': { program: 'fastlane', brew: 'fastlane' },
  'xcodegen': { program: 'xcodegen', brew: 'xcodegen' },

  // Applications.
  'visual-studio-code': app('visual-studio-code', 'Microsoft.VisualStudioCode'),
  'intellij-idea': app('intellij-idea', 'JetBrains.IntelliJIDEA.Ultimate'),
  'android-studio': app('android-studio', 'Google.AndroidStudio'),
  'iterm2': app('iterm2'),
  'google-chrome': app('google-chrome', 'Google.Chrome'),
  'firefox': app('firefox', 'Mozilla.Firefox'),
  'slack': app('slack', 'SlackTechnologies.Slack'),
  'figma': app('figma', 'Figma.Figma'),
  'postman': app('postman', 'Postman.Postman'),
  'insomnia': app('insomnia', 'Insomnia.Insomnia'),
  'dbeaver': app('dbeaver-community', 'DBeaver.DBeaver.Community'),
  'tableplus': app('tableplus', 'TablePlus.TablePlus'),
  'notion': app('notion', 'Notion.Notion'),
  '1password': app('1password', 'AgileBits.1Password'),
}

/** The languages that are run, by their names for mise, with what shows their version. */
export const runtimeTable: Readonly<Record<string, { readonly program: string, readonly version: readonly string[] }>> = {
  node: { program: 'node', version: ['--version'] },
  bun: { program: 'bun', version: ['--version'] },
  deno: { program: 'deno', version: ['--version'] },
  python: { program: 'python3', version: ['--version'] },
  go: { program: 'go', version: ['version'] },
  java: { program: 'java', version: ['-version'] },
  kotlin: { program: 'kotlin', version: ['-version'] },
  ruby: { program: 'ruby', version: ['--version'] },
  rust: { program: 'rustc', version: ['--version'] },
  php: { program: 'php', version: ['--version'] },
  dotnet: { program: 'dotnet', version: ['--version'] },
  erlang: { program: 'erl', version: ['-version'] },
  elixir: { program: 'elixir', version: ['--short-version'] },
  swift: { program: 'swift', version: ['--version'] },
  zig: { program: 'zig', version: ['version'] },
}
