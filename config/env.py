"""Typed readers of the environment: one place that knows how a setting is spelt.

Every variable read here or in `config/settings.py` is described in `docs/operations.md`
(a test compares the two). A variable `X` may also be given as a file, `X_FILE`, the way
container secrets come.
"""

from __future__ import annotations

import os
from pathlib import Path

import environ

env = environ.Env()


class SettingInvalid(Exception):
    """A setting that the process cannot start with; its text names the variable and the remedy."""


def text(name: str, default: str | None = None) -> str:
    """Read `name`, or the content of the file that `name_FILE` points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingInvalid(f"{name}_FILE: cannot be read ({error.strerror})") from error
    value = os.environ.get(name, default)
    if value is None:
        raise SettingInvalid(f"{name} is not set: give it, or {name}_FILE, or start by `make run`")
    return value


def flag(name: str, default: bool) -> bool:
    """Read a yes/no setting."""
    return bool(env.bool(name, default=default))


def number(name: str, default: int) -> int:
    """Read a whole number."""
    try:
        return int(env.int(name, default=default))
    except ValueError as error:
        raise SettingInvalid(f"{name}: expected a whole number") from error


def names(name: str, default: str = "") -> list[str]:
    """Read a list of names, separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
