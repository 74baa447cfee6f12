"""What our words are called in FollowTheMoney: schemata, properties, measures, topics.

Source: the schemata of followthemoney 4.11.2, and OpenSanctions' vocabulary of measures. A number
goes into a property only where the schema has one for it; FollowTheMoney drops a value that its
own check refuses, so numbers that may fail it are told as documents instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sanctions.domain.kinds import DateKind, Measure, NameType, PartyKind

SCHEMATA: Mapping[PartyKind, str] = {
    PartyKind.INDIVIDUAL: "Person",
    PartyKind.ORGANIZATION: "Organization",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane",
}
COMPANY = "Company"
NAMES: Mapping[NameType, str] = {
    NameType.PRIMARY: "name",
    NameType.AKA: "alias",
    NameType.NKA: "alias",
    NameType.FKA: "previousName",
}
WEAK_NAME = "weakAlias"
DATES: Mapping[DateKind, Mapping[str, str]] = {
    DateKind.BIRTH: {"Person": "birthDate"},
    DateKind.ESTABLISHED: {"Organization": "incorporationDate", "Company": "incorporationDate"},
    DateKind.BUILT: {"Vessel": "buildDate", "Airplane": "buildDate"},
}
MEASURES: Mapping[Measure, str] = {
    Measure.ASSET_FREEZE: "Asset freeze",
    Measure.SECTORAL_FINANCE: "Financial restrictions",
    Measure.TRAVEL_BAN: "Travel ban",
    Measure.EXPORT_CONTROL: "Export control",
    Measure.SERVICES_BAN: "Services ban",
    Measure.TRANSACTION_BAN: "Transaction ban",
    Measure.PORT_BAN: "Transportation restrictions",
    Measure.MESSAGING_BAN: "Financial messaging ban",
    Measure.INVESTMENT_BAN: "Investment ban",
    Measure.IMPORT_BAN: "Import restrictions",
    Measure.ARMS_EMBARGO: "Arms embargo",
    Measure.DEBARMENT: "Debarment",
    Measure.OTHER: "Other",
}
_TOPICS: Mapping[Measure, str] = {
    Measure.EXPORT_CONTROL: "export.control",
    Measure.DEBARMENT: "debarment",
}
_SANCTION = "sanction"

_LEGAL_ENTITY = {
    "inn": "innCode",
    "ogrn": "ogrnCode",
    "okpo": "okpoCode",
    "lei": "leiCode",
    "uscc": "uscCode",
    "bic": "swiftBic",
    "duns": "dunsCode",
    "registration_number": "registrationNumber",
    "company_number": "registrationNumber",
    "commercial_registry": "registrationNumber",
    "tax_id": "taxNumber",
    "fein": "taxNumber",
    "nit": "taxNumber",
    "ruc": "taxNumber",
    "rif": "taxNumber",
    "cuit": "taxNumber",
    "national_id": "idNumber",
}
_ORGANIZATION = {**_LEGAL_ENTITY, "imo_company": "imoNumber"}
IDENTIFIERS: Mapping[str, Mapping[str, str]] = {
    "Person": {
        **_LEGAL_ENTITY,
        "passport": "passportNumber",
        "diplomatic_passport": "passportNumber",
    },
    "Organization": _ORGANIZATION,
    "Company": {**_ORGANIZATION, "kpp": "kppCode", "bik": "bikCode", "isin": "isinCode"},
    "Vessel": {"imo": "imoNumber", "mmsi": "mmsi", "call_sign": "callSign"},
    "Airplane": {
        "aircraft_tail_number": "registrationNumber",
        "aircraft_serial_number": "serialNumber",
    },
}
PASSPORTS = frozenset({"passport", "diplomatic_passport"})
WALLET = "digital_currency"
# Forms that FollowTheMoney asks of a number; check digits are ours (`identifiers.py`).
_FORMS: Mapping[str, re.Pattern[str]] = {
    "innCode": re.compile(r"\d{10}|\d{12}", re.ASCII),
    "ogrnCode": re.compile(r"\d{13}|\d{15}", re.ASCII),
    "leiCode": re.compile(r"[A-Z0-9]{20}", re.ASCII),
    "uscCode": re.compile(r"[A-Z0-9]{18}", re.ASCII),
    "swiftBic": re.compile(r"[A-Z]{6}[A-Z0-9]{2}", re.ASCII),
    "imoNumber": re.compile(r"\d{7}", re.ASCII),
}
LONGEST_NUMBER = 64

_PERSON_DETAILS = {
    "title": "title",
    "position": "position",
    "place_of_birth": "birthPlace",
    "father": "fatherName",
    "mother": "motherName",
    "ethnicity": "ethnicity",
    "appearance": "appearance",
}
_ORGANIZATION_DETAILS = {"legal_form": "legalForm", "sector": "sector"}
DETAILS: Mapping[str, Mapping[str, str]] = {
    "Person": _PERSON_DETAILS,
    "Organization": _ORGANIZATION_DETAILS,
    "Company": _ORGANIZATION_DETAILS,
    "Vessel": {
        "vessel_type": "type",
        "call_sign": "callSign",
        "other_call_sign": "callSign",
        "former_vessel_type": "pastTypes",
    },
    "Airplane": {"aircraft_model": "model"},
}
# Details that name territories; what has no code stands in the notes.
TERRITORIES: Mapping[str, Mapping[str, str]] = {
    "Person": {"nationality": "nationality", "citizenship": "citizenship", "country": "country"},
    "Organization": {"jurisdiction": "jurisdiction", "country": "country"},
    "Company": {"jurisdiction": "jurisdiction", "country": "country"},
    "Vessel": {"flag": "flag", "other_flag": "flag", "former_flag": "pastFlags"},
    "Airplane": {"nationality_of_registration": "country"},
}
GENDERS: Mapping[str, str] = {"male": "male", "female": "female", "m": "male", "f": "female"}


def topic_of(measure: Measure) -> str:
    """Name the topic of a party under a measure."""
    return _TOPICS.get(measure, _SANCTION)


def in_form(prop: str, value: str) -> str | None:
    """Return a number as FollowTheMoney takes it for a property; None where it would drop it."""
    if prop not in _FORMS:
        return value if len(value) <= LONGEST_NUMBER else None
    plain = value.replace(" ", "").upper()
    if not _FORMS[prop].fullmatch(plain):
        return None
    return f"IMO{plain}" if prop == "imoNumber" else plain
