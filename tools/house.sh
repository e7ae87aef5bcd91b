# shellcheck shell=bash
# Shared by ./run, ./test and .ci/run: Debian packages, configuring, building. Sourced, never run.
# Talks on standard error and never reads standard input: both ends of the pipe belong to the program.

house=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

say() { printf '%s\n' "$*" >&2; }

# fail CODE LOG REMEDY...: the end of the log, what to do, and out.
fail() {
    local code=$1 log=$2
    shift 2
    if [[ -s $log ]]; then
        say "" "--- last lines of ${log#"$house"/} ---"
        tail -n 40 "$log" >&2
        say "---"
    fi
    local line
    for line in "$@"; do say "$line"; done
    exit "$code"
}

# One build at a time in one tree; a second ./run waits. Released before the program starts.
lock_house() {
    mkdir -p "$house/build" || fail 3 "" "Cannot write in $house: clone Sinew where you may write, and try again."
    exec {house_lock}>"$house/build/.lock"
    flock -n "$house_lock" || { say "Waiting for another build of Sinew to end ..."; flock "$house_lock"; }
}
unlock_house() { exec {house_lock}>&-; }

# Names in the given package lists that are not installed. A line that says "(command X)" is content when X is there:
# a machine may have Node from elsewhere, where Debian's own packages of it cannot be installed.
missing_packages() {
    local wanted="" name why
    while read -r name why; do
        [[ -n $name && $name != \#* ]] || continue
        [[ $why =~ \(command\ ([^\)]+)\) ]] && command -v "${BASH_REMATCH[1]}" >/dev/null && continue
        wanted+=$name$'\n'
    done < <(cat "$@")
    wanted=$(printf '%s' "$wanted" | sort -u)
    [[ -n $wanted ]] || return 0
    # shellcheck disable=SC2086  # one word per package
    comm -23 <(printf '%s\n' "$wanted") \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u)
}

# ensure_packages NAME...: installs what tools/packages/NAME.txt lists and the machine lacks; sets packages_installed
# when it did. The stamp build/.packages-NAME is a copy of the list: it counts until the list changes or Debian's own
# package state is newer than it.
ensure_packages() {
    local log=$house/build/packages.log name missing changed=() lists=()
    packages_installed=""
    for name in "$@"; do
        local list=$house/tools/packages/$name.txt stamp=$house/build/.packages-$name
        if [[ ! -f $stamp || /var/lib/dpkg/status -nt $stamp || $(<"$stamp") != "$(<"$list")" ]]; then
            changed+=("$name")
            lists+=("$list")
        fi
    done
    ((${#changed[@]})) || return 0
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian. Sinew needs what ${lists[*]#"$house"/} names; trying with what is here."
        return 0
    fi
    missing=$(missing_packages "${lists[@]}")
    missing=${missing//$'\n'/ }
    if [[ -n $missing ]]; then
        local by_hand="  apt-get update && apt-get install --no-install-recommends $missing"
        local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
        if [[ $EUID -ne 0 ]]; then
            command -v sudo >/dev/null ||
                fail 3 "" "Sinew needs Debian packages that are missing here, and this is neither root nor a user with sudo." \
                    "Ask an administrator to run:" "$by_hand"
            apt=(sudo ${CI:+-n} "${apt[@]}")
        fi
        say "Installing Debian packages: $missing"
        # shellcheck disable=SC2086  # one word per package
        { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends $missing; } </dev/null >"$log" 2>&1 ||
            fail 3 "$log" "The packages could not be installed. With a network and as root, by hand:" "$by_hand"
        packages_installed=yes
    fi
    for name in "${changed[@]}"; do cp "$house/tools/packages/$name.txt" "$house/build/.packages-$name"; done
}

# Reads ninja's lines: all to the log, "[done/all]" as one moving line on a terminal, as a few lines elsewhere.
# Silent when there was nothing to do.
show_progress() {
    local what=$1 log=$2 line step all begun="" quarter=0 start=$SECONDS
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (.*) ]] || continue
        [[ ${BASH_REMATCH[3]} == Re-checking* ]] && continue
        step=${BASH_REMATCH[1]} all=${BASH_REMATCH[2]}
        [[ -n $begun ]] || { say "$what ..."; begun=yes; }
        if [[ -t 2 ]]; then
            printf '\r  %d of %d ' "$step" "$all" >&2
        elif ((all >= 20 && step * 4 / all > quarter)); then
            quarter=$((step * 4 / all))
            say "  $step of $all"
        fi
    done
    if [[ -n $begun ]]; then
        [[ -t 2 ]] && printf '\r\033[K' >&2
        say "  $(((SECONDS - start) / 60)) min $(((SECONDS - start) % 60)) s"
    fi
}

# build WHAT PRESET "TARGETS" [-DOPTION=VALUE]...: configures when needed, then builds. Log: build/PRESET.log.
build() {
    local what=$1 preset=$2 targets=$3
    shift 3
    local dir=$house/build/$preset log=$house/build/$preset.log
    : >"$log"
    if [[ ! -f $dir/build.ninja ]]; then
        say "Configuring Sinew ($preset) ..."
        (cd "$house" && cmake --preset "$preset" "$@") </dev/null >>"$log" 2>&1 || return 1
    fi
    # shellcheck disable=SC2086  # one word per target
    NINJA_STATUS='[%f/%t] ' ninja -C "$dir" $targets </dev/null 2>&1 | show_progress "$what" "$log"
}

# build_or_mend "PACKAGE LISTS" WHAT PRESET "TARGETS" [-D...]: build; when that fails, mend what a removed package or a
# moved tree can break, try once more, and else explain.
build_or_mend() {
    local needed=$1 preset=$3 mended="" name
    shift
    build "$@" && return 0
    for name in $needed; do rm -f "$house/build/.packages-$name"; done
    # shellcheck disable=SC2086  # names without spaces
    ensure_packages $needed
    mended=$packages_installed
    local cache=$house/build/$preset/CMakeCache.txt
    if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$house" "$cache"; then
        mended=yes # the tree was moved or copied together with its build folder
    fi
    if [[ -n $mended ]]; then
        rm -rf "${house:?}/build/$preset"
        build "$@" && return 0
    fi
    fail 4 "$house/build/$preset.log" "Sinew could not be built. When the tree is unchanged, start clean and try again:" \
        "  rm -rf $house/build/$preset"
}
