"""Which conditions watch a party of a list, and what lists say of all that they wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from sanctions.models import Delta, Designation, ListEntry
from scenarios.domain.list_evidence import ListedDesignation, Listing, Removals
from scenarios.models import CaseDesignation, CaseParty, Condition, Step

Entry = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A condition that is fulfilled by a package which removes designations of a listed party."""

    condition: Condition
    removals: Removals


def unwatched(deltas: QuerySet[Delta]) -> QuerySet[Delta]:
    """Keep the deltas of parties that no case names."""
    named = CaseParty.objects.filter(
        listed_as_list=OuterRef("snapshot__sanctions_list__key"),
        listed_as_id=OuterRef("entry__external_id"),
    )
    return deltas.filter(~Exists(named))


def watches_of(delta: Delta) -> list[Watch]:
    """Return the watches that the delta touches, in the order of their conditions' ids."""
    published = delta.snapshot.sanctions_list
    entry = (published.key, delta.entry.external_id)
    cases = CaseParty.objects.filter(listed_as_list=entry[0], listed_as_id=entry[1])
    waiting = Condition.objects.filter(
        case__in=cases.values("case"), fulfilled_by__isnull=False
    ).select_related("case", "fulfilled_by")
    conditions = list(waiting.order_by("pk"))
    steps = _steps_of({condition.fulfilled_by_id for condition in conditions if condition})
    designations = _designations_of({condition.case_id for condition in conditions})
    watches = []
    for condition in conditions:
        removals = _removals(steps[condition.fulfilled_by_id], designations[condition.case_id])
        if any(
            one.listed.entry == entry and one.authority == published.authority.code
            for one in removals.found
        ):
            watches.append(Watch(condition=condition, removals=removals.as_record()))
    return watches


def listings_of(entries: Iterable[Entry]) -> dict[Entry, Listing]:
    """Return what lists say today of the parties under these ids; nothing of ids never read."""
    wanted = set(entries)
    about = Q(pk__in=[])
    for key, external_id in sorted(wanted):
        about |= Q(sanctions_list__key=key, external_id=external_id)
    rows = ListEntry.objects.filter(about).values_list(
        "sanctions_list__key", "external_id", "party_id", "sanctions_list_id"
    )
    found = {(party, listed): (key, external_id) for key, external_id, party, listed in rows}
    programs: dict[Entry, tuple[set[str], set[str]]] = {
        entry: (set(), set()) for entry in found.values()
    }
    designations = Designation.objects.filter(
        party__in={party for party, _ in found}, sanctions_list__in={one for _, one in found}
    )
    columns = ("party_id", "sanctions_list_id", "program__key", "to_date")
    for party, listed, program, ended in designations.values_list(*columns):
        if entry := found.get((party, listed)):
            programs[entry][0 if ended is None else 1].add(program)
    return {
        entry: Listing(programs=frozenset(current), ended=frozenset(ended))
        for entry, (current, ended) in programs.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Designation:
    slug: str
    authority: str
    listed: ListedDesignation


@dataclass(frozen=True, slots=True, kw_only=True)
class _Removals:
    found: Collection[_Designation]
    nothing_else: bool

    def as_record(self) -> Removals:
        return Removals(
            designations=[one.listed for one in self.found], nothing_else=self.nothing_else
        )


def _steps_of(packages: Collection[str | None]) -> defaultdict[str | None, list[Step]]:
    steps: defaultdict[str | None, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(package__in=packages):
        steps[step.package_id].append(step)
    return steps


def _designations_of(cases: Collection[str]) -> defaultdict[str, list[_Designation]]:
    found: defaultdict[str, list[_Designation]] = defaultdict(list)
    for row in CaseDesignation.objects.filter(case__in=cases).select_related("party"):
        key, external_id = row.party.listed_as_list, row.party.listed_as_id
        entry = (key, external_id) if key and external_id else None
        listed = ListedDesignation(id=row.slug, program=row.program, entry=entry)
        found[row.case_id].append(
            _Designation(slug=row.slug, authority=row.authority, listed=listed)
        )
    return found


def _removals(steps: Iterable[Step], designations: Collection[_Designation]) -> _Removals:
    """Return what the steps remove, each designation once."""
    found: dict[str, _Designation] = {}
    nothing_else = True
    for step in steps:
        named = set(step.removes_designations or ())
        removed = [
            one
            for one in designations
            if one.slug in named
            or (
                one.authority == step.acting_authority
                and one.listed.program == step.removes_program
            )
        ]
        nothing_else &= bool(removed) and not step.adds and not step.licence and not step.amount
        found |= {one.slug: one for one in removed}
    return _Removals(found=list(found.values()), nothing_else=nothing_else)
