"""Views that differ: an event when they begin to, and one when they agree again."""

from __future__ import annotations

from datetime import date
from typing import Any

from scenarios.domain.contested import ContestedBy, contested_by
from scenarios.domain.divergence import (
    Divergence,
    divergences,
    diverging,
    views_of,
    views_through_time,
)
from scenarios.domain.records import Condition
from scenarios.domain.truth import Truth
from tests.scenarios.domain.attributed import condition, confirmed, day, instant, judged


def by(assessor: str, on: str, status: str, **more: Any) -> Any:
    return judged(on, status, assessor=assessor, **more)


#: The withdrawal of February 1996, its days moved to 2030: Moscow saw it first, the Council last.
WITHDRAWAL = condition(
    by("RU", "01-01", "NOT_MET"),
    by("NATO", "01-01", "NOT_MET"),
    by("UN", "01-01", "NOT_MET"),
    by("RU", "02-23", "MET"),
    by("NATO", "02-26", "MET"),
    by("UN", "02-27", "MET"),
)


def told(of: Condition, *, to: str = "12-31") -> list[tuple[str, bool, str, int]]:
    """Return each change of views as (day, whether they differ, cause, lag)."""
    return [
        (one.day.isoformat()[5:], one.diverge, str(one.cause), one.detection_lag)
        for one in views_through_time(of, to=day(to))
    ]


def test_three_assessors_who_disagree_for_four_days_open_one_event_and_close_it() -> None:
    assert told(WITHDRAWAL) == [("02-23", True, "EVIDENCE", 0), ("02-27", False, "EVIDENCE", 0)]


def test_the_divergence_names_the_sides_of_its_first_day() -> None:
    assert divergences(WITHDRAWAL) == [
        Divergence(
            opens=day("02-23"),
            closes=day("02-27"),
            sides=(("NATO", Truth.F), ("RU", Truth.T), ("UN", Truth.F)),
        )
    ]


def test_a_divergence_that_goes_on_has_no_end() -> None:
    open_ = condition(by("RU", "02-23", "MET"), by("UN", "02-24", "NOT_MET"))
    assert [(one.opens, one.closes) for one in divergences(open_)] == [(day("02-24"), None)]


def test_who_has_not_spoken_takes_no_side() -> None:
    alone = condition(by("RU", "02-23", "MET"), by("UN", "03-01", "MET"), initial="NOT_MET")
    assert told(alone) == []
    assert views_of(alone)["UN"].at(day("02-28").toordinal()) is Truth.U


def test_who_says_unknown_takes_no_side() -> None:
    doubtful = condition(by("RU", "02-23", "MET"), by("UN", "02-24", "UNKNOWN"))
    assert divergences(doubtful) == []


def test_what_nobody_signed_is_nobodys_view() -> None:
    unsigned = condition(by("RU", "02-23", "MET"), judged("02-24", "NOT_MET"))
    assert divergences(unsigned) == []


def test_a_condition_without_assessors_never_diverges() -> None:
    assert not diverging(condition(judged("02-24", "NOT_MET"))).at(day("06-01").toordinal())
    assert told(condition()) == []


def test_a_view_that_goes_stale_ends_the_divergence_by_the_clock() -> None:
    stale = condition(by("RU", "02-01", "MET"), by("UN", "02-03", "NOT_MET"), review_days=30)
    assert told(stale) == [("02-03", True, "EVIDENCE", 0), ("03-04", False, "CLOCK", 0)]


def test_a_confirmation_keeps_the_divergence_alive() -> None:
    kept = condition(
        by("RU", "02-01", "MET"), by("UN", "02-03", "NOT_MET"), confirmed("03-01"), review_days=30
    )
    assert told(kept) == [("02-03", True, "EVIDENCE", 0), ("04-01", False, "CLOCK", 0)]


def test_a_view_that_is_taken_back_ends_the_divergence_by_correction() -> None:
    taken_back = condition(
        by("RU", "02-23", "MET", id="early"),
        by("UN", "02-01", "NOT_MET"),
        by("RU", "02-25", "NOT_MET", retracts="early"),
    )
    assert told(taken_back) == [
        ("02-23", True, "EVIDENCE", 0),
        ("02-25", False, "CORRECTION", 24),
    ]


def test_a_late_report_opens_late_and_says_how_late() -> None:
    late = condition(by("UN", "02-01", "NOT_MET"), by("RU", "02-23", "MET", recorded="03-05"))
    assert told(late) == [("03-05", True, "EVIDENCE", 10)]
    assert divergences(late, known_at=instant("03-04")) == []


def test_what_was_over_before_it_became_known_is_no_event() -> None:
    over = condition(
        by("UN", "02-01", "NOT_MET"),
        by("RU", "02-03", "MET", recorded="03-05"),
        by("RU", "02-06", "NOT_MET", recorded="03-05"),
    )
    assert [(one.opens, one.closes) for one in divergences(over)] == [(day("02-03"), day("02-06"))]
    assert told(over) == []


def test_a_view_that_was_known_beforehand_comes_by_the_clock() -> None:
    announced = condition(by("UN", "02-01", "NOT_MET"), by("RU", "02-10", "MET", recorded="02-05"))
    assert told(announced) == [("02-10", True, "CLOCK", 0)]
    assert told(announced, to="02-09") == []


def test_contested_is_a_flag_with_its_reasons() -> None:
    assert contested_by() == frozenset()
    assert contested_by(views_diverge=True, flapping=True) == {
        ContestedBy.VIEWS,
        ContestedBy.FLAPPING,
    }
    assert contested_by(evidence_contradicts=True) == {ContestedBy.EVIDENCE}


def test_years_cost_nothing() -> None:
    long = condition(by("RU", "02-23", "MET"), by("UN", "02-24", "NOT_MET"))
    (only,) = views_through_time(long, to=date(2999, 1, 1))
    assert only.day == day("02-24")
