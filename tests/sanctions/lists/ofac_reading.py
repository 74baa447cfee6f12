"""Reading copies of OFAC's lists in any format, and what two formats must agree on."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any, cast

from sanctions.domain.records import PartyRecord
from sanctions.lists import ofac_cons, ofac_sdn
from sanctions.lists.base import Fault, Format, Found, ListModule
from sanctions.lists.packages import package_of, read_package

EXAMPLES = Path(__file__).resolve().parent / "examples"
MODULES: dict[str, ModuleType] = {"us_ofac_sdn": ofac_sdn, "us_ofac_cons": ofac_cons}


def module_of(key: str) -> ListModule:
    """One of OFAC's two lists."""
    return cast(ListModule, MODULES[key])


def form_of(key: str, form: str) -> Format:
    """One format of one of the lists."""
    return next(one for one in module_of(key).FORMATS if one.key == form)


def parts_of(key: str, path: Path, *names: str) -> tuple[Format, dict[str, bytes]]:
    """Unpack a file or a folder; `names` are those of its files that belong to the copy."""
    module = module_of(key)
    files = {name: (path / name).read_bytes() for name in names}
    package = (
        package_of(module=module, files=files) if names else read_package(module=module, path=path)
    )
    assert not package.refused
    return package.format, package.parts


def read_all(form: Format, parts: dict[str, bytes]) -> tuple[dict[str, PartyRecord], list[Fault]]:
    """Read every party, by its id; and what could not be used."""
    walked = [*form.parse(parts)]
    records = [found.read() for found in walked if isinstance(found, Found)]
    return (
        {record.external_id: record for record in records},
        [fault for fault in walked if isinstance(fault, Fault)],
    )


def example(key: str, form: str) -> dict[str, PartyRecord]:
    """The parties of an example."""
    records, faults = read_all(*parts_of(key, EXAMPLES / key / form))
    assert faults == []
    return records


def core(record: PartyRecord) -> dict[str, Any]:
    """What every format of a list has of a party: names in Latin letters, no validity of papers."""
    scripts = {one.rpartition(" / ")[0] for one in record.details.get("scripts", ())}
    return {
        "name": record.name,
        "kind": record.kind,
        "programs": record.programs,
        "measures": {(one.program, one.measure) for one in record.designations},
        "aliases": {one for one in record.aliases or () if one.name not in scripts},
        "weak": {one for one in record.weak_names if one.name not in scripts},
        "identifiers": {(one.type, one.value, one.country) for one in record.identifiers},
        "dates": {(one.kind, one.raw) for one in record.dates},
        "addresses": record.addresses,
    }
