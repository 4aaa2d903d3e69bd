# shellcheck shell=sh
# {{note}}
# Runs the team's own commands: what runs, how it ended, how long it took.
conventions_parallel=0
conventions_pids=
[ ! -d node_modules/.bin ] || PATH=$PWD/node_modules/.bin:$PATH
if [ -f package.json ] && ! command -v node >/dev/null 2>&1; then
  . ./.conventions/hooks/toolkit.sh
  ! conventions_find_node || PATH=$PATH:${conventions_node%/*}
fi
export PATH

# Now, in milliseconds, into $conventions_now; whole seconds where date knows no parts of them.
conventions_clock() {
  conventions_now=$(date +%s%3N 2>/dev/null)
  case $conventions_now in
  *[!0-9]* | '') conventions_now=$(date +%s)000 ;;
  ?????????????) ;;
  *) conventions_now=$(date +%s)000 ;;
  esac
}

# Whether SKIP names it: id, name
conventions_skips() {
  case ",${SKIP-}," in
  *",$1,"*) printf '%s\n' "- $2: "{{skipped}} >&2 ;;
  *) return 1 ;;
  esac
}

# name, status, milliseconds
conventions_tell() {
  conventions_took="$(($3 / 1000)).$(($3 % 1000 / 100)) s"
  if [ "$2" -eq 0 ]; then
    printf '%s\n' "✓ $1 ($conventions_took)" >&2
  else
    printf '%s\n' "✗ $1: "{{status}}" $2 ($conventions_took)" >&2
  fi
}

# id, name, program and arguments
conventions_run() {
  conventions_id=$1
  conventions_title=$2
  shift 2
  ! conventions_skips "$conventions_id" "$conventions_title" || return 0
  printf '%s\n' "… $conventions_title" >&2
  conventions_clock
  conventions_from=$conventions_now
  "$@"
  conventions_status=$?
  conventions_clock
  conventions_tell "$conventions_title" "$conventions_status" "$((conventions_now - conventions_from))"
  return "$conventions_status"
}

# The same, beside the others that are started until conventions_wait. What it prints is shown when it has ended.
conventions_start() {
  conventions_id=$1
  conventions_title=$2
  shift 2
  ! conventions_skips "$conventions_id" "$conventions_title" || return 0
  if [ "$conventions_parallel" -eq 0 ]; then
    conventions_dir=$(mktemp -d "${TMPDIR:-/tmp}/conventions.XXXXXX") || return 1
    # A shell without job control lets its background ignore Ctrl-C.
    trap 'kill $conventions_pids 2>/dev/null; rm -rf "$conventions_dir"; trap - EXIT; exit 130' INT TERM HUP
  fi
  conventions_parallel=$((conventions_parallel + 1))
  printf '%s\n' "… $conventions_title" >&2
  conventions_aside "$conventions_dir/$conventions_parallel" "$conventions_title" "$@" </dev/null &
  conventions_pids="$conventions_pids $!"
}

conventions_aside() {
  conventions_files=$1
  printf '%s\n' "$2" >"$conventions_files.title"
  shift 2
  conventions_clock
  conventions_from=$conventions_now
  "$@" >"$conventions_files.out" 2>&1 &
  conventions_child=$!
  trap 'kill $conventions_child 2>/dev/null' TERM
  trap - EXIT
  wait "$conventions_child"
  conventions_status=$?
  conventions_clock
  printf '%s\n' "$((conventions_now - conventions_from))" >"$conventions_files.took"
  return "$conventions_status"
}

# Waits for all that were started. Status: of the first that failed.
conventions_wait() {
  conventions_failed=0
  conventions_index=0
  # shellcheck disable=SC2086 # numbers, to be split
  for conventions_pid in $conventions_pids; do
    conventions_index=$((conventions_index + 1))
    wait "$conventions_pid"
    conventions_status=$?
    [ ! -s "$conventions_dir/$conventions_index.out" ] || cat "$conventions_dir/$conventions_index.out" >&2
    IFS= read -r conventions_title <"$conventions_dir/$conventions_index.title"
    IFS= read -r conventions_took <"$conventions_dir/$conventions_index.took" || conventions_took=0
    conventions_tell "$conventions_title" "$conventions_status" "$conventions_took"
    [ "$conventions_failed" -ne 0 ] || conventions_failed=$conventions_status
  done
  [ "$conventions_parallel" -eq 0 ] || rm -rf "$conventions_dir"
  trap - INT TERM HUP
  conventions_parallel=0
  conventions_pids=
  return "$conventions_failed"
}
