# shellcheck shell=sh disable=SC2154
# Made by create-conventions: change conventions.config and run `conventions apply`. CONVENTIONS_HOOKS=0 skips it, SKIP=<id> a part.
# Read by toolkit.sh for what is seldom: Node or the package is elsewhere or not there, the check fails, a message begins with a comment.

# The rest of conventions_find_node.
conventions_find_node_elsewhere() {
  conventions_home=${HOME-}
  for conventions_node in \
    ./node_modules/.bin/node \
    "${NVM_DIR:-$conventions_home/.nvm}"/versions/node/v*/bin/node \
    "${FNM_DIR:-${XDG_DATA_HOME:-$conventions_home/.local/share}/fnm}"/aliases/default/bin/node \
    "$conventions_home/.fnm/aliases/default/bin/node" \
    "$conventions_home/Library/Application Support/fnm/aliases/default/bin/node" \
    "${VOLTA_HOME:-$conventions_home/.volta}"/tools/image/node/*/bin/node \
    "${MISE_DATA_DIR:-${XDG_DATA_HOME:-$conventions_home/.local/share}/mise}"/installs/node/*/bin/node \
    "${ASDF_DATA_DIR:-$conventions_home/.asdf}"/installs/nodejs/*/bin/node \
    /opt/homebrew/bin/node /usr/local/bin/node /home/linuxbrew/.linuxbrew/bin/node /usr/bin/node \
    "/c/Program Files/nodejs/node.exe"; do
    [ -x "$conventions_node" ] || continue
    conventions_newest "$conventions_node"
    return 0
  done
  conventions_node=
  return 1
}

# Of the versions beside the first one found (nvm, volta, mise, asdf), the newest: globs sort 9 behind 24.
conventions_newest() {
  case $1 in
  */versions/node/v*/bin/node | */image/node/*/bin/node | */installs/node/*/bin/node | */installs/nodejs/*/bin/node) ;;
  *) return 0 ;;
  esac
  conventions_most=-1
  conventions_versions=${1%/*/bin/node}
  for conventions_one in "$conventions_versions"/*/bin/node; do
    [ -x "$conventions_one" ] || continue
    conventions_major=${conventions_one%/bin/node}
    conventions_major=${conventions_major##*/}
    conventions_major=${conventions_major#v}
    conventions_major=${conventions_major%%.*}
    case $conventions_major in '' | *[!0-9]*) continue ;; esac
    if [ "$conventions_major" -ge "$conventions_most" ]; then
      conventions_most=$conventions_major
      conventions_node=$conventions_one
    fi
  done
}

# Finds the folder of create-conventions into $conventions_package: here, or in the main work tree of a linked one. Status 1: not installed.
conventions_find_package() {
  [ ! -f "$conventions_package/dist/startHook.cjs" ] || return 0
  [ -f .git ] || return 1
  . ./.conventions/hooks/chain.sh
  conventions_package=${conventions_common%/.git}/$conventions_package
  [ -f "$conventions_package/dist/startHook.cjs" ]
}

# The rest of conventions_ask: nothing was run so far ($conventions_status is none), or it ended with a status that says nothing of what it checked.
conventions_ask_on() {
  case $conventions_status in
  none) conventions_ask_elsewhere "$@" || return 0 ;;
  3) conventions_run_newer "$@" ;;
  esac
  case $conventions_status in
  0 | 1 | 4) return "$conventions_status" ;;
  130 | 143) return "$conventions_status" ;;
  # Killed in the middle: files may be half done, and the next command gives them back. This must not become a commit.
  129 | 13[1-9] | 14[0-9] | 15[0-9])
    printf '%s\n' 'conventions: the check was killed, so nothing goes on. Run the command again: it first gives back the files as they were.' >&2
    return 1
    ;;
  3) printf '%s\n' 'conventions: not checked here, because the Node that was found is too old (22 is needed); CI decides.' >&2 ;;
  *) printf '%s\n' 'conventions: not checked here, because the check itself failed (above); CI decides.' >&2 ;;
  esac
  return 0
}

# Sets $conventions_status to that of the toolkit, wherever it is. Status 1: there is none, or no Node, which was said.
conventions_ask_elsewhere() {
  if conventions_find_package; then
    if ! conventions_find_node; then
      printf '%s\n' 'conventions: not checked here, because no Node was found; CI decides.' >&2
      return 1
    fi
    "$conventions_node" "$conventions_package/dist/startHook.cjs" "$@"
    conventions_status=$?
    [ "$conventions_status" -ne 3 ] || conventions_run_newer "$@"
  elif command -v conventions >/dev/null 2>&1; then
    conventions_find_node && PATH=$PATH:${conventions_node%/*}
    conventions hook "$@"
    conventions_status=$?
  else
    printf '%s\n' 'conventions: not checked here, because create-conventions is not installed; CI decides.' >&2
    return 1
  fi
}

# Once more where the Node that was found is too old: under one that is elsewhere.
conventions_run_newer() {
  conventions_first=$conventions_node
  conventions_find_node_elsewhere && [ "$conventions_node" != "$conventions_first" ] || return 0
  "$conventions_node" "$conventions_package/dist/startHook.cjs" "$@"
  conventions_status=$?
}

# Whether a message holds nothing but comments: git itself says so then. What cannot begin a comment is no question for git.
conventions_is_empty() {
  conventions_comment=
  while IFS= read -r conventions_line || [ -n "$conventions_line" ]; do
    case $conventions_line in
    '') continue ;;
    [!\#\;@!\$%^\&\|:\ \	\
]*) return 1 ;;
    esac
    [ -n "$conventions_comment" ] || conventions_comment=$(git config --get core.commentChar) || conventions_comment='#'
    case $conventions_line in
    "$conventions_comment ------------------------ >8 ------------------------"*) return 0 ;;
    "$conventions_comment"*) ;;
    *[!\ \	\
]*) return 1 ;;
    esac
  done <"$1"
  return 0
}
