"""The UK Sanctions List as XML gives what the CSV gives."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from sanctions.lists._formats import uk_xml
from sanctions.lists.base import Found

EXAMPLES = Path(__file__).parents[1] / "examples" / "gb_fcdo_sanctions"
XML = (EXAMPLES / "uksl_xml" / "UK-Sanctions-List.xml").read_bytes()


def _fields(content: bytes) -> list[dict[str, object]]:
    walked = uk_xml.parse({uk_xml.PART: content})
    return [found.read().fields() for found in walked if isinstance(found, Found)]


def test_both_files_give_the_same_parties() -> None:
    expected = json.loads((EXAMPLES / "uksl_csv" / "expected.json").read_text(encoding="utf-8"))
    assert _fields(XML) == [
        {key: value for key, value in one.items() if key != "id"} for one in expected
    ]


def test_an_element_that_nobody_reads_is_reported() -> None:
    changed = XML.replace(b"<IMONumbers>", b"<Cargo>oil</Cargo><IMONumbers>")
    assert _fields(changed)[2]["unread"] == ["Designation/ShipDetails/Ship/Cargo: oil"]


def test_indicators_without_the_text_of_the_sanctions_are_reported() -> None:
    changed = XML.replace(b"<SanctionsImposed>Asset freeze</SanctionsImposed>", b"")
    fields = _fields(changed)[1]
    assert "designations" not in fields
    assert fields["unread"] == ["Designation/SanctionsImposedIndicators: true"]


def test_the_file_states_the_day_on_which_it_was_made() -> None:
    assert uk_xml.stated({uk_xml.PART: XML}).published == date(2026, 5, 7)
