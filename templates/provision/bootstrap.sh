#!/bin/sh
{{header}}
#
#   {{path}} [--check | --dry-run] [--yes] [--only ids] [--skip ids] [--profile names] [--porcelain]
#
# POSIX sh, one file, nothing else needed. Exit: 0 fine, 1 something failed, 2 something is missing (--check, --dry-run), 64 usage, 130 interrupted.
# All of it stands in one pair of braces: a shell runs nothing of a file that was cut off.
#
# shellcheck disable=SC2016,SC2317 # sentences hold backquotes; the trap calls interrupted
{
set -u
if [ -n "${ZSH_VERSION-}" ]; then emulate sh; fi
# What the user's shell exports must not change how we read lists.
unset CDPATH
IFS=' 	
'

# ---- what is to be there: data ----

ITEMS={{items}}
PROFILES={{profiles}}
INSTALLER_COMMIT={{installerCommit}}
INSTALLER_SHA256={{installerSha256}}
CASK_ARGS={{caskArgs}}

# describe <id>: what an item is, in variables
describe() {
  title=$1 kind=package need=required profiles='' needs='' os='' ci=''
  formula='' cask='' entry='' apt='' dnf='' mas='' runtime='' program='' range='' untrusted='' hint=''
  case $1 in
    homebrew) title=Homebrew kind=homebrew os=macos ;;
    command-line-tools) title='Command Line Tools' kind=tools os=macos ;;
{{describe}}
  esac
}

# ask_version <id>: lets the tool say its version
ask_version() {
  case $1 in
{{versions}}
    *) return 1 ;;
  esac
}

# step_done <id>: whether there is nothing to do
step_done() {
  case $1 in
{{stepChecks}}
    *) return 1 ;;
  esac
}

step_run() {
  case $1 in
{{stepRuns}}
    *) return 1 ;;
  esac
}

# env_set <id>: whether the variable has a value; what it is nobody looks at
env_set() {
  case $1 in
{{envChecks}}
    *) return 1 ;;
  esac
}

# ---- what is said ----

# A line for people; with --porcelain nobody reads it.
say() {
  if [ "$porcelain" = no ]; then printf '%s\n' "$1"; fi
}

{{messages}}

# ---- small tools ----

# holds <list> <word>
holds() {
  case " $1 " in *" $2 "*) return 0 ;; esac
  return 1
}

# find_version <text>: the first number with a dot in it, else the first number, in $found
find_version() {
  found='' left=$1
  while :; do
    case $left in *[0-9]*) ;; *) return 0 ;; esac
    left=${left#"${left%%[0-9]*}"}
    number=${left%%[!0-9.]*}
    left=${left#"$number"}
    case $number in
      *[0-9].[0-9]*) found=$number; return 0 ;;
      *) if [ -z "$found" ]; then found=${number%%.*}; fi ;;
    esac
  done
}

# split_version <1.2.3>: its three numbers, in $v1 $v2 $v3
split_version() {
  left=$1.0.0
  v1=${left%%.*} left=${left#*.}
  v2=${left%%.*} left=${left#*.}
  v3=${left%%.*}
  v1=${v1:-0} v2=${v2:-0} v3=${v3:-0}
}

# below <version> <version>: whether the first is the lower one
below() {
  split_version "$2"
  b1=$v1 b2=$v2 b3=$v3
  split_version "$1"
  if [ "$v1" -ne "$b1" ]; then [ "$v1" -lt "$b1" ]; return; fi
  if [ "$v2" -ne "$b2" ]; then [ "$v2" -lt "$b2" ]; return; fi
  [ "$v3" -lt "$b3" ]
}

# fits <version> <ranges>: each range is <from>:<to>, the end not included
fits() {
  for interval in $2; do
    if ! below "$1" "${interval%%:*}" && below "$1" "${interval#*:}"; then return 0; fi
  done
  return 1
}

# ask <question of t_…>: yes or no at the terminal
answered_yes() {
  printf '%s ' "$1" >/dev/tty
  answer=''
  read -r answer </dev/tty || return 1
  case $answer in [yY] | [yY][eE][sS] | ㅇ | 예 | 네) return 0 ;; esac
  return 1
}

# What programs print is not our result.
run() {
  "$@" </dev/null >&2
}

# ---- the machine ----

look_around() {
  machine=$(uname -sm 2>/dev/null) || machine=''
  platform=other translated=no root=no
  case $machine in
    Darwin*) platform=macos ;;
    Linux*)
      platform=linux
      if [ -n "${WSL_DISTRO_NAME-}" ] || [ -e /proc/sys/fs/binfmt_misc/WSLInterop ]; then platform=wsl; fi
      ;;
  esac
  ci_run=no
  case ${CI-} in '' | 0 | false) ;; *) ci_run=yes yes=yes ;; esac
  terminal=no
  if (: </dev/tty >/dev/tty) 2>/dev/null; then terminal=yes; fi
  have_apt=no have_dnf=no tools=yes
  if [ "$platform" = macos ]; then
    if ! xcode-select -p >/dev/null 2>&1; then tools=no; fi
    case $machine in
      *x86_64) if [ "$(sysctl -n hw.optional.arm64 2>/dev/null)" = 1 ]; then translated=yes; fi ;;
    esac
  else
    if command -v apt-get >/dev/null 2>&1; then have_apt=yes; elif command -v dnf >/dev/null 2>&1; then have_dnf=yes; fi
    if [ "$(id -u)" = 0 ]; then root=yes; fi
  fi
  find_brew
}

