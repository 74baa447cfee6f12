"""Store what a copy of a list changes: parties and all that hangs on them, by COPY."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from sanctions.domain.dates import PartialDate, read_date
from sanctions.domain.deltas import Difference
from sanctions.domain.designations import DesignationChange
from sanctions.domain.kinds import DatePrecision
from sanctions.domain.names import normalised
from sanctions.domain.records import Fields
from sanctions.models import (
    Delta,
    Designation,
    ListEntry,
    Party,
    PartyAddress,
    PartyDate,
    PartyIdentifier,
    PartyName,
    Relation,
    Snapshot,
)
from sanctions.services.copy_rows import Rows, fresh_ids
from sanctions.services.declare_list import ProgramBook

_UPDATE_PARTIES = """
    UPDATE sanctions_party p SET kind = t.kind, name = t.name, normalised = t.normalised
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) t(id, kind, name, normalised)
    WHERE p.id = t.id AND (p.kind, p.name) IS DISTINCT FROM (t.kind, t.name)
"""
_UPDATE_ENTRIES = """
    UPDATE sanctions_listentry e SET digest = t.digest, record = t.record::jsonb, present = true,
        is_excerpt = %s, changed_snapshot_id = %s
    FROM unnest(%s::text[], %s::text[], %s::text[]) t(id, digest, record) WHERE e.id = t.id
"""
_CHANGE_DESIGNATIONS = """
    UPDATE sanctions_designation d
    SET measure = t.measure, from_date = t.from_date, legal_note = t.note
    FROM unnest(%s::text[], %s::text[], %s::date[], %s::text[]) t(id, measure, from_date, note)
    WHERE d.id = t.id
"""
# One that had not begun ends on the day on which it would have: it never held.
_END_DESIGNATIONS = """
    UPDATE sanctions_designation d
    SET to_date = greatest(%s, coalesce(d.from_date, d.first_seen_on)), delisted_known_at = %s,
        last_snapshot_id = %s
    WHERE d.id = ANY(%s) AND d.to_date IS NULL
"""
_OF_ENTRIES = (PartyName, PartyIdentifier, PartyDate, PartyAddress, Relation)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party is stored: its ids, and whether its rows are there already."""

    external_id: str
    party_id: str
    entry_id: str
    party_is_new: bool
    entry_is_new: bool


