"""Import one copy of a list: keep it, doubt it, compare it, and store what it changes.

One transaction, one import of a list at a time. The same file again changes nothing. A doubtful
file is held with its reason and removes nobody; `approve` names the hash of a held one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanctions.domain.errors import SnapshotHeld, SnapshotRefused
from sanctions.domain.kinds import DeltaKind, SnapshotOutcome
from sanctions.lists.base import ListModule, Stated
from sanctions.lists.packages import Package
from sanctions.lists.registry import find_list
from sanctions.models import SanctionsList, Snapshot
from sanctions.models.clock import database_now
from sanctions.models.locks import wait_for_list
from sanctions.services.apply_snapshot import Progress, Tally, apply_snapshot
from sanctions.services.compare_snapshot import Comparison, Reading, compare_snapshot
from sanctions.services.declare_list import ProgramBook, declare_list
from sanctions.services.doubt_snapshot import Doubts
from sanctions.services.keep_raw_file import keep_raw_file

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verdict = tuple[SnapshotOutcome, str, dict[str, Any]]

_COUNTED = ("parties", "listed", "amended", "delisted", "relisted", "unchanged", "deltas")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the file; `counts` holds the numbers that commands and screens show."""

    list: str
    outcome: SnapshotOutcome
    reason: str
    sha256: str | None = None
    published: date | None = None
    snapshot_id: str | None = None
    seconds: float = 0.0
    counts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The command's answer."""
        return {
            "list": self.list,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "sha256": self.sha256,
            "published": self.published and self.published.isoformat(),
            **{key: self.counts.get(key, 0) for key in _COUNTED},
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class _Import:
    """One file on its way into the database."""

    module: ListModule
    package: Package
    stated: Stated
    sanctions_list: SanctionsList
    previous: Snapshot | None
    snapshot: Snapshot
    approve: str | None
    progress: Progress

    def run(self) -> Verdict:
        """Try it in a savepoint, so that a doubt leaves nothing behind but its reason."""
        if self.package.refused:
            return SnapshotOutcome.REFUSED, self.package.refused, {}
        if self.approve not in (None, self.package.sha256):
            reason = f"approved is {self.approve}, but this file's hash is {self.package.sha256}"
            return SnapshotOutcome.REFUSED, reason, {}
        if self._is_known():
            return SnapshotOutcome.UNCHANGED, "", _nothing_new(self.previous)
        seen: dict[str, Any] = {}
        try:
            with transaction.atomic():
                counts = self._apply(seen)
        except SnapshotRefused as refused:
            return SnapshotOutcome.REFUSED, str(refused), {}
        except SnapshotHeld as held:
            return SnapshotOutcome.HELD, str(held), seen
        aside = counts["set_aside"]
        reason = f"{len(aside)} rows set aside: {'; '.join(aside[:5])}" if aside else ""
        return SnapshotOutcome.APPLIED, reason, counts

    def _is_known(self) -> bool:
        """The last applied copy again, read by the same parser for the same purpose."""
        last, this = self.previous, self.snapshot
        return (
            last is not None
            and (last.sha256, last.parser_version) == (this.sha256, this.parser_version)
            and (last.format, last.is_excerpt) == (this.format, this.is_excerpt)
        )

    def _apply(self, seen: dict[str, Any]) -> dict[str, Any]:
        """Compare and apply. Raises SnapshotHeld or SnapshotRefused."""
        snapshot = self.snapshot
        doubts = Doubts(
            source=self.module.SOURCE,
            snapshot=snapshot,
            stated=self.stated,
            previous=self.previous,
            answered=snapshot.reason if snapshot.approved_at else None,
        )
        end_mark = self.package.format.ends_with_mark(self.package.parts)
        doubts.about_copy(now=snapshot.imported_at)
        is_whole = not (snapshot.is_excerpt or self.stated.adds)
        snapshot.is_baseline = is_whole and doubts.previous_full is None
        comparison = compare_snapshot(
            sanctions_list=self.sanctions_list,
            book=ProgramBook(authority=self.sanctions_list.authority),
            walked=self.package.format.parse(self.package.parts),
            reading=Reading.of(snapshot, last=self.previous),
        )
        seen |= {"parties": comparison.parties, "unchanged": comparison.unchanged}
        doubts.about_parties(comparison, end_mark=end_mark)
        doubts.about_rows(comparison, so_far=True)
        snapshot.outcome, snapshot.end_mark = SnapshotOutcome.APPLIED, bool(end_mark)
        snapshot.save()
        tally = apply_snapshot(
            snapshot=snapshot,
            comparison=comparison,
            progress=self.progress,
            doubt=lambda: doubts.about_rows(comparison, so_far=True),
        )
        doubts.about_rows(comparison)
        snapshot.told = self._told(comparison)
        return _counts(comparison, tally, before=self.previous)

    def _told(self, comparison: Comparison) -> list[str] | None:
        """The fields that the format tells of anybody, as far as copies have shown."""
        last = self.previous
        if last and last.format == self.snapshot.format and not self.snapshot.is_baseline:
            return None if last.told is None else sorted({*last.told, *comparison.seen})
        return sorted(comparison.seen)


def import_list(
    *,
    key: str,
    package: Package,
    published: date | None = None,
    approve: str | None = None,
    approved_by: User | None = None,
    is_excerpt: bool = False,
    progress: Progress = lambda done, total: None,
) -> ImportResult:
    """Import one copy of the list `key`. Raises UnknownList; other faults are in the result."""
    started = time.monotonic()
    module = find_list(key)
    raw_path = keep_raw_file(key=key, package=package)
    stated = _stated(package)
    with transaction.atomic():
        wait_for_list(key)
        sanctions_list = declare_list(source=module.SOURCE)
        now = database_now()
        previous = Snapshot.objects.standing(
            key=key, scope=stated.kept_scope, sha256=package.sha256
        )
        snapshot = _copy_of(package, sanctions_list=sanctions_list, approve=approve)
        snapshot.raw_path, snapshot.size = raw_path, package.size
        snapshot.parts, snapshot.parser_version = (
            sorted(package.parts),
            module.SOURCE.parser_version,
        )
        snapshot.format, snapshot.scope = package.format.key, stated.kept_scope
        days = (published, snapshot.published, stated.published, now.astimezone(UTC).date())
        snapshot.published = next(filter(None, days))
        snapshot.imported_at, snapshot.is_excerpt = now, is_excerpt
        if approve and snapshot.outcome == SnapshotOutcome.HELD:
            snapshot.approved_at, snapshot.approved_by = now, approved_by
        verdict = _Import(
            module=module,
            package=package,
            stated=stated,
            sanctions_list=sanctions_list,
            previous=previous,
            snapshot=snapshot,
            approve=approve,
            progress=progress,
        ).run()
        _record(snapshot, verdict)
    outcome, reason, counts = verdict
    return ImportResult(
        list=key,
        outcome=outcome,
        reason=reason,
        sha256=package.sha256,
        published=snapshot.published,
        snapshot_id=snapshot.pk,
        seconds=time.monotonic() - started,
        counts=counts,
    )


def _stated(package: Package) -> Stated:
    """What the copy says of itself; a damaged one says nothing, and its parser says why."""
    try:
        stated = Stated() if package.refused else package.format.stated(package.parts)
    except (SnapshotRefused, ValueError):
        return Stated()
    return Stated() if "\0" in stated.scope else stated


def _copy_of(package: Package, *, sanctions_list: SanctionsList, approve: str | None) -> Snapshot:
    """The held copy of this hash, or a new row."""
    sha256 = package.sha256
    held = None
    if approve in (None, sha256):
        held = sanctions_list.snapshots.held().filter(sha256=sha256).first()
    return held or Snapshot(sanctions_list=sanctions_list, sha256=sha256)


def _record(snapshot: Snapshot, verdict: Verdict) -> None:
    """Write down what became of the copy; an approval that did not help is not one."""
    snapshot.outcome, snapshot.reason, snapshot.counts = verdict
    if snapshot.outcome != SnapshotOutcome.APPLIED:
        snapshot.approved_at = snapshot.approved_by = None
        snapshot.is_baseline = False
    snapshot.save()


def _nothing_new(previous: Snapshot | None) -> dict[str, Any]:
    parties = previous.counts.get("parties", 0) if previous else 0
    return {"parties": parties, "unchanged": parties}


def _counts(comparison: Comparison, tally: Tally, *, before: Snapshot | None) -> dict[str, Any]:
    unread = dict.fromkeys(before.counts.get("unread", ()), 0) if before else {}
    return {
        "parties": comparison.parties,
        **{kind.value: tally.kinds[kind] for kind in DeltaKind},
        "unchanged": comparison.unchanged,
        "deltas": tally.kinds.total(),
        "withdrawn": tally.withdrawn,
        "reissued": comparison.reissued,
        "unmapped_programs": dict(tally.unmapped),
        "unmapped_ids": dict(tally.named),
        "unread": unread | {path: len(ids) for path, ids in comparison.unread.items()},
        "bulk": dict(tally.bulk),
        "other_remarks": tally.other_remarks,
        "invalid_identifiers": tally.invalid_identifiers,
        "set_aside": [str(fault) for fault in comparison.faults],
    }