# Homebrew where it is, on the PATH or not.
find_brew() {
  BREW='' brew_on_path=no prefix=''
  # ksh93 forgets folders of the PATH that were not there when it began, until it has another value.
  PATH=$PATH: PATH=${PATH%:}
  if command -v brew >/dev/null 2>&1; then
    BREW=$(command -v brew) brew_on_path=yes
  else
    for place in "${HOMEBREW_PREFIX:-/opt/homebrew}" /opt/homebrew /usr/local /home/linuxbrew/.linuxbrew "${HOME:-/nonexistent}/.linuxbrew"; do
      if [ -x "$place/bin/brew" ]; then BREW=$place/bin/brew; break; fi
    done
  fi
  if [ -z "$BREW" ]; then return 0; fi
  prefix=${BREW%/bin/brew}
  # New tools are found at once, also where no shell knows Homebrew yet.
  case ":$PATH:" in *":$prefix/bin:"*) ;; *) PATH=$PATH:$prefix/bin ;; esac
}

# Homebrew's own ways: it lets most variables not through.
prepare_brew() {
  HOMEBREW_NO_ENV_HINTS=1 HOMEBREW_BUNDLE_NO_UPGRADE=1
  HOMEBREW_AUTO_UPDATE_SECS=${HOMEBREW_AUTO_UPDATE_SECS:-86400}
  export HOMEBREW_NO_ENV_HINTS HOMEBREW_BUNDLE_NO_UPGRADE HOMEBREW_AUTO_UPDATE_SECS
  if [ "$ci_run" = yes ]; then HOMEBREW_NO_AUTO_UPDATE=1; export HOMEBREW_NO_AUTO_UPDATE; fi
  if [ -n "${HTTP_PROXY-}" ] && [ -z "${http_proxy-}" ]; then http_proxy=$HTTP_PROXY; export http_proxy; fi
  certificates=${CURL_CA_BUNDLE:-${SSL_CERT_FILE-}}
  if [ -n "$certificates" ] && [ -z "${HOMEBREW_CURLRC-}" ] && make_scratch; then
    quoted='' left=$certificates
    while [ -n "$left" ]; do
      letter=${left%"${left#?}"} left=${left#?}
      case $letter in '"' | \\) quoted="$quoted\\$letter" ;; *) quoted=$quoted$letter ;; esac
    done
    printf 'cacert = "%s"\n' "$quoted" >"$scratch/curlrc"
    HOMEBREW_CURLRC=$scratch/curlrc; export HOMEBREW_CURLRC
  fi
}

make_scratch() {
  if [ -n "$scratch" ]; then return 0; fi
  scratch=$(mktemp -d 2>/dev/null) || { scratch=''; return 1; }
}

