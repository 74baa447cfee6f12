"""The cases that ship hold what they claim, and show where each fact comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.places import find
from scenarios.casefiles.read_cases import read_cases
from scenarios.domain.expectations import check

EPISODES = [
    *("belarus-2015-2016", "burma-2012-2016", "eu-cbr-assets-2025", "iran-jcpoa-2015-2025"),
    *("iran-jpoa-2013-2015", "rusal-2018-2019", "russia-2025-2026", "russia-oil-licences-2026"),
    *("sudan-2016-2017", "syria-2025", "ukraine-facility-tranche-2025", "venezuela-2023-2024"),
    *("venezuela-2026", "zimbabwe-2024"),
]
SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases" / "episodes"

#: Where dated facts stand.
FACTS = (
    *("stakes[]", "control[]", "joint[]", "designations[]", "licences[]", "acts[]"),
    *("conditions[].readings[]", "conditions[].assessments[]", "conditions[].confirmations[]"),
    *("packages[].steps[effective]", "packages[].steps[].adds[]"),
)


def case_of(path: Path) -> dict[str, Any]:
    (case,) = read_cases(path.read_bytes(), file=path.name)
    return case


def facts_of(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for pattern in FACTS:
        yield from find(case, pattern)


every_case = pytest.mark.parametrize("path", library_files(), ids=lambda path: path.stem)


def test_the_library_holds_the_fourteen_episodes_in_order() -> None:
    assert [path.stem for path in library_files()] == EPISODES


@every_case
def test_a_shipped_case_is_named_like_its_file_and_is_no_demo(path: Path) -> None:
    case = case_of(path)
    assert (case["id"], case.get("demo", False)) == (path.stem, False)


@every_case
def test_no_claim_of_a_shipped_case_fails(path: Path) -> None:
    result = check(case_of(path))
    assert result.rows > 0
    assert result.failures == ()


@every_case
def test_every_fact_cites_a_source_or_says_why_not(path: Path) -> None:
    unfounded = [
        place for place, row in facts_of(case_of(path)) if not {"source", "note"} & row.keys()
    ]
    assert unfounded == []


@every_case
def test_every_source_can_be_found_or_is_described(path: Path) -> None:
    for key, source in case_of(path)["sources"].items():
        assert source.keys() & {"url", "publisher", "note"}, key


@every_case
def test_every_case_has_a_summary(path: Path) -> None:
    assert case_of(path)["summary"].endswith(".")


def test_the_peace_agreement_of_the_russia_case_opens_packages_of_its_scenarios() -> None:
    case = case_of(library_files()[EPISODES.index("russia-2025-2026")])
    (peace,) = [row for row in case["conditions"] if "formal peace agreement" in row["text"]]
    opened = {
        gate["opens"] for gate in case["gates"] if gate["when"] == peace["id"] and "opens" in gate
    }
    assert {"P5", "P6"} <= opened
    for scenario in case["scenarios"]:
        assert opened & set(scenario["packages"])


def without_wording(case: dict[str, Any]) -> dict[str, Any]:
    """The case without the texts that were worded anew for readers."""
    case = {key: value for key, value in case.items() if key not in ("title", "summary")}
    for rows, key in (("conditions", "text"), ("packages", "title"), ("scenarios", "title")):
        for row in case.get(rows, []):
            del row[key]
    for act in case["acts"]:
        del act["what"]
    for source in case["sources"].values():
        source.pop("note", None)
    return case


@pytest.mark.skipif(not SHARED.is_dir(), reason="there is no ../shared/cases beside the product")
@every_case
def test_only_the_wording_differs_from_the_episode(path: Path) -> None:
    shipped, episode = (without_wording(case_of(each)) for each in (path, SHARED / path.name))
    readings = "conditions[].readings[]"
    pairs = zip(find(shipped, readings), find(episode, readings), strict=True)
    for (_, ours), (_, theirs) in pairs:
        if "source" not in theirs:
            ours.pop("source", None)
            ours.pop("note", None)
    assert shipped == episode


@pytest.mark.skipif(not SHARED.is_dir(), reason="there is no ../shared/cases beside the product")
@every_case
def test_no_note_on_a_source_is_lost(path: Path) -> None:
    shipped, episode = case_of(path)["sources"], case_of(SHARED / path.name)["sources"]
    assert {key for key in episode if "note" in episode[key]} <= {
        key for key in shipped if "note" in shipped[key]
    }
