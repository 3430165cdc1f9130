#!/bin/bash
# KSyntaxHighlighting for Qt 6, where the distribution has it on Qt 5 only (Debian 12): the KF5 source builds on Qt 6 too.
#
# Builds it once, as a static library, from Debian's own source package, and keeps it in the user's cache; cmake/BerthSyntax.cmake
# looks there. The source comes from a later suite through an apt configuration of its own, so the machine's stays as it is.
# Prints the prefix.
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
source "$root/installer/debian_source.sh"

version=5.116.0
suite=trixie

# fetch FOLDER: the source's tarball into the folder.
fetch() {
    debian "$1" "$suite" deb-src
    (cd "$1" && "${privateApt[@]}" source --tar-only ksyntax-highlighting)
}

# make FOLDER PREFIX: unpacks, builds and installs; the prefix appears in one move, whole or not at all.
make() {
    local folder=$1 prefix=$2 tarball
    fetch "$folder"
    tarball=$(find "$folder" -maxdepth 1 -name 'ksyntax-highlighting_*.orig.tar.*' ! -name '*.asc' | head -n 1)
    case "$(basename "$tarball")" in
    "ksyntax-highlighting_$version.orig"*) ;;
    *) stop "suite $suite no longer has ksyntax-highlighting $version, but '$(basename "$tarball")'; installer/syntax.sh names the version." ;;
    esac
    mkdir "$folder/source"
    tar -xf "$tarball" -C "$folder/source" --strip-components 1
    # It asks for KDE's CMake modules of its own version; the older ones of Debian 12 do.
    sed -i -E 's/(find_package\(ECM) [0-9.]+/\1 5.100/' "$folder/source/CMakeLists.txt"
    sed -i '/add_subdirectory(examples)/d' "$folder/source/CMakeLists.txt"
    cmake -S "$folder/source" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DQT_MAJOR_VERSION=6 -DBUILD_TESTING=OFF \
        -DBUILD_SHARED_LIBS=OFF -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Qml=ON -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Quick=ON \
        -DKDE_INSTALL_LIBDIR=lib -DCMAKE_INSTALL_PREFIX="$prefix"
    cmake --build "$folder/build" -j "$jobs"
    DESTDIR="$folder/root" cmake --install "$folder/build"
    rm -rf "$prefix"
    mv "$folder/root$prefix" "$prefix"
}

qt=$(dpkg-query -W -f '${Version}' qt6-base-dev 2>/dev/null | sed -E 's/[^0-9.].*//')
[ -n "$qt" ] || stop "Qt 6 is not installed; ./installer/run installs it."
prefix="$cache/ksyntaxhighlighting-$version-qt$qt"

case "${1:-}" in
--prefix) echo "$prefix"; exit ;;
--make) make "$2" "$prefix"; exit ;; # in a process of its own, where the first failure ends it
"") ;;
*) stop "usage: installer/syntax.sh [--prefix]" ;;
esac

if [ -f "$prefix/lib/libKF5SyntaxHighlighting.a" ]; then
    say "KSyntaxHighlighting: there ($prefix)"
    exit
fi
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two checkouts may ask at once
if [ ! -f "$prefix/lib/libKF5SyntaxHighlighting.a" ]; then
    work=$(mktemp -d "$cache/syntax-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    step syntax "KSyntaxHighlighting $version: fetching Debian's source and building it on Qt $qt, once" "$0" --make "$work" ||
        stop "KSyntaxHighlighting could not be built; build/log/syntax.log has all of it." \
            "The editor works without it, in one colour: cmake --preset release -DBERTH_SYNTAX=OFF"
fi
say "KSyntaxHighlighting: $prefix"
