# shellcheck shell=sh
# shellcheck disable=SC2086,SC2154 # flags are words; `root` and `jdk` are set by other files
# Starts a program, for bin/forum-server and bin/forum-client, which set `root`, the folder of the
# sources.
#
# What runs is a copy of the jars in a folder of its own below target/run, so that no build changes
# a jar under a running program. Beside the jars lie the AOT caches; they make the start faster and
# hold for one JVM, its flags and those very files. The file `stamp` says what the newest copy was
# made of and where it is; the file's time is that at which the making began.

. "$root/bin/lib/machine.sh"

run=$root/target/run

# The JVM logs errors only, and to stderr: a warning would land between a program's lines. A cache
# that does not fit is not worth a word, for the program is merely slower to start. A client lives
# too short for being watched; the second compiler it needs, because a login hashes the password
# 600,000 times (0.5 s of computing against 0.9 s without).
server_flags="-ea -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \
-Xlog:disable -Xlog:all=error,aot=off,cds=off:stderr"
client_flags="$server_flags -XX:-UsePerfData"

launch() {
  program=$1
  shift
  find_jdk
  use_utf8
  made_of="$jdk $root $client_flags"
  is_fresh || prepare
  flags=$client_flags
  [ "$program" = forum-server ] && flags=$server_flags
  exec "$jdk/bin/java" $flags "-XX:AOTCache=$copy/$program.aot" ${FORUM_JAVA_OPTS-} \
    -jar "$copy/$program.jar" "$@"
}

# Sets `copy` to the newest copy.
is_fresh() {
  [ -f "$run/stamp" ] && { read -r was_made_of && read -r copy; } <"$run/stamp" &&
    [ "$was_made_of" = "$made_of" ] && ! changed_since "$run/stamp"
}

# Whether a source, a pom or the JDK changed after the file $1 was written. A checkout or an
# installation may set the time of writing to an old one, so the time of the change is asked for.
changed_since() {
  [ "$(find "$jdk/release" "$root/pom.xml" \
    "$root/forum-protocol/pom.xml" "$root/forum-protocol/src/main" \
    "$root/forum-server/pom.xml" "$root/forum-server/src/main" \
    "$root/forum-client/pom.xml" "$root/forum-client/src/main" -cnewer "$1" -print -quit)" ]
}

prepare() {
  mkdir -p "$run" 2>/dev/null && [ -w "$run" ] || {
    say "forum has to be built, but you may not write to $run: let the owner of $root start it once."
    exit 1
  }
  exec 9>"$run/lock"
  if command -v flock >/dev/null; then # macOS has none; there nobody waits
    flock -n 9 || {
      say "Waiting for another start that is building forum …"
      flock 9
    }
  fi
  is_fresh || make_copy
  exec 9>&-
}

make_copy() {
  copy=$run/$(date +%Y%m%d-%H%M%S)-$$
  mkdir "$copy" || exit 1
  printf '%s\n%s\n' "$made_of" "$copy" >"$copy/stamp"
  if ! is_built forum-server || ! is_built forum-client; then
    build
  fi
  cp -R "$root"/forum-server/target/forum-server.jar "$root"/forum-server/target/lib \
    "$root"/forum-client/target/forum-client.jar "$root"/forum-client/target/lib "$copy"
  train >"$run/train.log" 2>&1 </dev/null 9>&-
  mv "$copy/stamp" "$run/stamp"
  for old in "$run"/*-*; do
    [ "$old" = "$copy" ] || pgrep -f "${old##*/}/forum-" >/dev/null || rm -rf "$old"
  done
}

is_built() {
  [ -f "$root/$1/target/$1.jar" ] && ! changed_since "$root/$1/target/$1.jar"
}

build() {
  command -v mvn >/dev/null || {
    say "forum needs Maven 3.8 or newer to be built: install it (Debian: apt-get install maven)."
    exit 2
  }
  say "Building forum (first use, about a minute) …"
  (cd "$root" && JAVA_HOME=$jdk mvn -B -ntp -pl forum-server,forum-client -am \
    -Dmaven.test.skip=true package) >"$run/build.log" 2>&1 </dev/null 9>&- || {
    say "forum could not be built; the reason is in $run/build.log"
    exit 1
  }
}

# Runs both programs once, against each other, each writing its AOT cache at its end. Whatever goes
# wrong here costs only speed. The port is one that nobody is likely to use; if somebody does, the
# server takes another and the client learns what it is like to find no forum. The client is trained
# at a terminal where there is a `script` that plays one: a script needs hardly any class that a
# person at a terminal does not need too.
train() {
  scratch=$(mktemp -d) || return
  alone="env -i HOME=$scratch LC_ALL=C.UTF-8 TERM=xterm-256color"
  limit=$(command -v timeout) && alone="$alone $limit 30"
  $alone "$jdk/bin/java" $server_flags "-XX:AOTCacheOutput=$copy/forum-server.aot" \
    -jar "$copy/forum-server.jar" 39217 --data "$scratch/data" --no-console &
  server=$!
  client="$jdk/bin/java $client_flags -XX:AOTCacheOutput=$copy/forum-client.aot \
    -jar $copy/forum-client.jar 127.0.0.1 39217"
  set -- 'CRT training first words' 'MSG training more words' LST 'RDT training' 'RDT nowhere' \
    NONSENSE HLP WHO 'RMV -y training' XIT
  password='a password to train with'
  if script --version 2>/dev/null | grep -q util-linux; then
    printf '%s\r' yes trainer "$password" "$password" "$@" | $alone script -qec "$client" /dev/null
  else
    printf '%s\n' trainer "$password" "$@" | $alone $client
  fi
  kill "$server"
  wait "$server"
  rm -rf "$scratch"
}
