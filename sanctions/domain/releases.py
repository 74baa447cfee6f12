"""What would free a party: all smallest sets of designations whose removal leaves it free.

Method: more listed parties only block more, so the sets that free a party are those which meet
every smallest set of listed parties that keeps it blocked. Both are found in turns: a smallest set
that meets all known blockers either frees the party, or what is left over holds another blocker
(minimal transversals; Fredman and Khachiyan 1996). A listed party is taken off by removing all of
its designations. Source: the case file format, section 5. Limits: exact up to 20 relevant
designations; above that it is refused, never cut short in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from sanctions.domain.ownership import Holdings, is_free, owners_above
from sanctions.domain.ownership_rules import OwnershipRule
from sanctions.domain.party_states import Designated

MOST_CANDIDATES = 20


class TooManyDesignations(Exception):
    """The question has more relevant designations than are searched exactly."""

    def __init__(self, candidates: int) -> None:
        super().__init__(f"{candidates} relevant designations, at most {MOST_CANDIDATES}")
        self.candidates = candidates


def releases_of(
    party: str,
    *,
    designated: Iterable[Designated],
    holdings: Holdings,
    rule: OwnershipRule,
) -> frozenset[frozenset[str]]:
    """Return the smallest sets of ids of designations; the empty set where the party is free.

    `designated` are the authority's designations in force. Raises TooManyDesignations.
    """
    above = owners_above(party, holdings=holdings, rule=rule)
    ids: dict[str, set[str]] = {}
    for one in designated:
        if one.blocks and one.party in above:
            ids.setdefault(one.party, set()).add(one.id)
    candidates = sum(len(found) for found in ids.values())
    if candidates > MOST_CANDIDATES:
        raise TooManyDesignations(candidates)

    def frees(removed: Collection[str]) -> bool:
        left = ids.keys() - set(removed)
        return is_free(party, listed=left, holdings=holdings, rule=rule)

    parties = _minimal_transversals(frozenset(ids), frees)
    return frozenset(frozenset().union(*(ids[one] for one in found)) for found in parties)


def _minimal_transversals(
    listed: frozenset[str], frees: Callable[[Collection[str]], bool]
) -> frozenset[frozenset[str]]:
    """Return all smallest sets of listed parties whose removal frees."""
    wanted: frozenset[frozenset[str]] = frozenset({frozenset()})
    proven: set[frozenset[str]] = set()
    while unproven := sorted(wanted - proven, key=lambda found: (len(found), sorted(found))):
        candidate = unproven[0]
        if frees(candidate):
            proven.add(candidate)
        else:
            wanted = _meeting(wanted, _blocker(listed - candidate, listed, frees))
    return wanted


def _blocker(
    left: frozenset[str], listed: frozenset[str], frees: Callable[[Collection[str]], bool]
) -> frozenset[str]:
    """Shrink a set of listed parties that blocks to a smallest one."""
    kept = set(left)
    for one in sorted(left):
        if not frees(listed - (kept - {one})):
            kept.discard(one)
    return frozenset(kept)


def _meeting(sets: frozenset[frozenset[str]], blocker: frozenset[str]) -> frozenset[frozenset[str]]:
    """Extend each set that misses the blocker by each of its members; keep the smallest."""
    grown = {found for found in sets if found & blocker}
    grown |= {found | {one} for found in sets if not found & blocker for one in blocker}
    return frozenset(found for found in grown if not any(other < found for other in grown))
