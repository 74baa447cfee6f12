"""A made-up SDN list in OFAC's flat format, of the shape and size of the real one.

Counts per party follow OFAC's set of 31 January 2022: about 1.5 further names and 1.4 addresses,
120 bytes of remarks. One seed, one list; the benchmark asserts its digest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

SEED = 20_220_131
NOTHING = "-0- "
_SYLLABLES = (
    "al", "ba", "chen", "do", "fra", "gor", "hin", "iv", "ko", "lu", "mar", "nov", "or", "pet",
    "ros", "san", "tim", "ul", "vas", "yar", "zol",
)  # fmt: skip
_PROGRAMS = ("RUSSIA-EO14024", "UKRAINE-EO13661", "SDGT", "NPWMD", "SYRIA", "IRAN-EO13902", "CUBA")
_COUNTRIES = ("Russia", "Iran", "Syria", "Cyprus", "United Arab Emirates", "China")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ofac_files(*, parties: int, seed: int = SEED) -> dict[str, bytes]:
    """Make sdn, alt and add of so many parties."""
    chance = random.Random(seed)
    rows: dict[str, list[str]] = {"sdn": [], "alt": [], "add": []}
    for uid in range(1_000, 1_000 + parties):
        for part, row in _party(uid, chance):
            rows[part].append(row)
    return {part: ("\r\n".join(lines) + "\r\n\x1a").encode() for part, lines in rows.items()}


def with_changes(files: dict[str, bytes], *, share: float) -> tuple[dict[str, bytes], int]:
    """Amend one share of the parties, spread evenly; says how many."""
    lines = files["sdn"].split(b"\r\n")
    step = round(1 / share)
    chosen = range(0, len(lines) - 1, step)
    for number in chosen:
        lines[number] = lines[number].removesuffix(b'."') + b'; Gender Female."'
    return {**files, "sdn": b"\r\n".join(lines)}, len(chosen)


def _party(uid: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    is_individual = chance.random() < 0.45
    name = _person(chance) if is_individual else house(chance)
    programs = "] [".join(sorted(chance.sample(_PROGRAMS, chance.choice((1, 1, 1, 2)))))
    kind = '"individual"' if is_individual else NOTHING
    remarks = _remarks(chance, is_individual=is_individual)
    nothing = ",".join([NOTHING] * 7)
    yield "sdn", f'{uid},"{name}",{kind},"{programs}",{nothing},"{remarks}"'
    for number in range(chance.choice((0, 0, 1, 2, 3, 3))):
        alias = _person(chance) if is_individual else house(chance)
        yield "alt", f'{uid},{uid * 10 + number},"aka","{alias}",{NOTHING}'
    for number in range(chance.choice((1, 1, 1, 2, 2))):
        street = f'"{chance.randint(1, 200)} {word(chance)} Street"'
        place = f'"{word(chance)} {chance.randint(100_000, 999_999)}"'
        country = chance.choice(_COUNTRIES)
        yield "add", f'{uid},{uid * 10 + number},{street},{place},"{country}",{NOTHING}'


def _remarks(chance: random.Random, *, is_individual: bool) -> str:
    country = chance.choice(_COUNTRIES)
    day = f"{chance.randint(1, 28):02} {chance.choice(_MONTHS)} {chance.randint(1930, 2000)}"
    number = chance.randint(10**9, 10**10 - 1)
    if is_individual:
        born = f"DOB {day}; POB {word(chance)}, {country}; nationality {country}; Gender Male"
        return f"{born}; Passport {number} ({country}); a.k.a. '{word(chance).upper()}'."
    return (
        f"Website www.{word(chance).lower()}.example; Organization Established Date {day}; "
        f"Tax ID No. {number} ({country}); Linked To: {house(chance)}."
    )


def word(chance: random.Random) -> str:
    """A word that sounds like a name."""
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize()


def _person(chance: random.Random) -> str:
    return f"{word(chance).upper()}, {word(chance)} {word(chance)}"


def house(chance: random.Random) -> str:
    """A company's name."""
    return f"{word(chance)} {word(chance)} TRADING HOUSE LLC".upper()
