"""The items of OFAC's remarks; none is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.kinds import DateKind, NameType
from sanctions.domain.records import DateRecord, IdentifierRecord, NameRecord
from sanctions.lists.ofac_remarks import CAP, Remarks, read_remarks


def _items(read: Remarks) -> int:
    details = sum(len(values) for values in read.details.values())
    lists = (read.names, read.dates, read.identifiers, read.links)
    return details + sum(len(found) for found in lists)


def test_weak_names_stand_in_quotes() -> None:
    read = read_remarks("a.k.a. 'ABU HAFS'; f.k.a. 'ANA I'; n.k.a. 'EBANO'.")
    assert read.names == [
        NameRecord("ABU HAFS", NameType.AKA, weak=True),
        NameRecord("ANA I", NameType.FKA, weak=True),
        NameRecord("EBANO", NameType.NKA, weak=True),
    ]


def test_dates_keep_their_text() -> None:
    read = read_remarks("DOB circa 1960; alt. DOB 1964 to 1966; Vessel Year of Build 2003.")
    assert read.dates == [
        DateRecord(DateKind.BIRTH, "circa 1960"),
        DateRecord(DateKind.BIRTH, "1964 to 1966"),
        DateRecord(DateKind.BUILT, "2003"),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Tax ID No. 7707083893 (Russia)",
            IdentifierRecord("inn", "7707083893", "Russia", valid=True),
        ),
        ("Tax ID No. 7707083893 (Iran)", IdentifierRecord("tax_id", "7707083893", "Iran")),
        (
            "Registration Number 1027700132195 (Russia)",
            IdentifierRecord("ogrn", "1027700132195", "Russia", valid=True),
        ),
        ("Registration ID 84039", IdentifierRecord("registration_number", "84039")),
        (
            "Vessel Registration Identification IMO 7406784",
            IdentifierRecord("imo", "7406784", valid=True),
        ),
        (
            "Passport 484824 (Egypt) issued 18 Jan 1984",
            IdentifierRecord("passport", "484824", "Egypt", "issued 18 Jan 1984"),
        ),
        (
            "Digital Currency Address - XBT 1AbC",
            IdentifierRecord("digital_currency", "1AbC", note="XBT"),
        ),
        (
            "Moon Permit Number 12 (Congo (Kinshasa))",
            IdentifierRecord("Moon Permit Number", "12", "Congo (Kinshasa)"),
        ),
    ],
)
def test_an_identifier_is_split_into_its_parts(item: str, expected: IdentifierRecord) -> None:
    assert read_remarks(f"{item}.").identifiers == [expected]
    assert read_remarks(f"alt. {item}.").identifiers == [expected]


def test_several_links_are_kept_in_their_order() -> None:
    read = read_remarks("Linked To: OOO VOLGA GROUP; Linked To: SMP BANK.")
    assert [(link.type, link.other_id, link.other_name) for link in read.links] == [
        ("Linked To", "", "OOO VOLGA GROUP"),
        ("Linked To", "", "SMP BANK"),
    ]


def test_a_link_in_brackets_is_the_same_link() -> None:
    assert read_remarks("(Linked To: SMP BANK)").links == read_remarks("Linked To: SMP BANK").links


def test_the_one_sentence_with_a_semicolon_of_its_own_stays_whole() -> None:
    text = (
        "Additional Sanctions Information - Not on the SDN List; U.S. Persons Must Continue to "
        "Block the Property of this Person; all offices worldwide."
    )
    assert read_remarks(text).details == {
        "additional_sanctions": [
            "Not on the SDN List; U.S. Persons Must Continue to Block the Property of this Person"
        ],
        "other": ["all offices worldwide"],
    }


@pytest.mark.parametrize(
    ("label", "value", "item"),
    [
        ("Nationality Country", "Russia", "nationality Russia"),
        ("Executive Order 14024 Directive Information -", "x", None),
        ("Listing Date (EO 14024 Directive 2):", "24 Feb 2022", None),
        ("Listing Date (CMIC)", "10 Dec 2021", None),
        ("Digital Currency Address - XBT", "1AbC", None),
        ("Aircraft Manufacturer’s Serial Number (MSN)", "8401",
         "Aircraft Manufacturer's Serial Number (MSN) 8401"),
        ("Registration ID", "33556474 (Russia)", None),
    ],
)  # fmt: skip
def test_a_label_of_its_own_says_what_the_item_in_remarks_says(
    label: str, value: str, item: str | None
) -> None:
    read = Remarks()
    assert read.take_feature(label, value)
    assert read == read_remarks(item or f"{label} {value}")


def test_a_label_that_nobody_knows_is_not_taken() -> None:
    read = Remarks()
    assert not read.take_feature("Moon Phase", "full")
    assert read == Remarks()


def test_what_has_no_label_is_kept_as_other() -> None:
    read = read_remarks("all offices worldwide; Member of the State Duma.")
    assert read.details == {"other": ["all offices worldwide", "Member of the State Duma"]}


def test_the_last_item_of_a_text_at_the_cap_is_kept_as_cut() -> None:
    text = "Gender Male; " + "x" * CAP + "; DOB 01 Ja"
    read = read_remarks(text)
    assert read.details["cut"] == ["DOB 01 Ja"]
    assert read.dates == []


def test_a_long_text_that_ends_properly_was_not_cut() -> None:
    read = read_remarks("x" * CAP + "; DOB 01 Jan 1970.")
    assert "cut" not in read.details
    assert read.dates == [DateRecord(DateKind.BIRTH, "01 Jan 1970")]


def test_no_remarks_are_no_items() -> None:
    assert read_remarks("") == Remarks()


@given(st.lists(st.text(st.characters(exclude_characters=";", exclude_categories=["Cs"]))))
def test_every_item_goes_somewhere(items: list[str]) -> None:
    text = "; ".join(items)
    kept = [item for item in text.removesuffix(".").split(";") if item.strip()]
    assert _items(read_remarks(text)) == len(kept)
