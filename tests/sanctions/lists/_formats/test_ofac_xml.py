"""OFAC's legacy XML."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.records import IdentifierRecord, PartyRecord
from sanctions.lists.base import Fault, Found, Stated
from tests.sanctions.lists.ofac_reading import EXAMPLES, form_of

SLS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
FORM = form_of("us_ofac_cons", "legacy_xml")
PROGRAMS = "<programList><program>NS-PLC</program></programList>"
ENTRY = f"<uid>1</uid><lastName>HOUSE</lastName><sdnType>Entity</sdnType>{PROGRAMS}"


def _file(*entries: str, namespace: str = SLS, head: str = "") -> dict[str, bytes]:
    body = "".join(f"<sdnEntry>{entry}</sdnEntry>" for entry in entries)
    return {"xml": f'<sdnList xmlns="{namespace}">{head}{body}</sdnList>'.encode()}


def _only(entry: str) -> PartyRecord:
    (found,) = FORM.parse(_file(entry))
    assert isinstance(found, Found)
    return found.read()


@pytest.mark.parametrize("namespace", [SLS, "http://tempuri.org/sdnList.xsd"])
def test_both_namespaces_that_ofac_has_used_are_read(namespace: str) -> None:
    (found,) = FORM.parse(_file(ENTRY, namespace=namespace))
    assert isinstance(found, Found)
    assert (found.external_id, found.read().name) == ("1", "HOUSE")


def test_another_namespace_is_refused() -> None:
    with pytest.raises(SnapshotRefused, match=r"unknown namespace 'http://evil\.example'"):
        [*FORM.parse(_file(ENTRY, namespace="http://evil.example"))]


def test_it_says_its_day_and_how_many_parties_it_has() -> None:
    head = (
        "<publshInformation><Publish_Date>05/06/2024</Publish_Date>"
        "<Record_Count>443</Record_Count></publshInformation>"
    )
    assert FORM.stated(_file(ENTRY, head=head)) == Stated(date(2024, 5, 6), parties=443)


@pytest.mark.parametrize(
    "head", ["", "<publshInformation><Publish_Date>soon</Publish_Date></publshInformation>"]
)
def test_a_day_that_is_none_is_not_stated(head: str) -> None:
    assert FORM.stated(_file(ENTRY, head=head)) == Stated()


def test_an_entry_without_an_id_is_nobodys() -> None:
    (fault,) = FORM.parse(_file("<lastName>HOUSE</lastName>" + PROGRAMS))
    assert isinstance(fault, Fault)
    assert fault.external_id is None


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("<uid>1</uid><sdnType>Entity</sdnType>" + PROGRAMS, "1 has no name"),
        ("<uid>1</uid><lastName>X</lastName>" + PROGRAMS, "<sdnEntry> without <sdnType>"),
        (ENTRY.replace("Entity", "Submarine"), "type 'Submarine' of 1 HOUSE"),
        (
            ENTRY + "<akaList><aka><type>d.b.a.</type><category>strong</category></aka></akaList>",
            "kind of alias 'd.b.a.', 'strong'",
        ),
    ],
)
def test_what_it_does_not_know_is_never_guessed_at(entry: str, reason: str) -> None:
    with pytest.raises(UnknownValue, match=reason):
        _only(entry)


def test_an_element_that_nobody_reads_is_told() -> None:
    record = _only(ENTRY + "<shoeSize>44</shoeSize>")
    assert record.unread == ("sdnEntry/shoeSize: 44",)


def test_a_label_that_nobody_knows_is_kept_and_told() -> None:
    item = (
        "<idList><id><uid>9</uid><idType>Moon Phase</idType><idNumber>full</idNumber></id></idList>"
    )
    record = _only(ENTRY + item)
    assert record.details["other"] == ["Moon Phase full"]
    assert record.unread == ("idType: Moon Phase full",)


def test_a_country_inside_a_number_is_its_country() -> None:
    """So it stands in the real files: Registration ID "1026303117642 (Russia)"."""
    item = (
        "<idList><id><uid>9</uid><idType>Registration ID</idType>"
        "<idNumber>1026303117642 (Russia)</idNumber></id></idList>"
    )
    assert _only(ENTRY + item).identifiers == (
        IdentifierRecord("ogrn", "1026303117642", "Russia", valid=True),
    )


def test_a_renamed_record_is_refused_or_told() -> None:
    whole = (EXAMPLES / "us_ofac_cons" / "legacy_xml" / "consolidated.xml").read_bytes()
    told = [*FORM.parse({"xml": whole.replace(b"sdnEntry", b"entry")})]
    assert told
    assert all(isinstance(one, Fault) and one.external_id is None for one in told)
