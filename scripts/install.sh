#!/bin/sh
# Makes .venv with the locked dependencies of the named groups: scripts/install.sh base embedded
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Thaw needs Python 3.11 or newer, and \`$python\` is not: set PYTHON=python3.x." >&2
    exit 1
}
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    "$python" -m venv --clear .venv || {
        echo "The environment could not be made: on Debian, apt-get install python3-venv." >&2
        exit 1
    }
fi

quiet="--quiet --disable-pip-version-check --no-input"
files=
for group in "$@"; do files="$files -r requirements/$group.txt"; done

echo "Installing the locked dependencies ($*)" >&2
# uv is four times faster; where it cannot reach the index that pip is set up for, pip does it.
# shellcheck disable=SC2086
if ! .venv/bin/python -m pip install $quiet --require-hashes -r requirements/bootstrap.txt ||
    ! .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes $files; then
    echo "Installing with pip instead" >&2
    .venv/bin/python -m pip install $quiet --require-hashes $files
fi
