"""The shipped excerpt."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.domain.errors import ListError
from sanctions.models import Authority, Delta, Designation, Party, Program, Snapshot
from sanctions.selectors.lists import list_health
from sanctions.services import load_list_excerpt as module
from sanctions.services.load_list_excerpt import load_list_excerpt
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

pytestmark = pytest.mark.django_db


def test_a_first_start_shows_fifteen_parties_marked_as_an_excerpt(data_folder: Path) -> None:
    load_list_excerpt()
    assert Party.objects.count() == 15
    assert Designation.objects.current().count() == 27  # three directives beside the programs
    assert Party.objects.listed_as(list_key="us_ofac_sdn", external_id="17018").get().name == (
        "PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA"
    )
    assert list_health()[0].is_excerpt
    assert not Delta.objects.news().exists()


def test_every_row_of_it_is_read_in_full(data_folder: Path) -> None:
    load_list_excerpt()
    counts = Snapshot.objects.get().counts
    assert (counts["set_aside"], counts["unmapped_programs"]) == ([], {})
    assert counts["other_remarks"] == 0


def test_it_declares_the_authority_and_its_programs(data_folder: Path) -> None:
    load_list_excerpt()
    assert Authority.objects.get().zone == "America/New_York"
    assert Program.objects.get(key="RUSSIA-EO14024").mapped


def test_a_second_start_changes_nothing(data_folder: Path) -> None:
    load_list_excerpt()
    with assert_nothing_changed():
        load_list_excerpt()
    assert Snapshot.objects.count() == 1


def test_it_leaves_a_list_alone_that_has_a_copy(take: Import) -> None:
    take(sdn(party(1)))
    with assert_nothing_changed():
        load_list_excerpt()


def test_damaged_files_are_named(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sdn.csv").write_bytes(b"<html>")
    (tmp_path / "alt.csv").write_bytes(b"<html>")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ListError, match="does not look like what its name says"):
        load_list_excerpt()