class PartyWriter:
    """Gathers the rows of one snapshot, and writes them in blocks within the transaction."""

    def __init__(self, *, snapshot: Snapshot, book: ProgramBook) -> None:
        self.snapshot, self.list, self.book = snapshot, snapshot.sanctions_list, book
        self.now = snapshot.imported_at
        self.ids = fresh_ids()
        self.parties = Rows(Party, "id", "id_space", "external_id", "kind", "name", "normalised")
        self.entries = Rows(
            ListEntry, "id", "sanctions_list_id", "party_id", "external_id", "digest", "record",
            "present", "is_excerpt", "first_snapshot_id", "changed_snapshot_id",
        )  # fmt: skip
        self.names = Rows(
            PartyName, "id", "party_id", "entry_id", "name", "normalised", "type", "weak"
        )
        self.identifiers = Rows(
            PartyIdentifier,
            "id", "party_id", "entry_id", "type", "value", "country", "note", "valid",
        )  # fmt: skip
        self.dates = Rows(
            PartyDate, "id", "party_id", "entry_id", "kind", "raw", "precision", "approximate",
            "from_earliest", "from_latest", "to_earliest", "to_latest",
        )  # fmt: skip
        self.addresses = Rows(
            PartyAddress, "id", "party_id", "entry_id", "street", "place", "country", "note"
        )
        self.relations = Rows(
            Relation,
            "id", "party_id", "entry_id", "type", "other_external_id", "other_name", "note",
        )  # fmt: skip
        self.designations = Rows(
            Designation, "id", "party_id", "sanctions_list_id", "authority_id", "program_id",
            "measure", "from_date", "first_seen_on", "listed_known_at", "first_snapshot_id",
            "legal_note",
        )  # fmt: skip
        self.deltas = Rows(
            Delta,
            "id", "snapshot_id", "party_id", "entry_id", "kind", "cause", "before", "after",
            "designations", "bulk", "is_news",
        )  # fmt: skip
        self._party_updates: list[tuple[str, str, str, str]] = []
        self._entry_updates: list[tuple[str, str, str]] = []
        self._changed: list[tuple[str, str, date | None, str]] = []
        self._ended: list[str] = []

    def store(self, *, place: Place, fields: Fields, digest: str) -> None:
        """Store a party's record and everything that is searched by itself."""
        plain = normalised(fields["name"])
        party = (fields["kind"], fields["name"], plain)
        if place.party_is_new:
            self.parties.add(place.party_id, self.list.id_space, place.external_id, *party)
        else:
            self._party_updates.append((place.party_id, *party))
        snapshot = self.snapshot
        if place.entry_is_new:
            self.entries.add(
                place.entry_id, self.list.pk, place.party_id, place.external_id, digest, fields,
                True, snapshot.is_excerpt, snapshot.pk, snapshot.pk,
            )  # fmt: skip
        else:
            record = json.dumps(fields, ensure_ascii=False)
            self._entry_updates.append((place.entry_id, digest, record))
        self._store_names(place, fields, plain)
        self._store_rest(place, fields)
        self._store_relations(place, fields)

    def _store_names(self, place: Place, fields: Fields, plain: str) -> None:
        party, entry = place.party_id, place.entry_id
        self.names.add(next(self.ids), party, entry, fields["name"], plain, "primary", False)
        for name in (*fields.get("aliases", ()), *fields.get("weak_names", ())):
            printed = name["name"]
            self.names.add(
                next(self.ids), party, entry, printed, normalised(printed), name["type"],
                name["weak"],
            )  # fmt: skip

    def _store_rest(self, place: Place, fields: Fields) -> None:
        party, entry = place.party_id, place.entry_id
        for item in fields.get("identifiers", ()):
            self.identifiers.add(
                next(self.ids), party, entry, item["type"], item["value"], item["country"],
                item["note"], item["valid"],
            )  # fmt: skip
        for item in fields.get("dates", ()):
            read = date_of(item)
            self.dates.add(
                next(self.ids), party, entry, item["kind"], item["raw"][:200], read.precision,
                read.approximate, read.from_earliest, read.from_latest, read.to_earliest,
                read.to_latest,
            )  # fmt: skip
        for item in fields.get("addresses", ()):
            self.addresses.add(
                next(self.ids), party, entry, item["street"], item["place"], item["country"],
                item["note"],
            )  # fmt: skip

    def _store_relations(self, place: Place, fields: Fields) -> None:
        for item in fields.get("relations", ()):
            self.relations.add(
                next(self.ids), place.party_id, place.entry_id, item["type"], item["other_id"],
                item["other_name"], item["note"],
            )  # fmt: skip

    def designate(self, *, place: Place, change: DesignationChange, from_date: date | None) -> None:
        """Begin, end and amend designations; `from_date` is the start where the list gives none."""
        for one in change.began:
            self.designations.add(
                next(self.ids), place.party_id, self.list.pk, self.list.authority_id,
                self.book.find(one.program).pk, one.measure, one.from_date or from_date,
                self.snapshot.published, self.now, self.snapshot.pk, one.basis,
            )  # fmt: skip
        self._ended.extend(one.id for one in change.ended)
        self._changed.extend(
            (before.id, after.measure, after.from_date, after.basis)
            for before, after in change.changed
        )

    def tell(self, *, place: Place, difference: Difference, is_news: bool) -> None:
        """Write what changed."""
        self.deltas.add(
            next(self.ids), self.snapshot.pk, place.party_id, place.entry_id, difference.kind,
            difference.cause, difference.before, difference.after, difference.designations,
            difference.bulk, is_news,
        )  # fmt: skip

    def write(self) -> None:
        """Write what was gathered so far."""
        self._update()
        for rows in (
            self.parties, self.entries, self.names, self.identifiers, self.dates, self.addresses,
            self.relations, self.designations, self.deltas,
        ):  # fmt: skip
            rows.write()

    def _update(self) -> None:
        """Change rows that are there: set by set, never one by one."""
        with connection.cursor() as cursor:
            if self._ended:
                day, instant, snapshot = self.snapshot.published, self.now, self.snapshot.pk
                cursor.execute(_END_DESIGNATIONS, [day, instant, snapshot, self._ended])
            if self._changed:
                cursor.execute(_CHANGE_DESIGNATIONS, _columns(self._changed))
            if self._party_updates:
                cursor.execute(_UPDATE_PARTIES, _columns(self._party_updates))
            if self._entry_updates:
                updates = _columns(self._entry_updates)
                cursor.execute(
                    _UPDATE_ENTRIES, [self.snapshot.is_excerpt, self.snapshot.pk, *updates]
                )
                for model in _OF_ENTRIES:
                    cursor.execute(
                        f"DELETE FROM {model._meta.db_table} WHERE entry_id = ANY(%s)",  # noqa: S608
                        [updates[0]],
                    )
        for rows in (self._ended, self._changed, self._party_updates, self._entry_updates):
            rows.clear()


def date_of(item: Fields) -> PartialDate:
    """Give the bounds that the list gave, else those that its text has."""
    if "bounds" not in item:
        return read_date(item["raw"])
    bounds = (bound and date.fromisoformat(bound) for bound in item["bounds"])
    precision = DatePrecision(item["precision"])
    return PartialDate(item["raw"], precision, item["approximate"], *bounds)


def leave(*, entry_ids: list[str], snapshot: Snapshot) -> None:
    """Mark entries as no longer on the list; their rows stay."""
    ListEntry.objects.filter(id__in=entry_ids).update(present=False, changed_snapshot=snapshot)


def _columns(rows: list[Any]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
