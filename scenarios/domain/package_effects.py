"""What a package does to every party of a case: the matrix of parties and authorities.

Method: for each authority that has a designation in the case, the states before and after the
package's steps on one day, with the same stakes and rules. A party is *effectively free* where it
is free under every authority with no restriction left; *paper relief* is one that a step names, yet
not free under that step's authority; the *yield* counts the named who are really freed. Source: the
case file format, section 5; docs/method/ownership.md. Limits: the designations of the case alone;
a day on which a package is asked about need not be that of its steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sanctions.domain.effects import EffectClass, effect_on
from sanctions.domain.ownership import Derived
from sanctions.domain.party_states import PartyState, Standing
from scenarios.domain.exposure import Exposure

_FREED = frozenset({EffectClass.FREED, EffectClass.COLLATERAL_FREED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEffect:
    """One cell: a party under one authority, before and after.

    `why` says by whom it is blocked afterwards, where it is by ownership or control; `lifted`,
    `left` and `added` are the measures that do not block.
    """

    party: str
    authority: str
    before: PartyState
    after: PartyState
    effect: EffectClass
    why: Derived | None
    lifted: tuple[str, ...]
    left: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def is_idle(self) -> bool:
        """Tell whether there is nothing to show: free before and after, with no measure."""
        free = self.before is PartyState.FREE and self.after is PartyState.FREE
        return free and not (self.lifted or self.left or self.added)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageEffect:
    """The whole matrix: cells by party, then authority, with what follows from them."""

    authorities: tuple[str, ...]
    cells: Mapping[str, Mapping[str, PartyEffect]]
    named: tuple[str, ...]
    effectively_free: tuple[str, ...]
    paper_relief: tuple[tuple[str, str], ...]

    @property
    def really_freed(self) -> tuple[str, ...]:
        """The parties that a step names, and which are free under that step's authority."""
        papers = {party for party, _ in self.paper_relief}
        return tuple(party for party in self.named if party not in papers)

    @property
    def collateral(self) -> tuple[str, ...]:
        """The parties that no step names, and which some authority frees."""
        return tuple(
            party
            for party, cells in self.cells.items()
            if party not in self.named and any(cell.effect in _FREED for cell in cells.values())
        )


def effect_of(exposure: Exposure, package: str, *, day: date) -> PackageEffect:
    """Return what the package does on that day. Raises KeyError for an unknown package."""
    relief = exposure.relief(package)
    before = {one: exposure.standing(one, day=day) for one in exposure.authorities}
    after = {one: exposure.standing(one, day=day, package=package) for one in exposure.authorities}
    cells = {
        party: {one: _cell(party, one, before[one], after[one]) for one in exposure.authorities}
        for party in exposure.parties
    }
    papers = tuple(
        (party, authority)
        for authority, party in sorted(relief.named)
        if after[authority].state_of(party) is not PartyState.FREE
    )
    return PackageEffect(
        authorities=exposure.authorities,
        cells=cells,
        named=tuple(sorted({party for _, party in relief.named})),
        effectively_free=tuple(party for party, row in cells.items() if _is_free(row)),
        paper_relief=papers,
    )


def _is_free(row: Mapping[str, PartyEffect]) -> bool:
    return all(
        cell.after is PartyState.FREE and not (cell.left or cell.added) for cell in row.values()
    )


def _cell(party: str, authority: str, before: Standing, after: Standing) -> PartyEffect:
    old, new = before.restrictions_of(party), after.restrictions_of(party)
    return PartyEffect(
        party=party,
        authority=authority,
        before=before.state_of(party),
        after=after.state_of(party),
        effect=effect_on(party, before=before, after=after),
        why=after.derived(party),
        lifted=tuple(sorted(old - new)),
        left=tuple(sorted(old & new)),
        added=tuple(sorted(new - old)),
    )