# What managers have, each asked once.
ask_managers() {
  VERSIONS=''
  apt_has='' dnf_has='' mise_has='' mas_has='' code_has='' apt_names='' dnf_names='' any_runtime=no any_mas=no any_extension=no
  for asked_id in $CHOSEN; do
    describe "$asked_id"
    apt_names="$apt_names $apt" dnf_names="$dnf_names $dnf"
    case $kind in runtime) any_runtime=yes ;; extension) any_extension=yes ;; esac
    if [ -n "$mas" ]; then any_mas=yes; fi
  done
  if [ "$have_apt" = yes ] && [ -n "${apt_names# }" ]; then
    # shellcheck disable=SC2016,SC2086 # dpkg's own format; names hold no white space
    apt_has=$(dpkg-query -W -f '${db:Status-Abbrev}:${Package}: ' $apt_names 2>/dev/null)
  fi
  if [ "$have_dnf" = yes ] && [ -n "${dnf_names# }" ]; then
    # shellcheck disable=SC2086
    dnf_has=$(rpm -q --qf 'ii :%{NAME}: ' $dnf_names 2>/dev/null)
  fi
  if [ "$any_runtime" = yes ] && command -v mise >/dev/null 2>&1; then mise_has=$(mise ls --installed </dev/null 2>/dev/null); fi
  if [ "$any_mas" = yes ] && command -v mas >/dev/null 2>&1; then mas_has=$(mas list </dev/null 2>/dev/null); fi
  if [ "$any_extension" = yes ] && command -v code >/dev/null 2>&1; then code_has=$(code --list-extensions </dev/null 2>/dev/null); fi
}

# mise_holds <name> <ranges>
mise_holds() {
  # shellcheck disable=SC2034 # the rest of the line
  while read -r name version rest; do
    if [ "$name" != "$1" ]; then continue; fi
    if [ -z "$2" ]; then return 0; fi
    find_version "$version"
    if [ -n "$found" ] && fits "$found" "$2"; then return 0; fi
  done <<END
$mise_has
END
  return 1
}

# line_of <lines> <first word>
line_of() {
  # shellcheck disable=SC2034 # the rest of the line
  while read -r name rest; do
    if [ "$name" = "$2" ]; then return 0; fi
  done <<END
$1
END
  return 1
}

# ---- states ----

# Who would install it here, in $manager; '' where nobody would.
choose_manager() {
  manager=''
  case $kind in
    runtime) manager=mise; return ;;
    extension) manager=code; return ;;
  esac
  if [ "$platform" = macos ]; then
    if [ -n "$formula$cask" ]; then manager=brew; elif [ -n "$mas" ]; then manager=mas; fi
  elif [ "$have_apt" = yes ] && [ -n "$apt" ]; then manager=apt
  elif [ "$have_dnf" = yes ] && [ -n "$dnf" ]; then manager=dnf
  elif [ -n "$BREW" ] && [ -n "$formula" ]; then manager=brew
  fi
}

# Whether the manager has it.
manager_has() {
  case $manager in
    # `opt` names formulae by alias too; the last part of user/tap/name is the name there.
    brew)
      if [ -z "$prefix" ]; then return 1; fi
      if [ -n "$formula" ]; then [ -e "$prefix/opt/${formula##*/}" ]; else [ -d "$prefix/Caskroom/${cask##*/}" ]; fi
      ;;
    apt) for name in $apt; do case $apt_has in *"ii :$name:"*) ;; *) return 1 ;; esac; done ;;
    dnf) for name in $dnf; do case $dnf_has in *"ii :$name:"*) ;; *) return 1 ;; esac; done ;;
    mas) line_of "$mas_has" "$mas" ;;
    mise) mise_holds "$runtime" "$range" ;;
    *) return 1 ;;
  esac
}

# Whether the program can be called. Without Apple's tools, what lies in /usr/bin only opens a dialog.
callable() {
  if [ -z "$program" ] || ! command -v "$program" >/dev/null 2>&1; then return 1; fi
  if [ "$tools" = no ] && [ "$(command -v "$program")" = "/usr/bin/$program" ]; then return 1; fi
  return 0
}

