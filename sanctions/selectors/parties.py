"""What is known of a party, and who is called so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import OuterRef, Q, QuerySet, Subquery

from sanctions.domain.names import normalised
from sanctions.models import (
    ControlLink,
    Delta,
    Designation,
    ListEntry,
    Party,
    PartyIdentifier,
    PartyName,
    Relation,
    Stake,
)
from sanctions.selectors.same_parties import SameParty, same_parties

_OF_DESIGNATION = ("authority", "program", "sanctions_list", "first_snapshot", "last_snapshot")
# A holding may be named by hundreds of others, and a party amended for twenty years.
_RELATED = 200
_DELTAS = 100


def party_designations(
    *, party: Party, as_of: date, known_at: datetime | None = None
) -> QuerySet[Designation]:
    """The designations of `party` in force on a day, as known now or at `known_at`."""
    rows = Designation.objects.filter(party=party).in_force(on=as_of, known_at=known_at)
    return rows.select_related(*_OF_DESIGNATION)


@dataclass(frozen=True, slots=True)
class PartyOverview:
    """All that the lists say of one party, and the copies that it rests on.

    `coming` are known, and begin after the day. `relations` are what its lists call it to others,
    `related_by` what others are called to it. `elsewhere` are its rows in other id spaces.
    """

    party: Party
    in_force: list[Designation]
    ended: list[Designation]
    coming: list[Designation]
    entries: list[ListEntry]
    stakes_held: list[Stake]
    owners: list[Stake]
    controls: list[ControlLink]
    controlled_by: list[ControlLink]
    relations: list[Relation]
    related_by: list[Relation]
    elsewhere: list[SameParty]
    deltas: list[Delta]


def party_overview(*, party_id: str, on: date, known_at: datetime) -> PartyOverview:
    """Gather a party's page for one day, as known at an instant, in a fixed number of queries.

    What lists say of its names and numbers is as it stands now. Raises DoesNotExist.
    """
    party = Party.objects.prefetch_related("names", "identifiers", "dates", "addresses").get(
        pk=party_id
    )
    designations = party.designations.select_related(*_OF_DESIGNATION)
    listed = Designation.objects.in_force(on=on, known_at=known_at)
    in_force = party_designations(party=party, as_of=on, known_at=known_at)
    deltas = party.deltas.filter(snapshot__imported_at__lte=known_at)
    return PartyOverview(
        party=party,
        in_force=[_as_known(row, known_at=known_at) for row in in_force],
        ended=[*designations.filter(to_date__lte=on, delisted_known_at__lte=known_at)],
        coming=[
            _as_known(row, known_at=known_at)
            for row in designations.filter(from_date__gt=on, listed_known_at__lte=known_at)
        ],
        entries=[*party.entries.select_related("sanctions_list", "changed_snapshot")],
        stakes_held=[*party.stakes_held.valid(on=on).select_related("owned")],
        owners=[*party.stakes_in_it.valid(on=on).select_related("owner")],
        controls=[*party.controls.valid(on=on).select_related("controlled")],
        controlled_by=[*party.controlled_by.valid(on=on).select_related("controller")],
        relations=[*party.relations.select_related("other").order_by("type", "id")],
        related_by=[*party.related_by.select_related("party").order_by("type", "id")[:_RELATED]],
        elsewhere=same_parties(
            party=party, in_force=listed.select_related(*_OF_DESIGNATION).order_by("id")
        ),
        deltas=[*deltas.select_related("snapshot__sanctions_list").order_by("-id")[:_DELTAS]],
    )


def _as_known(row: Designation, *, known_at: datetime) -> Designation:
    """Leave out an end that became known later; the row is for showing, and not for saving."""
    if row.delisted_known_at is not None and row.delisted_known_at > known_at:
        row.to_date = None
    return row


def search_parties(text: str) -> QuerySet[Party]:
    """Find parties by any of their names, in any script, or by an identifier; best first.

    A name matches where its words resemble those of `text` (trigrams); nothing matches nothing.
    """
    plain = normalised(text)
    if not plain:
        return Party.objects.none()
    named = PartyName.objects.filter(
        Q(normalised__trigram_word_similar=plain) | Q(normalised__startswith=plain)
    )
    numbered = PartyIdentifier.objects.filter(value=text.strip())
    likeness = TrigramSimilarity("normalised", plain) + TrigramWordSimilarity(plain, "normalised")
    best = (
        PartyName.objects.filter(party=OuterRef("pk"))
        .annotate(likeness=likeness)
        .order_by("-likeness")
        .values("likeness")[:1]
    )
    found = Party.objects.filter(
        Q(pk__in=named.values("party")) | Q(pk__in=numbered.values("party"))
    )
    return found.order_by(Subquery(best).desc(), "name", "id")
