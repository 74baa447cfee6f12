"""FollowTheMoney itself reads what we export, where it is installed.

It cannot be installed everywhere: PyICU, which it needs, has to be compiled. So it is no
dependency, not even of the tests. `docs/method/followthemoney.md` says how to try it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sanctions.domain.ftm_entities import Entity
from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists import ofac_sdn, un_consolidated
from sanctions.lists.packages import read_package
from sanctions.models import Party
from sanctions.selectors.ftm_export import ftm_entities
from sanctions.services.import_list import import_list

pytest.importorskip(
    "followthemoney", reason="followthemoney is not installed: it needs PyICU, a compiler and ICU"
)

from followthemoney import model
from followthemoney.types import registry

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = Path(__file__).resolve().parent / "lists" / "examples"
SHARED = ROOT / ".." / "shared" / "lists"
SMALL = {
    "ofac": (ofac_sdn, ROOT / "sanctions" / "data" / "us_ofac_sdn_excerpt"),
    "un": (un_consolidated, EXAMPLES / "un_sc_consolidated" / "un_xml" / "consolidated.xml"),
}
REAL = {
    "ofac": (ofac_sdn, SHARED / "ofac" / "sdn_csv_series" / "sdn_2023-05-30.csv"),
    "un": (un_consolidated, SHARED / "un" / "2022-09_un.xml"),
}
pytestmark = pytest.mark.django_db


def _import(module: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = dataclasses.replace(module.SOURCE, minimum_parties=1)
    monkeypatch.setattr(module, "SOURCE", source)
    package = read_package(module=module, path=path)
    result = import_list(key=source.key, package=package, published=date(2023, 5, 30))
    assert result.outcome is SnapshotOutcome.APPLIED


def _faults(entity: Entity) -> Iterator[tuple[str, str, str, Any]]:
    """Yield what the peer does not know, or would drop or write otherwise."""
    proxy = model.get_proxy(entity)
    missing = [name for name in proxy.schema.required if not proxy.has(name)]
    for name in missing:
        yield entity["schema"], name, "", None
    for name, values in entity["properties"].items():
        prop = proxy.schema.get(name)
        if prop is None:
            yield entity["schema"], name, "", None
            continue
        for value in values:
            cleaned = prop.type.clean(value, format=prop.format, proxy=proxy)
            if cleaned != value:
                yield entity["schema"], name, value, cleaned


def _assert_accepted(entities: list[Entity]) -> None:
    assert [fault for entity in entities for fault in _faults(entity)] == []
    names = [entity["id"] for entity in entities]
    assert len({*names}) == len(names)
    assert all(registry.entity.validate(name) for name in names)
    referred = {
        value
        for entity in entities
        for name, values in entity["properties"].items()
        if model.get(entity["schema"]).get(name).type is registry.entity
        for value in values
    }
    assert referred <= {*names}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_export_is_taken_as_it_is(
    name: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(*SMALL[name], monkeypatch)
    _assert_accepted([*ftm_entities(parties=Party.objects.all())])


@pytest.mark.skipif(not SHARED.exists(), reason="needs the real files in ../shared/lists")
@pytest.mark.parametrize("name", REAL)
def test_the_export_of_a_real_list_is_taken_as_it_is(
    name: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(*REAL[name], monkeypatch)
    _assert_accepted([*ftm_entities(parties=Party.objects.all())])
