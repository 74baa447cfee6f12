"""Doubt a copy of a list before it counts. An approval answers the doubts that were shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from sanctions.domain.errors import SnapshotHeld
from sanctions.lists import guards
from sanctions.lists.base import Source, Stated
from sanctions.models import Snapshot
from sanctions.services.compare_snapshot import Comparison, count_leaving
from sanctions.services.load_stored_parties import count_open


@dataclass(frozen=True, slots=True)
class Doubts:
    """The guards of `sanctions/lists/guards.py`, on one copy. Each look raises SnapshotHeld.

    `previous` is the last applied copy of this scope, an excerpt or a full one. `answered` is the
    reason that a person has approved, or None. A doubt that is not in it holds the copy again.
    """

    source: Source
    snapshot: Snapshot
    stated: Stated
    previous: Snapshot | None
    answered: str | None
    raised: list[SnapshotHeld] = field(default_factory=list)

    @property
    def previous_full(self) -> Snapshot | None:
        """The last full copy that was applied."""
        return None if self.previous and self.previous.is_excerpt else self.previous

    def about_copy(self, *, now: datetime) -> None:
        """Doubt the file by its day, its hash, and what it says of itself."""
        if self.snapshot.is_excerpt and self.previous:
            raise SnapshotHeld("an excerpt cannot stand for the list", approvable=False)
        newest = self._newest()
        zone = ZoneInfo(self.source.zone)
        if not self.snapshot.is_excerpt:
            self._doubt(guards.check_whole, narrowed=self.stated.narrowed)
        if self.stated.adds:
            self._doubt(guards.check_base, scope=self.stated.scope, base=newest)
        self._doubt(
            guards.check_dates,
            published=self.snapshot.published,
            previous=newest,
            # The publisher's day may have begun before ours.
            today=max(now.astimezone(UTC).date(), now.astimezone(zone).date()),
        )
        self._doubt(guards.check_first_sight, seen_before=self._seen_before())
        self._settle()

    def about_parties(self, comparison: Comparison, *, end_mark: bool | None) -> None:
        """Doubt the file by its parties, and by what it would do to those that are stored."""
        scope = self.snapshot.scope
        is_part = self.snapshot.is_excerpt or bool(scope)
        known = comparison.known.items()
        self._doubt(
            guards.check_count,
            parties=comparison.parties,
            previous=sum(one.present for key, one in known if key.startswith(scope)),
            minimum=1 if is_part else self.source.minimum_parties,
        )
        if comparison.parties:
            self._doubt_its_end(end_mark)
            self._doubt(guards.check_unique, duplicates=comparison.duplicates)
            self._doubt(
                guards.check_stated,
                rows=comparison.rows,
                faults=len(comparison.faults),
                stated=None if self.snapshot.is_excerpt else self.stated.parties,
            )
            if self.answered is None:
                comparison.probe()
                self.about_rows(comparison, so_far=True)
            # The first full copy takes nobody off.
            if self.previous_full or self.stated.adds:
                self._doubt_changes(comparison)
        self._settle()

    def about_rows(self, comparison: Comparison, *, so_far: bool = False) -> None:
        """Doubt a file with too many rows that nobody can read, or with fields that nobody knows.

        With `so_far` only what no person has seen yet: an approval answers the whole.
        """
        if so_far and self.answered is not None:
            return
        before = len(self.raised)
        known = self.previous.counts.get("unread", ()) if self.previous else ()
        self._doubt(guards.check_faults, faults=comparison.faults, parties=comparison.parties)
        self._doubt(guards.check_unread, unread=comparison.unread, known=known)
        if len(self.raised) > before:
            self._settle()
            del self.raised[before:]

    def _doubt_its_end(self, end_mark: bool | None) -> None:
        if not self.snapshot.is_excerpt:
            last = self.previous_full
            same_form = last is not None and last.format == self.snapshot.format
            expected = bool(last and last.end_mark and same_form)
            self._doubt(guards.check_end_mark, present=end_mark, expected=expected)

    def _doubt_changes(self, comparison: Comparison) -> None:
        comparison.look_at_changed()
        self._doubt(
            guards.check_shrinking,
            going=count_leaving(comparison) + comparison.ending,
            designations=count_open(comparison.sanctions_list, scope=self.snapshot.scope),
        )
        reused = [f"{key} ({what})" for key, what in comparison.reused.items()]
        self._doubt(guards.check_reused_ids, reused=reused)
        comparison.look_for_reissued()
        reissued = [f"{old} is {new} now" for old, new in comparison.reissued.items()]
        self._doubt(guards.check_reissued_ids, reissued=reissued)

    def _newest(self) -> date | None:
        """The day of the newest copy that this one may not be older than.

        A whole copy may be older than no other; additions only than no whole one.
        """
        scope = self.stated.scope
        scopes = [scope] if self.stated.adds else [scope, f"{scope}+"]
        copies = Snapshot.objects.applied().filter(
            sanctions_list=self.snapshot.sanctions_list, scope__in=scopes, is_excerpt=False
        )
        newest: date | None = copies.aggregate(day=Max("published"))["day"]
        return newest

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
