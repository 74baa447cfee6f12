"""OFAC's ADVANCED XML: five places of one file, joined by ids."""

from __future__ import annotations

import mmap
from datetime import date
from pathlib import Path

import pytest

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.records import PartyRecord
from sanctions.lists.base import Fault, Found
from tests.sanctions.lists.ofac_reading import EXAMPLES, form_of

FORM = form_of("us_ofac_sdn", "advanced_xml")
FILE = EXAMPLES / "us_ofac_sdn" / "advanced_xml" / "sdn_advanced.xml"
WHOLE = FILE.read_bytes()


def _changed(old: str, new: str) -> bytes:
    content = WHOLE.replace(old.encode(), new.encode())
    assert content != WHOLE
    return content


def _walk(content: bytes) -> tuple[dict[str, Found], list[Fault]]:
    walked = [*FORM.parse({"advanced": content})]
    return (
        {one.external_id: one for one in walked if isinstance(one, Found)},
        [one for one in walked if isinstance(one, Fault)],
    )


def _read(uid: str, old: str, new: str) -> PartyRecord:
    return _walk(_changed(old, new))[0][uid].read()


def test_it_says_its_day_of_issue() -> None:
    assert FORM.stated({"advanced": WHOLE}).published == date(2024, 5, 6)


@pytest.mark.parametrize("old", ["<Month>5</Month>", "<Day>6</Day>"])
def test_a_day_of_issue_that_is_none_is_not_stated(old: str) -> None:
    content = _changed(f"{old}", old.replace("5", "13").replace("6", "32"))
    assert FORM.stated({"advanced": content}).published is None


def test_it_reads_a_file_that_the_system_maps_into_memory() -> None:
    with FILE.open("rb") as stream:
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    walked = [*FORM.parse({"advanced": mapped})]  # type: ignore[dict-item]
    assert [one.read() for one in walked if isinstance(one, Found)] == [
        found.read() for found in _walk(WHOLE)[0].values()
    ]


def test_a_party_without_an_entry_on_this_list_is_no_party_of_it() -> None:
    with pytest.raises(UnknownValue, match=r"not on the SDN List, but on \[\]"):
        _read("7782", 'ProfileID="7782"', 'ProfileID="1"')


@pytest.mark.parametrize(
    ("old", "new", "external_id", "reason"),
    [
        ('ProfileID="7782"', 'ProfileID="1"', "1", "an entry of sanctions"),
        ('From-ProfileID="34941"', 'From-ProfileID="1"', "1", "a relation"),
    ],
)
def test_what_belongs_to_nobody_is_told_with_the_id_it_names(
    old: str, new: str, external_id: str, reason: str
) -> None:
    (fault,) = _walk(_changed(old, new))[1]
    assert fault.external_id == external_id
    assert fault.reason == f"{reason} of a party that the file does not have"


def test_a_document_of_nobody_is_nobodys_fault() -> None:
    document = 'IdentityID="1" ValidityID="1"><Comment /><IDRegistrationNo>IMO 9256858'
    identity = 'IdentityID="20229" ValidityID="1"><Comment /><IDRegistrationNo>IMO 9256858'
    (fault,) = _walk(_changed(identity, document))[1]
    assert (fault.external_id, fault.reason) == (
        None,
        "1 documents of parties that the file does not have",
    )


def test_a_record_without_the_id_that_joins_it_is_nobodys_fault() -> None:
    (fault,) = _walk(_changed('<Location ID="20032">', "<Location>"))[1]
    assert (fault.external_id, fault.reason) == (
        None,
        "a record without the id that joins it",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Day>29</Day>", "<Day>28</Day>"),  # its entry
        ("Foca, Bosnia-Herzegovina", "Foca"),  # the party itself
        (">Birthdate<", ">Name day<"),  # what a code of it means
    ],
)
def test_a_digest_follows_all_that_a_party_is_joined_from(old: str, new: str) -> None:
    before, after = _walk(WHOLE)[0], _walk(_changed(old, new))[0]
    assert before["7782"].digest != after["7782"].digest


