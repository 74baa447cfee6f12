"""The effect of a package on parties: the states under one authority before and after its steps.

Method: the same stakes, rules and day; only the designations differ. Each pair of states is one
class. Source: the case file format, section 5. Limits: what is in force on a day is decided by the
designations' own dates; a step's own date plays no part.
"""

from __future__ import annotations

from enum import StrEnum

from sanctions.domain.party_states import BLOCKED_STATES, LISTED_STATES, PartyState, Standing


class EffectClass(StrEnum):
    """What a package does to a party under one authority."""

    FREED = "FREED"
    COLLATERAL_FREED = "COLLATERAL_FREED"
    STILL_LISTED = "STILL_LISTED"
    STILL_LISTED_OTHER_PROGRAM = "STILL_LISTED_OTHER_PROGRAM"
    NEWLY_LISTED = "NEWLY_LISTED"
    STILL_BLOCKED_BY_OWNER = "STILL_BLOCKED_BY_OWNER"
    NEWLY_BLOCKED = "NEWLY_BLOCKED"
    RESOLVED_UNKNOWN = "RESOLVED_UNKNOWN"
    BECAME_UNKNOWN = "BECAME_UNKNOWN"
    UNCHANGED = "UNCHANGED"


def effect_on(party: str, *, before: Standing, after: Standing) -> EffectClass:
    """Return the class of a party."""
    old, new = before.state_of(party), after.state_of(party)
    if old in LISTED_STATES and new in LISTED_STATES:
        same = before.programs_of(party) == after.programs_of(party)
        return EffectClass.STILL_LISTED if same else EffectClass.STILL_LISTED_OTHER_PROGRAM
    if PartyState.UNKNOWN in (old, new):
        return _through_unknown(old, new)
    return _through_known(old, new)


def _through_unknown(old: PartyState, new: PartyState) -> EffectClass:
    if old is new:
        return EffectClass.UNCHANGED
    resolved = old is PartyState.UNKNOWN
    return EffectClass.RESOLVED_UNKNOWN if resolved else EffectClass.BECAME_UNKNOWN


def _through_known(old: PartyState, new: PartyState) -> EffectClass:
    if old is PartyState.FREE:
        return EffectClass.UNCHANGED if new is PartyState.FREE else EffectClass.NEWLY_BLOCKED
    if new is PartyState.FREE:
        listed = old in LISTED_STATES
        return EffectClass.FREED if listed else EffectClass.COLLATERAL_FREED
    if new in LISTED_STATES:
        return EffectClass.NEWLY_LISTED
    assert old in BLOCKED_STATES  # noqa: S101
    return EffectClass.STILL_BLOCKED_BY_OWNER