# look <id>: $state, $manager and $detail
look() {
  describe "$1"
  state=missing manager='' detail=''
  case $kind in
    homebrew) look_homebrew ;;
    tools) if [ "$tools" = yes ]; then state=ok; fi ;;
    step) if step_done "$1" </dev/null >/dev/null 2>&1; then state=ok; fi ;;
    env) if env_set "$1"; then state=ok; else detail=$hint; fi ;;
    extension)
      manager=code
      # Marketplace names have no case.
      if line_of "$code_has" "$entry"; then state=ok; elif ! command -v code >/dev/null 2>&1; then state=blocked detail=code; fi
      ;;
    *) look_package "$1" ;;
  esac
}

look_homebrew() {
  if [ "$platform" != macos ]; then state=ok; return; fi
  if [ "$translated" = yes ]; then state=wrong-arch detail=rosetta; return; fi
  case $machine:$BREW in
    *x86_64:) state=blocked detail=intel ;;
    *arm64:/usr/local/bin/brew) state=wrong-arch detail=$BREW ;;
    *:) ;;
    *) if [ "$brew_on_path" = yes ]; then state=ok; else state=off-path detail=$BREW; fi ;;
  esac
}

# version_of <id>: in $found; each tool is asked once between two installs
version_of() {
  case $VERSIONS in
    *" $1="*) found=${VERSIONS##*" $1="} found=${found%% *} ;;
    *) find_version "$(ask_version "$1" </dev/null 2>&1)"; VERSIONS="$VERSIONS $1=$found " ;;
  esac
}

look_package() {
  choose_manager
  if callable; then
    if [ -z "$range" ]; then state=ok; return; fi
    version_of "$1"
    if [ -n "$found" ] && fits "$found" "$range"; then state=ok detail=$found; return; fi
    state=outdated detail=${found:-?}
  fi
  if manager_has; then
    if [ "$state" != outdated ]; then
      if [ -n "$program" ]; then state=off-path; else state=ok; fi
    elif [ "$manager" = mise ]; then state=off-path
    fi
    return
  fi
  case $manager in
    '') if [ "$state" = missing ]; then state=unmapped detail=$hint; fi ;;
    brew) if [ -n "$untrusted" ]; then state=untrusted detail=$untrusted; elif [ "$root" = yes ]; then state=blocked detail=brew-root; fi ;;
    apt | dnf) if [ "$root" = no ] && ! command -v sudo >/dev/null 2>&1; then state=blocked detail=root; fi ;;
  esac
}

# remember <id> <state>; the last one counts
remember() {
  STATES="$STATES $1=$2 "
}

# recall <id>: $recalled, '' where it was not looked at
recall() {
  case $STATES in
    *" $1="*) recalled=${STATES##*" $1="} recalled=${recalled%% *} ;;
    *) recalled='' ;;
  esac
}

# Whether what an item needs is there or can be brought: else $blocker is what it waits for.
unblocked() {
  blocker=''
  all_needs=$needs
  if [ "$manager" = brew ] && [ "$platform" = macos ]; then all_needs="$needs homebrew"; fi
  if [ "$manager" = mise ]; then all_needs="$needs mise"; fi
  for name in $all_needs; do
    recall "$name"
    case $recalled in
      # Left out of this run by the user, who knows why; a manager that is not here cannot be used, though.
      '') case $name in
        homebrew) if [ -z "$BREW" ]; then blocker=$name; return 1; fi ;;
        mise) if ! command -v mise >/dev/null 2>&1; then blocker=$name; return 1; fi ;;
      esac ;;
      ok | off-path) ;;
      missing | outdated) if [ "$1" = now ]; then blocker=$name; return 1; fi ;;
      *) blocker=$name; return 1 ;;
    esac
  done
  return 0
}

# Whether an item is meant for this run.
meant() {
  describe "$1"
  if [ -n "$only" ] && ! holds "$only homebrew mise" "$1"; then return 1; fi
  if holds "$skip" "$1"; then return 1; fi
  if [ -n "$os" ]; then
    case $platform in
      wsl) if ! holds "$os" wsl && ! holds "$os" linux; then return 1; fi ;;
      *) if ! holds "$os" "$platform"; then return 1; fi ;;
    esac
  fi
  case $ci:$ci_run in yes:no | no:yes) return 1 ;; esac
  if [ -n "$profile" ] && [ -n "$profiles" ]; then
    for name in $profiles; do if holds "$profile" "$name"; then return 0; fi; done
    return 1
  fi
  return 0
}

