"""A party of the UN's list that leaves and comes back under the same DATAID."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sanctions.lists import un_consolidated
from sanctions.lists.packages import read_package
from sanctions.models import Delta, Designation, ListEntry, Party
from sanctions.services.import_list import ImportResult, import_list

FIRST, SECOND, THIRD = date(2022, 9, 15), date(2023, 11, 1), date(2025, 10, 1)
IRAN = ("9000001", "DEMO PERSON", "Iran", "IRi.900")
LIBYA = ("9000002", "OTHER PERSON", "Libya", "LYi.900")

Take = Callable[..., ImportResult]


def _record(number: str, name: str, regime: str, reference: str) -> str:
    return (
        f"<INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM>"
        f"<FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>{regime}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>"
        "<LISTED_ON>2007-03-24</LISTED_ON></INDIVIDUAL>"
    )


@pytest.fixture
def take(monkeypatch: pytest.MonkeyPatch, data_folder: Path, tmp_path: Path, db: None) -> Take:
    """Return a function that imports one copy of the UN's list, however small."""
    source = dataclasses.replace(un_consolidated.SOURCE, minimum_parties=1)
    monkeypatch.setattr(un_consolidated, "SOURCE", source)

    def take(day: date, *people: tuple[str, str, str, str]) -> ImportResult:
        path = tmp_path / f"{day}.xml"
        records = "".join(_record(*one) for one in people)
        path.write_text(
            f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>{records}'
            "</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
        )
        package = read_package(module=un_consolidated, path=path)
        return import_list(key="un_sc_consolidated", package=package)

    return take


def test_who_is_gone_and_back_is_one_party_with_two_designations(take: Take) -> None:
    take(FIRST, IRAN, LIBYA)
    before = Party.objects.get(external_id="9000001").pk
    gone, back = take(SECOND, LIBYA), take(THIRD, IRAN, LIBYA)
    assert (gone.counts["delisted"], back.counts["relisted"], back.counts["listed"]) == (1, 1, 0)
    assert Party.objects.get(external_id="9000001").pk == before
    assert ListEntry.objects.get(party=before).present
    spans = Designation.objects.filter(party=before).values_list("first_seen_on", "to_date")
    assert [*spans] == [(FIRST, SECOND), (THIRD, None)]
    kinds = Delta.objects.filter(party=before).values_list("kind", "snapshot__published")
    assert [*kinds] == [("listed", FIRST), ("delisted", SECOND), ("relisted", THIRD)]


def test_nobody_is_designated_in_the_gap(take: Take) -> None:
    take(FIRST, IRAN, LIBYA)
    take(SECOND, LIBYA)
    take(THIRD, IRAN, LIBYA)
    of_iran = Designation.objects.filter(program__key="1737")
    days = (date(2022, 9, 15), date(2023, 10, 31), SECOND, date(2025, 9, 30), THIRD)
    held = [of_iran.in_force(on=day).count() for day in days]
    assert held == [1, 1, 0, 0, 1]


def test_another_amendment_does_not_bring_the_gap_back(take: Take) -> None:
    take(FIRST, IRAN, LIBYA)
    take(SECOND, LIBYA)
    take(THIRD, IRAN, LIBYA)
    take(date(2025, 11, 1), (IRAN[0], "DEMO PERSON THE ELDER", *IRAN[2:]), LIBYA)
    of_iran = Designation.objects.filter(program__key="1737")
    assert of_iran.in_force(on=date(2024, 6, 1)).count() == 0
    back = of_iran.current().get()
    assert (back.from_date, back.resumed_on, back.began_on) == (date(2007, 3, 24), THIRD, THIRD)


def test_a_party_that_was_never_gone_counts_from_the_day_that_is_printed(take: Take) -> None:
    take(FIRST, LIBYA)
    take(SECOND, IRAN, LIBYA)
    started = Designation.objects.get(program__key="1737")
    assert (started.resumed_on, started.began_on) == (None, date(2007, 3, 24))
