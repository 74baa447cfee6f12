"""Loading a case file adds and amends, and never removes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pghistory.models
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scenarios.domain.errors import DocumentFault
from scenarios.models import (
    Case,
    CaseStake,
    ChangeEvent,
    Condition,
    Evaluation,
    Package,
    Scenario,
    ScenarioEvaluation,
    Source,
    Step,
)
from scenarios.services.case_rows.errors import CasesInvalid
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from tests.clock import SetClock
from tests.scenarios.factories import AssessmentFactory
from tests.scenarios.services.small_case import SMALL, changed, loaded_small_case, small_case

pytestmark = pytest.mark.django_db

TODAY = datetime(2022, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(database_clock: SetClock) -> None:
    database_clock(TODAY)


def exported() -> dict[str, Any]:
    return export_case(case=Case.objects.get(slug="small"))


def test_a_new_case_is_created_with_all_its_rows() -> None:
    loaded = load_case(document=small_case())
    assert loaded.created
    assert changed(loaded) == {
        "case": (1, 0),
        "sources": (1, 0),
        "parties": (2, 0),
        "stakes": (1, 0),
        "conditions": (2, 0),
        "readings": (1, 0),
        "assessments": (2, 0),
        "confirmations": (1, 0),
        "gates": (2, 0),
        "packages": (2, 0),
        "steps": (1, 0),
        "acts": (1, 0),
    }


def test_a_new_case_is_evaluated_and_tells_nobody() -> None:
    assert load_case(document=small_case()).change_events == 0
    assert not ChangeEvent.objects.exists()
    assert Evaluation.objects.filter(is_current=True).count() == 4
    assert ScenarioEvaluation.objects.filter(is_current=True).count() == 1


def test_the_same_file_twice_writes_nothing() -> None:
    document, _ = loaded_small_case()
    before = (pghistory.models.Events.objects.count(), Evaluation.objects.count())
    loaded = load_case(document=document)
    assert not loaded.created
    assert changed(loaded) == {}
    assert loaded.stored
    assert not ChangeEvent.objects.exists()
    assert before == (pghistory.models.Events.objects.count(), Evaluation.objects.count())


def test_a_new_fact_is_added_and_its_change_told() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["assessments"].append({"date": "2022-05-20", "status": "MET"})
    loaded = load_case(document=document)
    assert changed(loaded) == {"assessments": (1, 0)}
    event = ChangeEvent.objects.get(condition__slug="peace")
    assert (event.old_status, event.new_status) == ("PARTIAL", "MET")
    assert event.reason == "A case file was loaded."
    assert loaded.change_events == ChangeEvent.objects.count()


def test_an_edited_row_is_amended_and_stays_the_same_row() -> None:
    document, _ = loaded_small_case()
    before = {row.pk for row in (Package.objects.get(slug="P1"), Source.objects.get())}
    document["packages"][0]["title"] = "Full relief"
    document["sources"]["s1"]["grade"] = "B2"
    assert changed(load_case(document=document)) == {"packages": (0, 1), "sources": (0, 1)}
    assert {row.pk for row in (Package.objects.get(slug="P1"), Source.objects.get())} == before
    assert Package.objects.get(slug="P1").version == 2
    assert Package.objects.get(slug="P2").version == 1


def test_a_stake_that_ended_is_the_same_stake() -> None:
    document, _ = loaded_small_case()
    document["stakes"][0]["to"] = "2022-03-01"
    assert changed(load_case(document=document)) == {"stakes": (0, 1)}
    assert CaseStake.objects.count() == 1


def test_what_a_file_no_longer_has_keeps_it_from_being_loaded() -> None:
    document, _ = loaded_small_case()
    del document["packages"][1]
    document["packages"][0]["title"] = "Full relief"
    loaded = load_case(document=document)
    assert not loaded.stored
    assert [str(row) for row in loaded.only_stored] == [
        'packages: {"id": "P2", "title": "More relief"}'
    ]
    assert exported() == SMALL


def test_what_a_file_no_longer_has_can_be_kept() -> None:
    document, _ = loaded_small_case()
    kept = document["packages"].pop(1)
    document["packages"][0]["title"] = "Full relief"
    loaded = load_case(document=document, keep=True)
    assert loaded.stored
    assert len(loaded.only_stored) == 1
    document["packages"].append(kept)
    assert exported() == document


def test_a_file_without_what_an_analyst_entered_keeps_it_from_being_loaded() -> None:
    document, _ = loaded_small_case()
    AssessmentFactory(condition=Condition.objects.get(slug="peace"), entered=True, position=2)
    (row,) = load_case(document=document).only_stored
    assert (row.kind, row.of, row.row["status"]) == ("assessments", "peace", "MET")


def test_an_exported_case_with_what_analysts_entered_changes_nothing() -> None:
    loaded_small_case()
    first = AssessmentFactory(
        condition=Condition.objects.get(slug="peace"), entered=True, position=2
    )
    AssessmentFactory(condition=first.condition, entered=True, retracts=first, position=3)
    document = exported()
    loaded = load_case(document=document)
    assert changed(loaded) == {}
    assert not loaded.only_stored
    assert exported() == document


def test_a_dry_run_says_what_would_change_and_changes_nothing() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["assessments"].append({"date": "2022-05-20", "status": "MET"})
    loaded = load_case(document=document, dry_run=True)
    assert changed(loaded) == {"assessments": (1, 0)}
    assert loaded.change_events > 0
    assert not loaded.stored
    assert not ChangeEvent.objects.exists()
    assert exported() == SMALL


def test_rows_follow_the_order_of_the_file() -> None:
    document, _ = loaded_small_case()
    document["packages"].insert(0, {"id": "P0", "title": "First relief"})
    document["conditions"][0]["assessments"].insert(0, {"date": "2022-01-05", "status": "UNKNOWN"})
    document["parties"].reverse()
    assert changed(load_case(document=document)) == {"packages": (1, 0), "assessments": (1, 0)}
    assert exported() == document


def test_other_words_for_the_same_are_kept_and_amend_nothing() -> None:
    document, _ = loaded_small_case()
    document["stakes"][0]["to"] = None
    document["conditions"][0]["assessments"][1]["recorded"] = "2022-03-01T02:00:00+02:00"
    document["conditions"][0]["readings"] = []
    assert changed(load_case(document=document)) == {}
    assert exported() == document


def test_a_step_raises_the_version_of_its_package() -> None:
    document, _ = loaded_small_case()
    document["packages"][1]["steps"] = [{"id": "s1", "instrument": "US.GL"}]
    load_case(document=document)
    assert Package.objects.get(slug="P2").version == 2
    assert Step.objects.get(package__slug="P2").slug == "s1"


def test_a_package_that_took_effect_is_told_of_its_scenario() -> None:
    document, _ = loaded_small_case()
    before = ScenarioEvaluation.objects.get(is_current=True)
    document["packages"][0]["state"] = "EFFECTIVE"
    document["packages"][0]["steps"][0]["effective"] = "2022-05-10"
    load_case(document=document)
    assert ScenarioEvaluation.objects.get(is_current=True).pk != before.pk


def test_text_too_long_for_its_column_is_a_fault_with_its_place() -> None:
    document = small_case()
    document["stakes"] = []
    document["packages"][0]["steps"][0]["instrument"] = "x" * 41
    with pytest.raises(CasesInvalid) as refused:
        load_case(document=document)
    place = "packages[0].steps[0].instrument"
    assert refused.value.faults == ((0, DocumentFault(place, "expected at most 40 characters")),)
    assert not Case.objects.exists()


def test_an_instant_beyond_the_calendar_is_a_fault_with_its_place() -> None:
    document = small_case()
    document["conditions"][0]["assessments"][0]["recorded"] = "0001-01-01T00:00:00+02:00"
    with pytest.raises(CasesInvalid, match=r"conditions\[0\]\.assessments\[0\]\.date: expected an"):
        load_case(document=document)


def test_a_long_case_costs_as_many_queries_as_a_short_one() -> None:
    document = small_case() | {"id": "larger"}
    peace = document["conditions"][0]
    more = [{**peace, "id": f"peace{number}"} for number in range(40)]
    document["conditions"] += more
    document["gates"] += [{"id": one["id"], "when": one["id"]} for one in more]
    assert _queries(document) == _queries(small_case())


def _queries(document: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        load_case(document=document)
    return len(queries)


def test_a_case_without_scenarios_has_one_of_everything_that_no_file_shows() -> None:
    loaded_small_case()
    scenario = Scenario.objects.get()
    assert (scenario.implied, scenario.title) == (True, "A small case")
    assert "scenarios" not in exported()


def test_the_first_scenario_a_file_names_takes_the_place_of_the_implied_one() -> None:
    document, _ = loaded_small_case()
    implied = Scenario.objects.get()
    document["scenarios"] = [
        {"id": "staged", "title": "Step by step", "packages": ["P1"]},
        {"id": "all", "title": "At once"},
    ]
    assert changed(load_case(document=document)) == {"scenarios": (2, 0)}
    first, second = Scenario.objects.order_by("position")
    assert (first.pk, first.slug, first.implied) == (implied.pk, "staged", False)
    assert (second.slug, second.implied) == ("all", False)
    assert exported() == document
