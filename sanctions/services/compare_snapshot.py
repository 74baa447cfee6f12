"""Compare a copy of a list with what is stored: by digest first, by field where that differs.

Who arrives is read when stored. Who changed is read block by block, once to doubt the copy and
once to store it, so that a copy in another form, of which every record differs, needs no memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from sanctions.domain.bulk_changes import BulkChanges
from sanctions.domain.deltas import Difference, carried_over, changed_fields
from sanctions.domain.designations import (
    DesignationChange,
    OpenDesignation,
    change_designations,
    wanted_designations,
)
from sanctions.domain.errors import UnknownValue
from sanctions.domain.identity import is_another_party, reissued_ids
from sanctions.domain.kinds import DeltaCause, DeltaKind
from sanctions.domain.records import Fields
from sanctions.lists.base import Fault, Found
from sanctions.models import Designation, SanctionsList, Snapshot
from sanctions.services.declare_list import ProgramBook
from sanctions.services.load_stored_parties import (
    IDENTITY,
    Known,
    open_designations,
    particulars_of,
    records_of,
    stored_parties,
)
from sanctions.services.read_found import read_found, under_current_programs

BLOCK = 2_000
_PROBED = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """How a copy is to be taken: what is stored came from the same format, and the same parser.

    `scope` is how the ids begin for which the copy is whole. `told` are the fields that its format
    tells of anybody; None where it tells all, or where that will only be seen.
    """

    same_format: bool
    same_parser: bool
    replaces_excerpt: bool
    scope: str = ""
    told: frozenset[str] | None = None

    @classmethod
    def of(cls, this: Snapshot, *, last: Snapshot | None) -> Reading:
        """How a copy stands to the last applied one of its scope."""
        same_format = last is None or last.format == this.format
        told = last.told if last and same_format else None
        return cls(
            same_format=same_format,
            same_parser=bool(last and same_format and last.parser_version == this.parser_version),
            replaces_excerpt=this.is_baseline,
            scope=this.scope,
            told=None if told is None else frozenset(told),
        )


@dataclass(frozen=True, slots=True)
class Amended:
    """A party whose rows differ; `difference` is None where only their form does."""

    found: Found
    known: Known
    fields: Fields
    difference: Difference | None
    change: DesignationChange


@dataclass(slots=True)
class Comparison:
    """What a copy would change. `reissued` pairs the id under which a party went with the new one.

    `unread` has, by its path, who holds something that the parser does not know.
    """

    sanctions_list: SanctionsList
    book: ProgramBook
    reading: Reading
    known: dict[str, Known] = field(default_factory=dict)
    arriving: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    reused: dict[str, str] = field(default_factory=dict)
    reissued: dict[str, str] = field(default_factory=dict)
    bulk: BulkChanges = field(default_factory=BulkChanges)
    unread: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    seen: set[str] = field(default_factory=set)
    rows: int = 0
    parties: int = 0
    unchanged: int = 0
    ending: int = 0
    _aside: set[tuple[str, int]] = field(default_factory=set)
    _kept: list[Amended] | None = None

    def set_second_aside(self, found: Found, *, first_line: int) -> None:
        """Note that a second record has the id of another."""
        self.duplicates.append(f"{found.external_id} (lines {first_line} and {found.line})")
        self.set_aside(found, f"id is taken by line {first_line}")

    def set_aside(self, found: Found, reason: object) -> None:
        """Note, once, that a party's rows cannot be used."""
        if (found.external_id, found.line) not in self._aside:
            self._aside.add((found.external_id, found.line))
            self.faults.append(Fault("row", found.line, found.external_id, str(reason)))

    def kind_of_arrival(self, external_id: str) -> DeltaKind:
        """A party that a full copy once had is relisted; all others are listed."""
        known = self.known.get(external_id)
        returns = known is not None and not known.present and not known.is_excerpt
        return DeltaKind.RELISTED if returns else DeltaKind.LISTED

    def read(self, found: Found) -> Fields | None:
        """Read a party's rows, note what nobody knows of them; None where they cannot be used."""
        try:
            fields = read_found(found, book=self.book)
        except UnknownValue as error:
            self.set_aside(found, error)
            return None
        self.seen.update(fields)
        for line in fields.get("unread", ()):
            self.unread[line.partition(": ")[0]][found.external_id] = None
        return fields

    def amendments(self) -> Iterator[Amended]:
        """Yield who changed, field by field."""
        if self._kept is not None:
            yield from self._kept
            return
        told = self.reading.told
        for block in blocks(self.changed):
            known = [self.known[found.external_id] for found in block]
            records = records_of([one.entry_id for one in known])
            stored = open_designations(
                self.sanctions_list, [one.party_id for one in known], self.book
            )
            for found, one in zip(block, known, strict=True):
                new = self.read(found)
                if new is not None:
                    old = under_current_programs(records[one.entry_id], book=self.book)
                    new = carried_over(old=old, new=new, told=told)
                    yield self._amended(found, one, old, new, stored.get(one.party_id, []))

    def _amended(
        self, found: Found, known: Known, old: Fields, new: Fields, stored: list[OpenDesignation]
    ) -> Amended:
        cause = self._cause(found, known, old, new)
        change = change_designations(
            stored=stored,
            wanted=wanted_designations(new, measure_of=self.book.measure_of),
            by_parser=cause is DeltaCause.PARSER,
        )
        before, after = changed_fields(old=old, new=new)
        difference = None
        if before or after:
            kind, told = DeltaKind.AMENDED, change.told()
            difference = Difference(found.external_id, kind, before, after, cause, told)
        if is_another_party(old=old, new=new):
            self.reused[found.external_id] = f"{old['name']}, now {new['name']}"
        return Amended(found, known, new, difference, change)

    def _cause(self, found: Found, known: Known, old: Fields, new: Fields) -> DeltaCause:
        """The same rows read otherwise are the parser's doing, and so is another form of them.

        Under which programs a party is, every form tells alike.
        """
        if not self.reading.same_format:
            of_parser = {*old["programs"]} == {*new["programs"]}
        else:
            of_parser = known.digest == found.digest
        return DeltaCause.PARSER if of_parser else DeltaCause.PUBLISHER

    def probe(self) -> None:
        """Read a few of many that are new or changed: what is wrong with all shows in these."""
        if len(self.changed) + len(self.arriving) > BLOCK:
            for found in islice(chain(self.changed, self.arriving), _PROBED):
                self.read(found)

    def look_at_changed(self) -> None:
        """Count what the amendments would do; keep them where they are few."""
        if not self.reading.same_format:
            for found in (*self.changed, *self.arriving):
                self.read(found)
            self.reading = replace(self.reading, told=frozenset(self.seen))
        kept: list[Amended] = []
        few = len(self.changed) <= BLOCK
        for one in self.amendments():
            self.unchanged += one.difference is None
            self.ending += len(one.change.ended)
            if one.difference and one.difference.is_news:
                self.bulk.add(before=one.difference.before, after=one.difference.after)
            if few:
                kept.append(one)
        self._kept = kept if few else None

    def look_for_reissued(self) -> None:
        """Find the parties that went under one id and came back under another."""
        if self.absent and self.arriving:
            gone = particulars_of([self.known[one].entry_id for one in self.absent])
            arrived = {
                found.external_id: {key: fields[key] for key in IDENTITY if key in fields}
                for found in self.arriving
                if (fields := self.read(found)) is not None
            }
            self.reissued = reissued_ids(gone=gone, arrived=arrived)


