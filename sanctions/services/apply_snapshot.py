"""Apply a compared copy of a list: store who arrives, who changed and who left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connection

from sanctions.domain.deltas import Difference
from sanctions.domain.designations import (
    DesignationChange,
    OpenDesignation,
    change_designations,
    wanted_designations,
)
from sanctions.domain.kinds import DeltaCause, DeltaKind
from sanctions.domain.records import Fields
from sanctions.lists.base import Found
from sanctions.models import Party, Snapshot
from sanctions.services.compare_snapshot import (
    BLOCK,
    Amended,
    Comparison,
    blocks,
)
from sanctions.services.load_stored_parties import open_designations, records_of
from sanctions.services.resolve_relations import resolve_relations
from sanctions.services.resume_designations import resume_designations
from sanctions.services.store_parties import PartyWriter, Place, leave

# Called with the number of parties that are stored, and of those that will be.
Progress = Callable[[int, int], object]

_NAMED = 10
_SEEN_EARLIER = """
    UPDATE sanctions_designation SET first_seen_on = least(first_seen_on, %s)
    WHERE sanctions_list_id = %s AND to_date IS NULL AND party_id = ANY(%s)
"""


@dataclass(slots=True)
class Tally:
    """What was done, for the snapshot's counts; `unmapped` names a few parties by program."""

    kinds: Counter[DeltaKind] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    named: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    bulk: Counter[str] = field(default_factory=Counter)
    other_remarks: int = 0
    invalid_identifiers: int = 0
    withdrawn: int = 0

    def look_at(self, fields: Fields) -> None:
        """Count what a person may want to know of a record."""
        self.other_remarks += len(fields.get("other", ()))
        self.invalid_identifiers += sum(
            item["valid"] is False for item in fields.get("identifiers", ())
        )

    def note_unmapped(self, program: str, *, external_id: str) -> None:
        """Count a designation under a program that nobody knows, and name the first few."""
        self.unmapped[program] += 1
        if len(self.named[program]) < _NAMED:
            self.named[program].append(external_id)


