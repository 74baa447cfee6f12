#!/usr/bin/env bash
# Proves README's two commands on a bare Debian: a new root with only the packages README names,
# once as root and once as an ordinary user. Run as root; needs debootstrap and curl.
#
#   scripts/bare_machine.sh [--quick] [--only root|person] [--keep]
#
# --quick  runs only tests/config in `make test`
# --keep   leaves the new root in place, for a look at what went wrong
#
# How this machine reaches its package sources is handed on by environment and certificates.
set -euo pipefail

packages=python3,python3-venv,make,git,ca-certificates # the line of README
suite=${SUITE:-bookworm}
port=${PORT:-18471}
repository=$(cd "$(dirname "$0")/.." && pwd)
quick='' only='' keep=''
while [ $# -gt 0 ]; do
    case $1 in
    --quick) quick=yes ;;
    --only) only=$2 && shift ;;
    --keep) keep=yes ;;
    *) sed -n '2,11p' "$0" && exit 2 ;;
    esac
    shift
done

work=$(mktemp -d /var/tmp/thaw-bare.XXXXXX)
root=$work/root
summary=()
failed=0

main() {
    trap leave EXIT
    make_root
    for account in root person; do
        [ -z "$only" ] || [ "$only" = "$account" ] || continue
        prove "$account"
    done
    printf '\n== Summary (%s, %s cores)\n' "$suite" "$(nproc)"
    printf '%s\n' "${summary[@]}"
    exit "$failed"
}

leave() {
    end_all
    for place in dev/shm dev proc; do umount -l "$root/$place" 2>/dev/null || true; done
    if [ -n "$keep" ]; then echo "Kept: $root"; else rm -rf --one-file-system "$work"; fi
}

make_root() {
    local mirror
    mirror=${MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)}
    echo "== Making a bare $suite"
    debootstrap --variant=minbase --include="$packages" "$suite" "$root" "$mirror" >"$work/debootstrap.log" ||
        { tail -n 20 "$work/debootstrap.log" && exit 1; }
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    rm -f "$root/etc/apt/sources.list" # this machine's own sources instead
    cp /etc/apt/sources.list "$root/etc/apt/" 2>/dev/null || true
    cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    for file in /etc/pip.conf "$HOME/.config/pip/pip.conf"; do
        [ ! -f "$file" ] || cp "$file" "$root/etc/pip.conf"
    done
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
    chroot "$root" useradd --create-home --shell /bin/bash person
}

prove() {
    local account=$1 home began
    home=$(chroot "$root" getent passwd "$account" | cut -d: -f6)
    echo "== As $account"
    git -c safe.directory='*' clone --quiet --branch main "file://$repository" "$root$home/thaw"
    chroot "$root" chown -R "$account:" "$home/thaw"

    began=$(now)
    start_thaw "$account" "$home" && note "$account: first start answers after $(since "$began") s"
    check "$account: the login page" curl -fsSL -o /dev/null "http://127.0.0.1:$port/"
    sleep 3

    kill -9 "$(launcher)"
    check "$account: no process left after kill -9" none_left
    began=$(now)
    start_thaw "$account" "$home" && note "$account: start after kill -9 answers after $(since "$began") s"

    kill -INT -- "-$session" # what Ctrl-C does: the whole foreground group
    check "$account: no process left after Ctrl-C" none_left
    began=$(now)
    start_thaw "$account" "$home" && note "$account: second start answers after $(since "$began") s"
    kill -INT -- "-$session"
    check "$account: no process left after Ctrl-C" none_left

    began=$(now)
    check "$account: make test" inside "$account" "$home" make test ${quick:+ARGS=tests/config}
    note "$account: make test took $(since "$began") s"
    check "$account: no process left after the tests" none_left
}

# Run a command in the new root: nothing of this machine but the way to its package sources.
inside() {
    local account=$1 home=$2 handed=()
    shift 2
    while IFS= read -r line; do handed+=("$line"); done < <(
        env | grep -E '^(PIP_|UV_|SSL_CERT_|REQUESTS_CA|CURL_CA|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)' || true
    )
    chroot --userspec="$account" --groups="$account" "$root" env -i "HOME=$home" "USER=$account" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        "PORT=$port" "${handed[@]}" sh -c 'cd "$HOME/thaw" && exec "$@"' sh "$@"
}

start_thaw() {
    set -m # a process group of its own, as a terminal gives it
    inside "$1" "$2" make run >"$work/run.log" 2>&1 &
    session=$!
    set +m
    local deadline=$((SECONDS + 180))
    until curl -fsS -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null; do
        if ! kill -0 "$session" 2>/dev/null || [ $SECONDS -gt $deadline ]; then
            sed 's/^/    /' "$work/run.log"
            fail "$1: make run does not answer"
            return 1
        fi
        sleep 0.1
    done
    sed 's/^/    /' "$work/run.log"
}

processes() {
    for one in /proc/[0-9]*; do
        [ "$(readlink "$one/root" 2>/dev/null)" != "$root" ] || echo "${one#/proc/}"
    done
}

launcher() {
    for pid in $(processes); do
        tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q 'python -m config.run' && echo "$pid"
    done | head -n 1
}

none_left() {
    for _ in $(seq 150); do
        [ -n "$(processes)" ] || return 0
        sleep 0.1
    done
    for pid in $(processes); do tr '\0' ' ' <"/proc/$pid/cmdline" && echo; done
    return 1
}

end_all() { for pid in $(processes); do kill -9 "$pid" 2>/dev/null || true; done; }
now() { date +%s.%N; }
since() { printf '%.1f' "$(echo "$(now) - $1" | bc 2>/dev/null || python3 -c "import time;print(time.time()-$1)")"; }
note() { summary+=("     $*") && echo "-- $*"; }
fail() { summary+=("FAIL $*") && failed=1 && echo "!! $*"; }

check() {
    local what=$1
    shift
    if "$@"; then summary+=("ok   $what"); else fail "$what"; fi
}

main
