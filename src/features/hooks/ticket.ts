import type { Vocabulary } from '../../commits/vocabulary.ts'
import { sh } from '../../edit/quote.ts'
import type { HookPart } from '../../feature.ts'
import type { Hooks } from './schema.ts'
import { scriptFolder } from './script.ts'

type Ticket = Exclude<Vocabulary['ticket'], false>

/**
 * prepare-commit-msg: puts the ticket that the branch is named after into a new message; commit-msg: an untouched one is no message, as git
 * has it for a commit template (git-commit(1), commit.template).
 */
export function ticketParts(ticket: Vocabulary['ticket'], when: Hooks['ticket']): HookPart[] {
  if (ticket === false || when === 'never') return []
  const pattern = shellPattern(ticket.pattern)
  return [
    { hook: 'prepare-commit-msg', id: 'ticket', order: 20, sh: prepare(ticket, when, pattern) },
    { hook: 'commit-msg', id: 'untouched', order: 15, sh: untouched(ticket) },
  ]
}

/** A ticket of letters, a hyphen and digits is found by sh itself; any other pattern by `grep -E`, where the branch holds it. */
function shellPattern(pattern: string): string {
  return /^\[A-Z\]\[A-Z0-9\]\+-\[0-9\]\+$/.test(pattern) ? 'key' : pattern
}

function prepare(ticket: Ticket, when: Hooks['ticket'], pattern: string): string {
  const sources = when === 'always' ? `'' | template | message` : `'' | template`
  return `case \${2-\${PRE_COMMIT_COMMIT_MSG_SOURCE-}} in ${sources}) ;; *) return 0 ;; esac
case \${GIT_REFLOG_ACTION-} in am* | cherry-pick* | merge* | rebase* | revert*) return 0 ;; esac
. ./${scriptFolder}/chain.sh
IFS= read -r conventions_head <"$conventions_git/HEAD" || return 0
case $conventions_head in
'ref: refs/heads/.invalid') conventions_branch=$(git symbolic-ref --quiet --short HEAD) || return 0 ;;
'ref: refs/heads/'*) conventions_branch=\${conventions_head#ref: refs/heads/} ;;
*) return 0 ;;
esac
for conventions_file in rebase-merge rebase-apply sequencer MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD SQUASH_MSG; do
[ ! -e "$conventions_git/$conventions_file" ] || return 0
done
${pattern === 'key' ? findKey : findByGrep(pattern)}
[ -n "$conventions_ticket" ] || return 0
conventions_first=
IFS= read -r conventions_first <"$1"
${place(ticket)}`
}

/** The first run of capitals and digits, a hyphen and digits in the branch's name, by builtins: the pieces between separators are tried in order. */
const findKey = `conventions_locale=\${LC_ALL-}
LC_ALL=C
conventions_ticket=
conventions_rest=$conventions_branch
while [ -n "$conventions_rest" ]; do
case $conventions_rest in
[A-Z][A-Z0-9]*-[0-9]*)
conventions_left=\${conventions_rest%%-*}
conventions_right=\${conventions_rest#*-}
conventions_digits=\${conventions_right%%[!0-9]*}
case $conventions_left in
*[!A-Z0-9]*) ;;
*) [ -z "$conventions_digits" ] || { conventions_ticket=$conventions_left-$conventions_digits; break; } ;;
esac ;;
esac
case $conventions_rest in
*[/_.-]*) conventions_rest=\${conventions_rest#*[/_.-]} ;;
*) break ;;
esac
done
LC_ALL=$conventions_locale`

function findByGrep(pattern: string): string {
  return `conventions_ticket=$(printf '%s\\n' "$conventions_branch" | grep -oE -e ${sh(pattern)} 2>/dev/null) || return 0
conventions_ticket=\${conventions_ticket%%
*}`
}

/** The message as it is with the ticket in it. A message that names the ticket already stays. */
function place({ place, key }: Ticket): string {
  const has = `while IFS= read -r conventions_line || [ -n "$conventions_line" ]; do
case $conventions_line in *' >8 '*) break ;; '#'*) ;; *"$conventions_ticket"*) return 0 ;; esac
done <"$1"`
  const rewrite = (first: string): string => `conventions_text=$(cat "$1"; printf .)
conventions_text=\${conventions_text%.}
printf '%s\\n%s' ${first} "\${conventions_text#"$conventions_first"
}" >"$1"`
  if (place === 'footer') {
    return `${has}
if [ -z "$conventions_first" ]; then
conventions_text=$(cat "$1"; printf .)
printf '\\n\\n%s: %s\\n%s' ${sh(key)} "$conventions_ticket" "\${conventions_text%.}" >"$1"
elif [ "\${2-}" = message ]; then
git interpret-trailers --in-place --trailer ${sh(key)}": $conventions_ticket" "$1"
fi`
  }
  const scope = place === 'scope'
  return `${has}
case $conventions_first in
'') conventions_new=${scope ? '"($conventions_ticket): "' : '": $conventions_ticket "'} ;;
'fixup! '* | 'squash! '* | 'amend! '*) return 0 ;;
${scope
    ? `*'('*) return 0 ;;
*': '*) conventions_new="\${conventions_first%%: *}($conventions_ticket): \${conventions_first#*: }"
case $conventions_new in *'!('*) conventions_new="\${conventions_first%%!: *}($conventions_ticket)!: \${conventions_first#*: }" ;; esac ;;`
    : `*': '*) conventions_new="\${conventions_first%%: *}: $conventions_ticket \${conventions_first#*: }" ;;`}
*) return 0 ;;
esac
${rewrite('"$conventions_new"')}`
}

/** A message of nothing but comments and what we put there: nothing was written, so nothing is committed. */
function untouched({ place, key }: Ticket): string {
  const first = { footer: `''`, subject: `': '*`, scope: `'('*'): '` }[place]
  const ours = place === 'footer' ? `${sh(`${key}: `)}*` : first
  return `IFS= read -r conventions_first <"$1" || return 0
case $conventions_first in ${first}) ;; *) return 0 ;; esac
conventions_ours=
while IFS= read -r conventions_line || [ -n "$conventions_line" ]; do
case $conventions_line in
*' >8 '*) break ;;
'#'* | '') ;;
${ours}) [ -z "$conventions_ours" ] || return 0; conventions_ours=1 ;;
*) return 0 ;;
esac
done <"$1"
[ -z "$conventions_ours" ] || : >"$1"`
}
