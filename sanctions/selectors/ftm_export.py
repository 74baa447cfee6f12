"""All parties of the lists as entities of FollowTheMoney, streamed block by block.

An excerpt is for show and is not exported. What lists say of a party's names and numbers is as
it stands now, also where the designations of another day are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from sanctions.domain.dates import PartialDate
from sanctions.domain.ftm_entities import Entity, entities_of
from sanctions.domain.ftm_parties import (
    ExportedDesignation,
    ExportedLink,
    ExportedParty,
    Seen,
    entity_id,
)
from sanctions.domain.kinds import DateKind, DatePrecision, Measure, NameType, PartyKind
from sanctions.domain.records import AddressRecord, Fields, IdentifierRecord, NameRecord
from sanctions.models import (
    Designation,
    ListEntry,
    Party,
    Program,
    Relation,
    SanctionsList,
    Snapshot,
)
from sanctions.models.clock import database_today

BLOCK = 1_000
_OF_ENTRY = ("names", "identifiers", "dates", "addresses")


def ftm_entities(
    *, parties: QuerySet[Party], list_key: str | None = None, as_of: date | None = None
) -> Iterator[Entity]:
    """Yield the entities of each of `parties` that a list has, or ever had, ordered by its id.

    `list_key` keeps what that list says. `as_of` keeps the designations in force on a day and the
    parties that have one; without it ended ones are there too, with their end.
    """
    books = _read_books()
    counted_on = as_of or database_today()
    entries, designations = _chosen(list_key=list_key, as_of=as_of)
    exported = _exported_ids(parties, entries, designations, dated=as_of is not None)
    known = frozenset(exported)
    for start in range(0, len(exported), BLOCK):
        block = _with_all(parties, exported[start : start + BLOCK], entries, designations)
        for party in block:
            yield from entities_of(_exported(party, books, counted_on, known))


def _chosen(*, list_key: str | None, as_of: date | None) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What is exported of lists: entries and designations."""
    entries: Any = ListEntry.objects.filter(is_excerpt=False)
    designations: Any = Designation.objects.order_by("first_seen_on", "id")
    if list_key is not None:
        entries = entries.filter(sanctions_list__key=list_key)
        designations = designations.filter(sanctions_list__key=list_key)
    if as_of is not None:
        designations = designations.in_force(on=as_of)
    return entries, designations


def _exported_ids(
    parties: QuerySet[Party], entries: QuerySet[Any], designations: QuerySet[Any], *, dated: bool
) -> list[str]:
    """The parties that are exported, in order: known to a list and, for a day, designated on it."""
    chosen: Any = parties.filter(Exists(entries.filter(party=OuterRef("pk"))))
    if dated:
        chosen = chosen.filter(Exists(designations.filter(party=OuterRef("pk"))))
    return [*chosen.order_by("pk").values_list("pk", flat=True)]


def _with_all(
    parties: QuerySet[Party],
    block: list[str],
    entries: QuerySet[Any],
    designations: QuerySet[Any],
) -> QuerySet[Party]:
    """A block of parties with all that is exported of them: by ids alone, whatever the planner.

    Right after an import it knows little of the tables, and has chosen to walk them for each row.
    """
    links = Relation.objects.filter(other__isnull=False).select_related("other")
    shown = entries.order_by("sanctions_list__key")
    shown = shown.prefetch_related(*_OF_ENTRY, Prefetch("relations", links))
    return (
        parties.filter(pk__in=block)
        .order_by("pk")
        .prefetch_related(
            Prefetch("entries", shown, to_attr="exported_entries"),
            Prefetch("designations", designations, to_attr="exported_designations"),
        )
    )


@dataclass(frozen=True, slots=True)
class _Books:
    """What many rows share, read once: programs, lists, and the days of the applied copies."""

    programs: Mapping[str, Program]
    lists: Mapping[str, SanctionsList]
    days: Mapping[str, date]
    series: Mapping[str, Sequence[str]]

    def last_with(self, first: str, *, gone_in: str | None) -> date:
        """The day of the last copy that shows what `first` showed, before it was gone."""
        shown = self.days[first]
        for copy in self.series[first]:
            if copy == gone_in:
                break
            shown = max(shown, self.days[copy])
        return shown