# ---- looking at everything ----

survey() {
  CHOSEN='' STATES='' missing_required='' missing_optional='' count=0
  for id in command-line-tools homebrew $ITEMS; do
    if meant "$id"; then CHOSEN="$CHOSEN $id"; fi
  done
  ask_managers
  for id in $CHOSEN; do look "$id"; remember "$id" "$state"; done
  only_when_needed mise
  only_when_needed homebrew
  for id in $CHOSEN; do
    look_again "$id"
    report "$id"
  done
}

# look_again <id>: what survey found, and whether something else stands in its way
look_again() {
  look "$1"
  recall "$1"
  state=$recalled
  case $state in missing | outdated)
    if ! unblocked later; then state=blocked detail=$blocker; remember "$1" blocked; fi
    ;;
  esac
}

# A manager that nothing waits for is not missing.
only_when_needed() {
  recall "$1"
  case $recalled in '' | ok | off-path) return ;; esac
  for other_id in $CHOSEN; do
    if [ "$other_id" = "$1" ]; then continue; fi
    look_manager "$other_id"
    recall "$other_id"
    case $recalled:$manager in
      missing:mise | outdated:mise) if [ "$1" = mise ]; then return; fi ;;
      missing:brew | outdated:brew) if [ "$1" = homebrew ]; then return; fi ;;
    esac
    if holds "$needs" "$1" && [ "$recalled" = missing ]; then return; fi
  done
  remember "$1" ok
}

look_manager() {
  describe "$1"
  manager=''
  case $kind in package | runtime | extension | app) choose_manager ;; esac
}

# report <id>: a line about an item, and its place in the sums
report() {
  count=$((count + 1))
  tell "$1" "$state" "$manager" "$detail"
  case $state in
    ok) ;;
    off-path) follow="$follow $1" ;;
    *) if [ "$need" = required ]; then missing_required="$missing_required $1"; else missing_optional="$missing_optional $1"; fi ;;
  esac
}

# tell <id> <state> <manager> <detail>
tell() {
  if [ "$porcelain" = yes ]; then
    printf 'item\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$kind" "$need" "$2" "$3" "$4"
    return
  fi
  word_of "$2"
  explain "$1" "$2" "$3" "$4"
  if [ "$need" = optional ] && [ "$2" != ok ]; then explained="$explained$t_optional"; fi
  printf '  %s  %s%s\n' "$word" "$title" "$explained"
}

# explain …: what a state means for someone who wants it to be ok, in $explained
explain() {
  explained=''
  case $2:$4 in
    ok:) ;;
    ok:*) explained=" ($4)" ;;
    blocked:code | blocked:intel | blocked:root | blocked:brew-root | blocked:terminal | wrong-arch:rosetta) because "$4"; explained=": $reason" ;;
    blocked:*) e_needs "$4" ;;
    wrong-arch:*) e_wrong_arch "$4" ;;
    untrusted:*) e_untrusted "$4" ;;
    outdated:*) e_outdated "$4"; upgrade_hint ;;
    off-path:*) if [ "$kind" = homebrew ]; then e_off_path "eval \"\$($4 shellenv)\""; elif [ "$3" = mise ]; then e_off_path "eval \"\$(mise activate ${SHELL##*/})\""; fi ;;
    unmapped:*) e_unmapped; if [ -n "$4" ]; then explained="$explained: $4"; fi ;;
    missing:*) if [ "$kind" = env ]; then explained=": $4"; fi ;;
  esac
}

upgrade_hint() {
  if ! manager_has; then return; fi
  case $manager in
    brew) explained="$explained: brew upgrade ${formula:-$cask}" ;;
    apt) explained="$explained: apt-get install --only-upgrade $apt" ;;
    dnf) explained="$explained: dnf upgrade $dnf" ;;
  esac
}

# ---- making it so ----

