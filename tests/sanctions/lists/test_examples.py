"""Every list is specified by an example file and by what must come out of it.

A missing `expected.json` fails; it is written by hand, never by this test.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sanctions.lists.base import Format, Found, ListModule
from sanctions.lists.packages import read_package
from sanctions.lists.registry import all_lists

EXAMPLES = Path(__file__).resolve().parent / "examples"
FORMS = {
    f"{module.SOURCE.key}/{form.key}": (module, form)
    for module in all_lists()
    for form in module.FORMATS
}


def _read(module: ListModule, form: Format, folder: Path) -> list[dict[str, Any]]:
    package = read_package(module=module, path=folder)
    assert not package.refused
    assert package.format is form
    return [
        {"id": found.external_id, **found.read().fields()}
        if isinstance(found, Found)
        else {"fault": str(found)}
        for found in form.parse(package.parts)
    ]


@pytest.mark.parametrize("name", FORMS)
def test_an_example_reads_as_expected(name: str) -> None:
    module, form = FORMS[name]
    expected = json.loads((EXAMPLES / name / "expected.json").read_text(encoding="utf-8"))
    assert _read(module, form, EXAMPLES / name) == expected


@pytest.mark.parametrize("name", FORMS)
def test_an_example_reads_twice_to_the_same_digests(name: str) -> None:
    module, form = FORMS[name]
    parts = read_package(module=module, path=EXAMPLES / name).parts
    first, second = (
        [found.digest for found in form.parse(parts) if isinstance(found, Found)] for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(first)
