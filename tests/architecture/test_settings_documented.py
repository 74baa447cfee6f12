"""Every environment variable is described in docs/operations.md, and none is described in vain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = {"text", "flag", "number", "names", "get", "getenv"}
VARIABLE = re.compile(r"[A-Z][A-Z0-9_]+")
# Set by Django's own start-up files, and by make for its children: nobody gives them.
INTERNAL = {"DJANGO_SETTINGS_MODULE", "MAKELEVEL", "PYTEST_XDIST_WORKER"}


def test_settings_and_their_description_agree() -> None:
    read = set(_read_by_python()) | set(_read_by_compose())
    assert read - INTERNAL == set(_documented())


def test_only_config_reads_the_environment() -> None:
    apps = ("sanctions", "scenarios", "tracker")
    readers = [
        str(path.relative_to(ROOT))
        for app in apps
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    ]
    assert readers == []


def _documented() -> Iterator[str]:
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    settings = text.partition("\n## Settings\n")[2].partition("\n## ")[0]
    yield from re.findall(r"^\| `([A-Z0-9_]+)` \|", settings, re.MULTILINE)


def _read_by_compose() -> Iterator[str]:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    yield from re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", text)


def _read_by_python() -> Iterator[str]:
    places = [*(ROOT / "config").rglob("*.py"), ROOT / "manage.py", ROOT / "tests/browser.py"]
    for path in places:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _name_read(node)
            if name and VARIABLE.fullmatch(name):
                yield name


def _name_read(node: ast.AST) -> str | None:
    """Return the constant in `text("X")`, `os.environ.get("X")` or `os.environ["X"]`."""
    match node:
        case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Constant(value=str(name)), *_]):
            return name if attr in READERS else None
        case ast.Call(func=ast.Name(id=attr), args=[ast.Constant(value=str(name)), *_]):
            return name if attr in READERS else None
        case ast.Subscript(
            value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name)), ctx=ast.Load()
        ):
            return name
    return None
