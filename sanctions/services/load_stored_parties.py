"""Load what is stored of a list's parties, as far as a copy is compared with it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sanctions.domain.designations import OpenDesignation
from sanctions.domain.records import Fields
from sanctions.models import Designation, ListEntry, SanctionsList
from sanctions.services.declare_list import ProgramBook

# What tells one party from another.
IDENTITY = ("kind", "name", "dates")


class Known(NamedTuple):
    """What is stored of a party of the list."""

    entry_id: str
    party_id: str
    digest: str
    present: bool
    is_excerpt: bool


def records_of(entry_ids: list[str]) -> dict[str, Fields]:
    """Load records by the ids of their entries."""
    return dict(ListEntry.objects.filter(id__in=entry_ids).values_list("id", "record"))


def particulars_of(entry_ids: list[str]) -> dict[str, Fields]:
    """Load what tells parties apart, by the list's id."""
    rows = ListEntry.objects.filter(id__in=entry_ids).values_list(
        "external_id", *(f"record__{key}" for key in IDENTITY)
    )
    return {
        external_id: {"kind": kind, "name": name, "dates": dates or []}
        for external_id, kind, name, dates in rows.iterator(chunk_size=10_000)
    }


def stored_parties(sanctions_list: SanctionsList) -> dict[str, Known]:
    """Load what is stored of the parties that are, or were, on the list."""
    rows = ListEntry.objects.filter(sanctions_list=sanctions_list).values_list(
        "external_id", "id", "party_id", "digest", "present", "is_excerpt"
    )
    return {row[0]: Known._make(row[1:]) for row in rows.iterator(chunk_size=10_000)}


def open_designations(
    sanctions_list: SanctionsList, party_ids: list[str], book: ProgramBook
) -> dict[str, list[OpenDesignation]]:
    """Load what each of the parties is designated under now, by party."""
    if not party_ids:
        return {}
    rows = Designation.objects.current().filter(
        sanctions_list=sanctions_list, party_id__in=party_ids
    )
    found: defaultdict[str, list[OpenDesignation]] = defaultdict(list)
    columns = ("party_id", "id", "program__key", "measure", "from_date", "legal_note")
    for party_id, pk, key, *rest in rows.order_by("id").values_list(*columns):
        found[party_id].append(OpenDesignation(pk, book.current(key), *rest))
    return found


def count_open(sanctions_list: SanctionsList, *, scope: str = "") -> int:
    """Count the designations that stand now, of the ids that begin with `scope`."""
    rows = Designation.objects.current().filter(sanctions_list=sanctions_list)
    if scope:
        inside = ListEntry.objects.filter(
            sanctions_list=sanctions_list, external_id__startswith=scope
        )
        rows = rows.filter(party__in=inside.values("party"))
    return rows.count()
