"""Who is exposed to whom in a case: its designations, holdings, rules and packages, by day.

Method: rows of a case file become the records of sanctions.domain; on each day those in force are
taken, and a package's steps take away and add designations. Source: the case file format, sections
1 and 5. Limits: the form has been checked before, by scenarios.casefiles.read_cases.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sanctions.domain.licences import Licence
from sanctions.domain.ownership import Control, Holdings, Stake
from sanctions.domain.ownership_rules import OwnershipRule, rule_of
from sanctions.domain.party_states import Designated, Standing, standing_under

Form = Mapping[str, Any]

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """What a package's steps take away and add; `named` says whom, by authority."""

    removed: frozenset[str]
    added: tuple[Designated, ...]
    named: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The rows of a case that say who is blocked, not yet of any day."""

    parties: tuple[str, ...]
    designations: tuple[Designated, ...]
    rules: tuple[OwnershipRule, ...]
    packages: Mapping[str, Form]
    licences: tuple[Licence, ...]
    stakes: tuple[Form, ...]
    controls: tuple[Form, ...]
    joint: tuple[Form, ...]

    @property
    def authorities(self) -> tuple[str, ...]:
        """The authorities that have a designation in the case."""
        return tuple(sorted({one.authority for one in self.designations}))

    def holdings(self, day: date) -> Holdings:
        """Return what is owned and controlled on that day."""
        return Holdings(
            stakes=tuple(_stake(form) for form in self.stakes if _holds(form, day)),
            controls=tuple(
                Control(form["controller"], form["controlled"])
                for form in self.controls
                if _holds(form, day)
            ),
            joint=tuple(frozenset(form["members"]) for form in self.joint if _holds(form, day)),
        )

    def standing(self, authority: str, *, day: date, package: str | None = None) -> Standing:
        """Return the states under one authority on a day, after a package where one is named."""
        in_force = [
            one for one in self.designations if one.authority == authority and one.in_force(day)
        ]
        if package is not None:
            relief = self.relief(package)
            in_force = [one for one in in_force if one.id not in relief.removed]
            in_force += [one for one in relief.added if one.authority == authority]
        return standing_under(
            in_force,
            holdings=self.holdings(day),
            rule=rule_of(authority, day=day, own=self.rules),
        )

    def relief(self, package: str) -> Relief:
        """Return what the steps of a package take away and add. Raises KeyError."""
        removed: set[str] = set()
        added: list[Designated] = []
        named: set[tuple[str, str]] = set()
        for step in self.packages[package].get("steps", []):
            authority = step.get("authority") or step["instrument"].partition(".")[0]
            taken = list(self._taken(step.get("removes", {}), authority))
            removed |= {one.id for one in taken}
            named |= {(authority, one.party) for one in taken}
            added += [_designated(form) for form in step.get("adds", [])]
        return Relief(removed=frozenset(removed), added=tuple(added), named=frozenset(named))

    def _taken(self, removes: Form, authority: str) -> Iterable[Designated]:
        ids, program = removes.get("designations", ()), removes.get("program")
        for one in self.designations:
            of_program = one.program == program and one.authority == authority
            if one.id in ids or (program is not None and of_program):
                yield one


def exposure_from_document(document: Form) -> Exposure:
    """Return the exposure of a checked case file."""
    return Exposure(
        parties=tuple(form["id"] for form in document.get("parties", [])),
        designations=tuple(_designated(form) for form in document.get("designations", [])),
        rules=tuple(_rule(form) for form in document.get("ownership_rules", [])),
        packages={form["id"]: form for form in document.get("packages", [])},
        licences=tuple(licence_from_mapping(form) for form in document.get("licences", [])),
        stakes=tuple(document.get("stakes", [])),
        controls=tuple(document.get("control", [])),
        joint=tuple(document.get("joint", [])),
    )


def licence_from_mapping(form: Form) -> Licence:
    """Return a licence; one without a series is a series of its own."""
    zone = form.get("zone") or "UTC"
    return Licence(
        id=form["id"],
        series=form.get("series") or form["id"],
        authority=form["authority"],
        begins=local_instant(form.get("from"), zone),
        expires=local_instant(form.get("expires"), zone),
        supersedes=form.get("supersedes"),
        cut_off=_day(form.get("cut_off")),
        covers=tuple(form.get("covers", ())),
        owned_entities=bool(form.get("owned_entities")),
    )


def local_instant(text: str | None, zone: str) -> datetime | None:
    """Read a local time in a named zone, or an instant with its own offset."""
    if text is None:
        return None
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))


def _designated(form: Form) -> Designated:
    return Designated(
        id=form["id"],
        party=form["party"],
        authority=form["authority"],
        program=form.get("program") or "",
        measure=form.get("measure") or "asset_freeze",
        by_definition=bool(form.get("by_definition")),
        from_date=_day(form.get("from")),
        to_date=_day(form.get("to")),
    )


def _rule(form: Form) -> OwnershipRule:
    return OwnershipRule(
        authority=form["authority"],
        threshold=Decimal(form["threshold"]),
        strict=bool(form.get("strict")),
        aggregate=bool(form.get("aggregate")),
        control=bool(form.get("control")),
        joint=bool(form.get("joint")),
        from_date=_day(form.get("from")),
        to_date=_day(form.get("to")),
    )


def _stake(form: Form) -> Stake:
    percent = form["percent"]
    if isinstance(percent, Mapping):
        low = Decimal(percent.get("low") or 0)
        high = Decimal(percent.get("high") or _HUNDRED)
    else:
        low = high = Decimal(percent)
    return Stake(form["owner"], form["owned"], low, high)


def _holds(form: Form, day: date) -> bool:
    begins, ends = _day(form.get("from")), _day(form.get("to"))
    return (begins is None or begins <= day) and (ends is None or day < ends)


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
