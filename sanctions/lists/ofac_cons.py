"""OFAC's Consolidated Sanctions List: all of its lists but that of Specially Designated Nationals.

Sectoral sanctions, menu-based sanctions, correspondent accounts, Chinese military-industrial
companies, evaders, the Palestinian Legislative Council. Most of them do not block. Those who are
on the SDN list too are here with all their programs; what blocks them is said by that list, and
here only where nothing else explains why a program is printed.
"""

from __future__ import annotations

from sanctions.lists._formats import ofac_advanced, ofac_enhanced, ofac_xml
from sanctions.lists._formats.ofac_csv import FlatFiles
from sanctions.lists.base import Format, Source
from sanctions.lists.ofac_programs import PROGRAMS
from sanctions.lists.ofac_service import download_of

SOURCE = Source(
    key="us_ofac_cons",
    title="OFAC Consolidated Sanctions List (non-SDN)",
    authority="US",
    authority_name="United States",
    zone="America/New_York",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    url="https://sanctionslistservice.ofac.treas.gov/api/download/CONS_ENHANCED.ZIP",
    licence="Work of the US government: public domain in the United States (17 USC 105)",
    cadence="several times a year",
    id_space="us_ofac",
    minimum_parties=200,
    parser_version=1,
    programs=PROGRAMS,
    download=download_of("CONS_ENHANCED.ZIP"),
)

_FLAT = FlatFiles(
    SOURCE.key, main="cons_prim", alt="cons_alt", add="cons_add", comments="cons_comments"
)

FORMATS: tuple[Format, ...] = (
    ofac_enhanced.format_of(SOURCE.key),
    ofac_advanced.format_of(SOURCE.key),
    ofac_xml.format_of(SOURCE.key),
    _FLAT.format(),
)