# work <ids>: brings what can be brought; each manager with all of its items at once
work() {
  if holds "$1" command-line-tools; then bring_tools; fi
  if holds "$1" homebrew; then bring_homebrew; fi
  for with in apt dnf brew; do bring_by "$with" "$1"; done
  for id in $1; do
    look_again "$id"
    case $state:$kind in
      missing:runtime | outdated:runtime | missing:extension | missing:step) bring_one "$id" ;;
      blocked:runtime | blocked:extension | blocked:step | blocked:app) stand_by "$id" ;;
      missing:app) if [ "$manager" = mas ]; then bring_one "$id"; fi ;;
    esac
  done
}

# finished <id> <seconds>: looks once more; what is still missing has failed
finished() {
  look "$1"
  case $state in
    ok | off-path) ;;
    *) if [ "$state" = missing ] || [ "$state" = untrusted ]; then state=failed; fi ;;
  esac
  remember "$1" "$state"
  tell "$1" "$state" "$manager" "${detail:-$2}"
}

now() {
  date +%s
}

begin() {
  if [ "$porcelain" = yes ]; then printf 'start\t%s\n' "${1# }"; else t_start "${1# }"; fi
  started=$(now)
}

took() {
  seconds=$(($(now) - started))
}

# waiting <manager> <ids>: those that it would install now, in $batch
waiting() {
  batch=''
  for waiting_id in $2; do
    look "$waiting_id"
    recall "$waiting_id"
    if [ "$manager" != "$1" ]; then continue; fi
    # What it has but in another version it does not get twice: nothing is upgraded behind anyone's back.
    case $recalled in missing) ;; outdated) if manager_has; then continue; fi ;; *) continue ;; esac
    if unblocked now; then batch="$batch $waiting_id"; else stand_by "$waiting_id"; fi
  done
}

stand_by() {
  remember "$1" blocked
  tell "$1" blocked "$manager" "${blocker:-$detail}"
}

# bring_by <manager> <ids>
bring_by() {
  waiting "$1" "$2"
  if [ -z "$batch" ]; then return; fi
  case $1 in apt | dnf)
    if ! become_root; then
      for id in $batch; do look "$id"; blocker=terminal; stand_by "$id"; done
      return
    fi ;;
  esac
  begin "$batch"
  all=$batch
  if ! install "$1" "$all"; then
    # One bad name keeps all others from being installed: each by itself then.
    for id in $all; do
      refresh "$1"
      look "$id"
      if [ "$state" = missing ] || [ "$state" = outdated ]; then install "$1" " $id"; fi
    done
  fi
  refresh "$1"
  took
  for id in $all; do finished "$id" "$seconds s"; done
}

refresh() {
  case $1 in
    brew) find_brew_again; VERSIONS='' ;;
    *) ask_managers ;;
  esac
  hash -r 2>/dev/null || :
}

find_brew_again() {
  was=$brew_on_path
  find_brew
  brew_on_path=$was
}

# install <manager> <ids>
install() {
  names='' entries=''
  for wanted_id in $2; do
    describe "$wanted_id"
    case $1 in
      apt) names="$names $apt" ;;
      dnf) names="$names $dnf" ;;
      brew) entries="$entries$entry
" ;;
    esac
  done
  case $1 in
    apt)
      # shellcheck disable=SC2086 # no sudo is no word
      if [ "$apt_updated" = no ]; then apt_updated=yes; run $SUDO apt-get update -q || t_no_update; fi
      # shellcheck disable=SC2086 # names hold no white space
      run $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-upgrade --no-remove $names
      ;;
    dnf)
      # shellcheck disable=SC2086
      run $SUDO dnf install -y $names
      ;;
    # Only what is asked for, as data: a Brewfile is a Ruby program, and this is no place to run one.
    brew) printf '%s\n' "$CASK_ARGS$entries" | "$BREW" bundle install --no-upgrade --file=- >&2 ;;
  esac
}

# Once, and only with a terminal where a password is needed.
become_root() {
  if [ "$root" = yes ]; then SUDO=''; return 0; fi
  if [ "$sudo_asked" = yes ]; then return "$sudo_status"; fi
  sudo_asked=yes sudo_status=0 SUDO=sudo
  if sudo -n true 2>/dev/null; then return 0; fi
  if [ "$terminal" = no ]; then sudo_status=1; return 1; fi
  t_sudo
  # shellcheck disable=SC2024 # the terminal is the user's
  sudo -v </dev/tty || sudo_status=1
  return "$sudo_status"
}

