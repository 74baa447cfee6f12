"""What is told of a node: as it is, since when, told when first, and what former texts left."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.differences import tell_of_clock, tell_of_news
from scenarios.domain.expressions import AllOf, AnyOf
from scenarios.domain.records import Former, Gate, GateTerms, Logic
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.tellings import NodeKey, Teller, Telling
from tests.scenarios.domain.attributed import C, condition, confirmed, day, instant, judged, logic
from tests.scenarios.domain.drawn_cases import FIRST, cases

CONDITION: NodeKey = (NodeKind.CONDITION, "c")
GATE: NodeKey = (NodeKind.GATE, "g")
REVIEWED = condition(judged("03-01", "MET"), confirmed("04-10"), review_days=30)


def shown(telling: Telling) -> tuple[date, str, list[tuple[str, str, str]]]:
    """Return the day, the status, and the changes of a telling."""
    changes = [(str(one.old), str(one.new), str(one.cause)) for one in telling.changes]
    return telling.day, str(telling.new.state.status), changes


def test_the_clock_is_told_day_by_day() -> None:
    teller = Teller(logic(REVIEWED))
    held = {CONDITION: teller.told(CONDITION, on=day("03-01"), version=1)}
    told = list(tell_of_clock(teller, held, today=day("12-01")))
    assert [shown(one) for one in told] == [
        (day("04-01"), "UNVERIFIED", [("MET", "UNVERIFIED", "CLOCK")]),
        (day("04-10"), "MET", [("UNVERIFIED", "MET", "CLOCK")]),
        (day("05-11"), "UNVERIFIED", [("MET", "UNVERIFIED", "CLOCK")]),
    ]
    assert [one.changes[0].valid_from for one in told] == [one.day for one in told]
    assert held[CONDITION] == told[-1].new


def test_nothing_due_tells_nothing() -> None:
    teller = Teller(logic(REVIEWED))
    held = {CONDITION: teller.told(CONDITION, on=day("03-01"), version=1)}
    assert list(tell_of_clock(teller, held, today=day("03-31"))) == []


def test_a_first_telling_has_no_change() -> None:
    (told,) = tell_of_news(
        before=None, after=logic(REVIEWED), nodes={CONDITION: 1}, held={}, today=day("03-02")
    )
    assert (told.old, told.changes) == (None, ())
    assert (told.new.since, told.new.told_on) == (day("03-01"), day("03-02"))


def news(before: Logic, after: Logic, *, told_on: str, today: str) -> list[Telling]:
    """Return what is told of the condition, which was told before."""
    held = {CONDITION: Teller(before).told(CONDITION, on=day(told_on), version=1)}
    return list(
        tell_of_news(before=before, after=after, nodes={CONDITION: 1}, held=held, today=day(today))
    )


NOT_YET = judged("01-01", "NOT_MET")


def test_news_of_yesterday_is_evidence() -> None:
    after = logic(condition(NOT_YET, judged("03-19", "MET")))
    (told,) = news(logic(condition(NOT_YET)), after, told_on="03-01", today="03-20")
    assert shown(told) == (day("03-20"), "MET", [("NOT_MET", "MET", "EVIDENCE")])
    assert told.changes[0].detection_lag == 1
    assert told.new.told_on == day("03-20")


def test_a_late_report_corrects_what_was_said_meanwhile() -> None:
    after = logic(condition(NOT_YET, judged("03-05", "MET")))
    (told,) = news(logic(condition(NOT_YET)), after, told_on="03-01", today="03-20")
    assert shown(told)[2] == [("NOT_MET", "MET", "CORRECTION")]
    assert told.changes[0].detection_lag == 15


def test_news_of_a_day_before_the_status_was_told_corrects() -> None:
    after = logic(condition(NOT_YET, judged("02-05", "MET")))
    (told,) = news(logic(condition(NOT_YET)), after, told_on="03-01", today="03-20")
    assert shown(told)[2] == [("NOT_MET", "MET", "CORRECTION")]


def test_what_is_the_same_is_not_told() -> None:
    assert (
        news(logic(condition(NOT_YET)), logic(condition(NOT_YET)), told_on="03-01", today="03-20")
        == []
    )


def test_a_status_that_stays_keeps_the_day_on_which_it_was_told() -> None:
    after = logic(condition(NOT_YET, judged("03-05", "NOT_MET"), review_days=5))
    before = logic(condition(NOT_YET, review_days=5))
    for told in news(before, after, told_on="03-01", today="03-20"):
        assert told.changes == ()
        assert told.new.told_on == day("03-01")


def rewritten(met: str, *, then: tuple[str, str] | None = None) -> Logic:
    """Return a gate that asked for c until 1 April, and for c and d since; c was met."""
    second = condition(judged("01-01", "NOT_MET"), *([judged(*then)] if then else []))
    of = logic(condition(judged("01-01", "NOT_MET"), judged(met, "MET")))
    both = AllOf((C, type(C)("d")))
    gate = Gate(
        id="g",
        terms=GateTerms(when=both),
        former=(Former(until=instant("04-01"), terms=GateTerms(when=AnyOf((C,)))),),
    )
    conditions = {**of.conditions, "d": second}
    return Logic(start=of.start, last_date=of.last_date, conditions=conditions, gates={"g": gate})


def test_what_a_former_text_had_met_is_breached_from_its_last_day() -> None:
    teller = Teller(rewritten("03-01"))
    told = teller.told(GATE, on=day("05-01"), version=2)
    assert (told.state.status, told.since) == (Status.BREACHED, day("04-01"))
    # Before that day the present text is told as it stands.
    assert teller.told(GATE, on=day("03-31"), version=2).state.status is Status.NOT_MET


def test_what_a_former_text_had_met_and_this_one_lost_is_restored() -> None:
    teller = Teller(rewritten("03-01", then=("06-01", "MET")))
    told = teller.told(GATE, on=day("07-01"), version=2)
    assert (told.state.status, told.since) == (Status.RESTORED, day("06-01"))


def test_what_was_met_only_after_the_former_text_leaves_nothing_behind() -> None:
    teller = Teller(rewritten("04-02"))
    assert teller.told(GATE, on=day("05-01"), version=2).state.status is Status.NOT_MET


@settings(max_examples=60, deadline=None)
@given(document=cases(), first=st.integers(-5, 60), days=st.integers(0, 60))
def test_walking_by_the_clock_ends_where_a_fresh_look_begins(
    document: dict[str, object], first: int, days: int
) -> None:
    drawn = logic_from_document(document)
    teller = Teller(drawn)
    start = FIRST + timedelta(days=first)
    today = start + timedelta(days=days)
    nodes: list[NodeKey] = [(NodeKind.CONDITION, name) for name in drawn.conditions]
    nodes += [(NodeKind.GATE, name) for name in drawn.gates]
    held = {node: teller.told(node, on=start, version=1) for node in nodes}
    list(tell_of_clock(teller, held, today=today))
    for node in nodes:
        assert held[node] == teller.told(node, on=today, version=1, old=held[node])
