"""Each cause of a change, found by moving one thing at a time."""

from __future__ import annotations

import pytest

from scenarios.domain.attribution import Attribution
from scenarios.domain.errors import UnknownNode
from scenarios.domain.expressions import AllOf, AnyOf, Before, ConditionRef, Latch
from scenarios.domain.records import Condition, ConditionTerms, Former, Gate, GateTerms, Logic
from scenarios.domain.statuses import NodeKind, Status
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

NOT_YET = judged("01-01", "NOT_MET", id="a1")
MET = judged("03-10", "MET", id="a2")


def test_the_same_standpoint_twice_yields_nothing() -> None:
    here = seen(logic(condition(NOT_YET, MET)), on="03-12")
    assert changes_of_condition(here, here) == ()


def test_a_new_assessment_is_evidence() -> None:
    changes = changes_of_condition(
        seen(logic(condition(NOT_YET)), on="03-01"),
        seen(logic(condition(NOT_YET, MET)), on="03-12", known="03-12"),
    )
    assert told(changes) == [("NOT_MET", "MET", "EVIDENCE")]
    assert changes[0].valid_from == day("03-10")
    assert changes[0].detection_lag == 2


def test_an_assessment_of_the_day_of_the_last_evaluation_is_evidence() -> None:
    changes = changes_of_condition(
        seen(logic(condition(NOT_YET)), on="03-10"),
        seen(logic(condition(NOT_YET, MET)), on="03-10"),
    )
    assert told(changes) == [("NOT_MET", "MET", "EVIDENCE")]
    assert changes[0].detection_lag == 0


def test_a_late_report_of_an_old_fact_is_a_correction() -> None:
    known = condition(judged("01-01", "MET"), judged("01-20", "NOT_MET", recorded="03-10"))
    changes = changes_of_condition(
        seen(logic(known), on="03-09", known="03-09"),
        seen(logic(known), on="03-10", known="03-10"),
    )
    assert told(changes) == [("MET", "BREACHED", "CORRECTION")]
    assert changes[0].valid_from == day("01-20")
    assert changes[0].detection_lag == 49


def test_a_late_report_on_the_day_of_the_last_evaluation_is_a_correction() -> None:
    late = judged("01-20", "NOT_MET", recorded="03-10")
    changes = changes_of_condition(
        seen(logic(condition(judged("01-01", "MET"))), on="03-10"),
        seen(logic(condition(judged("01-01", "MET"), late)), on="03-10"),
    )
    assert told(changes) == [("MET", "BREACHED", "CORRECTION")]


def test_a_retraction_is_a_correction() -> None:
    back = judged("03-12", "NOT_MET", id="a3", retracts="a2")
    changes = changes_of_condition(
        seen(logic(condition(NOT_YET, MET)), on="03-11"),
        seen(logic(condition(NOT_YET, MET, back)), on="03-12"),
    )
    assert told(changes) == [("MET", "NOT_MET", "CORRECTION")]
    assert changes[0].valid_from == START


def test_a_retraction_on_the_day_of_the_claim_is_a_correction() -> None:
    back = judged("03-10", "NOT_MET", id="a3", retracts="a2")
    changes = changes_of_condition(
        seen(logic(condition(NOT_YET, MET)), on="03-10"),
        seen(logic(condition(NOT_YET, MET, back)), on="03-10"),
    )
    assert told(changes) == [("MET", "NOT_MET", "CORRECTION")]


def test_a_retraction_in_a_gates_condition_corrects_the_gate() -> None:
    back = judged("03-10", "NOT_MET", id="a3", retracts="a2")
    attribution = Attribution(
        before=seen(logic(condition(NOT_YET, MET), when=AllOf((C,))), on="03-10"),
        after=seen(logic(condition(NOT_YET, MET, back), when=AllOf((C,))), on="03-10"),
    )
    assert told(attribution.changes(NodeKind.GATE, "g", version=1)) == [
        ("MET", "NOT_MET", "CORRECTION")
    ]


def test_silence_for_longer_than_the_review_period_is_the_clock() -> None:
    kept = logic(condition(judged("01-01", "MET"), review_days=30))
    changes = changes_of_condition(seen(kept, on="01-31"), seen(kept, on="02-02", known="02-02"))
    assert told(changes) == [("MET", "UNVERIFIED", "CLOCK")]
    assert changes[0].valid_from == day("02-01")
    assert changes[0].detection_lag == 1


def test_a_deadline_that_passes_is_the_clock() -> None:
    gate = Before(of=C, deadline=day("03-01"), start=START)
    of = logic(condition(NOT_YET), when=gate)
    attribution = Attribution(before=seen(of, on="03-01"), after=seen(of, on="03-02"))
    changes = attribution.changes(NodeKind.GATE, "g", version=1)
    assert told(changes) == [("NOT_MET", "FAILED", "CLOCK")]


def test_a_fact_known_before_its_day_is_the_clock() -> None:
    of = logic(condition(NOT_YET, judged("03-10", "MET", recorded="02-01")))
    changes = changes_of_condition(
        seen(of, on="03-09", known="03-09"), seen(of, on="03-10", known="03-10")
    )
    assert told(changes) == [("NOT_MET", "MET", "CLOCK")]


