# shellcheck shell=sh
# Made by create-conventions: change conventions.config and run `conventions apply`. CONVENTIONS_HOOKS=0 skips it, SKIP=<id> a part.
# Where git keeps its files: $conventions_git for this work tree, $conventions_common for all of them. No program is started.
conventions_git=${GIT_DIR:-.git}
if [ -f "$conventions_git" ]; then
  IFS= read -r conventions_git <"$conventions_git"
  conventions_git=${conventions_git#gitdir: }
fi
conventions_common=$conventions_git
if [ -f "$conventions_git/commondir" ]; then
  IFS= read -r conventions_common <"$conventions_git/commondir"
  case $conventions_common in
  /* | [A-Za-z]:*) ;;
  ../..) conventions_common=${conventions_git%/*/*} ;;
  *) conventions_common=$conventions_git/$conventions_common ;;
  esac
fi

# Whether the clone had a hook of this name before ours; its path in $conventions_earlier.
conventions_chained() {
  [ -f "$conventions_common/conventions/chain" ] || return 1
  IFS= read -r conventions_earlier <"$conventions_common/conventions/chain" || return 1
  conventions_earlier=$conventions_earlier/$1
  # A hook that would go on to itself would do so for ever.
  [ -x "$conventions_earlier" ] && [ ! -d "$conventions_earlier" ] && [ ! "$conventions_earlier" -ef "$0" ]
}

# Goes on to the hook that the clone had before ours.
conventions_chain() {
  conventions_chained "$1" || return 0
  shift
  "$conventions_earlier" "$@"
}
