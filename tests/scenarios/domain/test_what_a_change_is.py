"""What "the condition changed" means, behaviour by behaviour (domain notes, section 7)."""

from __future__ import annotations

from datetime import date, datetime

from scenarios.domain.attribution import Attribution
from scenarios.domain.changes import ChangeCause, EventKind, StatusChange, event_key
from scenarios.domain.differences import tell_of_news
from scenarios.domain.expressions import AllOf, AnyOf, ConditionRef
from scenarios.domain.records import Condition, ConditionTerms, Former, Gate, GateTerms, Logic
from scenarios.domain.replayed_nodes import tell_through_time
from scenarios.domain.standpoints import Standpoint
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.tellings import Teller, Told
from tests.scenarios.domain.attributed import (
    START,
    C,
    changes_of_condition,
    condition,
    confirmed,
    day,
    instant,
    judged,
    logic,
    seen,
    told,
)
from tests.scenarios.domain.quiet_model import flips, said

D = ConditionRef("d")
MET = judged("01-01", "MET", id="met")
NODES = {(NodeKind.CONDITION, "c"): 1}


def demand(status: str) -> Condition:
    """Return the condition "d", of this status from the beginning."""
    return Condition(id="d", terms=ConditionTerms(initial=Status(status)))


def changes_of_gate(before: Standpoint, after: Standpoint) -> list[tuple[str, str, str]]:
    found = Attribution(before=before, after=after).changes(NodeKind.GATE, "g", version=2)
    return told(found)


def held_on(of: Logic, on: str) -> dict[tuple[NodeKind, str], Told]:
    """Return what is told of the condition "c" on the day."""
    return {
        node: Teller(of).told(node, on=day(on), version=version) for node, version in NODES.items()
    }


def remarks_of(one: Condition) -> list[tuple[date, EventKind, ChangeCause]]:
    """Return what is told of the condition beside its status, and when."""
    return [
        (telling.day, remark.kind, remark.cause)
        for moment in tell_through_time(logic(one), to=day("12-31"))
        for telling in moment.tellings
        for remark in telling.remarks
    ]


def test_a_second_item_with_the_same_status_is_no_event() -> None:
    again = judged("02-01", "MET")
    before = seen(logic(condition(MET)), on="01-31", known="01-31")
    after = seen(logic(condition(MET, again)), on="02-01", known="02-01")
    assert changes_of_condition(before, after) == ()


def test_fresh_evidence_of_the_same_status_is_no_event() -> None:
    kept = condition(MET, confirmed("01-20"), review_days=30)
    before = seen(logic(kept), on="01-19", known="01-19")
    assert changes_of_condition(before, seen(logic(kept), on="01-25", known="01-25")) == ()


def test_a_leaf_that_changes_while_the_gate_does_not_is_an_event_of_the_leaf_alone() -> None:
    when = AnyOf((C, D))
    lost = judged("02-01", "NOT_MET")
    before = seen(logic(condition(MET), demand("MET"), when=when), on="01-31")
    after = seen(logic(condition(MET, lost), demand("MET"), when=when), on="02-01")
    assert told(changes_of_condition(before, after)) == [("MET", "BREACHED", "EVIDENCE")]
    assert changes_of_gate(before, after) == []


def test_silence_makes_a_leaf_unverified_by_the_clock() -> None:
    kept = logic(condition(MET, review_days=30), when=AllOf((C,)))
    before, after = seen(kept, on="01-31"), seen(kept, on="02-01")
    assert told(changes_of_condition(before, after)) == [("MET", "UNVERIFIED", "CLOCK")]
    assert changes_of_gate(before, after) == [("MET", "UNVERIFIED", "CLOCK")]


def test_a_retraction_is_a_correction() -> None:
    back = judged("02-01", "NOT_MET", retracts="met")
    before = seen(logic(condition(MET)), on="01-31")
    after = seen(logic(condition(MET, back)), on="02-01")
    assert told(changes_of_condition(before, after)) == [("MET", "NOT_MET", "CORRECTION")]


def test_a_late_report_of_an_old_breach_is_a_correction_49_days_late() -> None:
    late = judged("01-20", "NOT_MET", recorded="03-10")
    of = logic(condition(MET, late))
    changes = changes_of_condition(
        seen(of, on="03-09", known="03-09"), seen(of, on="03-10", known="03-10")
    )
    assert told(changes) == [("MET", "BREACHED", "CORRECTION")]
    assert changes[0].valid_from == day("01-20")
    assert changes[0].detection_lag == 49


