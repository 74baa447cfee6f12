"""What the words of the UK's column "Sanctions Imposed" do to a party.

Source: the UK Sanctions List's own vocabulary; the measures are those of the Sanctions and
Anti-Money Laundering Act 2018, sections 3 to 8. A word that is missing here is the measure
`other`, and is reported.
"""

from __future__ import annotations

from sanctions.domain.kinds import Measure

_MEASURES = {
    "asset freeze": Measure.ASSET_FREEZE,
    "travel ban": Measure.TRAVEL_BAN,
    "arms embargo": Measure.ARMS_EMBARGO,
    "targeted arms embargo": Measure.ARMS_EMBARGO,
    "chartering of ships": Measure.SERVICES_BAN,
    "prevention of chartering of ships": Measure.SERVICES_BAN,
    "prevention of chartering of ships and aircraft": Measure.SERVICES_BAN,
    "crew servicing of ships and aircraft": Measure.SERVICES_BAN,
    "technical assistance related to aircraft": Measure.SERVICES_BAN,
    "trust services sanctions": Measure.SERVICES_BAN,
    "deflag": Measure.PORT_BAN,
    "prohibition of port entry": Measure.PORT_BAN,
    "shipping sanctions": Measure.PORT_BAN,
    "specified ship": Measure.PORT_BAN,
    "closure of representative offices": Measure.OTHER,
    "prevention of business arrangements": Measure.TRANSACTION_BAN,
    "director disqualification sanction": Measure.OTHER,
    "director disqualification": Measure.OTHER,
}


def measures_of(printed: str) -> tuple[dict[Measure, list[str]], list[str]]:
    """Sort the words between bars by measure; the second answer is those nobody knows."""
    found: dict[Measure, list[str]] = {}
    unknown: list[str] = []
    for word in filter(None, (part.strip() for part in printed.split("|"))):
        measure = _MEASURES.get(word.casefold())
        if measure is None:
            unknown.append(word)
        words = found.setdefault(measure or Measure.OTHER, [])
        if word not in words:
            words.append(word)
    return found, unknown
