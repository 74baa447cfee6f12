"""Doubt a copy of a list before it counts. An approval answers the doubts that were shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sanctions.domain.errors import SnapshotHeld
from sanctions.lists import guards
from sanctions.lists.base import Source
from sanctions.models import Snapshot
from sanctions.services.compare_snapshot import Comparison, designations_going


@dataclass(frozen=True, slots=True)
class Doubts:
    """The guards of `sanctions/lists/guards.py`, on one copy. Each look raises SnapshotHeld.

    `previous` is the last applied copy, an excerpt or a full one. `answered` is the reason that a
    person has approved, or None. A doubt that is not in it holds the copy again.
    """

    source: Source
    snapshot: Snapshot
    previous: Snapshot | None
    answered: str | None
    raised: list[SnapshotHeld] = field(default_factory=list)

    @property
    def previous_full(self) -> Snapshot | None:
        """The last full copy that was applied."""
        return None if self.previous and self.previous.is_excerpt else self.previous

    def about_copy(self, *, now: datetime) -> None:
        """Doubt the file by its day and its hash."""
        if self.snapshot.is_excerpt and self.previous:
            raise SnapshotHeld("an excerpt cannot stand for the list", approvable=False)
        full = self.previous_full
        self._doubt(
            guards.check_dates,
            published=self.snapshot.published,
            previous=full and full.published,
            today=now.astimezone(UTC).date(),
        )
        self._doubt(guards.check_first_sight, seen_before=self._seen_before())
        self._settle()

    def about_parties(
        self, comparison: Comparison, *, end_mark: bool | None, programs: dict[str, set[str]]
    ) -> None:
        """Doubt the file by its parties, and by what it would do to those that are stored."""
        self._doubt(
            guards.check_count,
            parties=comparison.parties,
            previous=sum(known.present for known in comparison.known.values()),
            minimum=1 if self.snapshot.is_excerpt else self.source.minimum_parties,
        )
        if comparison.parties:
            self._doubt_its_end(end_mark)
            self._doubt(guards.check_unique, duplicates=comparison.duplicates)
            if self.previous_full:  # the first full copy takes nobody off
                self._doubt_changes(comparison, programs)
        self._settle()

    def about_rows(self, comparison: Comparison) -> None:
        """Doubt a file with too many rows that nobody can read."""
        self._doubt(guards.check_faults, faults=comparison.faults, parties=comparison.parties)
        self._settle()

    def _doubt_its_end(self, end_mark: bool | None) -> None:
        if not self.snapshot.is_excerpt:
            expected = bool(self.previous_full and self.previous_full.end_mark)
            self._doubt(guards.check_end_mark, present=end_mark, expected=expected)

    def _doubt_changes(self, comparison: Comparison, programs: dict[str, set[str]]) -> None:
        self._doubt(
            guards.check_shrinking,
            going=designations_going(comparison=comparison, programs=programs),
            designations=sum(len(keys) for keys in programs.values()),
        )
        self._doubt(guards.check_reused_ids, reused=comparison.reused)
        reissued = [f"{old} is {new} now" for old, new in comparison.reissued.items()]
        self._doubt(guards.check_reissued_ids, reissued=reissued)

    def _seen_before(self) -> date | None:
        copies = Snapshot.objects.applied().filter(
            sanctions_list=self.snapshot.sanctions_list, sha256=self.snapshot.sha256
        )
        latest = self.previous.pk if self.previous else None
        return copies.exclude(pk=latest).values_list("published", flat=True).first()

    def _doubt(self, check: Callable[..., None], **facts: Any) -> None:
        try:
            check(**facts)
        except SnapshotHeld as doubt:
            self.raised.append(doubt)

    def _settle(self) -> None:
        """Raise all doubts as one, unless a person has seen and answered every one of them."""
        final = [doubt for doubt in self.raised if not doubt.approvable]
        unseen = [doubt for doubt in self.raised if str(doubt) not in (self.answered or "")]
        if final or unseen:
            raise SnapshotHeld("; ".join(map(str, self.raised)), approvable=not final)
