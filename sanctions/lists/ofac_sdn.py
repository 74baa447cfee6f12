"""OFAC's Specially Designated Nationals and Blocked Persons List.

An id is OFAC's for all its lists and formats; it stays when a party moves from one to another.
Everyone on this list is blocked, under one at least of the programs that are printed.
"""

from __future__ import annotations

from sanctions.lists._formats import ofac_advanced, ofac_enhanced, ofac_xml
from sanctions.lists._formats.ofac_csv import FlatFiles
from sanctions.lists.base import Format, Source
from sanctions.lists.ofac_programs import PROGRAMS
from sanctions.lists.ofac_service import download_of

SOURCE = Source(
    key="us_ofac_sdn",
    title="OFAC Specially Designated Nationals and Blocked Persons List",
    authority="US",
    authority_name="United States",
    zone="America/New_York",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    url="https://sanctionslistservice.ofac.treas.gov/api/download/SDN.CSV",
    licence="Work of the US government: public domain in the United States (17 USC 105)",
    cadence="several times a week",
    id_space="us_ofac",
    minimum_parties=5_000,
    parser_version=2,
    programs=PROGRAMS,
    download=download_of("SDN_ENHANCED.ZIP"),
)

_FLAT = FlatFiles(SOURCE.key, main="sdn", alt="alt", add="add", comments="sdn_comments")

FORMATS: tuple[Format, ...] = (
    ofac_enhanced.format_of(SOURCE.key),
    ofac_advanced.format_of(SOURCE.key),
    ofac_xml.format_of(SOURCE.key),
    _FLAT.format(),
)