bring_one() {
  if ! unblocked now; then stand_by "$1"; return; fi
  begin " $1"
  case $kind in
    runtime) run mise install "$runtime" ;;
    extension) run code --install-extension "$entry" ;;
    app) run mas install "$mas" ;;
    step) step_run "$1" </dev/null >&2 ;;
  esac
  took
  ask_managers
  hash -r 2>/dev/null || :
  finished "$1" "$seconds s"
}

bring_tools() {
  recall homebrew
  describe command-line-tools
  # Homebrew's installer brings them.
  if [ "$recalled" = missing ]; then return; fi
  xcode-select --install >/dev/null 2>&1
  t_tools
}

bring_homebrew() {
  look homebrew
  recall homebrew
  if [ "$recalled" != missing ]; then return; fi
  begin ' homebrew'
  install_homebrew
  if xcode-select -p >/dev/null 2>&1; then tools=yes; if holds "$CHOSEN" command-line-tools; then remember command-line-tools ok; fi; fi
  find_brew
  took
  finished homebrew "$seconds s"
}

# The installer of one commit, compared with its checksum before any of it runs.
install_homebrew() {
  if [ -z "$INSTALLER_COMMIT" ]; then t_by_hand; return 1; fi
  if ! make_scratch; then t_no_scratch; return 1; fi
  t_installer "$INSTALLER_COMMIT"
  if ! run curl --fail --silent --show-error --location --proto '=https' --retry 2 -o "$scratch/install.sh" \
    "https://raw.githubusercontent.com/Homebrew/install/$INSTALLER_COMMIT/install.sh"; then
    t_no_download
    return 1
  fi
  sum=$(shasum -a 256 "$scratch/install.sh" 2>/dev/null || sha256sum "$scratch/install.sh" 2>/dev/null || openssl dgst -sha256 -r "$scratch/install.sh" 2>/dev/null)
  if [ "${sum%% *}" != "$INSTALLER_SHA256" ]; then t_bad_sum; return 1; fi
  # It asks for a password by itself, at the terminal.
  if [ "$terminal" = yes ]; then
    NONINTERACTIVE='' /bin/bash "$scratch/install.sh" </dev/tty >&2
  else
    NONINTERACTIVE=1 /bin/bash "$scratch/install.sh" </dev/null >&2
  fi
}

# ---- the run ----

usage() {
  printf '%s\n' "$1" >&2
  t_usage >&2
  exit 64
}

arguments() {
  mode=apply yes=no porcelain=no only='' skip='' profile=''
  while [ $# -gt 0 ]; do
    case $1 in
      --check) mode=check ;;
      --dry-run) mode=dry-run ;;
      -y | --yes) yes=yes ;;
      --porcelain) porcelain=yes ;;
      --only | --skip | --profile)
        if [ $# -lt 2 ]; then usage "$1 ?"; fi
        option "${1#--}" "$2"
        shift
        ;;
      --only=* | --skip=* | --profile=*) option_of=${1%%=*}; option "${option_of#--}" "${1#*=}" ;;
      -h | --help) t_usage; exit 0 ;;
      *) usage "$1 ?" ;;
    esac
    shift
  done
}

# option <name> <a,b c>: each of them has to exist
option() {
  values=''
  left=$2,
  while [ -n "$left" ]; do
    value=${left%%,*} left=${left#*,}
    case $value in
      '') ;;
      *[!A-Za-z0-9+._@-]*) usage "--$1 $value ?" ;;
      *) values="$values $value" ;;
    esac
  done
  for value in $values; do
    case $1 in
      profile) if ! holds "$PROFILES" "$value"; then usage "--profile $value ?"; fi; profile="$profile $value" ;;
      only) if ! holds "command-line-tools homebrew $ITEMS" "$value"; then usage "--only $value ?"; fi; only="$only $value" ;;
      skip) if ! holds "command-line-tools homebrew $ITEMS" "$value"; then usage "--skip $value ?"; fi; skip="$skip $value" ;;
    esac
  done
}

interrupted() {
  trap '' INT TERM HUP
  cleanup
  t_interrupted
  exit 130
}

cleanup() {
  if [ -n "$scratch" ]; then rm -rf "$scratch"; scratch=''; fi
}

