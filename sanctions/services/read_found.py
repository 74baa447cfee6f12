"""Read a party's rows into the fields that are stored, under the programs' keys of today."""

from __future__ import annotations

from sanctions.domain.errors import UnknownValue
from sanctions.domain.records import Fields
from sanctions.lists.base import Found
from sanctions.services.declare_list import ProgramBook

# As long as the columns are; a publisher's longest is far below.
_LENGTHS = {
    "identifiers": (("type", 100), ("country", 100)),
    "addresses": (("country", 250),),
    "relations": (("type", 200), ("other_id", 100)),
    "designations": (("program", 100),),
}
_LONGEST_ID = 100


def read_found(found: Found, *, book: ProgramBook) -> Fields:
    """Interpret a party's rows. Raises UnknownValue; SnapshotRefused where a row cannot be."""
    fields = found.read().fields()
    if len(found.external_id) > _LONGEST_ID or any(len(key) > 100 for key in fields["programs"]):
        raise UnknownValue(f"an id or a program of more than {_LONGEST_ID} characters")
    for key, limits in _LENGTHS.items():
        for item in fields.get(key, ()):
            for name, longest in limits:
                if len(item[name]) > longest:
                    raise UnknownValue(f"{key}: {name} of more than {longest} characters")
    return under_current_programs(fields, book=book)


def under_current_programs(fields: Fields, *, book: ProgramBook) -> Fields:
    """Give a record under the keys that its programs have today; the printed ones are kept."""
    printed = fields["programs"]
    current = sorted({book.current(key) for key in printed})
    if {*current} == {*printed}:
        return fields
    renamed = {**fields, "programs": current}
    renamed.setdefault("printed_programs", printed)
    if "designations" in fields:
        renamed["designations"] = [
            {**item, "program": book.current(item["program"])} for item in fields["designations"]
        ]
    return renamed
