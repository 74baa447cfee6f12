"""One change made to many parties in one copy is one piece of news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sanctions.domain.records import PartyRecord
from sanctions.models import Delta
from tests.sanctions.conftest import Import
from tests.sanctions.plain_records import party_record, plain_copy

FIRST, SECOND = date(2022, 4, 28), date(2022, 4, 29)
RISK = "section 11 of Executive Order 14024"


def _rows(numbers: Iterable[int], *, flagged: bool = False) -> list[PartyRecord]:
    return [
        party_record(
            f"{number:03}",
            details={"secondary_sanctions": [RISK]} if flagged else {},
            remarks=f"No. {number}{'; ' + RISK if flagged else ''}",
        )
        for number in numbers
    ]


def test_a_phrase_added_to_many_parties_is_told_once(take: Import) -> None:
    take(plain_copy(*_rows(range(499)), party_record("one", "OLD HOUSE")), FIRST)
    rows = _rows(range(499), flagged=True)
    result = take(plain_copy(*rows, party_record("one", "NEW HOUSE")), SECOND)
    assert Delta.objects.news().count() == 500
    told = Delta.objects.news().told_once()
    assert [(row.entry.external_id, row.alike) for row in told] == [("000", 499), ("one", 1)]
    (name,) = result.counts["bulk"]
    assert name.startswith("secondary_sanctions #")
    assert result.counts["bulk"] == {name: 499}


def test_a_phrase_added_to_a_few_is_told_of_each(take: Import) -> None:
    take(plain_copy(*_rows(range(19))), FIRST)
    result = take(plain_copy(*_rows(range(19), flagged=True)), SECOND)
    assert Delta.objects.news().told_once().count() == 19
    assert result.counts["bulk"] == {}


def test_parties_that_are_listed_together_are_told_one_by_one(take: Import) -> None:
    take(plain_copy(*_rows(range(3))), FIRST)
    take(plain_copy(*_rows(range(103))), SECOND)
    assert Delta.objects.news().told_once().count() == 100
