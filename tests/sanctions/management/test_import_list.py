"""The command: what it prints, and with which status it ends."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models import Snapshot
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import alias, copy_of, file_of, parties, party, sdn

pytestmark = pytest.mark.usefixtures("take")

KEYS = [
    "list", "outcome", "reason", "sha256", "published", "parties", "listed", "amended", "delisted",
    "relisted", "unchanged", "deltas", "seconds",
]  # fmt: skip


@dataclass
class Said:
    """What the command printed, and its exit status."""

    out: str
    err: str
    status: int

    @property
    def json(self) -> dict[str, Any]:
        """The one document on standard output."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer


def run(*arguments: object) -> Said:
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_list", *(str(one) for one in arguments), stdout=out, stderr=err)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return Said(out.getvalue(), err.getvalue(), status)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a list file of three parties."""
    path = tmp_path / "sdn_2022.csv"
    path.write_bytes(file_of(parties(3)))
    return path


def test_it_prints_one_document(file: Path) -> None:
    said = run("us_ofac_sdn", file, "--published", "2022-02-17", "--json")
    assert (said.status, said.err) == (0, "")
    assert [*said.json] == KEYS
    assert (said.json["outcome"], said.json["listed"]) == ("applied", 3)
    assert said.json["published"] == "2022-02-17"


def test_people_read_lines(file: Path) -> None:
    said = run("us_ofac_sdn", file, "--published", "2022-02-17")
    first, second = said.out.splitlines()
    assert first.startswith("us_ofac_sdn: applied (published 2022-02-17, ")
    assert second == (
        "3 parties, 3 listed, 0 amended, 0 delisted, 0 relisted, 0 unchanged, 3 deltas"
    )


def test_the_same_file_again_is_unchanged_and_a_success(file: Path) -> None:
    run("us_ofac_sdn", file)
    said = run("us_ofac_sdn", file, "--json")
    assert (said.status, said.json["outcome"], said.json["deltas"]) == (0, "unchanged", 0)
    assert (said.json["parties"], said.json["unchanged"]) == (3, 3)


def test_a_held_file_ends_with_one_and_is_applied_by_its_hash(take: Import, tmp_path: Path) -> None:
    take(sdn(*parties(120)), date(2022, 2, 17))
    file = tmp_path / "sdn.csv"
    file.write_bytes(file_of(parties(60)))
    held = run("us_ofac_sdn", file, "--published", "2022-02-28", "--json")
    assert (held.status, held.json["outcome"]) == (1, "held")
    reason = "60 of 120 designations would end, where at most 50 may"
    assert held.json["reason"] == reason
    assert held.err == f"{file}: held: {reason}\n"
    said = run("us_ofac_sdn", file, "--approve", held.json["sha256"], "--json")
    assert (said.status, said.json["outcome"], said.json["delisted"]) == (0, "applied", 60)
    assert said.json["published"] == "2022-02-28"


def test_a_held_file_tells_people_how_to_apply_it(take: Import, tmp_path: Path) -> None:
    take(sdn(*parties(120)))
    file = tmp_path / "sdn.csv"
    file.write_bytes(file_of(parties(60)))
    assert f"--approve {sdn(*parties(60)).sha256}" in run("us_ofac_sdn", file).out


def test_a_refused_file_ends_with_two_and_is_recorded(tmp_path: Path) -> None:
    file = tmp_path / "sdn.csv"
    file.write_bytes(b"<html>")
    said = run("us_ofac_sdn", file, "--json")
    assert (said.status, said.json["outcome"]) == (2, "refused")
    assert said.err == f"{file}: refused: enhanced line 1: this is a page of HTML, not the list\n"
    assert Snapshot.objects.get().outcome == SnapshotOutcome.REFUSED


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    said = run("us_ofac_sdn", tmp_path / "none.csv", "--json")
    assert (said.status, said.json["reason"]) == (2, "No such file or directory")
    assert (said.json["sha256"], [*said.json]) == (None, KEYS)
    assert not Snapshot.objects.exists()


def test_an_unknown_list_is_refused(file: Path) -> None:
    said = run("us_ofac", file)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"{file}: refused: no list is called 'us_ofac'; known: ")


def test_a_day_that_is_none_is_refused(file: Path) -> None:
    with pytest.raises(CommandError, match="--published"):
        run("us_ofac_sdn", file, "--published", "2022-02-30")


def test_a_folder_gives_its_parts_whatever_they_are_called(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "one.txt").write_bytes(file_of([party(1)]))
    (folder / "two.txt").write_bytes(file_of([alias(1, "NORD HOUSE")]))
    (folder / "README").write_text("not a part", encoding="utf-8")
    assert run("us_ofac_sdn", folder, "--json").json["outcome"] == "applied"
    assert Snapshot.objects.get().parts == ["alt", "sdn"]


def test_a_folder_and_its_zip_are_one_copy(tmp_path: Path) -> None:
    parts = {"sdn": file_of([party(1)]), "alt": file_of([alias(1, "NORD HOUSE")])}
    folder = tmp_path / "copy"
    folder.mkdir()
    for part, content in parts.items():
        (folder / f"{part}.csv").write_bytes(content)
    archive = tmp_path / "copy.zip"
    archive.write_bytes(copy_of(parts).packed())
    first, second = (run("us_ofac_sdn", path, "--json").json for path in (folder, archive))
    assert first["sha256"] == second["sha256"]
    assert second["outcome"] == "unchanged"
