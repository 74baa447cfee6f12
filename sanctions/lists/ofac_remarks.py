"""The remarks of OFAC's flat files: items between semicolons, most of them "Label value".

Every item goes somewhere: a date, a name, an identifier, a named detail, or `other`, which the
import counts and reports. Nothing is dropped. The text is capped at 1,000 characters, so the last
item may be cut; it is then kept as `cut`, and not interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sanctions.domain.identifiers import valid
from sanctions.domain.kinds import DateKind, NameType
from sanctions.domain.records import DateRecord, IdentifierRecord, NameRecord

CAP = 990

_DATES = {
    "DOB": DateKind.BIRTH,
    "Organization Established Date": DateKind.ESTABLISHED,
    "Aircraft Manufacture Date": DateKind.BUILT,
    "Vessel Year of Build": DateKind.BUILT,
}
_DETAILS = {
    "POB": "place_of_birth",
    "nationality": "nationality",
    "citizen": "citizenship",
    "Gender": "gender",
    "Linked To:": "linked_to",
    "Additional Sanctions Information -": "additional_sanctions",
    "Secondary sanctions risk:": "secondary_sanctions",
    "Secondary sanctions risk": "secondary_sanctions",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:": (
        "transactions_prohibited"
    ),
    "CAATSA Section 235 Information:": "caatsa_235",
    "Executive Order 13662 Directive Determination -": "directive",
    "Executive Order 13846 information:": "eo_13846",
    "Executive Order 14024 Directive Information -": "directive",
    "Executive Order 14024 Directive Information": "directive",
    "Executive Order 13645 Determination -": "determination",
    "IFCA Determination -": "determination",
    "Listing Date": "listing_date",
    "Effective Date": "effective_date",
    "Organization Type:": "organization_type",
    "Target Type": "target_type",
    "Aircraft Model": "aircraft_model",
    "Aircraft Operator": "aircraft_operator",
    "Aircraft Mode S Transponder Code": "aircraft_transponder",
    "Nationality of Registration": "nationality_of_registration",
    "Former Vessel Flag": "former_flag",
    "Other Vessel Flag": "other_flag",
    "Vessel Flag": "other_flag",
    "Other Vessel Type": "other_vessel_type",
    "Former Vessel Type": "former_vessel_type",
    "Other Vessel Call Sign": "other_call_sign",
    "Vessel Call Sign": "other_call_sign",
    "Vessel Owner": "other_owner",
    "Vessel Type": "other_vessel_type",
    "Email Address": "email",
    "Website": "website",
    "Phone Number": "phone",
    "Telephone": "phone",
    "Telephone No.": "phone",
    "Fax": "fax",
    "Chinese Commercial Code": "chinese_commercial_code",
    "For more information": "information",
    "Bank": "bank",
    "Height": "description",
    "Weight": "description",
}
_IDENTIFIERS = {
    "Passport": "passport",
    "Diplomatic Passport": "diplomatic_passport",
    "Tax ID No.": "tax_id",
    "National ID No.": "national_id",
    "Registration Number": "registration_number",
    "Business Registration Number": "registration_number",
    "Registration ID": "registration_number",
    "Company Number": "company_number",
    "Identification Number": "identification_number",
    "Legal Entity Number": "legal_entity_number",
    "Unified Social Credit Code (USCC)": "uscc",
    "United Social Credit Code Certificate (USCCC)": "uscc",
    "Vessel Registration Identification": "vessel_registration",
    "MMSI": "mmsi",
    "SWIFT/BIC": "bic",
    "BIK (RU)": "bik",
    "D-U-N-S Number": "duns",
    "Government Gazette Number": "government_gazette_number",
    "Aircraft Tail Number": "aircraft_tail_number",
    "Previous Aircraft Tail Number": "previous_aircraft_tail_number",
    "Aircraft Manufacturer's Serial Number (MSN)": "aircraft_serial_number",
    "Aircraft Construction Number (also called L/N or S/N or F/N)": "aircraft_construction_number",
    "Digital Currency Address -": "digital_currency",
    "Personal ID Card": "personal_id_card",
    "Cedula No.": "cedula",
    "NIT #": "nit",
    "RUC #": "ruc",
    "RIF #": "rif",
    "SSN": "ssn",
    "D.N.I.": "dni",
    "C.U.I.": "cui",
    "C.U.I.T.": "cuit",
    "C.U.I.P.": "cuip",
    "C.U.R.P.": "curp",
    "R.F.C.": "rfc",
    "C.R. No.": "commercial_registry",
    "I.F.E.": "ife",
    "US FEIN": "fein",
    "National Foreign ID Number": "national_foreign_id",
    "License": "license",
    "Italian Fiscal Code": "italian_fiscal_code",
    "ISIN": "isin",
    "Doc. No.": "document",
    "Numero de Identidad": "numero_de_identidad",
    "Cartilla de Servicio Militar Nacional": "cartilla_militar",
    "Turkish Identification Number": "turkish_identification_number",
}


def _alternatives(labels: dict[str, object]) -> str:
    return "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))


_KNOWN = re.compile(
    rf"(?:alt\. )?({_alternatives({**_DATES, **_DETAILS, **_IDENTIFIERS})})(?:\s+|(?=\())(.+)",
    re.DOTALL,
)
# "Any Label Number 123", with a digit in the value: an identifier we have no short name for.
_NUMBERED = re.compile(
    r"(?:alt\. )?([A-Z][^;:]{0,80}?(?:Number|Number \([A-Z]+\)|No\.?|#|Code|ID|Passport))"
    r" (?=\S*\d)(.+)"
)
_NAME = re.compile(r"(?:alt\. )?([afn])\.k\.a\. '(.+)'", re.DOTALL)
_VALUE = re.compile(
    r"(?P<value>.+?)(?: \((?P<country>[^()]*(?:\([^()]*\))?[^()]*)\))?"
    r"(?P<note>(?: (?:issued|expires) .+)?)",
    re.DOTALL,
)
_NAME_TYPES = {"a": NameType.AKA, "f": NameType.FKA, "n": NameType.NKA}


@dataclass(slots=True)
class Remarks:
    """What was read from one party's remarks."""

    names: list[NameRecord] = field(default_factory=list)
    dates: list[DateRecord] = field(default_factory=list)
    identifiers: list[IdentifierRecord] = field(default_factory=list)
    details: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, key: str, value: str) -> None:
        """Keep a detail under its name."""
        self.details.setdefault(key, []).append(value)


