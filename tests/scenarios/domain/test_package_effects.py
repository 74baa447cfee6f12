"""The matrix of a package: who is really freed, who on paper, who without being named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sanctions.domain.effects import EffectClass
from scenarios.casefiles.read_cases import read_cases
from scenarios.domain.exposure import Exposure, exposure_from_document
from scenarios.domain.package_effects import effect_of
from tests.scenarios.domain.test_expected_exposure import CASE

DAY = date(2025, 7, 1)
SPRING = date(2025, 3, 1)


@pytest.fixture
def exposure() -> Exposure:
    (document,) = read_cases(CASE, file="case.yaml")
    return exposure_from_document(document)


def test_the_named_who_are_freed_count_and_those_freed_unnamed_beside_them(
    exposure: Exposure,
) -> None:
    found = effect_of(exposure, "P1", day=DAY)
    assert found.named == ("bank", "holding")
    assert found.really_freed == ("bank", "holding")
    assert found.collateral == ("kraft",)
    assert found.paper_relief == ()


def test_relief_is_on_paper_where_the_party_is_blocked_all_the_same(exposure: Exposure) -> None:
    again = {"id": "s2", "instrument": "US.DESIGNATE", "adds": [
        {"id": "us9", "party": "bank", "authority": "US", "program": "GLOMAG"},
    ]}  # fmt: skip
    steps = [*exposure.packages["P1"]["steps"], again]
    changed = replace(exposure, packages={"P1": {"id": "P1", "steps": steps}})
    found = effect_of(changed, "P1", day=DAY)
    assert found.paper_relief == (("bank", "US"),)
    assert found.really_freed == ("holding",)


def test_a_restriction_that_is_left_keeps_a_party_from_being_effectively_free(
    exposure: Exposure,
) -> None:
    found = effect_of(exposure, "P1", day=DAY)
    assert "bank" not in found.effectively_free
    assert found.cells["bank"]["US"].left == ("messaging_ban",)
    assert "bank" in effect_of(exposure, "P2", day=DAY).effectively_free


def test_free_here_may_be_blocked_there(exposure: Exposure) -> None:
    row = effect_of(exposure, "P1", day=SPRING).cells["kraft"]
    assert (row["US"].effect, row["EU"].effect) == (
        EffectClass.COLLATERAL_FREED,
        EffectClass.STILL_BLOCKED_BY_OWNER,
    )
    assert row["EU"].why is not None
    assert row["EU"].why.owners == ("holding",)


def test_a_cell_without_anything_to_show_is_idle(exposure: Exposure) -> None:
    cells = effect_of(exposure, "P1", day=DAY).cells
    assert cells["tanker"]["EU"].is_idle
    assert not cells["bank"]["US"].is_idle
