"""The reference values of the made-up ADVANCED list: codes and texts as OFAC prints them."""

from __future__ import annotations

COUNTRIES = {11171: "Russia", 11109: "Iran", 11195: "Syria", 11073: "Cuba", 11065: "China"}
SETS: dict[str, dict[int, str]] = {
    "AliasType": {1400: "A.K.A.", 1401: "F.K.A.", 1403: "Name"},
    "Country": COUNTRIES,
    "DetailReference": {91526: "Male", 91473: "Subject to Secondary Sanctions"},
    "DetailType": {1430: "DATE", 1431: "LOOKUP", 1432: "TEXT", 1433: "COUNTRY"},
    "EntryEventType": {1: "Created"},
    "FeatureType": {
        8: "Birthdate", 9: "Place of Birth", 10: "Nationality Country", 25: "Location",
        125: "Additional Sanctions Information -", 224: "Gender", 14: "Website",
        646: "Organization Established Date",
    },
    "IDRegDocDateType": {1480: "Issue Date", 1481: "Expiration Date"},
    "IDRegDocType": {1571: "Passport", 1596: "Tax ID No."},
    "LegalBasis": {1828: "Executive Order 13224 (Terrorism)"},
    "List": {1550: "SDN List", 91512: "Consolidated List"},
    "LocPartType": {1451: "ADDRESS1", 1454: "CITY", 1456: "POSTAL CODE"},
    "NamePartType": {
        1520: "Last Name", 1521: "First Name", 1522: "Middle Name", 1525: "Entity Name",
    },
    "PartyType": {1: "Individual", 2: "Entity"},
    "RelationQuality": {1: "Unknown", 1540: "High"},
    "RelationType": {15002: "Acting for or on behalf of", 15003: "Owned or Controlled By"},
    "Reliability": {1: "Unknown", 1560: "Confirmed"},
    "SanctionsType": {1: "Program", 1705: "Block"},
    "Script": {215: "Latin", 220: "Cyrillic"},
    "Validity": {1: "Valid", 2: "Fraudulent"},
}  # fmt: skip
