# shellcheck shell=sh disable=SC2034,SC2086,SC2154
# Made by create-conventions: change conventions.config and run `conventions apply`. CONVENTIONS_HOOKS=0 skips it, SKIP=<id> a part.
# Read by commit-msg for the first line that is not ASCII: UTF-8 under LC_ALL=C, where a character is a byte to every shell.

# Runs a function that splits at other bytes, and leaves IFS and globbing as they were.
conventions_apart() {
  conventions_split=${IFS+ifs} conventions_ifs=${IFS-} conventions_opt=$-
  set -f
  "$@"
  conventions_b=$?
  case $conventions_opt in *f*) ;; *) set +f ;; esac
  if [ -n "$conventions_split" ]; then IFS=$conventions_ifs; else unset IFS; fi
  return "$conventions_b"
}

# Makes all that follows be there, once.
conventions_cut_bytes() {
  conventions_apart conventions_set_bytes
}

# Sets the single bytes: conventions_c all continuation bytes, conventions_w all first bytes of characters of three and four bytes, and the bytes
# that patterns name. Status 1: this shell does not match bytes as the patterns need it.
conventions_set_bytes() {
  conventions_b='ЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп'
  conventions_d0=${conventions_b%"${conventions_b#?}"}
  IFS=$conventions_d0
  set -- $conventions_b
  IFS=
  conventions_c="$*"
  [ ${#conventions_c} -eq 64 ] || return 1
  IFS=$conventions_c
  conventions_b='กᄀ—あ一倀怀瀀耀退가뀀쀀한！😀'
  set -- $conventions_b
  IFS=
  conventions_w="$*"
  [ ${#conventions_w} -eq 16 ] || return 1
  c80=${conventions_c%"${conventions_c#?}"} cBF=${conventions_c#"${conventions_c%?}"}
  c82='Ђ' c82=${c82#?} c8F='Џ' c8F=${c8F#?} c90='А' c90=${c90#?} c9F='П' c9F=${c9F#?} cA0='Р' cA0=${cA0#?}
  cA8='Ш' cA8=${cA8#?} cA9='Щ' cA9=${cA9#?} cBA='к' cBA=${cBA#?} cB0='а' cB0=${cB0#?} c98='И' c98=${c98#?} c9E='О' c9E=${c9E#?}
  cC2='¢' cC2=${cC2%?} cC3='é' cC3=${cC3%?} cD4='Ԁ' cD4=${cD4%?}
  cE0='ก' cE0=${cE0%??} cE1='ᄀ' cE1=${cE1%??} cE2='—' cE2=${cE2%??} cE3='あ' cE3=${cE3%??} cE9='退' cE9=${cE9%??}
  cEA='가' cEA=${cEA%??} cEB='뀀' cEB=${cEB%??} cED='한' cED=${cED%??} cEF='！' cEF=${cEF%??} cF0='😀' cF0=${cF0%???}
  case ${c80} in [${c80}-${cBF}]) ;; *) return 1 ;; esac
  case ${cC2} in [${c80}-${cBF}]) return 1 ;; esac
  case a in [${c80}-${cBF}]) return 1 ;; esac
  case ${cE9} in [${cE3}-${cED}]) ;; *) return 1 ;; esac
  conventions_ready=y
}

# Whether $1 is well-formed UTF-8 of ASCII, blanks, and characters with these first bytes.
conventions_valid() {
  case x${1}x in
    *[![:blank:]\ -~${c80}-${cBF}${cC2}-${cD4}${cE0}-${cED}${cEF}${cF0}]*) return 1 ;;
    *[[:blank:]\ -~][${c80}-${cBF}]*) return 1 ;;
    *[${cC2}-${cD4}][!${c80}-${cBF}]* | *[${cC2}-${cD4}][${c80}-${cBF}][${c80}-${cBF}]*) return 1 ;;
    *[${cE0}-${cED}${cEF}][!${c80}-${cBF}]* | *[${cE0}-${cED}${cEF}][${c80}-${cBF}][!${c80}-${cBF}]*) return 1 ;;
    *[${cE0}-${cED}${cEF}][${c80}-${cBF}][${c80}-${cBF}][${c80}-${cBF}]*) return 1 ;;
    *${cF0}[!${c80}-${cBF}]* | *${cF0}[${c80}-${cBF}][!${c80}-${cBF}]* | *${cF0}[${c80}-${cBF}][${c80}-${cBF}][!${c80}-${cBF}]*) return 1 ;;
    *${cF0}[${c80}-${cBF}][${c80}-${cBF}][${c80}-${cBF}][${c80}-${cBF}]*) return 1 ;;
    *${cE0}[${c80}-${c9F}]* | *${cED}[${cA0}-${cBF}]* | *${cF0}[${c80}-${c8F}]*) return 1 ;;
  esac
}

# Whether the line $1 is well-formed and no longer than $2 by the measure $3. Neither counts more than bytes; beyond that, columns are at most one for each
# character and one more for each of three or four bytes, code-units exactly one for each and one more for each of four.
conventions_within() {
  conventions_valid "$1" || return 1
  case $3 in
    columns) conventions_apart conventions_short "$1" "$2" "$conventions_w" ;;
    *) conventions_apart conventions_short "$1" "$2" "${cF0}" ;;
  esac
}

# Whether the line $1 is no longer than $2: its bytes, without continuation bytes, and one more for each of the bytes $3.
conventions_short() {
  conventions_b=$1 conventions_n=${#1} conventions_max=$2 conventions_wide=$3
  IFS=$conventions_c
  set -- ${conventions_b}x
  conventions_n=$((conventions_n - $# + 1))
  IFS=$conventions_wide
  set -- ${conventions_b}x
  IFS=
  [ $((conventions_n + $# - 1)) -le $conventions_max ]
}

# Whether the first line $1, no longer than $2 by the measure $3, holds no line separator and ends in no white space.
conventions_valid_header() {
  [ "${#1}" -le "$2" ] && conventions_valid "$1" || conventions_within "$@" || return 1
  case $1 in *[!\ -~${c80}-${cF0}]* | *${cE2}${c80}[${cA8}-${cA9}]*) return 1 ;; esac
  case $1 in
    *' ' | *${cE3}${c80}${c80}) return 1 ;;
    *[\ -~] | *[${cC3}-${cD4}][${c80}-${cBF}] | *[${cE3}-${cED}][${c80}-${cBF}][${c80}-${cBF}] | *${cE0}[${c80}-${cBF}][${c80}-${cBF}]) ;;
    *${cE2}[${c82}-${cBF}][${c80}-${cBF}] | *${cEF}[${c80}-${cBA}][${c80}-${cBF}] | *${cF0}[${c80}-${cBF}][${c80}-${cBF}][${c80}-${cBF}]) ;;
    *) return 1 ;;
  esac
}

# Whether $1 begins with a letter of a script without case, or with an emoji or a symbol.
conventions_caseless() {
  case $1 in
    [${cE3}-${cE9}${cEB}-${cED}${cE0}]* | ${cEA}[${cB0}-${cBF}]* | ${cE2}[${c98}-${c9E}]* | ${cF0}${c9F}*) ;;
    *) return 1 ;;
  esac
}
