"""What a record says of a party's designations, set against those that stand open.

Method: a designation is one measure under one program. Where a list names no measure, the program's
own is assumed, and any that stands open under that program is meant. Another day or basis of one
that stays is an amendment, never an end. Where the difference is our parser's doing, a measure that
was assumed is put right in place: nothing ended, and nothing began.
Limits: a program that the list drops and takes up in one copy looks unbroken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sanctions.domain.records import Fields

Told = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class OpenDesignation:
    """A designation that is stored and has not ended."""

    id: str
    program: str
    measure: str
    from_date: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class WantedDesignation:
    """A designation that a record tells; `assumed` where the measure is the program's own."""

    program: str
    measure: str
    from_date: date | None = None
    basis: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class DesignationChange:
    """What begins, ends, and stays with another day, basis or, by our own doing, measure."""

    began: tuple[WantedDesignation, ...] = ()
    ended: tuple[OpenDesignation, ...] = ()
    changed: tuple[tuple[OpenDesignation, WantedDesignation], ...] = ()

    def told(self) -> Told:
        """As a delta keeps it."""
        return [
            *({"what": "began", **_shown(one)} for one in self.began),
            *({"what": "ended", **_shown(one)} for one in self.ended),
            *(
                {"what": "changed", **_shown(after), "was": _shown(before)}
                for before, after in self.changed
            ),
        ]


def _shown(one: OpenDesignation | WantedDesignation) -> dict[str, Any]:
    return {
        "program": one.program,
        "measure": one.measure,
        "from_date": one.from_date and one.from_date.isoformat(),
        "basis": one.basis,
    }


def wanted_designations(
    fields: Fields, *, measure_of: Callable[[str], str]
) -> list[WantedDesignation]:
    """List what a record tells, each measure under each program once.

    Told twice, it began on the earlier day, and its bases stand together.
    """
    found: dict[tuple[str, str], WantedDesignation] = {}
    told = {item["program"] for item in fields.get("designations", ())}
    plain = ({"program": key} for key in fields["programs"] if key not in told)
    for item in (*fields.get("designations", ()), *plain):
        one = _wanted(item, measure_of)
        key = (one.program, one.measure)
        found[key] = _merged(found[key], one) if key in found else one
    return [*found.values()]


def _wanted(item: Fields, measure_of: Callable[[str], str]) -> WantedDesignation:
    measure, day = item.get("measure"), item.get("from_date")
    return WantedDesignation(
        program=item["program"],
        measure=measure or measure_of(item["program"]),
        from_date=date.fromisoformat(day) if day else None,
        basis=item.get("basis", ""),
        assumed=not measure,
    )


def _merged(first: WantedDesignation, second: WantedDesignation) -> WantedDesignation:
    days = [one.from_date for one in (first, second) if one.from_date]
    bases = dict.fromkeys(filter(None, (*first.basis.split("; "), *second.basis.split("; "))))
    return replace(
        first,
        from_date=min(days, default=None),
        basis="; ".join(bases),
        assumed=first.assumed and second.assumed,
    )


def change_designations(
    *,
    stored: Iterable[OpenDesignation],
    wanted: Iterable[WantedDesignation],
    by_parser: bool = False,
) -> DesignationChange:
    """Say what must begin, end and change so that the open ones are those of the record."""
    left = {(one.program, one.measure): one for one in stored}
    under = {program for program, _ in left}
    began: list[WantedDesignation] = []
    changed: list[tuple[OpenDesignation, WantedDesignation]] = []
    for one in wanted:
        if one.assumed and one.program in under:
            for key in [key for key in left if key[0] == one.program]:
                changed += _amended(left.pop(key), one)
        elif (one.program, one.measure) in left:
            changed += _amended(left.pop((one.program, one.measure)), one)
        else:
            began.append(one)
    change = DesignationChange(tuple(began), tuple(left.values()), tuple(changed))
    return _put_right(change) if by_parser else change


def _amended(
    before: OpenDesignation, after: WantedDesignation
) -> list[tuple[OpenDesignation, WantedDesignation]]:
    """Pair them where the record tells another day or basis; what it leaves out stays."""
    full = replace(
        after,
        measure=before.measure,
        from_date=after.from_date or before.from_date,
        basis=after.basis or before.basis,
    )
    same = (full.from_date, full.basis) == (before.from_date, before.basis)
    return [] if same else [(before, full)]


def _put_right(change: DesignationChange) -> DesignationChange:
    """Pair what ends with what begins under the same program."""
    ended, began = [*change.ended], [*change.began]
    changed = [*change.changed]
    for before in change.ended:
        match = next((one for one in began if one.program == before.program), None)
        if match is not None:
            ended.remove(before)
            began.remove(match)
            day, basis = match.from_date or before.from_date, match.basis or before.basis
            changed.append((before, replace(match, from_date=day, basis=basis)))
    return DesignationChange(tuple(began), tuple(ended), tuple(changed))
