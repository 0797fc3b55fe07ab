# shellcheck shell=sh
# shellcheck disable=SC2154 # its variables come from the file that sources it
# Starts one of the two programs. bin/forum-server and bin/forum-client source it after setting
#   root     the folder of the sources
#   program  forum-server or forum-client
#   flags    of the JVM
#   train    a function that runs "$@", which starts the program, with arguments of its choice
#
# What runs is a copy in target/run, so that no build changes a jar under a running program. With
# it lies an AOT cache, which makes the start faster and holds for this JVM, these flags and these
# files only. The copy's `stamp` is put there last and says what the copy was made of and when.

. "$root/bin/lib/machine.sh"

run=$root/target/run
app=$run/$program
cache=$app/$program.aot

launch() {
  find_jdk
  use_utf8
  made_of="$jdk $root $flags"
  is_fresh || prepare
  [ -f "$cache" ] && flags="$flags -XX:AOTCache=$cache"
  # shellcheck disable=SC2086 # flags are words
  exec "$jdk/bin/java" $flags ${FORUM_JAVA_OPTS-} -jar "$app/$program.jar" "$@"
}

is_fresh() {
  [ -f "$app/stamp" ] && read -r stamp <"$app/stamp" && [ "$stamp" = "$made_of" ] &&
    [ -z "$(changed_since "$app/stamp")" ]
}

# Names something that changed after the file $1 was written: a source, a pom, the JDK. A checkout
# or an installation may set the time of writing to an old one, so the time of change is asked for.
changed_since() {
  find "$jdk/release" "$root/pom.xml" "$root/forum-protocol/pom.xml" "$root/$program/pom.xml" \
    "$root/forum-protocol/src/main" "$root/$program/src/main" -cnewer "$1" -print -quit
}

prepare() {
  mkdir -p "$run" || exit 1
  exec 9>"$run/lock"
  if command -v flock >/dev/null; then # macOS has none; there nobody waits
    flock -n 9 || {
      say "Waiting for another start that is building forum …"
      flock 9
    }
  fi
  is_fresh || {
    printf '%s\n' "$made_of" >"$run/stamp"
    built=$root/$program/target
    if ! [ -f "$built/$program.jar" ] || [ "$(changed_since "$built/$program.jar")" ]; then
      build
    fi
    rm -rf "$app"
    mkdir "$app"
    cp -R "$built/$program.jar" "$built/lib" "$app"
    # shellcheck disable=SC2086 # flags are words
    train "$jdk/bin/java" $flags "-XX:AOTCacheOutput=$cache" -jar "$app/$program.jar" \
      >"$run/train.log" 2>&1 </dev/null 9>&- || : # without a cache the program starts all the same
    mv "$run/stamp" "$app/stamp"
  }
  exec 9>&-
}

build() {
  command -v mvn >/dev/null || {
    say "forum needs Maven 3.8 or newer to be built: install it (Debian: apt-get install maven)."
    exit 2
  }
  say "Building forum (first use, about a minute) …"
  (cd "$root" && JAVA_HOME=$jdk mvn -B -ntp -pl forum-server,forum-client -am -Dmaven.test.skip=true package) \
    >"$run/build.log" 2>&1 </dev/null 9>&- || {
    say "forum could not be built; the reason is in $run/build.log"
    exit 1
  }
}
