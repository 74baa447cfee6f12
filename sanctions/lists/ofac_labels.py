"""OFAC's labels for dates, documents and features: what each is called here.

Source: the labels of the real files in every format; the flat files print "Label value", the XML
formats have the label in an element of its own. A label ends in `:` or ` -` in some of them and
not in others, so that it is compared without. One that is missing here is kept and reported.
"""

from __future__ import annotations

from sanctions.domain.kinds import DateKind

DATES = {
    "DOB": DateKind.BIRTH,
    "Birthdate": DateKind.BIRTH,
    "Organization Established Date": DateKind.ESTABLISHED,
    "Aircraft Manufacture Date": DateKind.BUILT,
    "Vessel Year of Build": DateKind.BUILT,
}
DETAILS = {
    "POB": "place_of_birth",
    "Place of Birth": "place_of_birth",
    "nationality": "nationality",
    "Nationality Country": "nationality",
    "citizen": "citizenship",
    "Citizenship Country": "citizenship",
    "Gender": "gender",
    "Additional Sanctions Information": "additional_sanctions",
    "Secondary sanctions risk": "secondary_sanctions",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions": (
        "transactions_prohibited"
    ),
    "CAATSA Section 235 Information": "caatsa_235",
    "Executive Order 13662 Directive Determination": "directive",
    "Executive Order 13846 information": "eo_13846",
    "Executive Order 14014 Directive Information": "directive",
    "Executive Order 14024 Directive Information": "directive",
    "Executive Order 14059 information": "eo_14059",
    "Executive Order 13645 Determination": "determination",
    "IFCA Determination": "determination",
    "PEESA Information": "peesa",
    "Listing Date": "listing_date",
    "Effective Date": "effective_date",
    "Purchase/Sales For Divestment Date": "divestment_date",
    "Issuer Name": "issuer_name",
    "Organization Type": "organization_type",
    "Target Type": "target_type",
    "Aircraft Model": "aircraft_model",
    "Aircraft Operator": "aircraft_operator",
    "Aircraft Mode S Transponder Code": "aircraft_transponder",
    "Nationality of Registration": "nationality_of_registration",
    "Registration Country": "nationality_of_registration",
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
    "For more information, please see": "information",
    "Bank": "bank",
    "Height": "description",
    "Weight": "description",
}
# Features that the flat files print in columns, and not in the remarks.
FEATURES = {
    "Title": "title",
    "Vessel Call Sign": "call_sign",
    "VESSEL TYPE": "vessel_type",
    "Vessel Flag": "flag",
    "Vessel Owner": "owner",
    "Vessel Tonnage": "tonnage",
    "Vessel Gross Registered Tonnage": "gross_registered_tonnage",
}
IDENTIFIERS = {
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
    "Equity Ticker": "equity_ticker",
    "MICEX Code": "micex",
    "UN/LOCODE": "un_locode",
    "Government Gazette Number": "government_gazette_number",
    "Aircraft Tail Number": "aircraft_tail_number",
    "Previous Aircraft Tail Number": "previous_aircraft_tail_number",
    "Aircraft Manufacturer's Serial Number (MSN)": "aircraft_serial_number",
    "Aircraft Construction Number (also called L/N or S/N or F/N)": "aircraft_construction_number",
    "Digital Currency Address": "digital_currency",
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
# Documents that have no shorter name here: the label itself is their type.
_OTHER_DOCUMENTS = (
    "Afghan Money Service Provider License Number", "Aircraft Serial Identification",
    "Birth Certificate Number", "Bosnian Personal ID No.", "Branch Unit Number",
    "British National Overseas Passport", "Business Number", "Business Registration Document #",
    "C.I.F.", "CNP (Personal Numerical Code)", "Central Registration System Number",
    "Certificate of Incorporation Number", "Chamber of Commerce Number", "Citizen's Card Number",
    "Commercial Registry Number", "Credencial electoral", "Driver's License No.",
    "Dubai Chamber of Commerce Membership No.", "Economic Register Number (CBLS)",
    "Electoral Registry No.", "Enterprise Number", "File Number", "Fiscal Code",
    "Folio Mercantil No.", "Immigration No.", "Istanbul Chamber of Comm. No.", "Kenyan ID No.",
    "LE Number", "MSB Registration Number", "Matricula Mercantil No",
    "Military Registration Number", "Moroccan Personal ID No.", "N.I.E.", "N.I.F.",
    "Numero Unico de Identificacao Tributaria (NUIT)", "Organization Code",
    "Paraguayan tax identification number", "Permit Number", "Pilot License Number",
    "Public Registration Number", "Public Security and Immigration No.", "RFC", "RTN",
    "Refugee ID Card", "Registered Charity No.", "Residency Number", "Romanian C.R.",
    "Romanian Permanent Resident", "Romanian Tax Registration", "SRE Permit No.",
    "Seafarer's Identification Document", "Serial No.", "Stateless Person ID Card",
    "Stateless Person Passport", "Tazkira National ID Card", "Tourism License No.",
    "Trade License No.", "Trademark number", "Travel Document Number", "UAE Identification",
    "UK Company Number", "V.A.T. Number", "VisaNumberID",
)  # fmt: skip
IDENTIFIERS |= {label: label for label in _OTHER_DOCUMENTS}
# The label of a link to another party, of which OFAC prints only the name.
LINK = "Linked To"
# The order or list that a label in the XML formats names in brackets: "Listing Date (CMIC)".
BRACKETED = ("Listing Date", "Effective Date", "Purchase/Sales For Divestment Date")


def plain_label(printed: str) -> str:
    """Give a label without the sign that some files end it with."""
    label = printed.replace("’", "'").strip()
    return label.removesuffix(":").removesuffix(" -").strip()
