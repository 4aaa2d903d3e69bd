// POSIX sh under LC_ALL=C, where a character is a byte.

/** 64 letters that are D0 80 … D0 BF in UTF-8, and one character for each first byte E0 … ED, EF, F0. */
const continuations = Array.from({ length: 64 }, (_, index) => String.fromCharCode(0x400 + index)).join('')
const leads = 'กᄀ—あ一倀怀瀀耀退가뀀쀀한！😀'

/** Fails where the shell does not match and count bytes as the proof needs it. */
export const coreCode = `\
conventions_probe() {
  case '한' in ???) ;; *) return 1 ;; esac
  case ' ' in [[:blank:]]) ;; *) return 1 ;; esac
  case b in [[:blank:]]) return 1 ;; esac
  case B in [a-z]) return 1 ;; esac
  case '한' in *[\\ -~]*) return 1 ;; esac
  conventions_b='한'
  [ \${#conventions_b} -eq 3 ]
}
`

/**
 * `conventions_bytes` sets the single bytes, once: conventions_c all continuation bytes, conventions_w all first bytes of characters of three and
 * four bytes, and patterns: C one continuation byte, N any other, A to D first bytes of 2, 3, 3 (without E0…E2) and 4 bytes.
 * `conventions_valid text`: well-formed UTF-8 of ASCII, blanks, and characters with these first bytes.
 */
export const bytesCode = `\
conventions_bytes() {
  [ -z "\${conventions_ready-}" ] || return 0
  conventions_b='${continuations}'
  conventions_d0=\${conventions_b%"\${conventions_b#?}"}
  IFS=$conventions_d0
  set -- $conventions_b
  IFS=
  conventions_c="$*"
  [ \${#conventions_c} -eq 64 ] || return 1
  IFS=$conventions_c
  conventions_b='${leads}'
  set -- $conventions_b
  IFS=
  conventions_w="$*"
  [ \${#conventions_w} -eq 16 ] || return 1
  c80=\${conventions_c%"\${conventions_c#?}"} cBF=\${conventions_c#"\${conventions_c%?}"}
  c82='Ђ' c82=\${c82#?} c8F='Џ' c8F=\${c8F#?} c90='А' c90=\${c90#?} c9F='П' c9F=\${c9F#?} cA0='Р' cA0=\${cA0#?}
  cA8='Ш' cA8=\${cA8#?} cA9='Щ' cA9=\${cA9#?} cBA='к' cBA=\${cBA#?} cB0='а' cB0=\${cB0#?} c98='И' c98=\${c98#?} c9E='О' c9E=\${c9E#?}
  cC2='¢' cC2=\${cC2%?} cC3='é' cC3=\${cC3%?} cD4='Ԁ' cD4=\${cD4%?}
  cE0='ก' cE0=\${cE0%??} cE1='ᄀ' cE1=\${cE1%??} cE2='—' cE2=\${cE2%??} cE3='あ' cE3=\${cE3%??} cE9='退' cE9=\${cE9%??}
  cEA='가' cEA=\${cEA%??} cEB='뀀' cEB=\${cEB%??} cED='한' cED=\${cED%??} cEF='！' cEF=\${cEF%??} cF0='😀' cF0=\${cF0%???}
  case \${c80} in [\${c80}-\${cBF}]) ;; *) return 1 ;; esac
  case \${cC2} in [\${c80}-\${cBF}]) return 1 ;; esac
  case a in [\${c80}-\${cBF}]) return 1 ;; esac
  case \${cE9} in [\${cE3}-\${cED}]) ;; *) return 1 ;; esac
  conventions_ready=y
}
conventions_valid() {
  case x\${1}x in
    *[![:blank:]\\ -~\${c80}-\${cBF}\${cC2}-\${cD4}\${cE0}-\${cED}\${cEF}\${cF0}]*) return 1 ;;
    *[[:blank:]\\ -~][\${c80}-\${cBF}]*) return 1 ;;
    *[\${cC2}-\${cD4}][!\${c80}-\${cBF}]* | *[\${cC2}-\${cD4}][\${c80}-\${cBF}][\${c80}-\${cBF}]*) return 1 ;;
    *[\${cE0}-\${cED}\${cEF}][!\${c80}-\${cBF}]* | *[\${cE0}-\${cED}\${cEF}][\${c80}-\${cBF}][!\${c80}-\${cBF}]*) return 1 ;;
    *[\${cE0}-\${cED}\${cEF}][\${c80}-\${cBF}][\${c80}-\${cBF}][\${c80}-\${cBF}]*) return 1 ;;
    *\${cF0}[!\${c80}-\${cBF}]* | *\${cF0}[\${c80}-\${cBF}][!\${c80}-\${cBF}]* | *\${cF0}[\${c80}-\${cBF}][\${c80}-\${cBF}][!\${c80}-\${cBF}]*) return 1 ;;
    *\${cF0}[\${c80}-\${cBF}][\${c80}-\${cBF}][\${c80}-\${cBF}][\${c80}-\${cBF}]*) return 1 ;;
    *\${cE0}[\${c80}-\${c9F}]* | *\${cED}[\${cA0}-\${cBF}]* | *\${cF0}[\${c80}-\${c8F}]*) return 1 ;;
  esac
}
`

/**
 * `conventions_fits line limit`: the line's length is within the limit. Neither measure counts more than bytes; beyond that, columns are at
 * most one for each character and one more for each of three or four bytes, code units exactly one for each and one more for each of four.
 */
export function lengthCode(width: 'columns' | 'code-units'): string {
  return `\
conventions_fits() {
  [ \${#1} -gt "$2" ] || return 0
  case $1 in *[!\\ -~]*) ;; *) return 1 ;; esac
  conventions_bytes && conventions_valid "$1" || return 1
  conventions_b=$1 conventions_n=\${#1} conventions_max=$2
  IFS=$conventions_c
  set -- \${conventions_b}x
  conventions_n=$((conventions_n - $# + 1))
  IFS=${width === 'columns' ? '$conventions_w' : '${cF0}'}
  set -- \${conventions_b}x
  IFS=
  [ $((conventions_n + $# - 1)) -le $conventions_max ]
}
`
}
