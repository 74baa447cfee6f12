"""Shipped programs: loaded once, amended by a newer file, and never over a team's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sanctions.domain.errors import ProgramFileInvalid
from sanctions.lists.ofac_sdn import SOURCE
from sanctions.models import FormerTerms, Instrument, Program, Renewal, RenewalRule
from sanctions.models.teams import Role
from sanctions.selectors.terms import terms_known_at
from sanctions.services.amend_terms import amend_terms
from sanctions.services.declare_list import ProgramBook, declare_list
from sanctions.services.load_programs import FOLDER, load_programs
from sanctions.services.record_renewal import record_renewal
from tests.clock import SetClock
from tests.sanctions.factories import member

pytestmark = pytest.mark.django_db

FILE = """
authority: EU
name: European Union
zone: Europe/Brussels
instruments:
  - identifier: Decision 1
    title: A decision
    kind: decision
    rules:
      - slug: sunset
        kind: sunset
        fixed_days: ["03-15", "09-15"]
        if_nobody_acts: lapses
        renewals:
          - {decided_on: 2026-03-14, extends_to: 2026-09-15}
  - {identifier: Regulation 2, kind: regulation, parent: Decision 1}
programs:
  - key: 269/2014
    title: Integrity
    catalogue_key: EU-UKR
    territories: [ru]
    measures: [asset_freeze]
    status: active
    bases: [Regulation 2]
    source: https://law.example/269
    verified: true
"""
Load = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that loads a file, with words replaced, and gives the conflicts."""

    def run(*replaced: tuple[str, str]) -> list[str]:
        content = FILE
        for old, new in replaced:
            assert old in content
            content = content.replace(old, new)
        (tmp_path / "eu.yaml").write_text(content, "utf-8")
        return load_programs(folder=tmp_path).conflicts

    return run


def program() -> Program:
    return Program.objects.get(key="269/2014")


def test_the_shipped_files_load_and_loading_them_twice_changes_nothing() -> None:
    first = load_programs(folder=FOLDER)
    again = load_programs(folder=FOLDER)
    assert first.added > 200
    assert (again.added, again.amended, again.conflicts) == (0, 0, [])
    assert not FormerTerms.objects.exists()


def test_every_shipped_program_rests_on_something_and_names_its_source() -> None:
    load_programs(folder=FOLDER)
    for row in Program.objects.all():
        assert row.bases.exists(), row
        assert row.source, row
    assert not Renewal.objects.filter(verified=True, source="").exists()
    assert not RenewalRule.objects.filter(verified=True, source="").exists()
    assert not Instrument.objects.filter(verified=True, source="").exists()


def test_there_is_no_program_of_the_un_on_russia() -> None:
    load_programs(folder=FOLDER)
    on_russia = Program.objects.filter(territories__contains=["ru"])
    assert {row.authority.code for row in on_russia} == {"US", "EU", "UK"}


def test_a_file_gives_programs_their_terms_bases_and_clocks(load: Load) -> None:
    assert load() == []
    row = program()
    assert (row.title, row.catalogue_key, row.status) == ("Integrity", "EU-UKR", "active")
    assert [basis.instrument.identifier for basis in row.bases.all()] == ["Regulation 2"]
    assert row.bases.get().instrument.parent == Instrument.objects.get(identifier="Decision 1")
    assert Renewal.objects.get().rule.instrument.identifier == "Decision 1"


def test_a_newer_file_amends_and_what_was_said_before_stays(load: Load) -> None:
    load()
    assert load(("title: Integrity", "title: Independence")) == []
    assert program().title == "Independence"
    assert program().former.get().terms == {"title": "Integrity"}


def test_what_a_team_amended_stays_and_the_conflict_is_told(load: Load) -> None:
    load()
    amend_terms(
        row=program(),
        changes={"title": "Ours"},
        reason="We say so.",
        actor=member(role=Role.ADMIN),
        seen_version=1,
    )
    assert load() == []
    newer = (("title: Integrity", "title: Independence"), ("[ru]", "[ru, by]"))
    assert load(*newer) == ["EU 269/2014: title"]
    assert (program().title, program().territories) == ("Ours", ["ru", "by"])


