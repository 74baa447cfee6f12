"""Compare a copy of a list with what is stored: by digest first, by field where that differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sanctions.domain.deltas import Difference, carried_over, changed_fields
from sanctions.domain.errors import UnknownValue
from sanctions.domain.identity import is_another_party, reissued_ids
from sanctions.domain.kinds import DeltaCause, DeltaKind
from sanctions.domain.records import Fields
from sanctions.lists.base import Fault, Found
from sanctions.models import Designation, ListEntry, SanctionsList


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of a party of the list."""

    entry_id: str
    party_id: str
    digest: str
    present: bool
    is_excerpt: bool


@dataclass(frozen=True, slots=True)
class Amended:
    """A party whose rows differ; `difference` is None where only their form does."""

    found: Found
    known: Known
    fields: Fields
    difference: Difference | None


@dataclass(slots=True)
class Comparison:
    """What a copy would change. `arriving` are read only when they are stored.

    `reissued` pairs the id under which a party went with the one under which it came back.
    """

    known: dict[str, Known] = field(default_factory=dict)
    arriving: list[Found] = field(default_factory=list)
    amended: list[Amended] = field(default_factory=list)
    absent: dict[str, Fields] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)
    reissued: dict[str, str] = field(default_factory=dict)
    parties: int = 0
    unchanged: int = 0

    def set_second_aside(self, found: Found, *, first_line: int) -> None:
        """Note that a second record has the id of another."""
        self.duplicates.append(f"{found.external_id} (lines {first_line} and {found.line})")
        self.set_aside(found, f"id is taken by line {first_line}")

    def set_aside(self, found: Found, reason: object) -> None:
        """Note that a party's rows cannot be used."""
        self.faults.append(Fault("row", found.line, found.external_id, str(reason)))

    def kind_of_arrival(self, external_id: str) -> DeltaKind:
        """A party that a full copy once had is relisted; all others are listed."""
        known = self.known.get(external_id)
        returns = known is not None and not known.present and not known.is_excerpt
        return DeltaKind.RELISTED if returns else DeltaKind.LISTED


def compare_snapshot(
    *,
    sanctions_list: SanctionsList,
    walked: Iterable[Found | Fault],
    same_parser: bool,
    replaces_excerpt: bool,
) -> Comparison:
    """Sort the parties of a copy into arriving, changed, unchanged and absent."""
    comparison = Comparison(known=_stored_parties(sanctions_list))
    changed: list[Found] = []
    seen: dict[str, int] = {}
    for found in walked:
        if isinstance(found, Fault):
            comparison.faults.append(found)
            continue
        if found.external_id in seen:
            comparison.set_second_aside(found, first_line=seen[found.external_id])
            continue
        seen[found.external_id] = found.line
        stored = comparison.known.get(found.external_id)
        if stored is None or not stored.present or replaces_excerpt:
            comparison.arriving.append(found)
        elif same_parser and stored.digest == found.digest:
            comparison.unchanged += 1
        else:
            changed.append(found)
    comparison.parties = len(seen)
    # A known party with a row that cannot be used stays as it is: it did not leave, nor change.
    faulty = {fault.external_id for fault in comparison.faults}
    _read_changed(comparison, [found for found in changed if found.external_id not in faulty])
    _find_absent(comparison, faulty.union(seen))
    if comparison.absent and not replaces_excerpt:
        _find_reissued(comparison)
    return comparison


def _stored_parties(sanctions_list: SanctionsList) -> dict[str, Known]:
    """Load what is stored of the parties that are, or were, on the list."""
    rows = ListEntry.objects.filter(sanctions_list=sanctions_list).values_list(
        "external_id", "id", "party_id", "digest", "present", "is_excerpt"
    )
    return {external_id: Known(*rest) for external_id, *rest in rows.iterator(chunk_size=10_000)}


def _records(entry_ids: list[str]) -> dict[str, Fields]:
    return dict(ListEntry.objects.filter(id__in=entry_ids).values_list("id", "record"))


def _read_changed(comparison: Comparison, changed: list[Found]) -> None:
    """Compare the records of rows whose digests differ, field by field."""
    records = _records([comparison.known[found.external_id].entry_id for found in changed])
    for found in changed:
        known = comparison.known[found.external_id]
        old = records[known.entry_id]
        try:
            new = found.read().fields()
        except UnknownValue as error:
            comparison.set_aside(found, error)
            continue
        if is_another_party(old=old, new=new):
            comparison.reused.append(f"{found.external_id} ({old['name']}, now {new['name']})")
        difference = _difference(found, known=known, old=old, new=new)
        comparison.unchanged += difference is None
        fields = carried_over(old=old, new=new)
        comparison.amended.append(Amended(found, known, fields, difference))


def _difference(found: Found, *, known: Known, old: Fields, new: Fields) -> Difference | None:
    """The same rows read otherwise are the parser's doing, not the publisher's."""
    before, after = changed_fields(old=old, new=new)
    if not (before or after):
        return None
    same_rows = known.digest == found.digest
    cause = DeltaCause.PARSER if same_rows else DeltaCause.PUBLISHER
    return Difference(found.external_id, DeltaKind.AMENDED, before, after, cause)


def _find_absent(comparison: Comparison, here: set[str | None]) -> None:
    """Load the records of those who were there and are not."""
    gone = {
        external_id: known.entry_id
        for external_id, known in comparison.known.items()
        if known.present and external_id not in here
    }
    records = _records([*gone.values()])
    comparison.absent = {external_id: records[entry] for external_id, entry in gone.items()}


def _find_reissued(comparison: Comparison) -> None:
    """Find the parties that went under one id and came back under another."""
    arrived: dict[str, Fields] = {}
    for found in comparison.arriving:
        try:
            arrived[found.external_id] = found.read().fields()
        except UnknownValue:  # reported when it is stored
            continue
    comparison.reissued = reissued_ids(gone=comparison.absent, arrived=arrived)


def open_programs(*, sanctions_list: SanctionsList) -> dict[str, set[str]]:
    """The keys of the programs under which each party is designated now, by party."""
    rows = Designation.objects.current().filter(sanctions_list=sanctions_list)
    programs: defaultdict[str, set[str]] = defaultdict(set)
    for party_id, key in rows.values_list("party_id", "program__key").iterator(chunk_size=10_000):
        programs[party_id].add(key)
    return programs


def designations_going(*, comparison: Comparison, programs: dict[str, set[str]]) -> int:
    """Count the designations that would end."""
    leaving = [comparison.known[external_id].party_id for external_id in comparison.absent]
    going = sum(len(programs.get(party_id, ())) for party_id in leaving)
    for change in comparison.amended:
        going += len(programs.get(change.known.party_id, set()) - {*change.fields["programs"]})
    return going
