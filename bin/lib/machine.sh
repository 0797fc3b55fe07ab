# shellcheck shell=sh
# shellcheck disable=SC2034 # `jdk` is for the file that sources this one
# What the programs in bin/ need from the machine: a JDK 25 and UTF-8. Sourced, starts no Java.

say() {
  printf '%s\n' "$*" >&2
}

# Succeeds if the folder $1 is a JDK 25 or newer, and sets `jdk` to it.
is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%%[!0-9]*}
    [ "${value:-0}" -ge 25 ] && jdk=$1
    return
  done <"$1/release"
  return 1
}

# Sets `jdk`, or ends the program. FORUM_JDK_SEARCH (folders, separated by colons) stands in for
# the usual places.
find_jdk() {
  is_jdk "${JAVA_HOME-}" && return
  on_path=$(command -v java) && on_path=$(readlink -f "$on_path") &&
    is_jdk "${on_path%/bin/java}" && return
  if [ "${FORUM_JDK_SEARCH+set}" ]; then
    rest=$FORUM_JDK_SEARCH:
    while [ "$rest" ]; do
      is_jdk "${rest%%:*}" && return
      rest=${rest#*:}
    done
  else
    for folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/* /opt/java/* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
      is_jdk "$folder" && return
    done
  fi
  say "forum needs a JDK 25 or newer: install one (for example Temurin from https://adoptium.net)" \
    "or let JAVA_HOME name it."
  exit 2
}

# Java takes the encoding of file names and of the terminal from the locale. A locale that is named
# but not installed counts as ASCII, so only C.UTF-8, which is always there, is believed unseen.
use_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
    C.UTF-8 | C.utf8) return ;;
  esac
  [ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
}