def read_remarks(text: str) -> Remarks:
    """Interpret the remarks of one party."""
    read = Remarks()
    whole = text.endswith((".", ".'")) or len(text) < CAP
    items = text.removesuffix(".").split(";")
    if not whole:
        read.keep("cut", items.pop().strip())
    for item in items:
        if stripped := item.strip():
            _read_item(stripped, read)
    return read


def _read_item(item: str, read: Remarks) -> None:
    name = _NAME.fullmatch(item)
    if name:
        read.names.append(NameRecord(name[2], _NAME_TYPES[name[1]], weak=True))
        return
    known = _KNOWN.fullmatch(item)
    if known is None:
        numbered = _NUMBERED.fullmatch(item)
        if numbered:
            read.identifiers.append(_identifier(numbered[1], numbered[1], numbered[2]))
        else:
            read.keep("other", item)
        return
    label, value = known[1], known[2]
    if label in _DATES:
        read.dates.append(DateRecord(_DATES[label], value))
    elif label in _DETAILS:
        read.keep(_DETAILS[label], value)
    else:
        read.identifiers.append(_identifier(label, _IDENTIFIERS[label], value))


def _identifier(label: str, kind: str, text: str) -> IdentifierRecord:
    """Split a value from its country and its days, and give Russian and ship numbers their type."""
    if label.startswith("Digital Currency Address"):
        currency, _, address = text.partition(" ")
        return IdentifierRecord(kind, address, note=currency)
    match = _VALUE.fullmatch(text)
    value, country, note = (
        (match["value"], match["country"] or "", match["note"].strip())
        if (match)
        else (text, "", "")
    )
    if value.startswith("IMO "):
        value = value.removeprefix("IMO ")
        kind = "imo" if kind == "vessel_registration" else "imo_company"
    kind = _precise(kind, value, country)
    return IdentifierRecord(kind, value, country, note, valid(type=kind, value=value))


def _precise(kind: str, value: str, country: str) -> str:
    if country == "Russia" and value.isdigit():
        if kind == "tax_id" and len(value) in (10, 12):
            return "inn"
        if kind == "registration_number" and len(value) in (13, 15):
            return "ogrn"
    if kind == "legal_entity_number" and len(value) == 20:
        return "lei"
    return kind
