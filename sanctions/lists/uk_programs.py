"""The UK's regimes, under the letters with which the FCDO's unique ids begin.

Each regime is made by regulations under the Sanctions and Anti-Money Laundering Act 2018; the
titles are those of legislation.gov.uk. The aliases are the names that the lists print instead. A
regime that is missing here is imported as unmapped.
"""

from __future__ import annotations

from sanctions.lists.base import Program


def _regulations(middle: str, *aliases: str) -> Program:
    title = f"The {middle}"
    return Program(title, aliases=(title, middle, *aliases))


PROGRAMS: dict[str, Program] = {
    "AFG": _regulations("Afghanistan (Sanctions) (EU Exit) Regulations 2020", "Afghanistan"),
    "AQD": _regulations(
        "ISIL (Da'esh) and Al-Qaida (United Nations Sanctions) (EU Exit) Regulations 2019",
        "ISIL (Da'esh) and Al-Qaida",
    ),
    "BEL": _regulations("Republic of Belarus (Sanctions) (EU Exit) Regulations 2019", "Belarus"),
    "BIH": _regulations(
        "Bosnia and Herzegovina (Sanctions) (EU Exit) Regulations 2020", "Bosnia and Herzegovina"
    ),
    "CAF": _regulations(
        "Central African Republic (Sanctions) (EU Exit) Regulations 2020",
        "Central African Republic",
    ),
    "CHW": _regulations(
        "Chemical Weapons (Sanctions) (EU Exit) Regulations 2019", "Chemical Weapons"
    ),
    "CTD": _regulations(
        "Counter-Terrorism (Sanctions) (EU Exit) Regulations 2019", "Counter-Terrorism (Domestic)"
    ),
    "CTI": _regulations(
        "Counter-Terrorism (International Sanctions) (EU Exit) Regulations 2019",
        "Counter-Terrorism (International)",
    ),
    "CYB": _regulations("Cyber (Sanctions) (EU Exit) Regulations 2020", "Cyber"),
    "DPR": _regulations(
        "Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019",
        "Democratic People's Republic of Korea",
    ),
    "DRC": _regulations(
        "Democratic Republic of the Congo (Sanctions) (EU Exit) Regulations 2019",
        "Democratic Republic of the Congo",
    ),
    "GAC": _regulations(
        "Global Anti-Corruption Sanctions Regulations 2021", "Global Anti-Corruption"
    ),
    "GHR": _regulations("Global Human Rights Sanctions Regulations 2020", "Global Human Rights"),
    "GIM": _regulations(
        "Global Irregular Migration and Trafficking in Persons Sanctions Regulations 2025",
        "Global Irregular Migration and Trafficking in Persons",
    ),
    "GUB": _regulations(
        "Republic of Guinea-Bissau (Sanctions) (EU Exit) Regulations 2019", "Guinea-Bissau"
    ),
    "GUC": _regulations("Guinea (Sanctions) (EU Exit) Regulations 2019", "Guinea"),
    "HAI": _regulations("Haiti (Sanctions) Regulations 2022", "Haiti"),
    "INU": _regulations("Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019", "Iran (Nuclear)"),
    "IRN": _regulations("Iran (Sanctions) Regulations 2023", "Iran"),
    "IRQ": _regulations("Iraq (Sanctions) (EU Exit) Regulations 2020", "Iraq"),
    "LIB": _regulations("Libya (Sanctions) (EU Exit) Regulations 2020", "Libya"),
    "MAL": _regulations("Mali (Sanctions) (EU Exit) Regulations 2020", "Mali"),
    "MYA": _regulations("Myanmar (Sanctions) Regulations 2021", "Myanmar"),
    "NIC": _regulations("Nicaragua (Sanctions) (EU Exit) Regulations 2020", "Nicaragua"),
    "RUS": _regulations("Russia (Sanctions) (EU Exit) Regulations 2019", "Russia"),
    "SOM": _regulations("Somalia (Sanctions) (EU Exit) Regulations 2020", "Somalia"),
    "SSU": _regulations("South Sudan (Sanctions) (EU Exit) Regulations 2019", "South Sudan"),
    "SUD": _regulations("Sudan (Sanctions) (EU Exit) Regulations 2020", "Sudan"),
    "SYR": _regulations("Syria (Sanctions) (EU Exit) Regulations 2019", "Syria"),
    "VEN": _regulations("Venezuela (Sanctions) (EU Exit) Regulations 2019", "Venezuela"),
    "YEM": _regulations("Yemen (Sanctions) (EU Exit) (No. 2) Regulations 2020", "Yemen"),
}

_BY_NAME = {
    name.casefold(): key
    for key, program in PROGRAMS.items()
    for name in (key, program.title, *program.aliases)
}


def program_of(regime: str) -> str:
    """Give the regime's letters; a regime that we do not know is its own key."""
    plain = regime.replace("’", "'").strip()
    return _BY_NAME.get(plain.casefold(), plain)
