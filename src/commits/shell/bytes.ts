// POSIX sh under LC_ALL=C, where a character is a byte. What is needed beyond ASCII is templates/hooks/utf8.sh, read when it is: to read it takes bash as
// long as all the rest.

/**
 * `conventions_probe` fails where the shell does not match and count bytes as the proof needs it. `conventions_bytes` makes `conventions_valid` and
 * the single bytes be there.
 */
export const coreCode = `\
conventions_probe() {
  case '한 bB' in ???[[:blank:]][![:blank:]][!a-z]) ;; *) return 1 ;; esac
  case '한' in *[\\ -~]*) return 1 ;; esac
  conventions_b='한'
  [ \${#conventions_b} -eq 3 ]
}
conventions_bytes() {
  [ -n "\${conventions_ready-}" ] || { [ -r ./.conventions/hooks/utf8.sh ] && . ./.conventions/hooks/utf8.sh && conventions_cut_bytes; }
}
`

/**
 * `conventions_fits line limit`: the length of a line of more bytes than the limit is within it. Neither measure counts more than bytes; beyond that, columns are at
 * most one for each character and one more for each of three or four bytes, code units exactly one for each and one more for each of four.
 */
export function lengthCode(width: 'columns' | 'code-units'): string {
  return `\
conventions_fits() {
  case $1 in *[!\\ -~]*) ;; *) return 1 ;; esac
  conventions_bytes && conventions_valid "$1" && conventions_short "$1" "$2" "\${${width === 'columns' ? 'conventions_w' : 'cF0'}}"
}
`
}
