"""Facts are only added: what a file tells otherwise is another fact, or cannot be used."""

from __future__ import annotations

import pytest

from scenarios.models import Assessment, Case, Condition, Forecast, Reading
from scenarios.services.case_rows.errors import CasesInvalid
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from tests.scenarios.factories import AssessmentFactory
from tests.scenarios.services.small_case import changed, loaded_small_case, small_case

pytestmark = pytest.mark.django_db


def test_an_edited_reading_is_a_new_one_beside_the_old() -> None:
    document, _ = loaded_small_case()
    (reading,) = document["conditions"][1]["readings"]
    reading["value"] = "49.80"
    refused = load_case(document=document)
    assert not refused.stored
    assert [row.row["value"] for row in refused.only_stored] == ["61.20"]
    assert changed(load_case(document=document, keep=True)) == {"readings": (1, 0)}
    assert [row.low for row in Reading.objects.all()] == ["49.80", "61.20"]


def test_equal_facts_are_counted() -> None:
    document, _ = loaded_small_case()
    (reading,) = document["conditions"][1]["readings"]
    document["conditions"][1]["readings"] = [reading, dict(reading)]
    assert changed(load_case(document=document)) == {"readings": (1, 0)}
    assert changed(load_case(document=document)) == {}
    assert Reading.objects.count() == 2


def test_an_edited_assessment_under_the_same_id_cannot_be_used() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["assessments"][0]["status"] = "MET"
    with pytest.raises(CasesInvalid) as refused:
        load_case(document=document, keep=True)
    ((number, fault),) = refused.value.faults
    assert (number, fault.place) == (0, "conditions[0].assessments[0]")
    assert fault.message.startswith('expected "a1" as it is stored, {"id": "a1", "date": "2022-02')
    assert fault.message.endswith("an assessment of its own that retracts it")


def test_a_correction_retracts_what_was_stored_before() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["assessments"].append(
        {"date": "2022-02-01", "status": "MET", "retracts": "a1"}
    )
    assert changed(load_case(document=document)) == {"assessments": (1, 0)}
    correction = Assessment.objects.get(retracts__isnull=False)
    assert correction.retracts == Assessment.objects.get(slug="a1")


def test_a_fact_may_get_an_id_so_that_another_can_retract_it() -> None:
    document, case = loaded_small_case()
    before = Assessment.objects.get(slug=None)
    document["conditions"][0]["assessments"][1]["id"] = "a2"
    document["conditions"][0]["assessments"].append(
        {"date": "2022-03-01", "status": "NOT_MET", "retracts": "a2"}
    )
    assert changed(load_case(document=document)) == {"assessments": (1, 1)}
    assert Assessment.objects.get(slug="a2").pk == before.pk
    assert Assessment.objects.get(retracts__isnull=False).retracts == before
    assert export_case(case=case) == document


def test_a_file_of_before_an_analysts_retraction_still_knows_the_fact() -> None:
    document, _ = loaded_small_case()
    retracted = Assessment.objects.get(slug=None)
    AssessmentFactory(condition=retracted.condition, retracts=retracted, entered=True, position=2)
    loaded = load_case(document=document, keep=True)
    assert changed(loaded) == {}
    assert len(loaded.only_stored) == 1
    assert Assessment.objects.count() == 3


def test_what_an_analyst_entered_stays_after_the_rows_of_the_file() -> None:
    document, _ = loaded_small_case()
    condition = Condition.objects.get(slug="peace")
    entered = AssessmentFactory(condition=condition, entered=True, position=2)
    document["conditions"][0]["assessments"].append({"date": "2022-03-01", "status": "NOT_MET"})
    load_case(document=document, keep=True)
    assert list(Assessment.objects.filter(condition=condition))[-1] == entered


def test_a_fact_raises_the_version_of_its_condition_only() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["confirmations"].append({"date": "2022-05-01"})
    load_case(document=document)
    versions = dict(Condition.objects.values_list("slug", "version"))
    assert versions == {"peace": 2, "oil": 1}


def test_a_fact_judges_the_definition_in_force_when_it_became_known() -> None:
    document = small_case()
    peace = document["conditions"][0]
    peace["former"] = [{"until": "2022-02-15", "text": "A truce is signed"}]
    document["forecasts"] = [
        {"condition": "peace", "by": "2022-12-31", "p": "0.4", "author": "me", "at": "2022-01-10"}
    ]
    load_case(document=document)
    judged = dict(Assessment.objects.values_list("date__month", "definition_version"))
    assert judged == {2: 1, 3: 2}
    assert Forecast.objects.get().definition_version == 1
    assert Condition.objects.get(slug="peace").definition_version == 2


def test_a_case_without_facts_takes_its_first() -> None:
    document = small_case() | {"conditions": small_case()["conditions"][:1]}
    document["gates"] = []
    del document["conditions"][0]["assessments"]
    load_case(document=document)
    document["conditions"][0]["assessments"] = [{"date": "2022-02-01", "status": "MET"}]
    assert load_case(document=document).change_events == 1
    assert export_case(case=Case.objects.get()) == document
