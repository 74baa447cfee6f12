"""Answers the claims about who is blocked, what a package does, what would free, and licences.

Method: each function gives the claim and the computed answer in one plain form, ready to be
compared. Source: the case file format, sections 5 and 7. Limits: a row that names some parties
only is answered for these.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sanctions.domain.effects import effect_on
from sanctions.domain.licences import cover_of, licence_at
from sanctions.domain.ownership_rules import rule_of
from sanctions.domain.party_states import PartyState
from sanctions.domain.releases import MOST_CANDIDATES, TooManyDesignations, releases_of
from scenarios.domain.errors import TooManyCandidates
from scenarios.domain.exposure import Exposure, local_instant

Row = Mapping[str, Any]
Answer = tuple[Any, Any]


def blocked(exposure: Exposure, row: Row) -> Answer:
    """Answer: is the party blocked, by what sum and by which owners, as far as the row says?"""
    standing = exposure.standing(row["authority"], day=_on(row), package=row.get("after"))
    party = row["blocked"]
    computed: dict[str, Any] = {"state": str(standing.state_of(party))}
    expected: dict[str, Any] = {"state": row["state"]}
    derived = standing.derived(party)
    if "sum" in row:
        expected["sum"] = _plain(row["sum"])
        computed["sum"] = _plain(derived.total) if derived else None
    if "owners" in row:
        expected["owners"] = sorted(row["owners"])
        computed["owners"] = list(derived.owners) if derived else []
    return expected, computed


def impact(exposure: Exposure, row: Row) -> Answer:
    """Answer: which class is each of the named parties?"""
    day, authority = _on(row), row["authority"]
    before = exposure.standing(authority, day=day)
    after = exposure.standing(authority, day=day, package=row["impact"])
    expected = dict(row["classes"])
    return expected, {
        party: str(effect_on(party, before=before, after=after)) for party in expected
    }


def effectively_free(exposure: Exposure, row: Row) -> Answer:
    """Answer: who is free under every authority after the package, with no restriction left?"""
    standings = [
        exposure.standing(authority, day=_on(row), package=row["effectively_free"])
        for authority in exposure.authorities
    ]
    computed = [
        party
        for party in exposure.parties
        if all(
            standing.state_of(party) is PartyState.FREE and not standing.restrictions_of(party)
            for standing in standings
        )
    ]
    return sorted(row["parties"]), sorted(computed)


def restrictions(exposure: Exposure, row: Row) -> Answer:
    """Answer: which measures that do not block has the party, before and after the package?"""
    day, authority, party = _on(row), row["authority"], row["restrictions"]
    computed = {"before": exposure.standing(authority, day=day).restrictions_of(party)}
    if "package" in row:
        after = exposure.standing(authority, day=day, package=row["package"])
        computed["after"] = after.restrictions_of(party)
    named = [key for key in ("before", "after") if key in row]
    return (
        {key: sorted(row[key]) for key in named},
        {key: sorted(computed[key]) if key in computed else None for key in named},
    )


def releases(exposure: Exposure, row: Row) -> Answer:
    """Answer: which smallest sets of designations would free the party?

    Raises TooManyCandidates.
    """
    day = _on(row)
    standing = exposure.standing(row["authority"], day=day, package=row.get("after"))
    try:
        found = releases_of(
            row["releases"],
            designated=standing.designated,
            holdings=exposure.holdings(day),
            rule=rule_of(row["authority"], day=day, own=exposure.rules),
        )
    except TooManyDesignations as refused:
        raise TooManyCandidates(candidates=refused.candidates, limit=MOST_CANDIDATES) from refused
    return _sets(row["sets"]), _sets(found)


def licence(exposure: Exposure, row: Row) -> Answer:
    """Answer: which licence of the series authorises at that instant?"""
    at = local_instant(row["at"], row.get("zone") or "UTC")
    assert at is not None  # noqa: S101
    found = licence_at(
        exposure.licences,
        series=row["licence"],
        at=at,
        loaded=date.fromisoformat(row["loaded"]) if row.get("loaded") else None,
    )
    return row["answer"], found.id if found else None


def licence_cover(exposure: Exposure, row: Row) -> Answer:
    """Answer: what does the licence do for each of the named parties?"""
    day = _on(row)
    named = next(one for one in exposure.licences if one.id == row["licence_cover"])
    standing = exposure.standing(named.authority, day=day)
    holdings = exposure.holdings(day)
    expected = dict(row["states"])
    return expected, {
        party: str(cover_of(party, licence=named, standing=standing, holdings=holdings))
        for party in expected
    }


def _on(row: Row) -> date:
    return date.fromisoformat(row["on"])


def _plain(number: Any) -> str:
    """A decimal without trailing zeros, so that 50 equals 50.00."""
    return f"{Decimal(str(number)).normalize():f}"


def _sets(sets: Any) -> list[list[str]]:
    return sorted(sorted(one) for one in sets)
