# shellcheck shell=sh
# Made by create-conventions: change conventions.config and run `conventions apply`. CONVENTIONS_HOOKS=0 skips it, SKIP=<id> a part.
# What husky 9 does before it runs a hook (its .husky/_/h), without starting a program: git runs the files in .husky itself.
# HUSKY=0 skips them, HUSKY=2 shows every line, ~/.config/husky/init.sh is read first, programs of the repository are on the PATH.
case $PATH in
node_modules/.bin:*) ;;
*)
  if [ "${HUSKY-}" = 2 ]; then set -x; fi
  conventions_init=${XDG_CONFIG_HOME:-${HOME-}/.config}/husky/init.sh
  if [ -f "$conventions_init" ]; then . "$conventions_init"; fi
  PATH=node_modules/.bin:$PATH
  export PATH
  conventions_name=${0##*/}
  trap 'conventions_status=$?
  [ $conventions_status = 0 ] || printf "%s\n" "husky - $conventions_name script failed (code $conventions_status)" >&2
  [ $conventions_status != 127 ] || printf "%s\n" "husky - command not found in PATH=$PATH" >&2' EXIT
  set -e
  ;;
esac
if [ "${HUSKY-}" = 0 ]; then
  trap - EXIT
  exit 0
fi
