# shellcheck shell=bash disable=SC2034
# What installer/run, tests/run and tests/long share. Sourced by bash; `root` is the checkout.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/berth"
logs="$root/build/log"
jobs=${BERTH_JOBS:-$(nproc)}
export BERTH_STARTED=${BERTH_STARTED:-$EPOCHSECONDS} # one clock for the scripts that call each other
export LC_ALL=C.UTF-8

# say TEXT: one line of progress, with the time since the start.
say() {
    local seconds=$((EPOCHSECONDS - BERTH_STARTED))
    printf '[%d:%02d] %s\n' $((seconds / 60)) $((seconds % 60)) "$*"
}

# stop TEXT...: says why, on standard error, and ends.
stop() {
    printf '\nberth: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

# step NAME TEXT COMMAND...: runs the command with its output in build/log/NAME.log; says what it does, that it still
# works, and how long it took. A failure prints the end of the log.
step() {
    local name=$1 text=$2 began=$SECONDS log="$logs/$1.log" pid status=0 waited=0
    shift 2
    mkdir -p "$logs"
    say "$text"
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    # Wake often enough to end promptly, speak seldom enough to be read.
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        waited=$((waited + 1))
        if [ $((waited % 75)) -eq 0 ]; then say "  … $((SECONDS - began)) s: $(lastLine "$log")"; fi
    done
    wait "$pid" || status=$?
    if [ "$status" -ne 0 ]; then
        say "  failed after $((SECONDS - began)) s; all of it is in ${log#"$root"/}, its errors and its end are:"
        { grep -E '(^|[^[:alnum:]_-])(error|Error|FAIL!|FAILED)[: ]' "$log" | head -n 20 || true; echo ...; tail -n 40 "$log"; } | cut -c1-220 | sed 's/^/    /'
        return "$status"
    fi
    [ $((SECONDS - began)) -lt 5 ] || say "  done in $((SECONDS - began)) s"
}

lastLine() { tail -c 400 "$1" | tr '\r' '\n' | sed '/^[[:space:]]*$/d' | tail -n 1 | cut -c1-110; }

# asRoot COMMAND...: as root, or through sudo. Without a terminal sudo must not wait for a password that nobody types.
asRoot() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif [ -t 0 ]; then sudo "$@"
    else sudo -n "$@"
    fi
}

# listed FILE...: the names in package lists, without their reasons.
listed() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$@"; }

# missing NAME...: those of the packages that are not installed.
missing() {
    local have
    have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | awk '$2 == "installed" {print $1}' | sort -u || true)
    comm -23 <(printf '%s\n' "$@" | sort -u) <(printf '%s\n' "$have")
}

# installPackages FILE...: installs what the lists name and the machine lacks. apt is not asked when nothing is missing.
installPackages() {
    command -v dpkg-query >/dev/null || stop "this is not Debian (no dpkg-query)." \
        "Install what installer/packages.txt names by your system's own means, then:" \
        "cmake --preset release && cmake --build --preset release && build/release/bin/berth"
    local wanted
    mapfile -t wanted < <(listed "$@")
    mapfile -t wanted < <(missing "${wanted[@]}")
    if [ -z "${wanted[*]}" ]; then
        say "packages: all there"
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "packages are missing, and there is no sudo to install them with." \
            "As root: apt-get install ${wanted[*]}"
        # Asked here, once, while the terminal is ours: the step itself runs with its output in a file.
        if [ -t 0 ]; then sudo -v; else sudo -n true || stop "sudo asks for a password, and there is no terminal to type it at."; fi
    fi
    step packages-update "packages: ${#wanted[@]} missing; reading the package lists" \
        asRoot apt-get -q update
    step packages "packages: installing ${wanted[*]}" \
        asRoot env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${wanted[@]}"
}

# build PRESET [TARGET...]: configures when there is no build folder yet or the presets have changed since, then builds.
configure() {
    [ "$root/build/$1/build.ninja" -nt "$root/CMakePresets.json" ] || cmake -S "$root" --preset "$1"
}
build() {
    local preset=$1
    shift
    (cd "$root" && configure "$preset" && cmake --build "build/$preset" -j "$jobs" ${1:+--target "$@"})
}