def test_a_rewritten_gate_is_a_new_definition() -> None:
    other = Condition(id="d", terms=ConditionTerms(initial=Status.NOT_MET))
    conditions = (condition(NOT_YET, MET), other)
    attribution = Attribution(
        before=seen(logic(*conditions, when=C), on="04-01"),
        after=seen(logic(*conditions, when=AllOf((C, ConditionRef("d")))), on="04-01"),
    )
    changes = attribution.changes(NodeKind.GATE, "g", version=2)
    assert told(changes) == [("MET", "BREACHED", "DEFINITION")]
    assert changes[0].definition_version == 2


def test_a_rewritten_condition_moves_its_gate_by_definition() -> None:
    of = condition(judged("01-01", "MET"))
    stricter = condition(judged("01-01", "MET"), review_days=30)
    attribution = Attribution(
        before=seen(logic(of, when=AllOf((C,))), on="04-01"),
        after=seen(logic(stricter, when=AllOf((C,))), on="04-01"),
    )
    assert told(attribution.changes(NodeKind.GATE, "g", version=1)) == [
        ("MET", "UNVERIFIED", "DEFINITION")
    ]


def test_a_former_definition_counts_for_what_was_known_before_its_end() -> None:
    gate = Gate(
        id="g",
        terms=GateTerms(when=AnyOf((C, ConditionRef("d")))),
        former=(Former(until=instant("04-01"), terms=GateTerms(when=C)),),
    )
    other = Condition(id="d", terms=ConditionTerms(initial=Status.MET))
    of = Logic(
        start=START,
        last_date=day("12-31"),
        conditions={"c": condition(NOT_YET), "d": other},
        gates={"g": gate},
    )
    attribution = Attribution(
        before=seen(of, on="03-31", known="03-31"), after=seen(of, on="04-02", known="04-02")
    )
    assert told(attribution.changes(NodeKind.GATE, "g", version=2)) == [
        ("NOT_MET", "MET", "DEFINITION")
    ]


def test_a_fact_back_dated_by_a_loaded_file_is_not_taken_for_a_definition() -> None:
    added = judged("01-05", "MET")
    changes = changes_of_condition(
        seen(logic(condition(NOT_YET)), on="03-01", known="03-01"),
        seen(logic(condition(NOT_YET, added)), on="03-02", known="03-02"),
    )
    assert told(changes) == [("NOT_MET", "MET", "CORRECTION")]


def test_several_causes_are_told_one_after_the_other() -> None:
    lost = judged("03-10", "NOT_MET")
    changes = changes_of_condition(
        seen(logic(condition(judged("01-01", "MET"))), on="01-20"),
        seen(logic(condition(judged("01-01", "MET"), lost, review_days=30)), on="03-11"),
    )
    assert told(changes) == [("MET", "UNVERIFIED", "CLOCK"), ("UNVERIFIED", "BREACHED", "EVIDENCE")]
    assert [one.valid_from for one in changes] == [day("02-01"), day("03-10")]


def test_a_way_there_and_back_is_no_event() -> None:
    kept = condition(judged("01-01", "MET"), review_days=30)
    confirmed_since = condition(judged("01-01", "MET"), confirmed("02-10"), review_days=30)
    assert (
        changes_of_condition(
            seen(logic(kept), on="01-20"), seen(logic(confirmed_since), on="02-11")
        )
        == ()
    )


def test_a_detour_is_left_out_of_the_chain() -> None:
    """UNVERIFIED by the new text, on time again by news; only the way to the end is told."""
    old = logic(condition(NOT_YET), Condition(id="d"), when=C)
    met = condition(NOT_YET, judged("03-10", "MET"))
    rewritten = logic(met, Condition(id="d"), when=AnyOf((C, ConditionRef("d"))))
    attribution = Attribution(before=seen(old, on="03-01"), after=seen(rewritten, on="03-11"))
    assert told(attribution.changes(NodeKind.GATE, "g", version=2)) == [
        ("NOT_MET", "UNKNOWN", "DEFINITION"),
        ("UNKNOWN", "MET", "EVIDENCE"),
    ]


def test_a_new_node_has_no_change() -> None:
    before, after = logic(condition(MET)), logic(condition(MET), when=C)
    attribution = Attribution(before=seen(before, on="04-01"), after=seen(after, on="04-01"))
    assert attribution.changes(NodeKind.GATE, "g", version=1) == ()


def test_a_node_that_nobody_knows_is_named() -> None:
    here = seen(logic(condition(MET)), on="04-01")
    with pytest.raises(UnknownNode, match='there is no gate "g"'):
        Attribution(before=here, after=here).changes(NodeKind.GATE, "g", version=1)


def test_an_evaluation_of_a_future_day_has_no_lag() -> None:
    of = logic(condition(NOT_YET, judged("05-01", "MET", recorded="02-01")))
    changes = changes_of_condition(
        seen(of, on="03-01", known="03-01"), seen(of, on="06-01", known="03-02")
    )
    assert changes[0].detection_lag == 0


def test_a_latched_gate_is_not_moved_by_a_later_loss() -> None:
    gate = Latch(of=C, start=START)
    lost = judged("03-20", "NOT_MET")
    attribution = Attribution(
        before=seen(logic(condition(NOT_YET, MET), when=gate), on="03-15"),
        after=seen(logic(condition(NOT_YET, MET, lost), when=gate), on="03-21"),
    )
    assert attribution.changes(NodeKind.GATE, "g", version=1) == ()
