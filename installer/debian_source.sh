# shellcheck shell=bash
# Debian's own sources and packages, from the mirror the machine uses already, through an apt configuration of their own: the
# machine's stays as it is, and nothing is installed. Sourced, behind steps.sh, by the scripts that build from them.

keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# mirror FOLDER SUITE: the address a machine gets Debian from, out of its own sources, in either of apt's two forms.
mirror() {
    local files=("$1"/sources.list.d/*.sources)
    {
        # deb822: stanzas of fields, a field may go on over indented lines
        [ ! -e "${files[0]}" ] || awk -v ours="(^| )($2|stable)( |\$)" '
            function flush() { if (suites ~ ours && types ~ /deb/ && enabled != "no") print uris; uris = suites = types = enabled = field = "" }
            FNR == 1 { flush() }
            /^#/ { next }
            /^[[:space:]]*$/ { flush(); next }
            /^[A-Za-z-]+:/ { field = tolower(substr($0, 1, index($0, ":") - 1)); sub(/^[^:]*:/, "") }
            { gsub(/[[:space:]]+/, " "); sub(/^ /, ""); sub(/ $/, "") }
            field == "uris" { uris = uris (uris == "" ? "" : " ") $0 }
            field == "suites" { suites = suites (suites == "" ? "" : " ") $0 }
            field == "types" { types = types " " $0 }
            field == "enabled" { enabled = tolower($0) }
            END { flush() }' "${files[@]}"
        # one line: deb [options] address suite components
        { cat "$1/sources.list" "$1"/sources.list.d/*.list 2>/dev/null || true; } |
            sed -n -E 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]]+('"$2"'|stable)[[:space:]].*main.*/\2/p'
    } | tr ' ' '\n' | grep -E '^[a-z+]+:' | head -n 1
}

# debian FOLDER SUITE TYPES: prepares apt-get of that suite alone ("deb-src", "deb deb-src"), with everything it keeps in the folder,
# as `privateApt`.
debian() {
    local apt="$1/apt" address codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
    address=$(mirror /etc/apt "$codename") || stop "no Debian mirror in /etc/apt: sources have to come from one."
    mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
    printf 'Types: %s\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$3" "$address" "$2" "$keyring" >"$apt/parts/source.sources"
    privateApt=(apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/parts" -o Dir::State::lists="$apt/lists"
        -o Dir::Cache="$apt/cache" -o APT::Sandbox::User= -o APT::Update::Post-Invoke-Success= -o Acquire::Languages=none)
    "${privateApt[@]}" update
}
