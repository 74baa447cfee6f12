"""Apply a compared copy of a list: store who arrives, who changed and who left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection

from sanctions.domain.deltas import Difference
from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import DeltaKind
from sanctions.domain.records import Fields
from sanctions.lists.base import Found
from sanctions.models import Party, Snapshot
from sanctions.services.compare_snapshot import Amended, Comparison
from sanctions.services.declare_list import ProgramBook
from sanctions.services.store_parties import PartyWriter, Place, leave

BLOCK = 2_000

# Called with the number of parties that are stored, and of those that will be.
Progress = Callable[[int, int], object]

_SEEN_EARLIER = """
    UPDATE sanctions_designation SET first_seen_on = least(first_seen_on, %s)
    WHERE sanctions_list_id = %s AND to_date IS NULL
"""


@dataclass(slots=True)
class Tally:
    """What was done, for the snapshot's counts."""

    kinds: Counter[DeltaKind] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    other_remarks: int = 0
    invalid_identifiers: int = 0
    withdrawn: int = 0

    def look_at(self, fields: Fields) -> None:
        """Count what a person may want to know of a record."""
        self.other_remarks += len(fields.get("other", ()))
        self.invalid_identifiers += sum(
            item["valid"] is False for item in fields.get("identifiers", ())
        )


class _Application:
    """One run. `programs` are the open ones by party, as they were before it."""

    def __init__(
        self,
        *,
        snapshot: Snapshot,
        comparison: Comparison,
        programs: dict[str, set[str]],
        progress: Progress,
    ) -> None:
        self.snapshot, self.comparison = snapshot, comparison
        self.open, self.progress = programs, progress
        # What the first copy shows began some day before it; when, the list does not say.
        is_first = snapshot.is_baseline or snapshot.is_excerpt
        self.is_news = not is_first
        self.tally = Tally()
        self.book = ProgramBook(authority=snapshot.sanctions_list.authority)
        self.writer = PartyWriter(
            snapshot=snapshot, from_date=None if is_first else snapshot.published
        )
        self.parties = dict(
            Party.objects.filter(id_space=snapshot.sanctions_list.id_space)
            .values_list("external_id", "id")
            .iterator(chunk_size=10_000)
        )

    def run(self) -> Tally:
        """Store everything, block by block."""
        for change in self.comparison.amended:
            self._amend(change)
        self._let_go()
        self.writer.write()
        total = len(self.comparison.arriving)
        for number, found in enumerate(self.comparison.arriving, 1):
            self._arrive(found)
            if number % BLOCK == 0 or number == total:
                self.writer.write()
                self.progress(number, total)
        return self.tally

    def _place(self, external_id: str) -> Place:
        known = self.comparison.known.get(external_id)
        if known:
            return Place(external_id, known.party_id, known.entry_id, False, False)
        party_id = self.parties.get(external_id)
        ids = self.writer.ids
        return Place(external_id, party_id or next(ids), next(ids), party_id is None, True)

    def _arrive(self, found: Found) -> None:
        try:
            fields = found.read().fields()
        except UnknownValue as error:
            self.comparison.set_aside(found, error)
            return
        place = self._place(found.external_id)
        kind = self.comparison.kind_of_arrival(found.external_id)
        self._designate(place, fields)
        self.writer.store(place=place, fields=fields, digest=found.digest)
        self._tell(place, Difference(found.external_id, kind, {}, fields))

    def _amend(self, change: Amended) -> None:
        place = self._place(change.found.external_id)
        self._designate(place, change.fields)
        self.writer.store(place=place, fields=change.fields, digest=change.found.digest)
        if change.difference:
            self._tell(place, change.difference)

    def _designate(self, place: Place, fields: Fields) -> None:
        """Open and end designations so that the open ones are those of the record."""
        printed = fields["programs"]
        before = self.open.get(place.party_id, set())
        began = self.book.find(key for key in printed if key not in before)
        self.writer.begin(place=place, programs=began)
        gone = before.difference(printed)
        if gone:
            self.writer.end(party_id=place.party_id, programs=self.book.find(sorted(gone)))
        self.tally.unmapped.update(program.key for program in began if not program.mapped)
        self.tally.look_at(fields)

    def _let_go(self) -> None:
        """End what the absent were designated under. An excerpt's leftovers are no delisting."""
        known = self.comparison.known
        for external_id, record in self.comparison.absent.items():
            place = self._place(external_id)
            gone = self.book.find(sorted(self.open.get(place.party_id, ())))
            self.writer.end(party_id=place.party_id, programs=gone)
            if self.snapshot.is_baseline:
                self.tally.withdrawn += 1
            else:
                self._tell(place, Difference(external_id, DeltaKind.DELISTED, record, {}))
        entries = [known[external_id].entry_id for external_id in self.comparison.absent]
        leave(entry_ids=entries, snapshot=self.snapshot)

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
    programs: dict[str, set[str]],
    progress: Progress,
) -> Tally:
    """Store what the copy changes, within the caller's transaction."""
    if snapshot.is_baseline:
        with connection.cursor() as cursor:
            cursor.execute(_SEEN_EARLIER, [snapshot.published, snapshot.sanctions_list_id])
    application = _Application(
        snapshot=snapshot, comparison=comparison, programs=programs, progress=progress
    )
    return application.run()
