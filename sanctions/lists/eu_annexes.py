"""What an annex of an EU act does to those whom it lists.

The table covers the acts whose annexes differ in measure. Sources: the articles named here, of
Regulation (EU) No 833/2014 as consolidated on EUR-Lex; the annex's own reasons print Articles 3s
and 5ae. Elsewhere the measure is the one that the table of the annex prints. Limits: an article
that opens only part of the market (a wind-down, a named contract) is not modelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import Measure


@dataclass(frozen=True, slots=True)
class Effect:
    """One measure, and the first day on which the article had it for anybody."""

    measure: Measure
    article: str = ""
    since: date | None = None


_FINANCE = (Effect(Measure.SECTORAL_FINANCE, "Article 5"),)
_NO_BUSINESS = Measure.TRANSACTION_BAN

_ANNEXES: dict[str, dict[str, tuple[Effect, ...]]] = {
    "32014R0833": {
        "III": _FINANCE,
        "IV": (Effect(Measure.EXPORT_CONTROL, "Articles 2, 2a and 2b"),),
        "V": _FINANCE,
        "VI": _FINANCE,
        "XII": _FINANCE,
        "XIII": _FINANCE,
        # A ban on messaging; Regulation (EU) 2025/1494 made it a ban on all transactions too.
        "XIV": (
            Effect(Measure.MESSAGING_BAN, "Article 5h"),
            Effect(_NO_BUSINESS, "Article 5h", since=date(2025, 7, 20)),
        ),
        "XV": (Effect(Measure.SERVICES_BAN, "Article 2f"),),
        "XIX": (Effect(_NO_BUSINESS, "Article 5aa"),),
        "XLII": (
            Effect(Measure.PORT_BAN, "Article 3s"),
            Effect(Measure.SERVICES_BAN, "Article 3s"),
        ),
        "XLIV": (Effect(_NO_BUSINESS, "Article 5ac"),),
        "XLV": (Effect(_NO_BUSINESS, "Article 5ad"),),
        "XLVII": (Effect(_NO_BUSINESS, "Article 5ae"),),
        "XLIX": (Effect(_NO_BUSINESS),),
        "LII": (Effect(Measure.INVESTMENT_BAN),),
        "LIII": (Effect(_NO_BUSINESS),),
    },
}

_PRINTED = {
    "asset freeze": Measure.ASSET_FREEZE,
    "travel ban": Measure.TRAVEL_BAN,
    "export control": Measure.EXPORT_CONTROL,
    "import restrictions": Measure.IMPORT_BAN,
    "financial restrictions": Measure.SECTORAL_FINANCE,
    "investment ban": Measure.INVESTMENT_BAN,
    "services ban": Measure.SERVICES_BAN,
    "transportation restrictions": Measure.PORT_BAN,
    "arms embargo": Measure.ARMS_EMBARGO,
    "arms restrictions": Measure.ARMS_EMBARGO,
}


def effects_of(*, celex: str, annex: str, printed: str) -> tuple[Effect, ...]:
    """The measures of an annex, or of the part of it; else the printed one.

    Raises UnknownValue where neither says anything.
    """
    ours = _ANNEXES.get(celex, {})
    found = ours.get(annex) or ours.get(annex.partition(".")[0])
    if found:
        return found
    measure = _PRINTED.get(printed.casefold())
    if measure is None:
        raise UnknownValue(f"measure {printed!r} of annex {annex or 'unnamed'} of {celex}")
    return (Effect(measure),)


def is_known(*, celex: str, annex: str) -> bool:
    """Say whether the annex is in the table, for an act that has one."""
    ours = _ANNEXES.get(celex)
    return ours is None or annex in ours or annex.partition(".")[0] in ours
