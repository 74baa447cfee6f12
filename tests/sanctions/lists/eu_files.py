"""Small files in the forms of the EU's lists, with invented parties."""

from __future__ import annotations

import csv
import io

from sanctions.domain.records import PartyRecord
from sanctions.lists.base import Fault, Format, Found

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
REGULATION = (
    '<regulation regulationType="amendment" organisationType="council" '
    'publicationDate="2022-04-08" entryIntoForceDate="2022-04-08" '
    'numberTitle="2022/581 (OJ L110)" programme="{programme}" logicalId="2"/>'
)
PERSON = '<subjectType code="person" classificationCode="P"/>'
ENTERPRISE = '<subjectType code="enterprise" classificationCode="E"/>'

ENTRY = {
    "celex": "32014R0833",
    "recordId": "1",
    "programKey": "EU-RUS",
    "annex": "IV",
    "measure": "Export control",
    "startDate": "25.2.2022",
    "schema": "LegalEntity",
    "name": "Demo Plant",
}
COLUMNS = (
    "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name", "alias",
    "weakAlias", "previousName", "country", "nationality", "jurisdiction", "birthDate",
    "birthPlace", "position", "passportNumber", "gender", "appearance", "ethnicity", "fatherName",
    "motherName", "incorporationDate", "legalForm", "sector", "registrationNumber", "taxNumber",
    "idNumber", "innCode", "ogrnCode", "kppCode", "okpoCode", "leiCode", "swiftBic", "ticker",
    "imoNumber", "mmsi", "flag", "address", "phone", "email", "website", "notes",
)  # fmt: skip
AMENDING = ("amendedCelex", "amendmentCelex")


def name_of(name: str, *, number: int = 1, inner: str = "", **more: str) -> str:
    """A `nameAlias`, strong and in no language unless `more` says otherwise."""
    cells = {"wholeName": name, "logicalId": str(number), "strong": "true", "nameLanguage": ""}
    attributes = "".join(f' {key}="{value}"' for key, value in (cells | more).items())
    return f"<nameAlias{attributes}>{inner}</nameAlias>"


def entity_of(
    *parts: str,
    reference: str = "EU.1.1",
    number: str = "10",
    programme: str = "UKR",
    type_: str = PERSON,
    designated: str = "2022-02-28",
) -> str:
    """A `sanctionEntity` of these parts; without parts, of one name."""
    inner = "".join(parts) or name_of("Demo Nikolaev")
    attributes = f'euReferenceNumber="{reference}" logicalId="{number}"'
    if designated:
        attributes += f' designationDate="{designated}"'
    regulation = REGULATION.format(programme=programme)
    return f"<sanctionEntity {attributes}>{regulation}{type_}{inner}</sanctionEntity>"


def export_of(*entities: str, made: str = "2026-08-05T16:47:04.449+02:00") -> bytes:
    """A whole XML 1.1."""
    root = f'<export xmlns="{NAMESPACE}" generationDate="{made}" globalFileId="1">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}{"".join(entities)}</export>'.encode()


def table_of(*entries: dict[str, str], first: tuple[str, ...] = ("celex",)) -> bytes:
    """A whole table of annexes; cells that an entry does not name are empty."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    header = (*first, *COLUMNS)
    writer.writerow(header)
    writer.writerows([entry.get(column, "") for column in header] for entry in entries)
    return buffer.getvalue().encode()


def amending_of(*entries: dict[str, str], act: str = "32026R1848") -> bytes:
    """What an amending act adds."""
    return table_of(
        *(entry | {"amendedCelex": entry["celex"], "amendmentCelex": act} for entry in entries),
        first=AMENDING,
    )


def walked(form: Format, content: bytes) -> list[Found | Fault]:
    """Everything that a format yields of a file."""
    return [*form.parse({form.parts[0]: content})]


def read(form: Format, content: bytes) -> list[PartyRecord]:
    """The parties of a file, of which every row can be used."""
    found = walked(form, content)
    assert not [str(one) for one in found if isinstance(one, Fault)]
    return [one.read() for one in found if isinstance(one, Found)]
