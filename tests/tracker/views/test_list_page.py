"""What the page of a list says of its last copy."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.sanctions.factories import SnapshotFactory

pytestmark = pytest.mark.django_db


def test_the_last_copy_is_told_with_its_format_and_what_nobody_could_place(
    as_analyst: Client,
) -> None:
    copy = SnapshotFactory(
        format="enhanced_xml",
        counts={
            "parties": 3,
            "unread": {"entity/novelty": 2},
            "unmapped_programs": {"NEW-PROGRAM": 7},
            "set_aside": ["row line 9 (id 4): 2 columns"],
            "invalid_identifiers": 5,
        },
    )
    page = as_analyst.get("/lists/us_ofac_sdn/").content.decode()
    assert "enhanced xml" in page
    assert "entity/novelty" in page
    assert "NEW-PROGRAM" in page
    assert "row line 9 (id 4): 2 columns" in page
    assert f"/copies/{copy.pk}/" in page


def test_a_copy_that_was_read_whole_has_no_such_card(as_analyst: Client) -> None:
    SnapshotFactory()
    page = as_analyst.get("/lists/us_ofac_sdn/").content.decode()
    assert "What the reading could not place" not in page


def test_a_held_copy_leads_to_its_page(as_analyst: Client) -> None:
    SnapshotFactory()
    held = SnapshotFactory(held=True)
    page = as_analyst.get("/lists/us_ofac_sdn/").content.decode()
    assert f"/copies/{held.pk}/" in page
    assert "Look at this copy" in page
