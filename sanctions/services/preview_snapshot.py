"""Work out what a held copy would change, from its kept file, and store nothing.

The counts are of all parties; of each kind of change the first few are shown, field by field.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sanctions.domain.deltas import Difference
from sanctions.domain.designations import DesignationChange, wanted_designations
from sanctions.domain.kinds import DeltaCause, DeltaKind
from sanctions.domain.records import Fields
from sanctions.lists.registry import find_list
from sanctions.models import Snapshot
from sanctions.services.compare_snapshot import Comparison, Reading, compare_snapshot
from sanctions.services.declare_list import ProgramBook
from sanctions.services.load_stored_parties import open_designations, records_of
from sanctions.services.read_kept_copy import read_kept_copy

SHOWN = 20
_FAULTS = 10


@dataclass(frozen=True, slots=True)
class PreviewedChange:
    """What would change of one party; `party_id` is null of one that is not known yet."""

    kind: DeltaKind
    cause: DeltaCause
    external_id: str
    name: str
    party_id: str | None
    before: Fields
    after: Fields
    designations: list[dict[str, Any]]


@dataclass(slots=True)
class Preview:
    """What a copy would do: how many of each kind, the first of each, what cannot be read.

    `withdrawn` parties were in an excerpt only: they are taken back, and not delisted. `unread` has
    how many of those that were read hold something that the parser does not know, by its path.
    """

    parties: int = 0
    unchanged: int = 0
    counts: dict[DeltaKind, int] = field(default_factory=lambda: dict.fromkeys(DeltaKind, 0))
    withdrawn: int = 0
    by_parser: int = 0
    changes: dict[DeltaKind, list[PreviewedChange]] = field(
        default_factory=lambda: defaultdict(list)
    )
    faults: list[str] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> list[PreviewedChange]:
        """The changes that are shown, those who would leave first."""
        order = (DeltaKind.DELISTED, DeltaKind.LISTED, DeltaKind.RELISTED, DeltaKind.AMENDED)
        return [change for kind in order for change in self.changes.get(kind, ())]


@dataclass(frozen=True, slots=True)
class _Previewing:
    comparison: Comparison
    shown: int
    preview: Preview

    def arrivals(self) -> None:
        """Count who arrives, and read the first of them."""
        comparison = self.comparison
        for found in comparison.arriving:
            kind = comparison.kind_of_arrival(found.external_id)
            self.preview.counts[kind] += 1
            if self._is_full(kind):
                continue
            fields = comparison.read(found)
            if fields is None:
                self.preview.counts[kind] -= 1
                continue
            wanted = wanted_designations(fields, measure_of=comparison.book.measure_of)
            told = DesignationChange(began=tuple(wanted)).told()
            difference = Difference(found.external_id, kind, {}, fields, designations=told)
            self._show(difference, name=fields["name"])

    def amendments(self) -> None:
        """Count who would differ; another form of the same record is no change."""
        self.comparison.look_at_changed()
        for one in self.comparison.amendments():
            if one.difference is None:
                continue
            self.preview.counts[DeltaKind.AMENDED] += 1
            self.preview.by_parser += one.difference.cause is DeltaCause.PARSER
            if not self._is_full(DeltaKind.AMENDED):
                self._show(one.difference, name=one.fields["name"])

    def departures(self, *, is_baseline: bool) -> None:
        """Count who would leave, with what is stored of the first of them."""
        comparison = self.comparison
        if is_baseline:
            self.preview.withdrawn = len(comparison.absent)
            return
        self.preview.counts[DeltaKind.DELISTED] = len(comparison.absent)
        known = {key: comparison.known[key] for key in comparison.absent[: self.shown]}
        records = records_of([one.entry_id for one in known.values()])
        parties = [one.party_id for one in known.values()]
        stored = open_designations(comparison.sanctions_list, parties, comparison.book)
        for key, one in known.items():
            record = records[one.entry_id]
            told = DesignationChange(ended=tuple(stored.get(one.party_id, ()))).told()
            difference = Difference(key, DeltaKind.DELISTED, record, {}, designations=told)
            self._show(difference, name=record["name"])

    def _is_full(self, kind: DeltaKind) -> bool:
        return len(self.preview.changes[kind]) >= self.shown

    def _show(self, difference: Difference, *, name: str) -> None:
        known = self.comparison.known.get(difference.external_id)
        self.preview.changes[difference.kind].append(
            PreviewedChange(
                kind=difference.kind,
                cause=difference.cause,
                external_id=difference.external_id,
                name=name,
                party_id=known.party_id if known else None,
                before=difference.before,
                after=difference.after,
                designations=difference.designations,
            )
        )


def preview_snapshot(*, snapshot: Snapshot, shown: int = SHOWN) -> Preview:
    """Compare the kept file of a copy with what is stored now.

    Raises KeptFileLost, UnknownList, and SnapshotRefused where the file is damaged as a whole.
    """
    sanctions_list = snapshot.sanctions_list
    package = read_kept_copy(snapshot=snapshot)
    # As importing it today would; never saved.
    snapshot.format = package.format.key
    snapshot.parser_version = find_list(sanctions_list.key).SOURCE.parser_version
    last = Snapshot.objects.standing(
        key=sanctions_list.key, scope=snapshot.scope, sha256=snapshot.sha256
    )
    is_whole = not (snapshot.is_excerpt or snapshot.scope.endswith("+"))
    snapshot.is_baseline = is_whole and (last is None or last.is_excerpt)
    comparison = compare_snapshot(
        sanctions_list=sanctions_list,
        book=ProgramBook(authority=sanctions_list.authority),
        walked=package.format.parse(package.parts),
        reading=Reading.of(snapshot, last=last),
    )
    work = _Previewing(comparison, shown, Preview())
    work.amendments()
    work.arrivals()
    work.departures(is_baseline=snapshot.is_baseline)
    preview = work.preview
    preview.parties = comparison.parties
    preview.unchanged = comparison.unchanged
    preview.faults = [str(fault) for fault in comparison.faults[:_FAULTS]]
    preview.unread = {path: len(ids) for path, ids in comparison.unread.items()}
    return preview
