"""Who is blocked by ownership or control: the least set, with the way by which each came in.

Method: for each group that the rule adds together, the least set which contains the group and every
party whose stakes held directly by members meet the threshold, or which a member controls. A
member's stake counts whole: nothing is multiplied down a chain. A worklist adds each stake once, so
that the cost is that of the stakes that members hold. The least set exists and is one, since more
members only raise sums; parties that hold each other up without a listed one stay free. Where
shares are intervals the set is computed with all lows (surely blocked) and all highs (possibly).
Source: the case file format, section 5; OFAC's 50 Percent Rule of 13 August 2014 and its FAQ
398 to 402; the guidance named in ownership_rules.py. Limits: sums are exact decimals of percent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sanctions.domain.ownership_rules import OwnershipRule

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stake:
    """A share of `owned` held by `owner`, in percent; exact where `low` equals `high`."""

    owner: str
    owned: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Control:
    """A control link without a counted share."""

    controller: str
    controlled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What is owned and controlled on one day, and who exercises rights jointly."""

    stakes: tuple[Stake, ...] = ()
    controls: tuple[Control, ...] = ()
    joint: tuple[frozenset[str], ...] = ()
    held_by: Mapping[str, tuple[Stake, ...]] = field(init=False, compare=False, repr=False)
    stakes_in: Mapping[str, tuple[Stake, ...]] = field(init=False, compare=False, repr=False)
    controlled_by: Mapping[str, tuple[str, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the links by both of their ends."""
        held: defaultdict[str, list[Stake]] = defaultdict(list)
        within: defaultdict[str, list[Stake]] = defaultdict(list)
        controlled: defaultdict[str, list[str]] = defaultdict(list)
        for stake in self.stakes:
            held[stake.owner].append(stake)
            within[stake.owned].append(stake)
        for link in self.controls:
            controlled[link.controller].append(link.controlled)
        for name, index in (
            ("held_by", held),
            ("stakes_in", within),
            ("controlled_by", controlled),
        ):
            frozen = {party: tuple(found) for party, found in index.items()}
            object.__setattr__(self, name, frozen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Why a party that is not listed is blocked.

    `total` is the sum, in percent, of the stakes that members of the whole set hold directly in it,
    at their lows; `owners` are these members, `controllers` the members that control it, where
    control counts. `through` is what brought it in first: the members that were in before it.
    """

    total: Decimal
    owners: tuple[str, ...]
    controllers: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedSet:
    """Under one rule: the listed, those surely and those possibly blocked by them.

    `derived` says why, for each that is surely blocked and not listed.
    """

    rule: OwnershipRule
    listed: frozenset[str]
    surely: frozenset[str]
    possibly: frozenset[str]
    derived: Mapping[str, Derived]

    def is_unknown(self, party: str) -> bool:
        """Tell whether the party is blocked at the highs of the intervals alone."""
        return party in self.possibly and party not in self.surely


def blocked_set(listed: Collection[str], *, holdings: Holdings, rule: OwnershipRule) -> BlockedSet:
    """Return who is blocked where these parties are listed."""
    entered: dict[str, tuple[str, ...]] = {}
    for group in _groups(listed, holdings=holdings, rule=rule):
        for party, through in _least_set(group, holdings=holdings, rule=rule, high=False):
            entered.setdefault(party, through)
    possibly = {
        party
        for group in _groups(listed, holdings=holdings, rule=rule)
        for party, _ in _least_set(group, holdings=holdings, rule=rule, high=True)
    }
    surely = frozenset(entered)
    return BlockedSet(
        rule=rule,
        listed=frozenset(listed),
        surely=surely,
        possibly=frozenset(possibly),
        derived={
            party: _derived(party, members=surely, through=through, holdings=holdings, rule=rule)
            for party, through in entered.items()
            if party not in listed
        },
    )


def is_free(
    party: str, *, listed: Collection[str], holdings: Holdings, rule: OwnershipRule
) -> bool:
    """Tell whether the party is not even possibly blocked where these are listed."""
    for group in _groups(listed, holdings=holdings, rule=rule):
        members = _least_set(group, holdings=holdings, rule=rule, high=True)
        if any(member == party for member, _ in members):
            return False
    return True


def owners_above(party: str, *, holdings: Holdings, rule: OwnershipRule) -> frozenset[str]:
    """Return the party and all who may reach it through stakes, or control where it counts."""
    controllers: defaultdict[str, list[str]] = defaultdict(list)
    if rule.control:
        for link in holdings.controls:
            controllers[link.controlled].append(link.controller)
    found, waiting = {party}, [party]
    while waiting:
        here = waiting.pop()
        above = [stake.owner for stake in holdings.stakes_in.get(here, ())] + controllers[here]
        for owner in above:
            if owner not in found:
                found.add(owner)
                waiting.append(owner)
    return frozenset(found)


def _groups(
    listed: Collection[str], *, holdings: Holdings, rule: OwnershipRule
) -> Iterator[frozenset[str]]:
    """The listed parties whose stakes the rule adds together."""
    if rule.aggregate:
        yield frozenset(listed)
        return
    for party in sorted(listed):
        yield frozenset((party,))
    if rule.joint:
        for members in holdings.joint:
            together = members.intersection(listed)
            if len(together) > 1:
                yield together


def _least_set(
    group: Iterable[str], *, holdings: Holdings, rule: OwnershipRule, high: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the members, each with those that brought it in; a listed one with nobody."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    holders: defaultdict[str, list[str]] = defaultdict(list)
    members = set(group)
    waiting = sorted(members)
    for party in waiting:
        yield party, ()
    while waiting:
        member = waiting.pop()
        for stake in holdings.held_by.get(member, ()):
            sums[stake.owned] += stake.high if high else stake.low
            holders[stake.owned].append(member)
            if stake.owned not in members and rule.meets(sums[stake.owned]):
                members.add(stake.owned)
                waiting.append(stake.owned)
                yield stake.owned, tuple(sorted(set(holders[stake.owned])))
        for controlled in holdings.controlled_by.get(member, ()) if rule.control else ():
            if controlled not in members:
                members.add(controlled)
                waiting.append(controlled)
                yield controlled, (member,)


def _derived(
    party: str,
    *,
    members: frozenset[str],
    through: tuple[str, ...],
    holdings: Holdings,
    rule: OwnershipRule,
) -> Derived:
    held = [stake for stake in holdings.stakes_in.get(party, ()) if stake.owner in members]
    controllers = (
        {link.controller for link in holdings.controls if link.controlled == party} & members
        if rule.control
        else set()
    )
    return Derived(
        total=sum((stake.low for stake in held), _NOTHING),
        owners=tuple(sorted({stake.owner for stake in held})),
        controllers=tuple(sorted(controllers)),
        through=through,
    )
