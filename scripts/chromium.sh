#!/bin/sh
# Provides what the browser tests need, where we are root: Chromium (unless THAW_CHROMIUM or a usual
# name is there) and the two libraries that Playwright's driver takes from the system.
set -u
cd "$(dirname "$0")/.."

wanted=
.venv/bin/python -m playwright --version >/dev/null 2>&1 || wanted="libatomic1 libstdc++6"
found=${THAW_CHROMIUM:-}
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    found=${found:-$(command -v "$name" || true)}
done
[ -n "$found" ] || wanted="$wanted chromium"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the browser tests:" $wanted >&2
    export DEBIAN_FRONTEND=noninteractive
    apt="apt-get -qq -o DPkg::Lock::Timeout=300"
    log=$(mktemp)
    # shellcheck disable=SC2086
    { $apt update && $apt install -y --no-install-recommends $wanted; } >"$log" 2>&1 && exit 0
    tail -n 20 "$log" >&2
fi
echo "The browser tests will be skipped: apt-get install" $wanted >&2
