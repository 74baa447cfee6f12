"""Which parties of different lists are one, as far as a number proves it.

Method: `docs/method/one-party-on-several-lists.md`. The lists of one id space know a party by one
row. Rows of different spaces are one party where both print the same number of the same type: one
of a single party whose check digits agree, or the UN's reference. Never by names.
Limits: numbers are those that the lists print now; one that is printed for somebody else links too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sanctions.domain.identifiers import OF_ANOTHER_LIST, OF_ONE_PARTY
from sanctions.models import Designation, Party, PartyIdentifier


@dataclass(frozen=True, slots=True)
class SameParty:
    """A row of another id space for the same party, and the number that proves it."""

    party: Party
    number: PartyIdentifier
    in_force: list[Designation]


def _linking() -> QuerySet[PartyIdentifier]:
    checked = Q(type__in=OF_ONE_PARTY, valid=True)
    return PartyIdentifier.objects.filter(checked | Q(type__in=OF_ANOTHER_LIST))


def _with_number_of(theirs: QuerySet[PartyIdentifier]) -> QuerySet[PartyIdentifier]:
    """The numbers that some of `theirs` in another id space are equal to."""
    equal = theirs.filter(type=OuterRef("type"), value=OuterRef("value"))
    return _linking().filter(Exists(equal.exclude(party__id_space=OuterRef("party__id_space"))))


def parties_under(designations: QuerySet[Designation], *, path: str) -> Q:
    """Keep rows whose party, at `path`, or the same one elsewhere is in these designations."""
    listed = designations.order_by().values("party")
    elsewhere = _with_number_of(_linking().filter(party__in=listed)).values("party")
    return Q(**{f"{path}__in": listed}) | Q(**{f"{path}__in": elsewhere})


def same_parties(*, party: Party, in_force: QuerySet[Designation]) -> list[SameParty]:
    """List the rows of other id spaces for `party`, each with what `in_force` has of it."""
    mine = _linking().filter(party=party)
    numbers = _with_number_of(mine).select_related("party").order_by("party_id", "type", "id")
    first: dict[str, PartyIdentifier] = {}
    for number in numbers:
        first.setdefault(number.party_id, number)
    rows: dict[str, list[Any]] = {key: [] for key in first}
    if first:
        for row in in_force.filter(party__in=first):
            rows[row.party_id].append(row)
    return [SameParty(one.party, one, rows[key]) for key, one in first.items()]
