#!/bin/sh
# Provides a Chromium for the browser tests: THAW_CHROMIUM, the usual names, apt where we are root.
set -u
[ -n "${THAW_CHROMIUM:-}" ] && exit 0
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt="apt-get -qq -o DPkg::Lock::Timeout=300"
    log=$(mktemp)
    { $apt update && $apt install -y --no-install-recommends chromium; } >"$log" 2>&1 && exit 0
    tail -n 20 "$log" >&2
fi
echo "No Chromium: the browser tests will be skipped (set THAW_CHROMIUM to its path)." >&2