def test_a_job_that_runs_twice_tells_nothing_the_second_time() -> None:
    before, after = logic(condition(MET)), logic(condition(MET, judged("02-01", "NOT_MET")))
    held = held_on(before, "01-31")

    def run() -> list[tuple[StatusChange, ...]]:
        news = tell_of_news(before=before, after=after, nodes=NODES, held=held, today=day("02-01"))
        tellings = list(news)
        held.update({one.node: one.new for one in tellings})
        return [one.changes for one in tellings]

    (first,) = run()
    assert told(first) == [("MET", "BREACHED", "EVIDENCE")]
    assert run() == []


def test_two_jobs_at_once_make_one_key() -> None:
    before = seen(logic(condition(MET)), on="01-31")
    after = seen(logic(condition(MET, judged("02-01", "NOT_MET"))), on="02-01")
    one, other = (changes_of_condition(before, after)[0] for _ in range(2))
    assert event_key(one, case="k") == event_key(other, case="k")


def test_a_demand_that_is_added_is_a_new_definition() -> None:
    conditions = (condition(MET), demand("NOT_MET"))
    before = seen(logic(*conditions, when=AllOf((C,))), on="02-01")
    after = seen(logic(*conditions, when=AllOf((C, D))), on="02-01")
    assert changes_of_gate(before, after) == [("MET", "BREACHED", "DEFINITION")]
    assert changes_of_condition(before, after) == ()


def test_a_demand_added_and_an_old_part_violated_on_one_day_end_in_breach() -> None:
    """The new demand is not judged yet: definition first, then evidence, and never NOT_MET."""
    lost = judged("02-01", "NOT_MET")
    before = seen(logic(condition(MET), demand("UNKNOWN"), when=AllOf((C,))), on="01-31")
    after = seen(logic(condition(MET, lost), demand("UNKNOWN"), when=AllOf((C, D))), on="02-01")
    assert changes_of_gate(before, after) == [
        ("MET", "UNVERIFIED", "DEFINITION"),
        ("UNVERIFIED", "BREACHED", "EVIDENCE"),
    ]


def test_a_demand_added_unmet_and_an_old_part_violated_is_breached_by_the_definition() -> None:
    lost = judged("02-01", "NOT_MET")
    before = seen(logic(condition(MET), demand("NOT_MET"), when=AllOf((C,))), on="01-31")
    after = seen(logic(condition(MET, lost), demand("NOT_MET"), when=AllOf((C, D))), on="02-01")
    assert changes_of_gate(before, after) == [("MET", "BREACHED", "DEFINITION")]


def test_a_former_text_in_the_case_leads_to_the_same_breach() -> None:
    """One logic, two instants of knowledge, as a case file with `former` holds them."""
    gate = Gate(
        id="g",
        terms=GateTerms(when=AllOf((C, D))),
        former=(Former(until=midnight("02-01"), terms=GateTerms(when=AllOf((C,)))),),
    )
    of = Logic(
        start=START,
        last_date=date(2030, 12, 31),
        conditions={"c": condition(MET, judged("02-01", "NOT_MET")), "d": demand("UNKNOWN")},
        gates={"g": gate},
    )
    before, after = seen(of, on="01-31", known="01-31"), seen(of, on="02-01", known="02-01")
    assert changes_of_gate(before, after) == [
        ("MET", "UNVERIFIED", "DEFINITION"),
        ("UNVERIFIED", "BREACHED", "EVIDENCE"),
    ]


def midnight(on: str) -> datetime:
    return instant(on).replace(hour=0)


def test_assessors_who_disagree_for_four_days_are_one_event_that_opens_and_one_that_closes() -> (
    None
):
    views = condition(
        judged("01-01", "NOT_MET", assessor="NATO"),
        judged("01-01", "NOT_MET", assessor="UN"),
        judged("02-23", "MET", assessor="RU"),
        judged("02-26", "MET", assessor="NATO"),
        judged("02-27", "MET", assessor="UN"),
    )
    assert remarks_of(views) == [
        (day("02-23"), EventKind.VIEWS_DIVERGE, ChangeCause.EVIDENCE),
        (day("02-27"), EventKind.VIEWS_AGREE, ChangeCause.EVIDENCE),
    ]


def test_a_blip_is_nothing() -> None:
    assert remarks_of(said(flips(0, 10))) == []


def test_four_flips_in_thirty_hours_are_told_once_as_contested() -> None:
    assert remarks_of(said(flips(0, 10, 20, 30))) == [
        (day("01-02"), EventKind.CONTESTED, ChangeCause.EVIDENCE)
    ]
