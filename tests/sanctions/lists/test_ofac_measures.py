"""What OFAC's types, menus and tags do, program by program."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.kinds import Measure
from sanctions.domain.records import DesignationRecord
from sanctions.lists.ofac_measures import Imposed, designations_of
from sanctions.lists.ofac_remarks import Remarks, read_remarks

LISTED = date(2022, 4, 6)
SSI = "Sectoral Sanctions Identifications List"
Effects = set[tuple[str, Measure]]


def _imposed(*types: str) -> Imposed:
    return Imposed(types=dict.fromkeys(types))


def _effects(*programs: str, imposed: Imposed | None = None, sdn: bool = False) -> Effects:
    found = designations_of(programs=programs, imposed=imposed or Imposed(), on_sdn_list=sdn)
    return {(one.program, one.measure) for one in found if one.measure}


def _of_remarks(text: str, *programs: str, sdn: bool = False) -> Effects:
    return _effects(*programs, imposed=read_remarks(text).imposed, sdn=sdn)


def test_everyone_on_the_sdn_list_is_blocked_under_every_program_that_blocks() -> None:
    assert _effects("SDGT", "IRGC", sdn=True) == {
        ("SDGT", Measure.ASSET_FREEZE),
        ("IRGC", Measure.ASSET_FREEZE),
    }


def test_one_tag_blocks_on_the_sdn_list_and_does_not_on_the_sectoral_one() -> None:
    directive = _imposed("13662 Sectoral Directive 1")
    assert _effects("UKRAINE-EO13662", sdn=True) == {("UKRAINE-EO13662", Measure.ASSET_FREEZE)}
    assert _effects("UKRAINE-EO13662", imposed=directive) == {
        ("UKRAINE-EO13662", Measure.SECTORAL_FINANCE)
    }


def test_a_directive_under_13662_stays_one_where_another_program_blocks() -> None:
    assert _effects(
        "UKRAINE-EO13662",
        "RUSSIA-EO14024",
        imposed=_imposed("13662 Sectoral Directive 4", "Block"),
        sdn=True,
    ) == {
        ("UKRAINE-EO13662", Measure.EXPORT_CONTROL),
        ("RUSSIA-EO14024", Measure.ASSET_FREEZE),
    }


def test_a_party_on_the_sdn_list_is_blocked_though_only_a_directive_is_named() -> None:
    """Subsidiaries of Sberbank had no type "Block" in the real files of 2024 and 2025."""
    assert _effects(
        "UKRAINE-EO13662",
        "RUSSIA-EO14024",
        imposed=_imposed("13662 Sectoral Directive 1", "Executive Order 14024 Directive 2"),
        sdn=True,
    ) == {
        ("UKRAINE-EO13662", Measure.SECTORAL_FINANCE),
        ("RUSSIA-EO14024", Measure.SECTORAL_FINANCE),
        ("RUSSIA-EO14024", Measure.ASSET_FREEZE),
    }


def test_what_nothing_explains_on_another_list_blocks_on_the_sdn_list() -> None:
    assert _effects(
        "UKRAINE-EO13662",
        "RUSSIA-EO14024",
        imposed=_imposed("13662 Sectoral Directive 1", "Block"),
    ) == {
        ("UKRAINE-EO13662", Measure.SECTORAL_FINANCE),
        ("RUSSIA-EO14024", Measure.ASSET_FREEZE),
    }


@pytest.mark.parametrize(
    ("type_", "program", "measure"),
    [
        ("13662 Sectoral Directive 2", "UKRAINE-EO13662", Measure.SECTORAL_FINANCE),
        ("13662 Sectoral Directive 3", "UKRAINE-EO13662", Measure.SECTORAL_FINANCE),
        ("Executive Order 14024 Directive 1a", "RUSSIA-EO14024", Measure.SECTORAL_FINANCE),
        ("Executive Order 14024 Directive 3", "RUSSIA-EO14024", Measure.SECTORAL_FINANCE),
        ("Executive Order 14024 Directive 4", "RUSSIA-EO14024", Measure.TRANSACTION_BAN),
        ("Executive Order 14014 Directive 1", "BURMA-EO14014", Measure.SERVICES_BAN),
        ("CMIC Executive Order", "CMIC-EO13959", Measure.INVESTMENT_BAN),
        ("561 Full Restrictions", "561-Related", Measure.SECTORAL_FINANCE),
        ("Reject", "NS-PLC", Measure.TRANSACTION_BAN),
        ("Reject", "FSE-IR", Measure.TRANSACTION_BAN),
    ],
)
def test_each_type_is_one_measure_under_its_program(
    type_: str, program: str, measure: Measure
) -> None:
    assert _effects(program, imposed=_imposed(type_)) == {(program, measure)}


@pytest.mark.parametrize(
    ("program", "measure"),
    [
        ("NS-PLC", Measure.TRANSACTION_BAN),
        ("FSE-SY", Measure.TRANSACTION_BAN),
        ("CMIC-EO13959", Measure.INVESTMENT_BAN),
        ("561-Related", Measure.SECTORAL_FINANCE),
    ],
)
def test_some_tags_say_what_they_do_where_no_type_does(program: str, measure: Measure) -> None:
    assert _effects(program) == {(program, measure)}


def test_what_was_chosen_from_a_menu_is_a_measure_each() -> None:
    text = (
        "CAATSA Section 235 Information: EXPORT SANCTIONS Sec. 235(a)(2); "
        "alt. CAATSA Section 235 Information: BANKING TRANSACTIONS. Sec 235(a)(8); "
        "alt. CAATSA Section 235 Information: BLOCKING PROPERTY AND INTERESTS IN PROPERTY."
    )
    assert _of_remarks(text, "CAATSA - RUSSIA", sdn=True) == {
        ("CAATSA - RUSSIA", Measure.EXPORT_CONTROL),
        ("CAATSA - RUSSIA", Measure.TRANSACTION_BAN),
        ("CAATSA - RUSSIA", Measure.ASSET_FREEZE),
    }


def test_a_menu_goes_to_the_program_that_it_belongs_to() -> None:
    text = "Executive Order 13846 information: IMPORT SANCTIONS.  Sec. 5(a)(vi)."
    assert ("IFCA", Measure.IMPORT_BAN) in _of_remarks(text, "IFCA", "SDGT", sdn=True)
    assert ("SDGT", Measure.IMPORT_BAN) not in _of_remarks(text, "IFCA", "SDGT", sdn=True)


def test_an_unknown_type_is_another_measure_and_told() -> None:
    imposed = _imposed("Executive Order 20000 Directive 9")
    assert _effects("RUSSIA-EO14024", imposed=imposed) == {("RUSSIA-EO14024", Measure.OTHER)}
    assert imposed.unknown == ["type of sanctions: Executive Order 20000 Directive 9"]


def test_an_unknown_item_of_a_menu_is_another_measure_and_told() -> None:
    read = read_remarks("CAATSA Section 235 Information: NO DESSERT.")
    assert _effects("CAATSA - RUSSIA", imposed=read.imposed) == {("CAATSA - RUSSIA", Measure.OTHER)}
    assert read.imposed.unknown == ["item of a menu: NO DESSERT"]


def test_an_unknown_tag_blocks_on_the_sdn_list_alone() -> None:
    imposed = Imposed()
    assert _effects("NEPTUNE-EO20000", sdn=True) == {("NEPTUNE-EO20000", Measure.ASSET_FREEZE)}
    assert _effects("NEPTUNE-EO20000", imposed=imposed) == {("NEPTUNE-EO20000", Measure.OTHER)}
    assert imposed.unknown == ["program: NEPTUNE-EO20000, on a list that does not always block"]


def _days(imposed: Imposed, *programs: str, sdn: bool = True) -> dict[str, date | None]:
    found = designations_of(programs=programs, imposed=imposed, on_sdn_list=sdn)
    return {one.program: one.from_date for one in found}


def test_the_day_of_a_list_is_that_of_the_one_program_that_blocks() -> None:
    imposed = Imposed(lists={"SDN List": LISTED})
    assert _days(imposed, "SDGT") == {"SDGT": LISTED}


def test_the_day_of_a_list_is_nobodys_where_several_programs_block() -> None:
    """12057 is listed since 2010, and bears a tag of an order of 2019."""
    imposed = Imposed(lists={"SDN List": date(2010, 6, 16)})
    assert _days(imposed, "IRGC", "IRAN-EO13876") == {"IRGC": None, "IRAN-EO13876": None}


def test_a_directive_begins_on_its_own_day_or_on_that_of_its_list() -> None:
    imposed = read_remarks(
        "Executive Order 13662 Directive Determination - Subject to Directive 1; "
        "Listing Date (EO 14024 Directive 3): 24 Feb 2022; "
        "Effective Date (EO 14024 Directive 3): 26 Mar 2022."
    ).imposed
    imposed.lists |= {SSI: date(2014, 9, 12), "Consolidated List": date(2014, 10, 10)}
    assert _days(imposed, "UKRAINE-EO13662", "RUSSIA-EO14024", sdn=False) == {
        "UKRAINE-EO13662": date(2014, 9, 12),
        "RUSSIA-EO14024": date(2022, 3, 26),
    }


def test_without_an_effective_day_the_listing_day_counts() -> None:
    imposed = read_remarks("Listing Date (EO 14024 Directive 2): 24 Feb 2022.").imposed
    assert _days(imposed, "RUSSIA-EO14024", sdn=False) == {"RUSSIA-EO14024": date(2022, 2, 24)}


def test_measures_of_one_kind_are_one_designation_with_all_that_it_rests_on() -> None:
    imposed = _imposed("Executive Order 14024 Directive 2", "Executive Order 14024 Directive 3")
    imposed.authorities = ("Executive Order 14024 (Russia)", "Executive Order 13582 (Syria)")
    found = designations_of(
        programs=("RUSSIA-EO14024", "SYRIA"), imposed=imposed, on_sdn_list=False
    )
    assert found == (
        DesignationRecord(
            "RUSSIA-EO14024",
            Measure.SECTORAL_FINANCE,
            None,
            "Executive Order 14024 Directive 2; Executive Order 14024 Directive 3; "
            "Executive Order 14024 (Russia)",
        ),
        DesignationRecord("SYRIA", Measure.ASSET_FREEZE, None, ""),
    )


def test_plain_remarks_impose_nothing() -> None:
    assert read_remarks("DOB 1962; all offices worldwide.").imposed == Remarks().imposed
