"""The EU's regimes: by the code of the financial sanctions list, and by the act that makes them.

The consolidated list prints a code (`UKR`), which may stand for two acts; the Official Journal and
case files say the act (`269/2014`). Both are programs. Sources: the acts' titles on EUR-Lex, the
codes of the consolidated list, and the keys of OpenSanctions' catalogue of programs (`EU-UKR`) as
aliases. A code or an act that is missing here is imported as unmapped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanctions.domain.kinds import Measure
from sanctions.lists.base import Program

_CELEX = re.compile(r"3(\d{4})([RDE])(\d{4})")
_YEAR_FIRST = 2015  # since then an act's number begins with the year


@dataclass(frozen=True, slots=True)
class Act:
    """A framework act: its CELEX number, the code of its regime, and what it is about."""

    celex: str
    code: str
    subject: str

    @property
    def number(self) -> str:
        """As lawyers write it: 269/2014, 2024/1485, 2011/173/CFSP."""
        return number_of(self.celex)


def number_of(celex: str) -> str:
    """Write a CELEX number as an act's number; what is none stays as it is."""
    match = _CELEX.fullmatch(celex)
    if match is None:
        return celex
    year, kind, number = int(match[1]), match[2], int(match[3])
    if kind == "D" and year < _YEAR_FIRST:
        return f"{year}/{number}/CFSP"
    return f"{year}/{number}" if year >= _YEAR_FIRST else f"{number}/{year}"


ACTS: dict[str, Act] = {
    act.celex: act
    for act in (
        Act("32001R2580", "TERR", "combating terrorism"),
        Act("32002R0881", "TAQA", "ISIL (Da'esh) and Al-Qaida"),
        Act("32003R1210", "IRQ", "Iraq"),
        Act("32004R0314", "ZWE", "Zimbabwe"),
        Act("32005R1183", "COD", "the Democratic Republic of the Congo"),
        Act("32006R0305", "LBN", "the bombing in Beirut of 14 February 2005"),
        Act("32006R0765", "BLR", "Belarus and its part in the aggression against Ukraine"),
        Act("32009R1284", "GIN", "Guinea"),
        Act("32010D0573", "MDA", "the leadership of the Transnistrian region of Moldova"),
        Act("32010R0356", "SOM", "Somalia"),
        Act("32011D0173", "BIH", "Bosnia and Herzegovina"),
        Act("32011R0101", "TUN", "misappropriated funds of Tunisia"),
        Act("32011R0359", "IRN", "human rights in Iran"),
        Act("32011R0753", "AFG", "the Taliban"),
        Act("32012R0036", "SYR", "Syria"),
        Act("32012R0267", "IRN", "nuclear proliferation in Iran"),
        Act("32012R0377", "GNB", "Guinea-Bissau"),
        Act("32013R0401", "MMR", "Myanmar/Burma"),
        Act("32014R0208", "UKR", "misappropriated funds of Ukraine"),
        Act("32014R0224", "CAF", "the Central African Republic"),
        Act("32014R0269", "UKR", "the territorial integrity and independence of Ukraine"),
        Act("32014R0747", "SDN", "Sudan"),
        Act("32014R0833", "RUS", "Russia's actions destabilising Ukraine (sectoral)"),
        Act("32014R1352", "YEM", "Yemen"),
        Act("32015R0735", "SSD", "South Sudan"),
        Act("32015R1755", "BDI", "Burundi"),
        Act("32016R0044", "LBY", "Libya"),
        Act("32016R1686", "TAQA", "ISIL (Da'esh) and Al-Qaida, by the EU itself"),
        Act("32017R1509", "PRK", "the Democratic People's Republic of Korea"),
        Act("32017R1770", "MLI", "Mali"),
        Act("32017R2063", "VEN", "Venezuela"),
        Act("32018R1542", "CHEM", "chemical weapons"),
        Act("32019R0796", "CYB", "cyber-attacks"),
        Act("32019R1716", "NIC", "Nicaragua"),
        Act("32019R1890", "TUR", "drilling in the Eastern Mediterranean"),
        Act("32020R1998", "HR", "serious human rights violations"),
        Act("32021R1275", "LBN", "Lebanon"),
        Act("32022R2309", "HTI", "Haiti"),
        Act("32023R0888", "MDA", "actions destabilising Moldova"),
        Act("32023R1529", "IRN", "Iran's military support of Russia and of armed groups"),
        Act("32023R2147", "SDNZ", "actions undermining Sudan"),
        Act("32023R2406", "NER", "Niger"),
        Act("32024R0287", "GTM", "Guatemala"),
        Act("32024R0386", "HAM", "supporters of Hamas and Palestinian Islamic Jihad"),
        Act("32024R1485", "RUS", "repression in Russia"),
        Act("32024R2642", "RUSDA", "Russia's destabilising activities"),
    )
}

# The catalogue's key where it is not "EU-" and the code.
_KEYS = {
    "TAQA": "EU-TAQA-EUAQ", "LBN": "EU-LEBANON", "BIH": "EU-BOSNIA", "NER": "EU-NIGER",
}  # fmt: skip
_ACT_KEYS = {"32006R0305": "EU-HARIRI", "32010D0573": "EU-TRANSNISTRIA"}

# The consolidated list names who is frozen; who stands in a sectoral act alone is absent from it.
_SECTORAL = {"32014R0833"}


def catalogue_key(celex: str) -> str:
    """The key of OpenSanctions' catalogue under which an act stands."""
    code = ACTS[celex].code
    return _ACT_KEYS.get(celex) or _KEYS.get(code) or f"EU-{code}"


def _of_code(code: str) -> Program:
    acts = [act for act in ACTS.values() if act.code == code and act.celex not in _SECTORAL]
    named = "; ".join(f"{act.number} ({act.subject})" for act in acts)
    return Program(f"EU {code}: {named}", aliases=(_KEYS.get(code, f"EU-{code}"),))


def _of_act(act: Act) -> Program:
    measure = Measure.OTHER if act.celex in _SECTORAL else Measure.ASSET_FREEZE
    what = "Decision" if act.number.endswith("CFSP") else "Regulation"
    return Program(
        f"{what} {act.number}: {act.subject}",
        aliases=(act.celex, catalogue_key(act.celex)),
        measure=measure,
    )


BY_CODE: dict[str, Program] = {
    code: _of_code(code) for code in sorted({act.code for act in ACTS.values()})
} | {
    "UNLI": Program("EU UNLI: new listings of the UN, not yet in an act", aliases=("EU-UNLI",)),
    # Former names of a regime, in copies of before 2020.
    "EUAQ": Program("EU EUAQ: 2016/1686 (ISIL and Al-Qaida, by the EU itself)"),
}
BY_ACT: dict[str, Program] = {act.number: _of_act(act) for act in ACTS.values()}
