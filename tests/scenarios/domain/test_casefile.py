"""From the plain form of a case file to the records that the rules work on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from scenarios.domain.casefile import (
    condition_from_mapping,
    gate_from_mapping,
    history_span,
    instant,
    logic_from_document,
)
from scenarios.domain.expressions import AllOf, ConditionRef
from tests.scenarios.domain.small_cases import case, condition


def dated() -> dict[str, Any]:
    quantity = {"unit": "percent", "op": "<", "threshold": "50"}
    share = condition("share", "2030-03-01 MET", kind="quantity", quantity=quantity)
    share["readings"] = [{"date": "2030-02-01", "value": "44.95"}]
    share["confirmations"] = [{"date": "2030-04-01"}]
    document = case(share, main="share")
    del document["start"]
    document["acts"] = [{"date": "2030-05-01", "what": "act"}]
    steps = [{"id": "s1", "instrument": "US.GL", "effective": "2030-06-01"}]
    document["packages"] = [{"id": "P1", "title": "relief", "steps": steps}]
    return document


def test_history_spans_the_dates_of_facts_acts_and_steps() -> None:
    assert history_span(dated()) == (date(2030, 2, 1), date(2030, 6, 1))


def test_a_start_that_is_given_comes_before_the_facts() -> None:
    document = dated() | {"start": "2031-01-01"}
    assert history_span(document) == (date(2031, 1, 1), date(2030, 6, 1))


def test_a_case_without_dates_has_the_whole_calendar() -> None:
    document = case(condition("truce"))
    assert history_span(document) == (date(2030, 1, 1), date(2030, 1, 1))
    del document["start"]
    assert history_span(document) == (date.min, date.max)


def test_a_bare_date_is_the_instant_of_its_midnight_in_utc() -> None:
    assert instant("2030-01-01") == datetime(2030, 1, 1, tzinfo=UTC)
    assert instant("2030-01-01T01:00:00+01:00") == datetime(2030, 1, 1, tzinfo=UTC)


def test_decimals_are_exact() -> None:
    (reading,) = condition_from_mapping(dated()["conditions"][0]).readings
    assert (reading.low, reading.high) == (Decimal("44.95"), Decimal("44.95"))


def test_a_former_definition_keeps_what_it_does_not_name() -> None:
    form = condition("truce", text="now", by="UN", review_days=30)
    form["former"] = [
        {"until": "2030-01-01T00:00:00Z", "text": "first", "by": None},
        {"until": "2030-02-01T00:00:00Z", "text": "second"},
    ]
    truce = condition_from_mapping(form)
    terms = [truce.terms_at(instant(day)) for day in ("2029-12-31", "2030-01-01", "2030-02-01")]
    assert [(each.text, each.by, each.review_days) for each in terms] == [
        ("first", None, 30),
        ("second", "UN", 30),
        ("now", "UN", 30),
    ]


def test_without_an_instant_the_present_definition_holds() -> None:
    former = [{"until": "2030-01-01T00:00:00Z", "when": "other", "opens": None}]
    gate = gate_from_mapping({"id": "main", "when": "truce", "opens": "P1", "former": former})
    assert gate.terms_at(None).when == ConditionRef("truce")
    assert gate.terms_at(instant("2029-01-01")).opens is None


def test_a_cited_condition_is_there_under_its_full_name() -> None:
    other = case(condition("truce", "2030-02-01 MET"))
    document = case(condition("law"), main={"all": ["law", "other/truce", "absent/truce"]})
    logic = logic_from_document(document, others={"other": other})
    assert sorted(logic.conditions) == ["law", "other/truce"]
    assert logic.gates["main"].terms.when == AllOf(
        (ConditionRef("law"), ConditionRef("other/truce"), ConditionRef("absent/truce"))
    )
