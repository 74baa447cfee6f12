#!/bin/sh
# All that `make check` looks at; every look is made and named, and one that fails fails the whole.
set -u
failed=

look() {
    printf '== %s\n' "$*"
    "$@" || failed="$failed
   $*"
}

look ruff format --check .
look ruff check .
look mypy .
look lint-imports
look python manage.py makemigrations --check --dry-run
described=$(mktemp)
trap 'rm -f "$described"' EXIT
look python manage.py spectacular --fail-on-warn --validate --file "$described"
# After a change of the API: python manage.py spectacular --file docs/openapi.yaml
look diff -u docs/openapi.yaml "$described"
look check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
look hadolint Dockerfile

[ -z "$failed" ] || { printf '== Failed:%s\n' "$failed" && exit 1; }
