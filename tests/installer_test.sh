#!/bin/bash
# The parts of the installer that read what they find: package lists, and the machine's Debian mirror in either of apt's forms.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
source "$root/installer/debian_source.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

expect() { # NAME GOT WANT
    [ "$2" = "$3" ] || { printf '%s: got "%s", want "%s"\n' "$1" "$2" "$3"; failed=1; }
}
# mirrorOf NAME < SOURCES: the mirror of a machine whose apt has this one file.
mirrorOf() {
    rm -rf "$work/apt"
    mkdir -p "$work/apt/sources.list.d"
    cat >"$work/apt/$1"
    mirror "$work/apt" bookworm 2>/dev/null || echo none
}

expect 'deb822, with security, comments and more than one suite' "$(mirrorOf sources.list.d/debian.sources <<'T'
Types: deb
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main

# the archive
Types: deb deb-src
# http://old.example/debian
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
T
)" http://mirror.example/debian

expect 'deb822, fields in another order and over several lines' "$(mirrorOf sources.list.d/a.sources <<'T'
Suites:
 bookworm
URIs:
 https://one.example/debian
 https://two.example/debian
Types: deb
Components: main
T
)" https://one.example/debian

expect 'deb822, switched off' "$(mirrorOf sources.list.d/a.sources <<'T'
Types: deb
URIs: http://mirror.example/debian
Suites: bookworm
Components: main
Enabled: no
T
)" none

expect 'one line, with options, behind another vendor' "$(mirrorOf sources.list <<'T'
deb https://vendor.example/apt vendor-bookworm main
# deb http://off.example/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian bookworm main contrib
deb http://security.example/debian-security bookworm-security main
T
)" http://mirror.example/debian

expect 'one line in a file of its own' "$(mirrorOf sources.list.d/debian.list <<'T'
deb http://mirror.example/debian/ stable main
T
)" http://mirror.example/debian/

expect 'none' "$(mirrorOf sources.list </dev/null)" none

# Every line of the package lists gives a name and a reason, and no name twice.
for list in "$root"/installer/packages*.txt; do
    bad=$(grep -vnE '^(#.*)?$|^[a-z0-9][a-z0-9.+-]+ +# .+' "$list" || true)
    expect "$(basename "$list"): name and reason on each line" "$bad" ''
done
expect 'no package twice' "$(sed -e 's/#.*//' -e 's/ *$//' -e '/^$/d' "$root"/installer/packages*.txt | sort | uniq -d)" ''

exit $failed
