"""Views that differ: a remark when they begin to, and one when they agree again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from scenarios.domain.changes import EventKind
from scenarios.domain.divergence import diverging, sides_on, views_of
from scenarios.domain.knowledge import condition_known
from scenarios.domain.records import Condition, Former
from scenarios.domain.replayed_nodes import tell_through_time
from scenarios.domain.statuses import ContestedBy
from scenarios.domain.truth import Truth
from tests.scenarios.domain.attributed import condition, confirmed, day, instant, judged, logic


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
    """Return each remark of views as (day, whether they differ, cause, lag)."""
    return [
        (
            telling.day.isoformat()[5:],
            remark.kind is EventKind.VIEWS_DIVERGE,
            str(remark.cause),
            remark.detection_lag,
        )
        for moment in tell_through_time(logic(of), to=day(to))
        for telling in moment.tellings
        for remark in telling.remarks
    ]


def spans(of: Condition) -> list[tuple[date, bool]]:
    """Return on which days the views begin to differ, and to agree."""
    return [(date.fromordinal(on), differ) for on, differ in diverging(of).changes() if on]


def test_three_assessors_who_disagree_for_four_days_open_one_event_and_close_it() -> None:
    assert told(WITHDRAWAL) == [("02-23", True, "EVIDENCE", 0), ("02-27", False, "EVIDENCE", 0)]


def test_the_sides_of_a_day_are_those_of_who_takes_one() -> None:
    assert sides_on(WITHDRAWAL, day("02-23")) == (
        ("NATO", Truth.F),
        ("RU", Truth.T),
        ("UN", Truth.F),
    )
    assert sides_on(WITHDRAWAL, date(2029, 12, 31)) == ()


def test_a_divergence_that_goes_on_has_no_end() -> None:
    open_ = condition(by("RU", "02-23", "MET"), by("UN", "02-24", "NOT_MET"))
    assert spans(open_) == [(day("02-24"), True)]


def test_who_has_not_spoken_takes_no_side() -> None:
    alone = condition(by("RU", "02-23", "MET"), by("UN", "03-01", "MET"), initial="NOT_MET")
    assert told(alone) == []
    assert views_of(alone)["UN"].at(day("02-28").toordinal()) is Truth.U


def test_who_says_unknown_takes_no_side() -> None:
    doubtful = condition(by("RU", "02-23", "MET"), by("UN", "02-24", "UNKNOWN"))
    assert spans(doubtful) == []


def test_what_nobody_signed_is_nobodys_view() -> None:
    unsigned = condition(by("RU", "02-23", "MET"), judged("02-24", "NOT_MET"))
    assert spans(unsigned) == []


def test_a_condition_without_assessors_never_diverges() -> None:
    assert spans(condition(judged("02-24", "NOT_MET"))) == []
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
        ("02-25", False, "CORRECTION", 55),
    ]


def test_a_late_report_opens_late_and_says_how_late() -> None:
    late = condition(by("UN", "02-01", "NOT_MET"), by("RU", "02-23", "MET", recorded="03-05"))
    assert told(late) == [("03-05", True, "CORRECTION", 10)]
    assert spans(condition_known(late, at=instant("03-04"))) == []


def test_a_report_of_yesterday_is_news() -> None:
    late = condition(by("UN", "02-01", "NOT_MET"), by("RU", "02-23", "MET", recorded="02-24"))
    assert told(late) == [("02-24", True, "EVIDENCE", 1)]


def test_what_was_over_before_it_became_known_is_no_event() -> None:
    over = condition(
        by("UN", "02-01", "NOT_MET"),
        by("RU", "02-03", "MET", recorded="03-05"),
        by("RU", "02-06", "NOT_MET", recorded="03-05"),
    )
    assert spans(over) == [(day("02-03"), True), (day("02-06"), False)]
    assert told(over) == []


def test_a_view_that_was_known_beforehand_comes_by_the_clock() -> None:
    announced = condition(by("UN", "02-01", "NOT_MET"), by("RU", "02-10", "MET", recorded="02-05"))
    assert told(announced) == [("02-10", True, "CLOCK", 0)]
    assert told(announced, to="02-09") == []


def test_a_review_period_that_is_rewritten_ends_the_divergence_by_definition() -> None:
    views = condition(by("RU", "02-01", "MET"), by("UN", "02-02", "NOT_MET"), review_days=10)
    forever = replace(views.terms, review_days=None)
    rewritten = replace(views, former=(Former(until=instant("02-05"), terms=forever),))
    late = replace(
        rewritten,
        terms=replace(views.terms, review_days=1),
    )
    assert told(late) == [("02-02", True, "EVIDENCE", 0), ("02-05", False, "DEFINITION", 2)]


def test_a_condition_whose_views_differ_is_contested_by_them() -> None:
    held = {
        telling.day: telling.new.state.contested
        for moment in tell_through_time(logic(WITHDRAWAL), to=day("12-31"))
        for telling in moment.tellings
    }
    assert held[day("02-23")] == {ContestedBy.VIEWS}
    assert held[day("02-27")] == frozenset()


def test_years_cost_nothing() -> None:
    long = condition(by("RU", "02-23", "MET"), by("UN", "02-24", "NOT_MET"))
    moments = list(tell_through_time(logic(long), to=date(2999, 1, 1)))
    assert [moment.day for moment in moments][-1] == day("02-24")
