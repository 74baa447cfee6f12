"""What can be said of programs, instruments, rules of renewal and renewals, and how it is written.

Method: each key has one check that returns its one form, as plain values: days as ISO text, lists
without doubles. Then what keys say of each other is checked. Source: docs/method/renewals.md.
Limits: whether a key names an instrument that exists is for who stores it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from sanctions.domain.errors import WrongTerms
from sanctions.domain.kinds import DatePrecision, Measure
from sanctions.domain.program_kinds import (
    IfNobodyActs,
    InstrumentKind,
    ProgramStatus,
    Remover,
    RenewalKind,
    RenewalOutcome,
)

Check = Callable[[Any], Any]
Checks = Mapping[str, Check]
LONGEST_TEXT = 2_000
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_SHORT_MONTHS = {"02-30", "02-31", "04-31", "06-31", "09-31", "11-31"}
_TERRITORY = re.compile(r"[a-z]{2,4}(-[a-z]{2,4})?", re.ASCII)


def text(value: Any) -> str:
    """Text, without space around it."""
    if not isinstance(value, str) or "\x00" in value or len(value) > LONGEST_TEXT:
        raise ValueError(f"expected text of at most {LONGEST_TEXT} characters")
    return value.strip()


def web_address(value: Any) -> str:
    """An address of the web, or nothing."""
    address = text(value)
    if address and not re.fullmatch(r"https?://[^\s<>\"]+", address):
        raise ValueError("expected an address that begins with https:// or http://")
    return address


def day(value: Any) -> str | None:
    """A day as ISO text, or none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError("expected a day, such as 2026-03-15") from None


def truth(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def count(value: Any) -> int | None:
    """A whole number from 1, or none."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise ValueError("expected a whole number from 1 to 10000")
    return value


def member(kinds: type[StrEnum]) -> Check:
    """Return the check for one of an enumeration."""

    def check(value: Any) -> str:
        if value not in {kind.value for kind in kinds}:
            raise ValueError(f"expected one of {', '.join(kinds)}")
        return str(value)

    return check


def several(check: Check) -> Check:
    """Return the check for a list of what `check` takes, without doubles."""

    def check_all(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise ValueError("expected a list")
        return list(dict.fromkeys(check(one) for one in value))

    return check_all


def name(value: Any) -> str:
    """Text that is not empty and fits a key."""
    found = text(value)
    if not found or len(found) > 100:
        raise ValueError("expected text of 1 to 100 characters")
    return found


def name_or_none(value: Any) -> str | None:
    """A name, or none."""
    return None if value is None else name(value)


def territory(value: Any) -> str:
    """A code of ISO 3166 or of OpenSanctions, in small letters."""
    if not isinstance(value, str) or not _TERRITORY.fullmatch(value):
        raise ValueError("expected a territory's code in small letters, such as ru or ua-cri")
    return value


def month_day(value: Any) -> str:
    """A month and day of it, such as 03-15."""
    if not isinstance(value, str) or not _MONTH_DAY.fullmatch(value) or value in _SHORT_MONTHS:
        raise ValueError("expected month and day, such as 03-15")
    return value


_CLAIM: Checks = {"note": text, "source": web_address, "verified": truth}
PROGRAM: Checks = {
    "title": text,
    "aliases": several(name),
    "catalogue_key": text,
    "territories": several(territory),
    "measures": several(member(Measure)),
    "status": member(ProgramStatus),
    "began_on": day,
    "ended_on": day,
    "url": web_address,
    "bases": several(name),
    **_CLAIM,
}
INSTRUMENT: Checks = {
    "title": text,
    "kind": member(InstrumentKind),
    "adopted_on": day,
    "ended_on": day,
    "parent": name_or_none,
    "removable_by": several(member(Remover)),
    "url": web_address,
    **_CLAIM,
}
RULE: Checks = {
    "title": text,
    "kind": member(RenewalKind),
    "fixed_days": several(month_day),
    "every_months": count,
    "every_days": count,
    "first_on": day,
    "last_on": day,
    "who_acts": text,
    "vote": text,
    "if_nobody_acts": member(IfNobodyActs),
    "then": text,
    "withdrawn": truth,
    **_CLAIM,
}
RENEWAL: Checks = {
    "decided_on": day,
    "outcome": member(RenewalOutcome),
    "extends_to": day,
    "precision": member(DatePrecision),
    "act": text,
    **_CLAIM,
}
RENEWAL_DEFAULTS: Mapping[str, Any] = {
    "outcome": RenewalOutcome.RENEWED.value,
    "extends_to": None,
    "precision": DatePrecision.DAY.value,
    "act": "",
    "note": "",
    "source": "",
    "verified": False,
}


def checked(checks: Checks, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms in their one form. Raises WrongTerms for the first key that is wrong."""
    found: dict[str, Any] = {}
    for key, value in terms.items():
        check = checks.get(key)
        if check is None:
            raise WrongTerms(f"unknown; expected one of {', '.join(checks)}", field=key)
        try:
            found[key] = check(value)
        except ValueError as error:
            raise WrongTerms(str(error), field=key) from error
    return found


def check_program(terms: Mapping[str, Any]) -> None:
    """Check what the keys of a whole program say of each other. Raises WrongTerms."""
    _check_span(terms, "began_on", "ended_on")
    if terms["status"] == ProgramStatus.ACTIVE and terms["ended_on"] is not None:
        raise WrongTerms("an active program has no day on which it ended", field="ended_on")


def check_instrument(terms: Mapping[str, Any]) -> None:
    """Check what the keys of a whole instrument say of each other. Raises WrongTerms."""
    _check_span(terms, "adopted_on", "ended_on")


def check_rule(terms: Mapping[str, Any]) -> None:
    """Check what the keys of a whole rule say of each other. Raises WrongTerms."""
    ways = [key for key in ("fixed_days", "every_months", "every_days") if terms[key]]
    if len(ways) != 1:
        raise WrongTerms(
            "expected one of fixed_days, every_months and every_days", field="fixed_days"
        )
    if ways != ["fixed_days"] and terms["first_on"] is None:
        raise WrongTerms(f"{ways[0]} needs the day from which it counts", field="first_on")
    _check_span(terms, "first_on", "last_on")


def check_renewal(terms: Mapping[str, Any]) -> None:
    """Check what the keys of a whole renewal say of each other. Raises WrongTerms."""
    if terms["decided_on"] is None:
        raise WrongTerms("expected a day", field="decided_on")
    if terms["outcome"] == RenewalOutcome.RENEWED and terms["extends_to"] is None:
        raise WrongTerms("a renewal says until when", field="extends_to")
    if terms["precision"] not in (DatePrecision.DAY, DatePrecision.MONTH):
        raise WrongTerms("expected day or month", field="precision")
    if terms["precision"] == DatePrecision.MONTH and not str(terms["extends_to"]).endswith("-01"):
        raise WrongTerms("a month is given by its first day", field="extends_to")
    _check_span(terms, "decided_on", "extends_to")


def status_on(
    status: ProgramStatus, *, began_on: date | None, ended_on: date | None, on: date
) -> ProgramStatus:
    """Return the status of a program on a day. What is unknown now was not known to hold then."""
    if began_on is not None and on < began_on:
        return ProgramStatus.NOT_YET
    if ended_on is None:
        return status
    return ProgramStatus.ENDED if on >= ended_on else ProgramStatus.ACTIVE


def _check_span(terms: Mapping[str, Any], start: str, end: str) -> None:
    if terms[start] is not None and terms[end] is not None and terms[end] < terms[start]:
        raise WrongTerms(f"lies before {start}", field=end)
