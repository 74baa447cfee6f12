"""What was known when, and what each piece of news touches."""

from __future__ import annotations

from typing import Any

from scenarios.domain.casefile import instant, logic_from_document
from scenarios.domain.knowledge import (
    definition_version,
    instants_of_news,
    logic_known,
    touched_by_news,
)
from scenarios.domain.statuses import NodeKind
from tests.scenarios.domain.small_cases import case, condition

FIRST, SECOND = "2030-02-01T00:00:00Z", "2030-03-01T00:00:00Z"


def rewritten() -> dict[str, Any]:
    """A gate that named "a" until February, and "b" since; "b" was judged late, and has a past."""
    late = condition("b", "2030-01-10 MET", text="now")
    late["assessments"][0]["recorded"] = SECOND
    late["former"] = [{"until": FIRST, "text": "then"}]
    document = case(condition("a", "2030-01-05 NOT_MET"), late, g="b")
    document["gates"][0]["former"] = [{"until": FIRST, "when": "a"}]
    return document


def test_a_logic_known_then_has_the_texts_and_the_facts_of_then() -> None:
    then = logic_known(logic_from_document(rewritten()), at=instant("2030-01-31"))
    assert then.conditions["b"].terms.text == "then"
    assert then.conditions["b"].assessments == ()
    assert len(then.conditions["a"].assessments) == 1
    assert then.gates["g"].terms == then.gates["g"].terms_at(None)
    assert definition_version(then.gates["g"]) == 1


def test_a_text_counts_from_the_end_of_the_former_one() -> None:
    since = logic_known(logic_from_document(rewritten()), at=instant(FIRST))
    assert since.conditions["b"].terms.text == "now"
    assert definition_version(since.gates["g"]) == 2


def test_a_fact_is_known_from_the_instant_at_which_it_was_recorded() -> None:
    since = logic_known(logic_from_document(rewritten()), at=instant(SECOND))
    assert len(since.conditions["b"].assessments) == 1
    assert since == logic_from_document(rewritten())


def test_news_touches_its_node_and_every_gate_that_rests_or_rested_on_it() -> None:
    gate = (NodeKind.GATE, "g")
    assert touched_by_news(logic_from_document(rewritten())) == {
        instant("2030-01-05"): {(NodeKind.CONDITION, "a"), gate},
        instant(FIRST): {(NodeKind.CONDITION, "b"), gate},
        instant(SECOND): {(NodeKind.CONDITION, "b"), gate},
    }


def test_readings_and_confirmations_are_news_too() -> None:
    form = condition(
        "q", kind="quantity", quantity={"unit": "percent", "op": "<", "threshold": "5"}
    )
    form["readings"] = [{"date": "2030-01-02", "value": "4"}]
    form["confirmations"] = [{"date": "2030-01-03"}]
    (quantity,) = logic_from_document(case(form)).conditions.values()
    assert instants_of_news(quantity) == {instant("2030-01-02"), instant("2030-01-03")}
