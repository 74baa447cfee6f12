"""OFAC's ENHANCED_XML."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.records import PartyRecord
from sanctions.lists.base import Fault, Found
from tests.sanctions.lists.ofac_reading import EXAMPLES, form_of

FORM = form_of("us_ofac_sdn", "enhanced_xml")
WHOLE = (EXAMPLES / "us_ofac_sdn" / "enhanced_xml" / "SDN_ENHANCED.XML").read_bytes()


def _read(uid: str, *, old: str = "", new: str = "") -> PartyRecord:
    """Read a party of the example, in which one piece of text is another everywhere."""
    content = WHOLE.replace(old.encode(), new.encode()) if old else WHOLE
    assert not old or content != WHOLE
    found = next(
        one
        for one in FORM.parse({"enhanced": content})
        if isinstance(one, Found) and one.external_id == uid
    )
    return found.read()


def _filtered(more: bytes) -> bytes:
    end = b"</sanctionsLists>\n    </filters>"
    assert end in WHOLE
    return WHOLE.replace(end, b"</sanctionsLists>\n" + more + b"    </filters>")


def test_it_says_its_day_and_that_it_is_whole() -> None:
    stated = FORM.stated({"enhanced": WHOLE})
    assert (stated.published, stated.narrowed) == (date(2024, 5, 6), "")


@pytest.mark.parametrize("printed", ["2025-01-10T00:00:00", "2025-01-10T09:15:00.1234567-05:00"])
def test_its_day_may_have_an_offset_and_seven_decimals(printed: str) -> None:
    content = WHOLE.replace(b"2024-05-06T00:00:00", printed.encode())
    assert FORM.stated({"enhanced": content}).published == date(2025, 1, 10)


def test_a_copy_filtered_by_program_is_not_the_list() -> None:
    program = b'<sanctionsProgram refId="9">IRGC</sanctionsProgram>'
    more = b"<sanctionsPrograms>" + program + b"</sanctionsPrograms>"
    assert FORM.stated({"enhanced": _filtered(more)}).narrowed == "programs: IRGC"


def test_a_copy_of_another_list_is_not_this_one() -> None:
    cons = (EXAMPLES / "us_ofac_cons" / "enhanced_xml" / "CONS_ENHANCED.XML").read_bytes()
    assert FORM.stated({"enhanced": cons}).narrowed == "lists: Consolidated List"


def test_a_party_that_is_on_other_lists_only_is_no_party_of_this_one() -> None:
    with pytest.raises(UnknownValue, match=r"not on the SDN List, but on \['CAPTA List'\]"):
        _read("7782", old=">SDN List</sanctionsList></sanctionsLists>",
              new=">CAPTA List</sanctionsList></sanctionsLists>")  # fmt: skip


def test_a_feature_that_nobody_knows_is_kept_and_told() -> None:
    record = _read("15431", old=">Aircraft Model</type>", new=">Moon Phase</type>")
    assert record.details["other"] == ["Moon Phase IL76-TD"]
    assert record.unread == ("feature: Moon Phase IL76-TD",)


def test_an_element_that_nobody_reads_is_told() -> None:
    record = _read("7782", old="</generalInfo>", new="<shoeSize>44</shoeSize></generalInfo>")
    assert record.unread == ("entity/generalInfo/shoeSize: 44",)


def test_a_type_of_sanctions_that_nobody_knows_is_told() -> None:
    record = _read("7782", old=">Block</sanctionsType>", new=">Banish</sanctionsType>")
    assert record.unread == ("type of sanctions: Banish",)


def test_what_is_said_about_features_and_documents_is_kept() -> None:
    about = "<isPrimary>true</isPrimary><reliability refId='1'>Reported</reliability>"
    record = _read("7782", old="<isPrimary>true</isPrimary></feature>", new=about + "</feature>")
    assert record.details["about_features"] == [
        "Birthdate circa 1951: Reported",
        "Place of Birth Foca, Bosnia-Herzegovina: Reported",
    ]
    paper = "<isValid>true</isValid><issuingAuthority>OGRN</issuingAuthority>"
    record = _read("28683", old="<isValid>true</isValid>", new=paper)
    assert record.details["about_documents"] == ["National ID No. 0383595282: OGRN"]


def test_bounds_that_say_something_else_than_the_text_are_kept() -> None:
    record = _read("7782", old="<value>circa 1951</value>", new="<value>after the war</value>")
    (born,) = record.dates
    assert born.read
    assert (born.raw, born.read.approximate) == ("after the war", True)
    assert (born.read.from_earliest, born.read.to_latest) == (date(1951, 1, 1), date(1951, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('datePublished="2003-05-29"', 'datePublished="2003-05-32"', "datePublished"),
        (">Individual</entityType>", ">Ghost</entityType>", "type 'Ghost'"),
        ("<formattedFullName>SAHINPASIC, Senad</formattedFullName>", "", "<formattedFullName>"),
    ],
)
def test_what_it_does_not_know_is_never_guessed_at(old: str, new: str, reason: str) -> None:
    with pytest.raises(UnknownValue, match=reason):
        _read("7782", old=old, new=new)


def test_an_unknown_namespace_is_refused() -> None:
    content = WHOLE.replace(b"exports/ENHANCED_XML", b"exports/OTHER_XML")
    with pytest.raises(SnapshotRefused, match="unknown namespace"):
        [*FORM.parse({"enhanced": content})]


def test_an_unknown_element_outside_the_entities_is_nobodys_fault() -> None:
    content = WHOLE.replace(b"</entities>", b"</entities><delistings />")
    *_, fault = FORM.parse({"enhanced": content})
    assert isinstance(fault, Fault)
    assert (fault.external_id, fault.reason) == (None, "<delistings> is unknown outside <entity>")
