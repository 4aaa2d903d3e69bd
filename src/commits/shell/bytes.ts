// POSIX sh under LC_ALL=C, where a character is a byte. What is needed beyond ASCII is templates/hooks/utf8.sh, read when it is: bash takes as long to read
// it as for all the rest. It sets the single bytes, and has `conventions_within line limit measure` and its like.

/** `conventions_bytes` makes the functions of utf8.sh be there; it fails where this shell does not cut characters into bytes. */
export const bytesCode = `\
conventions_bytes() {
  [ -n "\${conventions_ready-}" ] || { [ -r ./.conventions/hooks/utf8.sh ] && . ./.conventions/hooks/utf8.sh && conventions_cut_bytes; }
}
`

/** Fails where the shell does not match and count bytes as the proof needs it. */
export const probe = `\
case '한 bB' in [!\\ -~][!\\ -~][!\\ -~][[:blank:]][![:blank:]][!a-z]) ;; *) return 1 ;; esac
conventions_b='한'
[ "\${#conventions_b}" -eq 3 ]`
