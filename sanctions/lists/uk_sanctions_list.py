"""The UK Sanctions List, the single list of the United Kingdom since 28 January 2026.

A party is known by its unique id: the letters of the regime and a number. One who is designated
under two regimes has two unique ids, and the older ones of these share one OFSI group id.
"""

from __future__ import annotations

from sanctions.lists._formats import uk_csv, uk_xml
from sanctions.lists.base import Download, Format, Source
from sanctions.lists.uk_programs import PROGRAMS

_URL = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"

SOURCE = Source(
    key="gb_fcdo_sanctions",
    title="UK Sanctions List",
    authority="UK",
    authority_name="United Kingdom",
    zone="Europe/London",
    publisher="Foreign, Commonwealth and Development Office",
    url=_URL,
    licence="Contains public sector information licensed under the Open Government Licence v3.0",
    cadence="several times a month",
    id_space="gb_fcdo",
    minimum_parties=3_000,
    parser_version=1,
    programs=PROGRAMS,
    download=Download(url=_URL, every_hours=12),
)

FORMATS: tuple[Format, ...] = (
    Format(
        key="uksl_xml",
        parts=(uk_xml.PART,),
        part_of=uk_xml.part_of,
        parse=uk_xml.parse,
        stated=uk_xml.stated,
    ),
    Format(
        key="uksl_csv",
        parts=(uk_csv.PART,),
        part_of=uk_csv.part_of,
        parse=uk_csv.parse,
        stated=uk_csv.stated,
    ),
)
