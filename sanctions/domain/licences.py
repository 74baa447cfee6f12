"""Licences: which one of a series is in force at an instant, and whom a licence covers.

Method: a licence holds from <= instant < expires, in its own time zone, and ends when the licence
that names it in `supersedes` begins. With a cut-off the cargo's or contract's own date must not be
after it. Cover compares what the licensed parties block alone with what all other listed parties
block alone. Source: the case file format, section 5. Limits: the text of a licence may bind its
user to more; that is shown beside the answer, not computed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sanctions.domain.ownership import Holdings, blocked_set
from sanctions.domain.party_states import PartyState, Standing


class CoverState(StrEnum):
    """What a licence does for a blocked party that it reaches."""

    AUTHORISED = "AUTHORISED"
    AUTHORISED_WITH_RESIDUAL = "AUTHORISED_WITH_RESIDUAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence of a series; `begins` and `expires` are instants, read in its own time zone.

    `covers` names parties; with `owned_entities` those whom they block by ownership as well.
    """

    id: str
    series: str
    authority: str
    begins: datetime | None = None
    expires: datetime | None = None
    supersedes: str | None = None
    cut_off: date | None = None
    covers: tuple[str, ...] = ()
    owned_entities: bool = False


def licence_at(
    licences: Iterable[Licence], *, series: str, at: datetime, loaded: date | None = None
) -> Licence | None:
    """Return the licence of the series that authorises at an instant; None where none does.

    `loaded` is the day that a cut-off is about; left out, no cut-off is looked at. Of several in
    force the one that began last is returned.
    """
    own = [one for one in licences if one.series == series]
    held = [
        one
        for one in own
        if _in_force(one, at)
        and not any(_superseded(one, by, at) for by in own)
        and (one.cut_off is None or loaded is None or loaded <= one.cut_off)
    ]
    return max(held, key=lambda one: (_began(one), one.id), default=None)


def _in_force(licence: Licence, at: datetime) -> bool:
    begun = licence.begins is None or licence.begins <= at
    return begun and (licence.expires is None or at < licence.expires)


def _superseded(licence: Licence, by: Licence, at: datetime) -> bool:
    return by.supersedes == licence.id and (by.begins is None or by.begins <= at)


def _began(licence: Licence) -> float:
    return licence.begins.timestamp() if licence.begins else float("-inf")


def cover_of(
    party: str, *, licence: Licence, standing: Standing, holdings: Holdings
) -> PartyState | CoverState:
    """Return the state of a party under the licence; of its authority's `standing`."""
    state = standing.state_of(party)
    if state in (PartyState.FREE, PartyState.UNKNOWN):
        return state
    rule = standing.blocked.rule
    others = standing.blocked.listed - set(licence.covers)
    by_others = blocked_set(others, holdings=holdings, rule=rule).surely
    if party in by_others or party not in _covered(licence, standing, holdings):
        return state
    residual = any(stake.owner in by_others for stake in holdings.stakes_in.get(party, ()))
    return CoverState.AUTHORISED_WITH_RESIDUAL if residual else CoverState.AUTHORISED


def _covered(licence: Licence, standing: Standing, holdings: Holdings) -> Collection[str]:
    if not licence.owned_entities:
        return licence.covers
    return blocked_set(licence.covers, holdings=holdings, rule=standing.blocked.rule).surely
