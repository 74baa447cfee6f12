"""A made-up SDN list in OFAC's legacy XML, of the shape and size of the real one: 1 KB a party.

Counts per party follow the real file: about 2 names, 1 address, 1.2 programs. One seed, one list;
the benchmark asserts its digest.
"""

from __future__ import annotations

import random
from itertools import count

from bench.ofac_files import house, word

SEED = 20_240_506
_HEAD = (
    '<?xml version="1.0" standalone="yes"?>\n<sdnList'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">\n'
    "  <publshInformation>\n    <Publish_Date>05/06/2024</Publish_Date>\n"
    "    <Record_Count>{parties}</Record_Count>\n  </publshInformation>\n"
)
_PROGRAMS = ("RUSSIA-EO14024", "UKRAINE-EO13661", "SDGT", "NPWMD", "SYRIA", "IRAN-EO13902", "CUBA")
_COUNTRIES = ("Russia", "Iran", "Syria", "Cyprus", "United Arab Emirates", "China")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ofac_xml(*, parties: int, seed: int = SEED) -> list[bytes]:
    """Make a list of so many parties: its head, its records, and its end."""
    chance = random.Random(seed)
    numbers = count(1)
    records = [_entry(1_000 + one, chance, numbers).encode() for one in range(parties)]
    return [_HEAD.format(parties=parties).encode(), *records, b"</sdnList>\n"]


def with_a_title(record: bytes, title: str) -> bytes:
    """Give the party of a record another title."""
    begin, end = record.index(b"<title>") + 7, record.index(b"</title>")
    return record[:begin] + title.encode() + record[end:]


def _entry(uid: int, chance: random.Random, numbers: count[int]) -> str:
    is_individual = chance.random() < 0.45
    lines = [f"<uid>{uid}</uid>"]
    if is_individual:
        lines.append(f"<firstName>{word(chance)} {word(chance)}</firstName>")
    name = word(chance).upper() if is_individual else house(chance)
    lines += [f"<lastName>{name}</lastName>", f"<title>{word(chance)}</title>"]
    lines.append(f"<sdnType>{'Individual' if is_individual else 'Entity'}</sdnType>")
    programs = chance.sample(_PROGRAMS, chance.choice((1, 1, 1, 1, 2)))
    lines.append(_list("programList", [f"<program>{one}</program>" for one in programs]))
    lines.append(
        _list("idList", [_document(chance, numbers) for _ in range(chance.choice((1, 2)))])
    )
    aliases = [_alias(chance, numbers) for _ in range(chance.choice((0, 0, 1, 1, 2, 2)))]
    lines.append(_list("akaList", aliases))
    lines.append(_list("addressList", [_address(chance, numbers)]))
    if is_individual:
        lines.append(_list("dateOfBirthList", [_birth(chance, numbers)]))
    inside = "\n    ".join(line for line in lines if line)
    return f"  <sdnEntry>\n    {inside}\n  </sdnEntry>\n"


def _list(name: str, items: list[str]) -> str:
    inside = "\n      ".join(items)
    return f"<{name}>\n      {inside}\n    </{name}>" if items else ""


def _element(name: str, numbers: count[int], *inside: str) -> str:
    lines = "\n        ".join((f"<uid>{next(numbers)}</uid>", *inside))
    return f"<{name}>\n        {lines}\n      </{name}>"


def _document(chance: random.Random, numbers: count[int]) -> str:
    kind = chance.choice(("Passport", "Tax ID No.", "Registration Number"))
    return _element(
        "id",
        numbers,
        f"<idType>{kind}</idType>",
        f"<idNumber>{chance.randint(10**9, 10**10 - 1)}</idNumber>",
        f"<idCountry>{chance.choice(_COUNTRIES)}</idCountry>",
    )


def _alias(chance: random.Random, numbers: count[int]) -> str:
    return _element(
        "aka",
        numbers,
        "<type>a.k.a.</type>",
        "<category>strong</category>",
        f"<lastName>{house(chance)}</lastName>",
    )


def _address(chance: random.Random, numbers: count[int]) -> str:
    return _element(
        "address",
        numbers,
        f"<address1>{chance.randint(1, 200)} {word(chance)} Street</address1>",
        f"<city>{word(chance)}</city>",
        f"<postalCode>{chance.randint(100_000, 999_999)}</postalCode>",
        f"<country>{chance.choice(_COUNTRIES)}</country>",
    )


def _birth(chance: random.Random, numbers: count[int]) -> str:
    day = f"{chance.randint(1, 28):02} {chance.choice(_MONTHS)} {chance.randint(1930, 2000)}"
    return _element(
        "dateOfBirthItem",
        numbers,
        f"<dateOfBirth>{day}</dateOfBirth>",
        "<mainEntry>true</mainEntry>",
    )
