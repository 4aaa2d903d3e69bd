# shellcheck shell=sh
# {{note}}
# Read by the hooks when something has to be checked that sh alone cannot prove to be good. What is seldom needed is in seldom.sh: bash takes long to read.

# Finds Node into $conventions_node: on the PATH, in the repository, where version managers and installers put it. Status 1: there is none.
conventions_find_node() {
  # Without the subshell of $(command -v node), which costs more than to look.
  conventions_path=$PATH:
  while [ -n "$conventions_path" ]; do
    conventions_node=${conventions_path%%:*}
    conventions_node=${conventions_node:-.}/node
    conventions_path=${conventions_path#*:}
    [ ! -f "$conventions_node" ] || [ ! -x "$conventions_node" ] || return 0
  done
  . ./.conventions/hooks/seldom.sh
  conventions_find_node_elsewhere
}

# Runs the toolkit's part of a hook.
conventions_toolkit() {
  case $1 in
  commit-msg) conventions_check_message "$@" ;;
  *) conventions_ask "$@" ;;
  esac
}

# Nobody is kept from working by what is not there: CI decides then.
conventions_ask() {
  conventions_package={{package}}
  if [ -f "$conventions_package/dist/startHook.cjs" ] && conventions_find_node; then
    "$conventions_node" "$conventions_package/dist/startHook.cjs" "$@"
    conventions_status=$?
    case $conventions_status in 0 | 1 | 4) return "$conventions_status" ;; esac
  else
    conventions_status=none
  fi
  . ./.conventions/hooks/seldom.sh
  conventions_ask_on "$@"
}

# Checks the message in the file $2, and keeps one that is rejected.
conventions_check_message() {
  conventions_line=
  IFS= read -r conventions_line <"$2"
  case $conventions_line in
  # What cannot begin a comment is no question for git.
  [!\#\;@!\$%^\&\|:\ \	]*) ;;
  *)
    . ./.conventions/hooks/seldom.sh
    ! conventions_is_empty "$2" || return 0
    ;;
  esac
  conventions_git=${GIT_DIR:-.git}
  [ ! -f "$conventions_git" ] || . ./.conventions/hooks/chain.sh
  conventions_kept=$conventions_git/conventions/rejected
  [ -d "$conventions_kept" ] || mkdir -p "$conventions_kept" 2>/dev/null
  # An editor leaves comments: the settings that tell them are asked for here, where that costs less than in Node.
  [ "${GIT_EDITOR-}" = : ] || { CONVENTIONS_GIT=$(git config --get-regexp '^(core\.comment(char|string)|i18n\.commitencoding|commit\.cleanup)$'); export CONVENTIONS_GIT; }
  CONVENTIONS_KEPT=$conventions_kept conventions_ask "$@"
  conventions_status=$?
  case $conventions_status in
  0) return 0 ;;
  # Rejected, and kept there.
  4) conventions_status=1 ;;
  *) rm -f "$conventions_kept/corrected" && cp "$2" "$conventions_kept/COMMIT_EDITMSG" 2>/dev/null || return "$conventions_status" ;;
  esac
  printf '\n%s\n' {{kept}} >&2
  return "$conventions_status"
}
