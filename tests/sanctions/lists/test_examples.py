"""Every list is specified by an example file and by what must come out of it.

A missing `expected.json` fails; it is written by hand, never by this test.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sanctions.lists.base import Found, ListModule
from sanctions.lists.packages import read_package
from sanctions.lists.registry import all_lists

EXAMPLES = Path(__file__).resolve().parent / "examples"
LISTS = {module.SOURCE.key: module for module in all_lists()}


def _read(module: ListModule, folder: Path) -> list[dict[str, Any]]:
    package = read_package(module=module, path=folder)
    assert not package.refused
    return [
        {"id": found.external_id, **found.read().fields()}
        if isinstance(found, Found)
        else {"fault": str(found)}
        for found in module.parse(package.parts)
    ]


@pytest.mark.parametrize("key", LISTS)
def test_an_example_reads_as_expected(key: str) -> None:
    folder = EXAMPLES / key
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert _read(LISTS[key], folder) == expected


@pytest.mark.parametrize("key", LISTS)
def test_an_example_reads_twice_to_the_same_digests(key: str) -> None:
    parts = read_package(module=LISTS[key], path=EXAMPLES / key).parts
    first, second = (
        [found.digest for found in LISTS[key].parse(parts) if isinstance(found, Found)]
        for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(first)