def compare_snapshot(
    *,
    sanctions_list: SanctionsList,
    book: ProgramBook,
    walked: Iterable[Found | Fault],
    reading: Reading,
) -> Comparison:
    """Sort the parties of a copy into arriving, changed, unchanged and absent."""
    comparison = Comparison(sanctions_list, book, reading, stored_parties(sanctions_list))
    changed: list[Found] = []
    lines: dict[str, int] = {}
    for found in walked:
        comparison.rows += 1
        if isinstance(found, Fault):
            comparison.faults.append(found)
            continue
        if found.external_id in lines:
            comparison.set_second_aside(found, first_line=lines[found.external_id])
            continue
        lines[found.external_id] = found.line
        stored = comparison.known.get(found.external_id)
        if stored is None or not stored.present or reading.replaces_excerpt:
            comparison.arriving.append(found)
        elif reading.same_parser and stored.digest == found.digest:
            comparison.unchanged += 1
        else:
            changed.append(found)
    comparison.parties = len(lines)
    # A known party with a row that cannot be used stays as it is: it did not leave, nor change.
    faulty = {fault.external_id for fault in comparison.faults}
    comparison.changed = [found for found in changed if found.external_id not in faulty]
    comparison.absent = [
        external_id
        for external_id, known in comparison.known.items()
        if known.present
        and external_id.startswith(reading.scope)
        and external_id not in lines
        and external_id not in faulty
    ]
    return comparison


def blocks(found: list[Found]) -> Iterator[list[Found]]:
    """Yield so many at a time as are read and written together."""
    for start in range(0, len(found), BLOCK):
        yield found[start : start + BLOCK]


def count_leaving(comparison: Comparison) -> int:
    """Count the designations of those who are absent."""
    leaving = [comparison.known[external_id].party_id for external_id in comparison.absent]
    rows = Designation.objects.current().filter(sanctions_list=comparison.sanctions_list)
    return rows.filter(party_id__in=leaving).count() if leaving else 0
