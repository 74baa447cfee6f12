"""Small files in the forms of the UK Sanctions List, with invented parties."""

from __future__ import annotations

import csv
import io

HEADER = (
    "Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1",
    "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Title",
    "Name non-latin script", "Non-latin script type", "Non-latin script language", "Regime Name",
    "Designation Type", "Designation source", "Sanctions Imposed", "Other Information",
    "UK Statement of Reasons", "Address Line 1", "Address Line 2", "Address Line 3",
    "Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code", "Address Country",
    "Phone number", "Website", "Email address", "Date Designated", "D.O.B", "Nationality(/ies)",
    "National Identifier number", "National Identifier additional information", "Passport number",
    "Passport additional information", "Position", "Gender", "Town of birth", "Country of birth",
    "Type of entity", "Subsidiaries", "Parent company", "Business registration number (s)",
    "IMO number", "Current owner/operator (s)", "Previous owner/operator (s)",
    "Current believed flag of ship", "Previous flags", "Type of ship", "Tonnage of ship",
    "Length of ship", "Year Built", "Hull identification number (HIN)",
)  # fmt: skip

PERSON = {
    "Unique ID": "RUS9001",
    "Name 6": "NIKOLAEV",
    "Name 1": "Demo",
    "Name type": "Primary name",
    "Regime Name": "The Russia (Sanctions) (EU Exit) Regulations 2019",
    "Designation Type": "Individual",
    "Designation source": "UK",
    "Sanctions Imposed": "Asset freeze",
    "Date Designated": "10/03/2022",
}


def csv_of(
    *rows: dict[str, str], header: tuple[str, ...] = HEADER, day: str = "07-May-2026"
) -> bytes:
    """A whole CSV; cells that a row does not name are empty."""
    buffer = io.StringIO(newline="")
    buffer.write(f"Report Date: {day}\r\n")
    writer = csv.writer(buffer)
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return buffer.getvalue().encode()
