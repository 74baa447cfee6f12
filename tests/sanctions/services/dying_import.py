"""Imports in processes that die by SIGKILL at a step: `python -m …dying_import KEY FOLDER DAY`.

A step is a statement, a COPY, or a write to the data folder. Reads step numbers from its input, one
a line, and answers each with the exit status of the process that imported. That process is forked
from this one, which is set up and idle. An empty line is an import that nothing disturbs.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import django


@contextmanager
def counted_steps(on_step: Callable[[int], None]) -> Iterator[None]:
    """Call `on_step` with its number before each step of an import."""
    from django.db.backends.utils import CursorWrapper

    from sanctions.services.copy_rows import Rows

    steps = iter(range(1, 1_000_000))

    def stepping(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def step(*args: Any, **options: Any) -> Any:
            on_step(next(steps))
            return function(*args, **options)

        return step

    with (
        mock.patch.object(CursorWrapper, "execute", stepping(CursorWrapper.execute)),
        mock.patch.object(Rows, "write", stepping(Rows.write)),
        mock.patch.object(os, "fsync", stepping(os.fsync)),
        mock.patch.object(Path, "replace", stepping(Path.replace)),
    ):
        yield


def main() -> None:
    """Answer each line until there are no more."""
    django.setup()
    key, folder, day = sys.argv[1:]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _import(key, Path(folder), date.fromisoformat(day), die_at=int(line.strip() or 0))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _import(key: str, folder: Path, day: date, *, die_at: int) -> None:
    from sanctions.lists.packages import read_package
    from sanctions.lists.registry import find_list
    from sanctions.services.import_list import import_list

    module = find_list(key)
    module.SOURCE = dataclasses.replace(module.SOURCE, minimum_parties=1)
    package = read_package(module=module, path=folder)

    def die(step: int) -> None:
        if step == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with counted_steps(die):
        import_list(key=key, package=package, published=day)


if __name__ == "__main__":
    main()
