"""Assessing a condition on its page: what is stored, what is refused, and whose text is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sanctions.models.teams import Role
from scenarios.models import Assessment, ChangeEvent, Condition
from scenarios.services.assess_condition import assess_condition
from tests.sanctions.factories import member
from tests.tracker.world import load_canary_case

pytestmark = pytest.mark.django_db

PAGE = "/conditions/canary-2026/price/"


@pytest.fixture
def condition() -> Condition:
    load_canary_case()
    found: Condition = Condition.objects.get(slug="price")
    return found


def typed(condition: Condition, **changed: Any) -> dict[str, Any]:
    """Return a form as a browser sends it."""
    return {
        "status": "MET",
        "date": "2026-03-01",
        "reason": "The exchange published it.",
        "seen_version": condition.version,
        **changed,
    }


def test_an_assessment_is_stored_with_its_author_reason_and_source(
    as_analyst: Client, analyst: User, condition: Condition
) -> None:
    form = typed(condition, source_url="https://news.example/b", source_grade="A1", source=["wire"])
    answer = as_analyst.post(f"{PAGE}assess/", form)
    assert answer.status_code == 302
    assert answer.headers["Location"] == PAGE
    stored = Assessment.objects.get(condition=condition)
    assert (stored.status, stored.reason) == ("MET", "The exchange published it.")
    assert stored.entered_by == analyst
    assert stored.sources[0] == "wire"
    fresh = condition.case.sources.get(key=stored.sources[1])
    assert (fresh.url, fresh.grade) == ("https://news.example/b", "A1")
    assert ChangeEvent.objects.filter(condition=condition, new_status="MET").exists()


def test_an_assessment_is_taken_back_by_another_one(
    as_analyst: Client, condition: Condition
) -> None:
    as_analyst.post(f"{PAGE}assess/", typed(condition))
    wrong = Assessment.objects.get(condition=condition)
    assert f"?retracts={wrong.pk}#assess-form" in as_analyst.get(PAGE).content.decode()
    offered = as_analyst.get(f"{PAGE}?retracts={wrong.pk}").content.decode()
    assert f'<option value="{wrong.pk}" selected>MET on 2026-03-01, by' in offered
    form = typed(condition, seen_version=2, status="UNKNOWN", retracts=wrong.pk)
    as_analyst.post(f"{PAGE}assess/", form)
    assert Assessment.objects.get(retracts=wrong).status == "UNKNOWN"
    change = ChangeEvent.objects.filter(condition=condition).order_by("sequence").last()
    assert change is not None
    assert (change.cause, change.old_status) == ("CORRECTION", "MET")
    shown = as_analyst.get(PAGE).content.decode()
    assert "taken back" in shown
    assert f'value="{wrong.pk}"' not in shown


def test_no_assessment_of_another_condition_can_be_taken_back(
    as_analyst: Client, condition: Condition
) -> None:
    theirs = Assessment.objects.filter(condition__slug="truce").first()
    assert theirs is not None
    answer = as_analyst.post(f"{PAGE}assess/", typed(condition, retracts=theirs.pk))
    assert answer.status_code == 422
    assert not Assessment.objects.filter(condition=condition).exists()


@pytest.mark.parametrize("nonsense", ["x", "01HZZZZZZZZZZZZZZZZZZZZZZZ"])
def test_a_link_to_take_back_what_is_not_there_offers_the_plain_form(
    as_analyst: Client, condition: Condition, nonsense: str
) -> None:
    shown = as_analyst.get(f"{PAGE}?retracts={nonsense}")
    assert shown.status_code == 200
    assert " selected>MET" not in shown.content.decode()


def test_the_page_says_what_came_of_it(as_analyst: Client, condition: Condition) -> None:
    answer = as_analyst.post(f"{PAGE}assess/", typed(condition), follow=True)
    assert "Assessed. What moved is told" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reason", "", "This field is required."),
        ("reason", "   ", "This field is required."),
        ("status", "RESTORED", "Select a valid choice"),
        ("date", "2999-01-01", "The day is still to come"),
        ("date", "soon", "Enter a valid date."),
        ("source_url", "javascript:alert(1)", "expected an address with http or https"),
        ("source_grade", "Z9", "expected at least a url or a publisher"),
        ("degree", "7", "Select a valid choice"),
    ],
)
def test_a_wrong_field_is_named_beside_it_and_what_was_typed_stays(
    as_analyst: Client, condition: Condition, field: str, value: str, words: str
) -> None:
    form = {**typed(condition, note="keep this note"), field: value}
    answer = as_analyst.post(f"{PAGE}assess/", form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert "keep this note" in shown
    assert not Assessment.objects.filter(condition=condition).exists()


def test_who_was_overtaken_sees_what_is_new_and_keeps_the_text(
    as_analyst: Client, condition: Condition
) -> None:
    form = typed(condition, reason="My long and careful text.")
    assess_condition(
        condition=condition,
        status="FAILED",
        date=date(2026, 1, 1),
        reason="Somebody was faster.",
        actor=member(),
    )
    answer = as_analyst.post(f"{PAGE}assess/", form)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this condition" in shown
    assert "Somebody was faster." in shown
    assert "My long and careful text." in shown
    condition.refresh_from_db()
    again = as_analyst.post(f"{PAGE}assess/", {**form, "seen_version": condition.version})
    assert again.status_code == 302


def test_a_viewer_reads_the_page_and_may_not_assess(client: Client, condition: Condition) -> None:
    client.force_login(member(role=Role.VIEWER))
    assert "takes the role of an analyst" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}assess/", typed(condition)).status_code == 403
    assert not Assessment.objects.filter(condition=condition).exists()


def test_a_condition_of_another_team_is_not_found(as_analyst: Client, condition: Condition) -> None:
    stranger = member()
    condition.case.team = stranger.memberships.get().team
    condition.case.save()
    assert as_analyst.post(f"{PAGE}assess/", typed(condition)).status_code == 404


def test_no_form_stands_on_the_page_of_another_day(
    as_analyst: Client, condition: Condition
) -> None:
    shown = as_analyst.get(f"{PAGE}?as_of=2026-03-03").content.decode()
    assert "assess-form" not in shown
    assert "This page shows <b>3 Mar 2026</b>, from all that is known today" in shown


def test_the_day_stays_in_the_links_of_a_page_of_another_day(
    as_analyst: Client, condition: Condition
) -> None:
    shown = as_analyst.get("/scenarios/canary-2026/deal/?as_of=2026-03-03").content.decode()
    assert "/conditions/canary-2026/truce/?as_of=2026-03-03" in shown
    assert "/packages/canary-2026/P1/?as_of=2026-03-03" in shown


def test_an_assessment_is_taken_by_post_alone(as_analyst: Client, condition: Condition) -> None:
    assert as_analyst.get(f"{PAGE}assess/").status_code == 405


def test_a_reading_is_recorded_with_its_reason(as_analyst: Client, condition: Condition) -> None:
    form = {**typed(condition), "low": "44.90", "high": "45.10"}
    assert as_analyst.post(f"{PAGE}read/", form).status_code == 302
    reading = condition.readings.get(low="44.90")
    assert reading.high == "45.10"
    assert ChangeEvent.objects.filter(condition=condition, new_status="MET").exists()


def test_a_reading_that_is_no_decimal_is_named_beside_it(
    as_analyst: Client, condition: Condition
) -> None:
    answer = as_analyst.post(f"{PAGE}read/", {**typed(condition), "low": "1e9"})
    assert answer.status_code == 422
    assert "Expected a decimal such as 44.95." in answer.content.decode()


def test_a_confirmation_is_recorded_beside_the_assessments(
    as_analyst: Client, condition: Condition
) -> None:
    truce = Condition.objects.get(slug="truce")
    answer = as_analyst.post("/conditions/canary-2026/truce/confirm/", typed(truce))
    assert answer.status_code == 302
    assert truce.confirmations.filter(date="2026-03-01").exists()


def test_there_is_no_other_way_to_state_a_fact(as_analyst: Client, condition: Condition) -> None:
    assert as_analyst.post(f"{PAGE}delete/", typed(condition)).status_code == 404