def _read_books() -> _Books:
    """Read them in three queries. Copies of one list and scope are a series, as they were read."""
    by_scope: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    days: dict[str, date] = {}
    series: dict[str, Sequence[str]] = {}
    copies = Snapshot.objects.applied().order_by("imported_at", "id")
    for pk, day, *scope in copies.values_list("id", "published", "sanctions_list_id", "scope"):
        days[pk], series[pk] = day, by_scope[scope[0], scope[1]]
        by_scope[scope[0], scope[1]].append(pk)
    programs = Program.objects.in_bulk()
    lists = SanctionsList.objects.select_related("authority").in_bulk()
    return _Books(programs=programs, lists=lists, days=days, series=series)


def _exported(party: Any, books: _Books, counted_on: date, known: Collection[str]) -> ExportedParty:
    entries: list[ListEntry] = party.exported_entries
    numbers = {entry.sanctions_list_id: entry.external_id for entry in entries}
    return ExportedParty(
        id=entity_id(id_space=party.id_space, external_id=party.external_id),
        kind=PartyKind(party.kind),
        name=party.name,
        seen=_seen(entries, books),
        names=tuple(_name(row) for entry in entries for row in entry.names.all()),
        identifiers=tuple(_number(row) for entry in entries for row in entry.identifiers.all()),
        dates=tuple(_date(row) for entry in entries for row in entry.dates.all()),
        addresses=tuple(_address(row) for entry in entries for row in entry.addresses.all()),
        details=_details(entries),
        designations=tuple(
            _designation(row, books, counted_on, numbers[row.sanctions_list_id])
            for row in party.exported_designations
            if row.sanctions_list_id in numbers
        ),
        links=tuple(
            _link(row)
            for entry in entries
            for row in entry.relations.all()
            if row.other_id in known
        ),
    )


def _details(entries: list[ListEntry]) -> Fields:
    """The texts of all records, by name."""
    details: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for key, value in entry.record.items():
            texts = [value] if isinstance(value, str) else value
            details[key] += [text for text in texts if isinstance(text, str)]
    return dict(details)


def _seen(entries: list[ListEntry], books: _Books) -> Seen:
    lasts = [
        books.last_with(
            entry.first_snapshot_id,
            gone_in=None if entry.present else entry.changed_snapshot_id,
        )
        for entry in entries
    ]
    return Seen(
        datasets=tuple(books.lists[entry.sanctions_list_id].key for entry in entries),
        first_seen=min(books.days[entry.first_snapshot_id] for entry in entries),
        last_seen=max(lasts),
        last_change=max(books.days[entry.changed_snapshot_id] for entry in entries),
    )


def _designation(
    row: Designation, books: _Books, counted_on: date, number: str
) -> ExportedDesignation:
    program, source = books.programs[row.program_id], books.lists[row.sanctions_list_id]
    begins = row.began_on
    last = books.last_with(row.first_snapshot_id, gone_in=row.last_snapshot_id)
    changed = books.days[row.last_snapshot_id or row.first_snapshot_id]
    return ExportedDesignation(
        id=row.pk,
        seen=Seen((source.key,), row.first_seen_on, last, changed),
        authority=source.authority.name,
        program=program.title or program.key,
        catalogue_key=program.catalogue_key,
        program_url=program.url,
        measure=Measure(row.measure),
        from_date=row.from_date,
        first_seen_on=row.first_seen_on,
        to_date=row.to_date,
        basis=row.legal_note,
        authority_id=number,
        source_url=source.url,
        counts=begins <= counted_on and (row.to_date is None or row.to_date > counted_on),
    )


def _name(row: Any) -> NameRecord:
    return NameRecord(row.name, NameType(row.type), row.weak)


def _number(row: Any) -> IdentifierRecord:
    return IdentifierRecord(row.type, row.value, row.country, row.note, row.valid)


def _date(row: Any) -> tuple[DateKind, PartialDate]:
    bounds = (row.from_earliest, row.from_latest, row.to_earliest, row.to_latest)
    read = PartialDate(row.raw, DatePrecision(row.precision), row.approximate, *bounds)
    return DateKind(row.kind), read


def _address(row: Any) -> AddressRecord:
    return AddressRecord(row.street, row.place, row.country, row.note)


def _link(row: Any) -> ExportedLink:
    other = entity_id(id_space=row.other.id_space, external_id=row.other.external_id)
    return ExportedLink(row.type, other, row.note)