def test_a_country_that_another_party_refers_to_as_well_changes_nobody() -> None:
    back = '<FeatureVersionReference FeatureVersionID="20135" />'
    before, after = _walk(WHOLE)[0], _walk(_changed(back, back + back.replace("20135", "9")))[0]
    assert [one.digest for one in before.values()] == [one.digest for one in after.values()]


def test_an_address_that_changes_is_its_partys_change() -> None:
    before, after = _walk(WHOLE)[0], _walk(_changed("19 ul. Vavilova", "20 ul. Vavilova"))[0]
    changed = {uid for uid in before if before[uid].digest != after[uid].digest}
    assert changed == {"17018"}


def test_a_location_that_the_file_does_not_have_is_told() -> None:
    record = _read("17018", '<Location ID="20032">', '<Location ID="9">')
    assert record.unread == ("Location: location 20032 is not in the file",)
    assert record.addresses == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('FeatureTypeID="1039"', 'FeatureTypeID="9"', "FeatureType 9 is not among"),
        ('PartySubTypeID="4"', 'PartySubTypeID="9"', "PartySubType 9 is not among"),
        ('AliasTypeID="1004"', 'AliasTypeID="9"', "AliasType 9 is not among"),
        ('NamePartGroupID="20219"', 'NamePartGroupID="9"', "the unknown group 9"),
        ("<Day>29</Day>", "<Day>32</Day>", "date"),
    ],
)
def test_a_code_that_the_file_does_not_explain_is_never_guessed_at(
    old: str, new: str, reason: str
) -> None:
    with pytest.raises(UnknownValue, match=reason):
        _read("7782", old, new)


def test_a_feature_that_nobody_knows_is_kept_and_told() -> None:
    record = _read("7782", ">Place of Birth<", ">Moon Phase<")
    assert record.details["other"] == ["Moon Phase Foca, Bosnia-Herzegovina"]
    assert record.unread == ("feature: Moon Phase Foca, Bosnia-Herzegovina",)


def test_an_element_that_nobody_reads_is_told() -> None:
    record = _read("7782", "</Profile>", "<ShoeSize>44</ShoeSize></Profile>")
    assert record.unread == ("Joined/DistinctParty/Profile/ShoeSize: 44",)


def test_an_event_that_is_no_listing_is_told_and_gives_no_day() -> None:
    with pytest.raises(UnknownValue, match="not on the SDN List"):
        _read("7782", ">Created<", ">Amended<")


def test_a_former_relation_says_so() -> None:
    record = _read("34941", 'Former="false"', 'Former="true"')
    assert [one.note for one in record.relations or ()] == ["former"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Middle Name", "SAHINPASIC, Senad"),
        ("Patronymic", "SAHINPASIC SENAD"),
        ("Maiden Name", "SAHINPASIC, Senad"),
    ],
)
def test_a_name_is_put_together_from_its_parts(kind: str, name: str) -> None:
    assert _read("7782", ">First Name<", f">{kind}<").name == name


def test_a_location_of_which_an_unknown_part_follows_the_references_stays_whole() -> None:
    back = '<FeatureVersionReference FeatureVersionID="20033" /></Location>'
    record = _read("17018", back, back.replace("</Location>", "<Planet>Mars</Planet></Location>"))
    assert record.unread == (
        "Joined/Location/FeatureVersionReference: FeatureVersionID=20033",
        "Joined/Location/Planet: Mars",
    )


def test_a_file_without_reference_values_is_refused() -> None:
    with pytest.raises(SnapshotRefused, match="no <ReferenceValueSets>"):
        _walk(_changed("ReferenceValueSets>", "ReferenceValues>"))


@pytest.mark.parametrize("attribute", ["DeltaBaseVersion", "Moon"])
def test_a_file_that_says_more_of_itself_is_nobodys_fault(attribute: str) -> None:
    _, (fault,) = _walk(_changed('Version="3"', f'Version="3" {attribute}="2"'))
    assert fault.external_id is None
    assert attribute in fault.reason


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotRefused, match="cut"):
        _walk(WHOLE[: len(WHOLE) // 2])
