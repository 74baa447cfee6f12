"""The EU's consolidated list of persons, groups and entities subject to financial sanctions.

The Commission's database of who is frozen, in four forms: XML and CSV of version 1.1, and their two
forerunners for the history. The parties of sectoral acts are not in it, and it lags behind the
Official Journal. Format and traps: `docs/lists/eu_fsf.md`.
"""

from __future__ import annotations

from sanctions.lists._formats import eu_fsf_csv, eu_fsf_csv_1_0, eu_fsf_xml, eu_global_xml
from sanctions.lists.base import Download, Format, Source
from sanctions.lists.eu_programs import BY_CODE

_URL = (
    "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
    "?token=dG9rZW4tMjAxNw"
)

SOURCE = Source(
    key="eu_fsf",
    title="Consolidated list of persons, groups and entities subject to EU financial sanctions",
    authority="EU",
    authority_name="European Union",
    zone="Europe/Brussels",
    publisher="European Commission, DG FISMA",
    url=_URL,
    licence=(
        "© European Union, reuse with acknowledgement of the source (Commission Decision "
        "2011/833/EU); only the Official Journal is authentic"
    ),
    cadence="several times a month, days to weeks after the Official Journal",
    id_space="eu_fsf",
    minimum_parties=1_000,
    parser_version=1,
    programs=BY_CODE,
    download=Download(url=_URL, every_hours=12),
)

FORMATS: tuple[Format, ...] = tuple(
    Format(
        key=key,
        parts=(form.PART,),
        part_of=form.part_of,
        parse=form.parse,
        stated=form.stated,
    )
    for key, form in (
        ("fsf_xml", eu_fsf_xml),
        ("fsf_csv", eu_fsf_csv),
        ("fsf_csv_1_0", eu_fsf_csv_1_0),
        ("global_xml", eu_global_xml),
    )
)