def test_a_conflict_is_told_until_the_two_agree(load: Load) -> None:
    load()
    for seen, title in enumerate(("Ours", "Independence"), start=1):
        newer = ("title: Integrity", "title: Independence")
        amend_terms(
            row=program(),
            changes={"title": title},
            reason="We say so.",
            actor=member(role=Role.ADMIN),
            seen_version=seen,
        )
        told = ["EU 269/2014: title"] if title == "Ours" else []
        assert [load(newer), load(newer)] == [told, told]


def test_what_a_team_amended_before_the_first_load_stays_too() -> None:
    declare_list(source=SOURCE)
    row = Program.objects.get(key="SDGT")
    amend_terms(
        row=row,
        changes={"title": "Ours"},
        reason="We say so.",
        actor=member(role=Role.ADMIN),
        seen_version=1,
    )
    assert "US SDGT: title" in load_programs(folder=FOLDER).conflicts
    row.refresh_from_db()
    assert (row.title, row.catalogue_key) == ("Ours", "US-TERR")


def test_a_renewal_of_a_newer_file_is_appended(load: Load) -> None:
    load()
    more = "{decided_on: 2026-09-14, extends_to: 2027-03-15}"
    old = "- {decided_on: 2026-03-14, extends_to: 2026-09-15}"
    assert load((old, f"{old}\n          - {more}")) == []
    assert Renewal.objects.count() == 2


def test_a_renewal_that_a_team_recorded_otherwise_stays_the_one_that_counts(load: Load) -> None:
    load()
    terms = {"decided_on": "2026-09-14", "extends_to": "2027-03-31"}
    record_renewal(rule=RenewalRule.objects.get(), terms=terms, actor=member(role=Role.ADMIN))
    more = "{decided_on: 2026-09-14, extends_to: 2027-03-15}"
    old = "- {decided_on: 2026-03-14, extends_to: 2026-09-15}"
    assert load((old, f"{old}\n          - {more}")) == [
        "EU Decision 1: sunset: renewal of 2026-09-14"
    ]
    assert Renewal.objects.count() == 2


def test_importing_a_list_afterwards_keeps_the_shipped_terms() -> None:
    load_programs(folder=FOLDER)
    before = Program.objects.get(key="PEESA-EO14039")
    declare_list(source=SOURCE)
    after = Program.objects.get(key="PEESA-EO14039")
    assert (after.title, after.catalogue_key) == (before.title, "US-RUSHAR")
    assert after.aliases == ["PEESA", "PEESA-EO"]


def test_a_renamed_tag_of_the_shipped_data_is_the_same_program() -> None:
    load_programs(folder=FOLDER)
    authority = declare_list(source=SOURCE).authority
    assert ProgramBook(authority=authority).current("PAARSSR-EO13894") == "SYRIA-EO13894"


def test_terms_are_known_as_they_were(load: Load, database_clock: SetClock) -> None:
    first, second = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2))
    database_clock(first)
    load()
    database_clock(second)
    load(("title: Integrity", "title: Independence"))
    assert terms_known_at(program(), first)["title"] == "Integrity"
    assert terms_known_at(program(), second)["title"] == "Independence"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: sunset", "kind: sunrise", r"eu.yaml: instruments\[0\]: rules\[0\]: kind: expected"),
        ("title: Integrity", "titel: x", r"eu.yaml: programs\[0\]: titel: unknown"),
        ("parent: Decision 1", "parent: Decision 9", "no instrument Decision 9"),
        ("bases: [Regulation 2]", "bases: [Act 9]", "no instrument Act 9"),
        ("identifier: Decision 1", "identifier: ''", r"instruments\[0\]: identifier: expected"),
        ("authority: EU", "authority: [", "eu.yaml: expected YAML"),
        ("programs:", "programms:", "eu.yaml: programms: unknown"),
    ],
)
def test_a_damaged_file_is_refused_whole_with_its_place(
    load: Load, old: str, new: str, told: str
) -> None:
    with pytest.raises(ProgramFileInvalid, match=told):
        load((old, new))
    assert not Instrument.objects.exists()
