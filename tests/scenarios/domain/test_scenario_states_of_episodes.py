"""What is said of the real episodes on their last date, as docs/method/scenario-states.md tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.casefiles.read import read_documents
from scenarios.domain.casefile import logic_from_document
from scenarios.domain.circular import circular_terms
from scenarios.domain.scenario_states import standing_of
from tests.scenarios.domain.scenario_rows import facts_of_document

EPISODES = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases" / "episodes"

pytestmark = pytest.mark.skipif(
    not EPISODES.exists(), reason="the shared episodes are not beside this checkout"
)

STANDINGS = [
    ("belarus-2015-2016", None, "TRIGGERED", []),
    ("burma-2012-2016", None, "MAINTAINED", []),
    ("eu-cbr-assets-2025", None, "TRACKING", []),
    ("iran-jcpoa-2015-2025", None, "REVERSED", []),
    ("iran-jpoa-2013-2015", None, "MAINTAINED", []),
    ("rusal-2018-2019", None, "MAINTAINED", []),
    ("russia-2025-2026", "record", "TRACKING", ["DEADLOCKED", "RELIEF_WITHOUT_GATE"]),
    ("russia-2025-2026", "staged", "TRACKING", ["DEADLOCKED"]),
    ("russia-2025-2026", "program", "TRACKING", ["DEADLOCKED"]),
    ("russia-oil-licences-2026", None, "TRIGGERED", []),
    ("sudan-2016-2017", None, "MAINTAINED", []),
    ("syria-2025", None, "TRIGGERED", ["RELIEF_WITHOUT_GATE"]),
    ("ukraine-facility-tranche-2025", None, "TRACKING", []),
    ("venezuela-2023-2024", None, "TRIGGERED", ["RELIEF_WITHOUT_GATE"]),
    ("venezuela-2026", None, "MAINTAINED", []),
    ("zimbabwe-2024", None, "TRIGGERED", []),
]


@pytest.mark.parametrize(("episode", "scenario", "state", "flags"), STANDINGS)
def test_an_episode_stands_where_an_analyst_would_put_it(
    episode: str, scenario: str | None, state: str, flags: list[str]
) -> None:
    file = EPISODES / f"{episode}.yaml"
    (document,) = read_documents(file.read_bytes(), file=file.name)
    stuck = circular_terms(logic_from_document(document)).stuck
    standing = standing_of(facts_of_document(document, scenario, stuck=stuck))
    assert (standing.state, sorted(standing.flags)) == (state, flags)


def test_relief_that_ended_needs_the_state_of_its_package() -> None:
    (document,) = read_documents(
        (EPISODES / "venezuela-2023-2024.yaml").read_bytes(), file="venezuela-2023-2024.yaml"
    )
    for package in document["packages"]:
        package["state"] = "LAPSED"
    standing = standing_of(facts_of_document(document, None, stuck=frozenset()))
    assert (standing.state, standing.flags) == ("REVERSED", frozenset())


def test_no_episode_is_left_out() -> None:
    assert {file.stem for file in EPISODES.glob("*.yaml")} == {row[0] for row in STANDINGS}
