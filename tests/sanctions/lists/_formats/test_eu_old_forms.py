"""The forms in which the EU's list was published before version 1.1."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists.base import Fault
from sanctions.lists.eu_fsf import FORMATS
from tests.sanctions.lists.eu_files import read, walked

CSV, XML = FORMATS[2:]
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "eu_fsf"
XML_FILE = (EXAMPLES / "global_xml" / "global.xml").read_bytes()
CSV_FILE = (EXAMPLES / "fsf_csv_1_0" / "csvFullSanctionsList.csv").read_bytes()


def test_the_old_xml_tells_its_day_day_first() -> None:
    assert XML.stated({"global": XML_FILE}).published == date(2016, 2, 11)


def test_an_act_of_another_regime_does_not_begin_a_designation() -> None:
    record = read(XML, XML_FILE)[0]
    assert [one.from_date for one in record.designations] == [date(2005, 6, 16)]
    assert record.details["acts_of_other_regimes"] == ["1643/2002 (OJ L247) (TAQA)"]


def test_an_element_that_the_old_xml_never_had_is_told() -> None:
    content = XML_FILE.replace(b"<GENDER>M</GENDER>", b"<GENDER>M</GENDER><HEIGHT>2 m</HEIGHT>")
    assert read(XML, content)[0].unread == ("ENTITY/NAME/HEIGHT: 2 m",)


def test_the_old_csv_is_read_in_windows_1252_and_in_utf_8() -> None:
    utf8 = b"\xef\xbb\xbf" + CSV_FILE.decode("cp1252").encode()
    assert read(CSV, utf8) == read(CSV, CSV_FILE)
    assert [name.name for name in read(CSV, CSV_FILE)[0].aliases or ()] == ["Démo Nikolaïev"]


def test_the_old_csv_may_come_without_quotes_around_its_lines() -> None:
    lines = [line[1:-1].rstrip("\t") for line in CSV_FILE.decode("cp1252").splitlines()]
    plain = "\n".join(line.replace('""', '"') for line in lines) + "\n"
    assert read(CSV, plain.encode()) == read(CSV, CSV_FILE)


def test_a_line_cut_short_is_a_fault_of_its_party() -> None:
    (fault, *_rest) = walked(CSV, CSV_FILE + b'"04/07/2018;9009;P"\n')
    assert isinstance(fault, Fault)
    assert (fault.external_id, fault.line) == ("9009", 9)


def test_other_columns_refuse_the_old_csv() -> None:
    with pytest.raises(SnapshotRefused, match=r"unknown \['Naal_lastnames'\]"):
        walked(CSV, CSV_FILE.replace(b"Naal_lastname;", b"Naal_lastnames;"))
