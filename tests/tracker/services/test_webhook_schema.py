"""What is sent is what docs/schema/thaw-webhook-1.schema.json describes, and nothing beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scenarios.domain.levels import Level
from scenarios.domain.statuses import ScenarioState, Status
from scenarios.services.record_act import GivenAct, record_act
from tests.sanctions.factories import DeltaFactory, member
from tests.scenarios.factories import (
    AssessmentFactory,
    ConditionFactory,
    PackageFactory,
    SourceFactory,
)
from tests.tracker.factories import (
    ChangeEventFactory,
    EndpointFactory,
    FlaggedScenarioFactory,
    SubscriptionFactory,
)
from tracker.domain.envelopes import MOST_BYTES
from tracker.models import Delivery
from tracker.services.dispatch_changes import dispatch_changes
from tracker.services.ping_endpoint import ping_endpoint

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[3] / "docs" / "schema" / "thaw-webhook-1.schema.json"
SCHEMA = json.loads(FILE.read_text())


def closed(schema: Any) -> Any:
    """Allow no property that is not described."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema else inner


def sent() -> dict[str, Any]:
    """Return the one body that is stored, once it is as described."""
    body = bytes(Delivery.objects.get().body)
    document: dict[str, Any] = json.loads(body)
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(closed(SCHEMA), format_checker=checker).validate(document)
    assert len(body) <= MOST_BYTES
    return document


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    definitions = SCHEMA["$defs"]
    assert definitions["status"]["enum"] == list(Status)
    assert definitions["scenario_state"]["enum"] == list(ScenarioState)
    assert definitions["level"]["enum"] == list(Level)


def test_a_judgement_is_told_with_its_sources() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    condition = ConditionFactory(by="IAEA")
    source = SourceFactory(case=condition.case)
    assessment = AssessmentFactory(
        condition=condition, entered=True, assessor="IAEA", source=[source.key, "unknown"]
    )
    event = ChangeEventFactory(
        condition=condition, assessment=assessment, actor=assessment.entered_by
    )
    FlaggedScenarioFactory(event=event)
    FlaggedScenarioFactory(event=event, old_state=None)
    dispatch_changes()
    (told,) = sent()["events"]
    assert told["actor"] == assessment.entered_by.get_username()
    (evidence,) = told["evidence"]
    assert evidence["certified"] is True
    assert evidence["sources"] == [
        {
            "key": source.key,
            "url": source.url,
            "publisher": source.publisher,
            "published": "2022-03-01",
            "grade": "B2",
        }
    ]


@pytest.mark.parametrize("kind", ["contested", "views_diverge", "views_agree"])
def test_a_remark_is_described_too(kind: str) -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    ChangeEventFactory(**{kind: True})
    dispatch_changes()
    assert sent()["events"][0]["type"] == f"condition.{kind}"


def test_an_act_is_told_with_its_sources_and_the_states_of_its_package() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    package = PackageFactory(case=SourceFactory(key="gazette").case, state=None)
    given = GivenAct(
        date=date(2022, 3, 1),
        what="The ban was lifted.",
        package=package,
        state="EFFECTIVE",
        sources=["gazette"],
    )
    record_act(case=package.case, given=given, reason="Published.", actor=member())
    dispatch_changes()
    (told,) = sent()["events"]
    assert (told["type"], told["object"]["type"]) == ("package.act", "package")
    assert (told["from"], told["to"]) == (None, "EFFECTIVE")
    (evidence,) = told["evidence"]
    assert (evidence["what"], evidence["sources"][0]["key"]) == ("The ban was lifted.", "gazette")


def test_a_change_of_a_list_is_told_with_its_party() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    delta = DeltaFactory(kind="delisted")
    ChangeEventFactory(delta=delta)
    dispatch_changes()
    (evidence,) = sent()["events"][0]["evidence"]
    assert (evidence["kind"], evidence["list"]) == ("delisted", "us_ofac_sdn")
    assert evidence["party"] == {"id": delta.party.pk, "name": delta.party.name}


def test_pages_are_named_under_the_public_address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://thaw.example/"
    SubscriptionFactory(endpoints=[EndpointFactory()])
    event = ChangeEventFactory(condition__slug="cease fire", case__slug="russia-2025")
    dispatch_changes()
    document = sent()
    case = event.condition.case.slug
    assert document["case"]["url"].startswith("https://thaw.example/cases/")
    told = document["events"][0]["object"]
    assert told["url"] == f"https://thaw.example/conditions/{case}/cease%20fire/"


def test_invented_data_is_marked() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    ChangeEventFactory(condition__case__demo=True)
    dispatch_changes()
    assert sent()["demo"] is True


def test_a_storm_in_one_occasion_fits_and_counts_what_it_leaves_out() -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    first = ChangeEventFactory(condition__text="Всё " * 400)
    for _ in range(79):
        ChangeEventFactory(
            occasion=first.occasion, condition__case=first.case, condition__text="Всё " * 400
        )
    dispatch_changes()
    document = sent()
    assert len(document["events"]) + document["events_left_out"] == 80
    assert document["events_left_out"] > 0


def test_a_ping_is_described_too() -> None:
    ping_endpoint(endpoint=EndpointFactory())
    assert sent()["type"] == "endpoint.ping"
