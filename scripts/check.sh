#!/bin/sh
# All that `make check` looks at; each look is named, and the first that fails ends it.
set -eu

look() {
    printf '== %s\n' "$*"
    "$@"
}

look ruff format --check .
look ruff check .
look mypy .
look lint-imports
look python manage.py makemigrations --check --dry-run
described=$(mktemp)
trap 'rm -f "$described"' EXIT
look python manage.py spectacular --fail-on-warn --validate --file "$described"
look diff -u docs/openapi.yaml "$described"
look check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
look hadolint Dockerfile
