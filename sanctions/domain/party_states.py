"""The state of a party under one authority on one day, and its restrictions.

Method: a party with a designation in force whose measure is an asset freeze is listed; the others
are blocked by ownership, unknown, or free (ownership.py). Other measures never block: they are
restrictions. Source: the case file format, section 5. Limits: licences are another question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sanctions.domain.kinds import Measure
from sanctions.domain.ownership import BlockedSet, Derived, Holdings, blocked_set
from sanctions.domain.ownership_rules import OwnershipRule


class PartyState(StrEnum):
    """What holds for a party under one authority."""

    FREE = "FREE"
    BLOCKED_LISTED = "BLOCKED_LISTED"
    BLOCKED_BY_DEFINITION = "BLOCKED_BY_DEFINITION"
    BLOCKED_DERIVED = "BLOCKED_DERIVED"
    UNKNOWN = "UNKNOWN"


LISTED_STATES = frozenset({PartyState.BLOCKED_LISTED, PartyState.BLOCKED_BY_DEFINITION})
BLOCKED_STATES = LISTED_STATES | {PartyState.BLOCKED_DERIVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Designated:
    """One authority's measure on one party under one program, in force from <= day < to.

    `by_definition`: the party belongs to a class that the order names; no list has it.
    """

    id: str
    party: str
    authority: str
    program: str
    measure: str = Measure.ASSET_FREEZE
    by_definition: bool = False
    from_date: date | None = None
    to_date: date | None = None

    def in_force(self, day: date) -> bool:
        """Tell whether the designation holds on that day."""
        begun = self.from_date is None or self.from_date <= day
        return begun and (self.to_date is None or day < self.to_date)

    @property
    def blocks(self) -> bool:
        """Tell whether the measure is an asset freeze."""
        return self.measure == Measure.ASSET_FREEZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The states of all parties under one authority, from its designations in force."""

    blocked: BlockedSet
    designated: tuple[Designated, ...]
    _by_party: dict[str, list[Designated]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the designations by party."""
        index: dict[str, list[Designated]] = {}
        for one in self.designated:
            index.setdefault(one.party, []).append(one)
        object.__setattr__(self, "_by_party", index)

    def state_of(self, party: str) -> PartyState:
        """Return the state of a party."""
        grounds = [one for one in self._by_party.get(party, ()) if one.blocks]
        if grounds:
            defined = all(one.by_definition for one in grounds)
            return PartyState.BLOCKED_BY_DEFINITION if defined else PartyState.BLOCKED_LISTED
        if party in self.blocked.surely:
            return PartyState.BLOCKED_DERIVED
        return PartyState.UNKNOWN if self.blocked.is_unknown(party) else PartyState.FREE

    def programs_of(self, party: str) -> frozenset[str]:
        """Return the programs under which the party is listed."""
        return frozenset(one.program for one in self._by_party.get(party, ()) if one.blocks)

    def restrictions_of(self, party: str) -> frozenset[str]:
        """Return the party's measures that do not block."""
        return frozenset(one.measure for one in self._by_party.get(party, ()) if not one.blocks)

    def derived(self, party: str) -> Derived | None:
        """Return why an unlisted party is blocked; None where it is not."""
        return self.blocked.derived.get(party)


def standing_under(
    designated: Iterable[Designated], *, holdings: Holdings, rule: OwnershipRule
) -> Standing:
    """Return the states under one authority; `designated` are its designations in force."""
    own = tuple(designated)
    listed: Collection[str] = {one.party for one in own if one.blocks}
    return Standing(blocked=blocked_set(listed, holdings=holdings, rule=rule), designated=own)
