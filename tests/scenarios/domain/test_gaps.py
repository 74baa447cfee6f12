"""The days between a gate and its act, in small cases and in the episodes on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_case_file
from scenarios.domain.casefile import logic_from_document
from scenarios.domain.errors import UnknownNode
from scenarios.domain.gaps import (
    DatedStep,
    LastPart,
    ReliefGap,
    first_day_open,
    gates_of,
    last_part,
    relief_gaps,
)
from tests.scenarios.domain.small_cases import case, condition


def document_of(episode: str) -> dict[str, Any]:
    (path,) = [path for path in library_files() if path.stem == episode]
    (document,) = read_case_file(str(path))
    return dict(document)


def gaps_of(document: dict[str, Any]) -> dict[tuple[str, str | None], ReliefGap]:
    """Return the gaps of a document, by package and authority."""
    steps = {row["id"]: [_step(one) for one in row["steps"]] for row in document["packages"]}
    acts: dict[str, list[date]] = {}
    for act in document.get("acts", []):
        if act.get("package"):
            acts.setdefault(act["package"], []).append(date.fromisoformat(act["date"]))
    found = relief_gaps(logic_from_document(document), steps=steps, acts=acts)
    return {(gap.package, gap.authority): gap for gap in found}


def _step(row: dict[str, Any]) -> DatedStep:
    code, dot, _ = row["instrument"].partition(".")
    return DatedStep(
        authority=row.get("authority") or (code if dot else None),
        effective=date.fromisoformat(row["effective"]) if row.get("effective") else None,
    )


def days_of(episode: str) -> dict[tuple[str, str | None], int | None]:
    return {key: gap.days for key, gap in gaps_of(document_of(episode)).items()}


def small(*, gate: str = "g", effective: str | None = None, act: str | None = None) -> Any:
    """A gate that opens on 1 March, and one step of the US."""
    document = case(condition("c", "2030-01-01 NOT_MET", "2030-03-01 MET"), **{gate: "c"})
    document["gates"][0]["opens"] = "P"
    step = {"id": "s", "instrument": "US.GL"} | ({"effective": effective} if effective else {})
    document["packages"] = [{"id": "P", "title": "P", "steps": [step]}]
    document["acts"] = [{"date": act, "what": "order", "package": "P"}] if act else []
    return document


def test_relief_after_the_gate_waited_for_its_act() -> None:
    assert gaps_of(small(effective="2030-03-13"))["P", "US"] == ReliefGap(
        package="P", authority="US", opened=date(2030, 3, 1), began=date(2030, 3, 13)
    )
    assert gaps_of(small(effective="2030-03-13"))["P", "US"].days == 12


def test_relief_before_the_gate_is_below_zero() -> None:
    assert gaps_of(small(effective="2030-02-01"))["P", "US"].days == -28


def test_without_a_dated_step_the_first_act_counts() -> None:
    assert gaps_of(small(act="2030-03-04"))["P", "US"].days == 3
    assert gaps_of(small(effective="2030-03-02", act="2030-03-04"))["P", "US"].days == 1


def test_what_is_not_known_is_not_guessed() -> None:
    gap = gaps_of(small())["P", "US"]
    assert (gap.opened, gap.began, gap.days) == (date(2030, 3, 1), None, None)


def test_a_gate_that_never_opens_has_no_gap() -> None:
    document = small(effective="2030-03-13")
    document["conditions"][0]["assessments"].pop()
    assert gaps_of(document)["P", "US"].days is None


def test_several_gates_are_open_from_the_day_on_which_all_are() -> None:
    document = case(
        condition("a", "2030-02-01 MET", "2030-02-10 NOT_MET", "2030-04-01 MET"),
        condition("b", "2030-03-01 MET"),
        g="a",
        h="b",
    )
    logic = logic_from_document(document)
    assert gates_of(logic, "P") == ("g", "h")
    assert first_day_open(logic, ("g", "h")) == date(2030, 4, 1)
    assert first_day_open(logic, ()) is None


def test_a_gate_that_reverses_opens_nothing() -> None:
    document = small()
    document["gates"][0] = {"id": "back", "when": "c", "reverses": "P"}
    assert gates_of(logic_from_document(document), "P") == ()


def test_each_authority_has_its_own_gap() -> None:
    document = small()
    document["packages"][0]["steps"] = [
        {"id": "s1", "instrument": "US.GL", "effective": "2030-03-02"},
        {"id": "s2", "instrument": "EU.SUSPEND", "effective": "2030-03-09"},
        {"id": "s3", "instrument": "TRANCHE", "authority": "UK", "effective": "2030-03-05"},
        {"id": "s4", "instrument": "TRANCHE"},
    ]
    days = {authority: gap.days for (_, authority), gap in gaps_of(document).items()}
    assert days == {"US": 1, "EU": 8, "UK": 4, None: None}


def test_what_a_gate_waited_for_last_says_how_long_the_rest_stood_ready() -> None:
    document = case(
        condition("a", "2030-02-01 MET"), condition("b", "2030-03-01 MET"), g={"all": ["a", "b"]}
    )
    assert last_part(logic_from_document(document), "g") == LastPart(
        conditions=("b",), met=date(2030, 3, 1), rest_met=date(2030, 2, 1)
    )


def test_a_part_that_never_came_is_what_the_gate_waits_for() -> None:
    document = case(
        condition("a", "2030-02-01 MET"),
        condition("b", "2030-03-01 NOT_MET"),
        g={"all": ["a", "b"]},
    )
    part = last_part(logic_from_document(document), "g")
    assert part is not None
    assert (part.conditions, part.met, part.days) == (("b",), None, None)


def test_a_gate_of_one_part_waited_for_nothing_else() -> None:
    assert last_part(logic_from_document(small()), "g") is None
    with pytest.raises(UnknownNode):
        last_part(logic_from_document(small()), "nowhere")


def test_sudan_the_finding_came_86_days_after_the_test_could_first_pass() -> None:
    """13 January and 180 days: 12 July 2017; the finding is of 6 October, the order of the 12th."""
    document = document_of("sudan-2016-2017")
    part = last_part(logic_from_document(document), "main")
    assert part is not None
    assert (part.conditions, part.met, part.rest_met) == (
        ("det",),
        date(2017, 10, 6),
        date(2017, 7, 12),
    )
    assert part.days == 86
    assert gaps_of(document)["P2", "US"].days == 6


def test_sudan_the_interim_licence_came_before_the_finding() -> None:
    assert days_of("sudan-2016-2017")["P1", "US"] == -262


def test_rusal_left_the_list_on_the_day_its_terms_were_found_met() -> None:
    """Each finding on ownership, votes and boards is dated by the removal itself."""
    assert days_of("rusal-2018-2019") == {("P0", "US"): None, ("P1", "US"): 0}


def test_the_jcpoa_gave_relief_by_three_authorities_on_implementation_day() -> None:
    days = days_of("iran-jcpoa-2015-2025")
    assert {authority: days["P1", authority] for authority in ("UN", "EU", "US")} == {
        "UN": 0,
        "EU": 0,
        "US": 0,
    }
    assert days["P3", "UN"] is None


def test_burma_eased_four_years_before_its_terms_were_met() -> None:
    assert days_of("burma-2012-2016") == {("P1", "US"): -1549, ("P2", "US"): 0}


def test_syria_has_no_gap_since_no_finding_is_on_record() -> None:
    assert set(days_of("syria-2025").values()) == {None}
