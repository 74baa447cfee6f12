"""The sanctions regimes of the UN Security Council, under the number of their resolution.

The list prints a word for each (`Al-Qaida`); case files and lawyers say the number (`1267`). The
committees' pages on un.org/securitycouncil name both. There is no regime for Russia.
"""

from __future__ import annotations

from sanctions.lists.base import Program

PROGRAMS: dict[str, Program] = {
    "1267": Program(
        "Resolutions 1267, 1989 and 2253: ISIL (Da'esh) and Al-Qaida", aliases=("Al-Qaida",)
    ),
    "1518": Program("Resolution 1518: Iraq", aliases=("Iraq",)),
    "1533": Program("Resolution 1533: Democratic Republic of the Congo", aliases=("DRC",)),
    "1591": Program("Resolution 1591: Sudan", aliases=("Sudan",)),
    "1636": Program("Resolution 1636: Lebanon", aliases=("Lebanon",)),
    "1718": Program("Resolution 1718: Democratic People's Republic of Korea", aliases=("DPRK",)),
    "1737": Program("Resolutions 1737 and 2231: Iran", aliases=("Iran",)),
    "1970": Program("Resolution 1970: Libya", aliases=("Libya",)),
    "1988": Program("Resolution 1988: Taliban", aliases=("Taliban",)),
    "2048": Program("Resolution 2048: Guinea-Bissau", aliases=("GB",)),
    "2127": Program("Resolutions 2127 and 2745: Central African Republic", aliases=("CAR",)),
    "2140": Program("Resolution 2140: Yemen", aliases=("Yemen",)),
    "2206": Program("Resolution 2206: South Sudan", aliases=("SouthSudan",)),
    "2374": Program("Resolution 2374: Mali", aliases=("Mali",)),
    "2653": Program("Resolution 2653: Haiti", aliases=("Haiti",)),
    "2713": Program("Resolutions 751 and 2713: Somalia, Al-Shabaab", aliases=("Somalia",)),
}

_BY_WORD = {word: key for key, program in PROGRAMS.items() for word in program.aliases}


def program_of(word: str) -> str:
    """Give the resolution's number; a word that we do not know is its own key."""
    return _BY_WORD.get(word, word)
