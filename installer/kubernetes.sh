#!/bin/bash
# A real Kubernetes for the tests: kube-apiserver, kube-controller-manager and kube-scheduler, with the etcd and the kubectl they go with.
#
# Debian 12 has the whole source of Kubernetes 1.20 but packages the client only, so the servers are built once, from Debian's
# source, and kept in the user's cache. etcd and kubectl come out of Debian's packages without being installed: the one would
# start a service, the other may stand in the way of a kubectl that is there. tests/support/control_plane.h starts them.
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
source "$root/installer/debian_source.sh"

suite=bookworm
upstream=1.20.2
packaged=1.20.5+really1.20.2
go=1.19 # the patch knows the inside of this Go; installed by tests/run (packages-tests.txt)
servers=(kube-apiserver kube-controller-manager kube-scheduler)
# Without what Kubernetes 1.20 brought for the clouds of others, which is half of all there is to compile, and which no test starts.
tags=providerless
# BERTH_KUBERNETES=FOLDER: where the programs are; nothing is built then
prefix=${BERTH_KUBERNETES:-"$cache/kubernetes-$upstream-go$go-$tags-$(cksum <"$root/installer/kubernetes.patch" | cut -d ' ' -f 1)"}

# fetch FOLDER: the source, and two packages, unpacked.
fetch() {
    debian "$1" "$suite" "deb deb-src"
    (cd "$1" && "${privateApt[@]}" source --download-only kubernetes && "${privateApt[@]}" download etcd-server kubernetes-client)
    [ -n "$(compgen -G "$1/kubernetes_$packaged.orig.tar.*")" ] || stop "suite $suite has another kubernetes than $packaged, which installer/kubernetes.sh names."
    # apt has checked what it loaded against the archive's signature; the maintainer's own key need not be here.
    dpkg-source --no-check -x "$1"/kubernetes_*.dsc "$1/source"
    for package in "$1"/*.deb; do dpkg-deb -x "$package" "$1/packages"; done
}

# openapi: generates the one file that the source lacks, the schemas that the servers publish. `make` would generate all the others
# anew, after asking Go what each of them depends on, which takes three times as long as the servers themselves.
openapi() {
    local marked
    marked=$(grep -lR --include='*.go' --exclude-dir={code-generator,sample-apiserver} '^// +k8s:openapi-gen=' vendor/k8s.io pkg cmd plugin |
        xargs -n1 dirname | sort -u | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
    nice hack/make-rules/build.sh ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
    nice hack/run-in-gopath.sh _output/bin/openapi-gen --logtostderr -i "$marked" -p k8s.io/kubernetes/pkg/generated/openapi \
        -O zz_generated.openapi -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r _output/violations
    # What it says of the types is what Kubernetes' own build expects it to say: it saw all of them.
    diff _output/violations api/api-rules/violation_exceptions.list
}

# make FOLDER: fetches, builds and strips; the prefix appears in one move, whole or not at all.
make() {
    local folder=$1 have
    have=$(go env GOVERSION) || stop "Go is not installed; ./tests/run installs it."
    [[ $have == go$go || $have == go$go.* ]] || stop "Kubernetes $upstream is built with Go $go, and this machine has $have."
    fetch "$folder"
    cd "$folder/source"
    patch -p1 <"$root/installer/kubernetes.patch"
    mkdir -p .go/src/k8s.io
    ln -sfn ../../.. .go/src/k8s.io/kubernetes
    printf 'KUBE_GIT_%s\n' "COMMIT=debian" "TREE_STATE=archive" "VERSION=v$upstream" "MAJOR=1" "MINOR=20" >version
    # HOME and caches in the folder: all of it goes away, and a go.env of the person's has no say.
    export HOME="$folder" XDG_CACHE_HOME="$folder/cache" GOPATH="$PWD/.go" GOFLAGS="-p=$jobs -tags=$tags" GOENV=off GOPROXY=off CGO_ENABLED=0 \
        GOGC=400 KUBE_GIT_VERSION_FILE="$PWD/version"
    openapi
    nice hack/make-rules/build.sh "${servers[@]/#/cmd/}"
    mkdir "$folder/bin"
    for server in "${servers[@]}"; do strip -o "$folder/bin/$server" "_output/bin/$server"; done
    cp "$folder/packages/usr/bin/etcd" "$folder/packages/usr/bin/kubectl" "$folder/bin"
    mv -T "$folder/bin" "$prefix"
}

case "${1:-}" in
--prefix) echo "$prefix"; exit ;;
--make) make "$2"; exit ;; # in a process of its own, where the first failure ends it
"") ;;
*) stop "usage: installer/kubernetes.sh [--prefix]" ;;
esac

if [ -d "$prefix" ]; then
    say "Kubernetes $upstream: there ($prefix)"
    exit
fi
[ -z "${BERTH_KUBERNETES:-}" ] || stop "there is no folder '$prefix', which BERTH_KUBERNETES names."
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two checkouts may ask at once
if [ ! -d "$prefix" ]; then
    rm -rf "$cache"/kubernetes-?????? # of one that was killed
    work=$(mktemp -d "$cache/kubernetes-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    step kubernetes "Kubernetes $upstream: fetching Debian's source and building the servers, once (some 10 minutes of a processor)" \
        "$0" --make "$work" || stop "Kubernetes could not be built; build/log/kubernetes.log has all of it."
fi
say "Kubernetes $upstream: $prefix"
