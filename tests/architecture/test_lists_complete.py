"""A list is four things: its module, a line of the registry, an example, and a page."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from sanctions import lists
from sanctions.lists.base import Format
from sanctions.lists.packages import read_package
from sanctions.lists.registry import MODULES, find_list

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "tests" / "sanctions" / "lists" / "examples"
PAGES = ROOT / "docs" / "lists"
KEYS = {module.SOURCE.key for module in MODULES}


def _declares_a_list(path: Path) -> bool:
    return "\nSOURCE = Source(" in path.read_text(encoding="utf-8")


def test_every_module_that_declares_a_list_is_in_the_registry() -> None:
    folder = Path(lists.__path__[0])
    declared = {path.stem for path in folder.glob("*.py") if _declares_a_list(path)}
    assert declared == {module.__name__.rpartition(".")[2] for module in MODULES}


FORMS = [(module.SOURCE.key, one) for module in MODULES for one in module.FORMATS]


@pytest.mark.parametrize(("key", "form"), FORMS, ids=[f"{key}-{form.key}" for key, form in FORMS])
def test_every_format_has_an_example_and_what_must_come_of_it(key: str, form: Format) -> None:
    folder = EXAMPLES / key / form.key
    assert (folder / "expected.json").exists()
    package = read_package(module=find_list(key), path=folder)
    assert (package.format, package.refused) == (form, "")
    assert form.parts[0] in package.parts
    assert {*package.parts} <= {*form.parts}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SOURCE.key)
def test_every_list_has_a_page_that_names_its_terms(module: ModuleType) -> None:
    page = (PAGES / f"{module.SOURCE.key}.md").read_text(encoding="utf-8")
    assert module.SOURCE.title in page
    assert module.SOURCE.url in page
    assert module.SOURCE.licence in page


def test_no_example_and_no_page_is_left_of_a_list_that_went() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == KEYS
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == KEYS
