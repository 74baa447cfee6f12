"""An amended definition leaves its former wording behind, unless the file brings it itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scenarios.models import ChangeEvent, Condition, FormerDefinition, Gate, GateCondition
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from tests.clock import SetClock
from tests.sanctions.factories import UserFactory
from tests.scenarios.services.small_case import changed, loaded_small_case

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(database_clock: SetClock) -> None:
    database_clock(NOW)


def test_a_former_definition_holds_the_keys_that_differed() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0] |= {"text": "A lasting peace is signed", "review_days": 90}
    analyst = UserFactory(username="ada", is_superuser=True)
    assert changed(load_case(document=document, actor=analyst)) == {"conditions": (0, 1)}
    former = FormerDefinition.objects.get()
    assert former.condition == Condition.objects.get(slug="peace")
    assert former.terms == {"text": "A peace is signed", "review_days": None}
    assert (former.until, former.author) == (NOW, "ada")
    assert former.reason == "The case file was edited."
    assert former.condition.definition_version == 2
    assert former.condition.version == 2


def test_the_edited_file_is_not_missing_the_former_definition_it_made() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["text"] = "A lasting peace is signed"
    load_case(document=document)
    again = load_case(document=document)
    assert again.stored
    assert not again.only_stored
    assert changed(again) == {}


def test_an_exported_case_with_a_former_definition_changes_nothing() -> None:
    document, case = loaded_small_case()
    document["conditions"][0]["text"] = "A lasting peace is signed"
    load_case(document=document)
    written = export_case(case=case)
    (former,) = written["conditions"][0]["former"]
    assert former["until"] == "2022-06-01T12:00:00Z"
    assert changed(load_case(document=written)) == {}
    assert export_case(case=case) == written


def test_a_file_that_brings_the_former_definition_gets_no_second_one() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0] |= {
        "text": "A lasting peace is signed",
        "former": [{"until": "2022-05-01", "text": "A peace is signed", "reason": "Too vague."}],
    }
    assert changed(load_case(document=document)) == {"conditions": (0, 1), "former": (1, 0)}
    assert FormerDefinition.objects.get().author == ""
    assert Condition.objects.get(slug="peace").definition_version == 2


def test_a_note_beside_a_definition_leaves_it_as_it_was() -> None:
    document, _ = loaded_small_case()
    document["conditions"][0]["note"] = "See the annex."
    load_case(document=document)
    condition = Condition.objects.get(slug="peace")
    assert (condition.version, condition.definition_version) == (2, 1)
    assert not FormerDefinition.objects.exists()


def test_the_same_definition_in_other_words_leaves_it_as_it_was() -> None:
    document, _ = loaded_small_case()
    document["conditions"][1]["quantity"]["threshold"] = "50.00"
    document["conditions"][0]["initial"] = "UNKNOWN"
    load_case(document=document)
    assert not FormerDefinition.objects.exists()


def test_an_amended_gate_keeps_its_former_expression_and_is_told() -> None:
    document, _ = loaded_small_case()
    document["gates"][0]["when"] = {"any": ["peace", {"not": "oil"}]}
    loaded = load_case(document=document)
    gate = Gate.objects.get(slug="main")
    former = FormerDefinition.objects.get(gate=gate)
    assert former.terms == {"when": {"all": ["peace", "oil"]}}
    assert (gate.definition_version, gate.version) == (2, 2)
    event = ChangeEvent.objects.get(gate=gate)
    assert (event.new_status, event.cause) == ("MET", "DEFINITION")
    assert loaded.change_events == 1


def test_a_gate_still_rests_on_what_its_former_expression_named() -> None:
    document, _ = loaded_small_case()
    document["gates"][0]["when"] = "peace"
    load_case(document=document)
    resting = GateCondition.objects.filter(gate__slug="main")
    assert {row.condition.slug for row in resting} == {"peace", "oil"}