# finish <code>
finish() {
  if [ "$porcelain" = yes ]; then printf 'end\t%s\n' "$1"; fi
  cleanup
  exit "$1"
}

# Only what is missing can be worked on; the rest is told.
workable() {
  todo='' stuck=''
  for id in $missing_required $missing_optional; do
    recall "$id"
    describe "$id"
    case $recalled:$kind in
      missing:env) stuck="$stuck $id" ;;
      missing:*) todo="$todo $id" ;;
      outdated:*) look "$id"; if [ -n "$manager" ] && ! manager_has; then todo="$todo $id"; else stuck="$stuck $id"; fi ;;
      *) stuck="$stuck $id" ;;
    esac
  done
}

show_plan() {
  for id in $todo; do
    look "$id"
    case $kind:$manager in
      homebrew:*) planned="Homebrew/install@$INSTALLER_COMMIT" ;;
      tools:*) planned='xcode-select --install' ;;
      *:apt) planned="apt-get install $apt" ;;
      *:dnf) planned="dnf install $dnf" ;;
      *:brew) planned="brew bundle: $entry" ;;
      *:mise) planned="mise install $runtime" ;;
      *:code) planned="code --install-extension $entry" ;;
      *:mas) planned="mas install $mas" ;;
      *) planned=$hint ;;
    esac
    if [ "$porcelain" = yes ]; then printf 'plan\t%s\t%s\n' "$id" "$planned"; else say "  $title: $planned"; fi
  done
}

main() {
  scratch='' STATES='' follow='' SUDO='' sudo_asked=no sudo_status=1 apt_updated=no porcelain=no
  trap interrupted INT TERM HUP
  arguments "$@"
  go_home
  look_around
  t_title
  case $machine in
    Darwin*x86_64) if [ "$translated" = no ] && [ -n "$BREW" ]; then t_intel; fi ;;
  esac
  survey
  workable
  if [ -z "$missing_required$missing_optional" ]; then t_fine "$count"; finish 0; fi
  case $mode in
    check) if [ -z "$missing_required" ]; then t_done; finish 0; fi; t_missing; finish 2 ;;
    dry-run) if [ -n "$todo" ]; then t_would; show_plan; else t_stuck; fi; if [ -z "$missing_required" ]; then finish 0; fi; finish 2 ;;
  esac
  if [ -z "$todo" ]; then t_stuck; sum_up; fi
  consent
  prepare_brew
  # What is optional never keeps what is required from being there.
  work "$(among "$missing_required")"
  work "$(among "$missing_optional")"
  sum_up
}

# among <ids>: those that can be worked on
among() {
  for id in $todo; do if holds "$1" "$id"; then printf ' %s' "$id"; fi; done
}

consent() {
  if [ "$yes" = yes ]; then return; fi
  if [ "$terminal" = no ]; then t_no_terminal >&2; finish 1; fi
  porcelain_was=$porcelain porcelain=no
  t_would
  show_plan
  porcelain=$porcelain_was
  if ! answered_yes "$t_question"; then t_declined; finish 2; fi
}

# The root of the repository, wherever this is called from.
go_home() {
  case $0 in
    */{{path}}) cd "${0%/{{path}}}" || exit 1 ;;
    {{path}}) ;;
    */{{name}}) cd "${0%/*}{{up}}" || exit 1 ;;
    {{name}}) cd ".{{up}}" || exit 1 ;;
  esac
}

sum_up() {
  bad='' optional_bad=''
  for id in $missing_required; do recall "$id"; case $recalled in ok | off-path) ;; *) bad="$bad $id" ;; esac; done
  for id in $missing_optional; do recall "$id"; case $recalled in ok | off-path) ;; *) optional_bad="$optional_bad $id" ;; esac; done
  if [ "$platform" = macos ] && [ -n "$BREW" ] && [ "$brew_on_path" = no ]; then t_shellenv "eval \"\$($BREW shellenv)\""; fi
  if [ -n "$optional_bad" ]; then t_optional_left "${optional_bad# }"; fi
  if [ -n "$bad" ]; then t_left "${bad# }"; finish 1; fi
  t_done
  finish 0
}

main "$@"
exit 1
}