class _Application:
    """One run."""

    def __init__(
        self,
        *,
        snapshot: Snapshot,
        comparison: Comparison,
        progress: Progress,
        doubt: Callable[[], None],
    ) -> None:
        self.snapshot, self.comparison = snapshot, comparison
        self.progress, self.doubt = progress, doubt
        # What the first copy shows began some day before it; when, the list does not say.
        is_first = snapshot.is_baseline or snapshot.is_excerpt
        self.is_news = not is_first
        self.from_date = None if is_first else snapshot.published
        self.tally = Tally()
        self.writer = PartyWriter(snapshot=snapshot, book=comparison.book)

    def run(self) -> Tally:
        """Store everything, block by block."""
        for number, change in enumerate(self.comparison.amendments(), 1):
            self._amend(change)
            if number % BLOCK == 0:
                self.writer.write()
                self.doubt()
        self._let_go()
        self.writer.write()
        stored, total = 0, len(self.comparison.arriving)
        for block in blocks(self.comparison.arriving):
            self._welcome(block)
            self.writer.write()
            self.doubt()
            stored += len(block)
            self.progress(stored, total)
        return self.tally

    def _welcome(self, block: list[Found]) -> None:
        """Store a block of those who arrive."""
        comparison = self.comparison
        ids = [found.external_id for found in block]
        known = [one.party_id for key in ids if (one := comparison.known.get(key))]
        stored = (
            open_designations(comparison.sanctions_list, known, comparison.book) if known else {}
        )
        parties = dict(
            Party.objects.filter(
                id_space=comparison.sanctions_list.id_space, external_id__in=ids
            ).values_list("external_id", "id")
        )
        for found in block:
            place = self._place(found.external_id, parties.get(found.external_id))
            self._arrive(found, place, stored.get(place.party_id, []))

    def _place(self, external_id: str, party_id: str | None = None) -> Place:
        known = self.comparison.known.get(external_id)
        if known:
            return Place(external_id, known.party_id, known.entry_id, False, False)
        ids = self.writer.ids
        return Place(external_id, party_id or next(ids), next(ids), party_id is None, True)

    def _arrive(self, found: Found, place: Place, stored: list[OpenDesignation]) -> None:
        fields = self.comparison.read(found)
        if fields is None:
            return
        wanted = wanted_designations(fields, measure_of=self.comparison.book.measure_of)
        change = change_designations(stored=stored, wanted=wanted)
        self._store(place, fields, found.digest, change, from_date=self.from_date)
        kind = self.comparison.kind_of_arrival(found.external_id)
        told = change.told()
        self._tell(place, Difference(found.external_id, kind, {}, fields, designations=told))

    def _amend(self, one: Amended) -> None:
        place = self._place(one.found.external_id)
        # What our parser finds now was there before, since a day that nobody knows.
        difference = one.difference
        by_parser = difference is not None and difference.cause is DeltaCause.PARSER
        from_date = None if by_parser else self.from_date
        self._store(place, one.fields, one.found.digest, one.change, from_date=from_date)
        if difference:
            bulk = ""
            if difference.is_news:
                name_of = self.comparison.bulk.name_of
                bulk = name_of(before=difference.before, after=difference.after)
                self.tally.bulk.update([bulk] if bulk else [])
            self._tell(place, replace(difference, bulk=bulk))

    def _store(
        self,
        place: Place,
        fields: Fields,
        digest: str,
        change: DesignationChange,
        *,
        from_date: date | None,
    ) -> None:
        self.writer.designate(place=place, change=change, from_date=from_date)
        self.writer.store(place=place, fields=fields, digest=digest)
        for one in change.began:
            if not self.comparison.book.is_mapped(one.program):
                self.tally.note_unmapped(one.program, external_id=place.external_id)
        self.tally.look_at(fields)

    def _let_go(self) -> None:
        """End what the absent were designated under. An excerpt's leftovers are no delisting."""
        comparison = self.comparison
        for start in range(0, len(comparison.absent), BLOCK):
            ids = comparison.absent[start : start + BLOCK]
            known = [comparison.known[external_id] for external_id in ids]
            stored = open_designations(
                comparison.sanctions_list, [one.party_id for one in known], comparison.book
            )
            records = records_of([one.entry_id for one in known])
            for external_id, one in zip(ids, known, strict=True):
                gone = DesignationChange(ended=tuple(stored.get(one.party_id, ())))
                self._leave(self._place(external_id), records[one.entry_id], gone)
            leave(entry_ids=[one.entry_id for one in known], snapshot=self.snapshot)
            self.writer.write()

    def _leave(self, place: Place, record: Fields, change: DesignationChange) -> None:
        self.writer.designate(place=place, change=change, from_date=None)
        if self.snapshot.is_baseline:
            self.tally.withdrawn += 1
        else:
            kind, told = DeltaKind.DELISTED, change.told()
            self._tell(place, Difference(place.external_id, kind, record, {}, designations=told))

    def _tell(self, place: Place, difference: Difference) -> None:
        """Write the delta. A party that has another id now was neither delisted nor listed."""
        pairs = self.comparison.reissued
        has_other_id = place.external_id in pairs or place.external_id in pairs.values()
        self.tally.kinds[difference.kind] += 1
        self.writer.tell(
            place=place,
            difference=difference,
            is_news=self.is_news and difference.is_news and not has_other_id,
        )


def apply_snapshot(
    *,
    snapshot: Snapshot,
    comparison: Comparison,
    progress: Progress,
    doubt: Callable[[], None],
) -> Tally:
    """Store what the copy changes, within the caller's transaction.

    `doubt` is asked after every block, and may raise.
    """
    shown = [
        one.party_id for key, one in comparison.known.items() if key.startswith(snapshot.scope)
    ]
    if snapshot.is_baseline and shown:
        with connection.cursor() as cursor:
            cursor.execute(_SEEN_EARLIER, [snapshot.published, snapshot.sanctions_list_id, shown])
    application = _Application(
        snapshot=snapshot, comparison=comparison, progress=progress, doubt=doubt
    )
    tally = application.run()
    if not (snapshot.is_baseline or snapshot.is_excerpt):
        resume_designations(snapshot=snapshot)
    if tally.kinds:
        resolve_relations(sanctions_list=snapshot.sanctions_list)
    return tally
