"""The rows of a list keep step with what its module declares."""

from __future__ import annotations

import dataclasses

import pytest

from sanctions.domain.kinds import Measure
from sanctions.lists.base import Program as Declared
from sanctions.lists.ofac_sdn import SOURCE
from sanctions.models import Authority, Program, SanctionsList
from sanctions.services.declare_list import ProgramBook, declare_list

pytestmark = pytest.mark.django_db


def test_it_creates_authority_list_and_programs() -> None:
    declared = declare_list(source=SOURCE)
    assert (declared.key, declared.authority.code) == ("us_ofac_sdn", "US")
    assert declared.licence == SOURCE.licence
    assert Program.objects.count() == len(SOURCE.programs)
    assert Program.objects.get(key="PEESA-EO14039").aliases == ["PEESA", "PEESA-EO"]


def test_declaring_twice_makes_one() -> None:
    assert declare_list(source=SOURCE) == declare_list(source=SOURCE)
    assert (SanctionsList.objects.count(), Authority.objects.count()) == (1, 1)


def test_what_the_module_changes_is_changed() -> None:
    declare_list(source=SOURCE)
    moved = dataclasses.replace(SOURCE, url="https://lists.example/sdn.csv")
    assert declare_list(source=moved).url == "https://lists.example/sdn.csv"


def test_a_program_that_was_unmapped_becomes_mapped() -> None:
    authority = declare_list(source=SOURCE).authority
    unmapped = ProgramBook(authority=authority).find("NEPTUNE-EO20000")
    assert not unmapped.mapped
    newer = Declared("Executive Order 20000", measure=Measure.IMPORT_BAN)
    programs = {**SOURCE.programs, "NEPTUNE-EO20000": newer}
    declare_list(source=dataclasses.replace(SOURCE, programs=programs))
    unmapped.refresh_from_db()
    assert (unmapped.mapped, unmapped.title) == (True, "Executive Order 20000")
    assert unmapped.measure == Measure.IMPORT_BAN


def test_a_reviewed_program_keeps_its_terms_and_gets_the_former_tags() -> None:
    declare_list(source=SOURCE)
    Program.objects.filter(key="PEESA-EO14039").update(title="Pipelines", aliases=[], version=2)
    declare_list(source=SOURCE)
    row = Program.objects.get(key="PEESA-EO14039")
    assert (row.title, row.aliases) == ("Pipelines", ["PEESA", "PEESA-EO"])


def test_an_authority_that_was_edited_is_left_as_it_is() -> None:
    declare_list(source=SOURCE)
    Authority.objects.update(name="United States of America")
    assert declare_list(source=SOURCE).authority.name == "United States of America"


def test_a_book_finds_and_adds_each_program_once() -> None:
    book = ProgramBook(authority=declare_list(source=SOURCE).authority)
    first, second = (book.find("NEPTUNE-EO20000") for _ in range(2))
    assert first == second
    assert book.find("SDGT").mapped
