"""Every status has words, a shape and a tone; two of one vocabulary never look the same."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from sanctions.domain.kinds import DeltaKind, SnapshotOutcome
from scenarios.domain.changes import EventKind
from scenarios.domain.levels import Level
from scenarios.domain.statuses import (
    ContestedBy,
    PackageState,
    ScenarioFlag,
    ScenarioState,
    Status,
)
from scenarios.domain.truth import Truth
from tracker.domain.kinds import DeliveryState, EndpointState
from tracker.templatetags import looks
from tracker.templatetags.thaw import look_of

STATIC = Path(__file__).resolve().parents[3] / "tracker" / "static" / "tracker"
TONES = ("green", "teal", "amber", "red", "purple", "blue", "grey")
VOCABULARIES: dict[str, type[StrEnum]] = {
    "status": Status,
    "value": Truth,
    "scenario": ScenarioState,
    "flag": ScenarioFlag,
    "package": PackageState,
    "event": EventKind,
    "contested": ContestedBy,
    "level": Level,
    "snapshot": SnapshotOutcome,
    "delta": DeltaKind,
    "delivery": DeliveryState,
    "endpoint": EndpointState,
}


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_every_word_of_a_vocabulary_has_a_look(kind: str) -> None:
    for member in VOCABULARIES[kind]:
        assert str(look_of(kind, member).words) != member.value


@pytest.mark.parametrize("kind", ["status", "scenario"])
def test_no_two_of_them_are_told_apart_by_tone_alone(kind: str) -> None:
    shapes = [look_of(kind, member).icon for member in VOCABULARIES[kind]]
    assert len(shapes) == len(set(shapes))


def test_every_flag_says_what_it_means() -> None:
    assert set(looks.FLAG_MEANINGS) == {flag.value for flag in ScenarioFlag}


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    templates = STATIC.parents[1] / "templates"
    used = {
        name
        for page in templates.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', page.read_text())
    }
    vocabularies = Path(looks.__file__).read_text()
    used |= set(re.findall(rf'"([a-z-]+)", "(?:{"|".join(TONES)})"', vocabularies))
    assert used <= drawn


def test_a_word_of_no_vocabulary_is_shown_as_it_is_and_nothing_as_not_evaluated() -> None:
    assert look_of("status", "SOMETHING_NEW").words == "SOMETHING_NEW"
    assert str(look_of("status", "").words) == "Not evaluated"
