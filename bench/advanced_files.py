"""A made-up SDN list in OFAC's ADVANCED XML, of the shape and size of the real one.

Layout, element for element, as in OFAC's excerpt of February 2024; counts per party as in its SDN
list of that spring: 1.7 further names, a sixth of all in another script, 1.4 addresses, a document,
four features, 0.4 relations, and a country that thousands refer to. One seed, one file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.advanced_values import COUNTRIES, SETS
from bench.ofac_files import house, word

SEED = 20_240_223
_FIXED = 'YearFixed="false" MonthFixed="false" DayFixed="false"'
_PROGRAMS = ("RUSSIA-EO14024", "UKRAINE-EO13661", "SDGT", "NPWMD", "SYRIA", "IRAN-EO13902", "CUBA")
_CYRILLIC = str.maketrans("abdefghiklmnoprstuvyz", "абдефгхиклмнопрстуфыз")


@dataclass(slots=True)
class _File:
    """The five places of the file, filled party by party."""

    chance: random.Random
    next_id: int = 100_000
    locations: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    nationals: dict[int, list[int]] = field(default_factory=dict)

    def number(self) -> int:
        """A number that nothing else has."""
        self.next_id += 1
        return self.next_id


def advanced_file(*, parties: int, seed: int = SEED) -> bytes:
    """Make a file of so many parties."""
    made = _File(random.Random(seed))
    for uid in range(1_000, 1_000 + parties):
        _party(made, uid)
    return "".join(_written(made)).encode()


def _written(made: _File) -> Iterator[str]:
    space = "http://www.un.org/sanctions/1.0"
    yield '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    yield f'<Sanctions xmlns="{space}" Version="3">\n'
    yield f'  <DateOfIssue CalendarTypeID="1">\n{_day(4, 2024, 2, 23)}  </DateOfIssue>\n'
    yield "  <ReferenceValueSets>\n"
    for name, values in SETS.items():
        inside = "".join(
            f'      <{name} ID="{code}">{text}</{name}>\n' for code, text in values.items()
        )
        yield f"    <{name}Values>\n{inside}    </{name}Values>\n"
    yield "    <PartySubTypeValues>\n"
    for code, kind in ((3, 2), (4, 1)):
        yield f'      <PartySubType ID="{code}" PartyTypeID="{kind}">Unknown</PartySubType>\n'
    yield "    </PartySubTypeValues>\n  </ReferenceValueSets>\n"
    for country, features in made.nationals.items():
        back = "".join(
            f'      <FeatureVersionReference FeatureVersionID="{one}" />\n' for one in features
        )
        made.locations.append(_location(country, country, "", back))
    for name, found in (
        ("Locations", made.locations),
        ("IDRegDocuments", made.documents),
        ("DistinctParties", made.parties),
        ("ProfileRelationships", made.relations),
        ("SanctionsEntries", made.entries),
    ):
        yield f"  <{name}>\n"
        yield from found
        yield f"  </{name}>\n"
    yield "  <SanctionsEntryLinks />\n</Sanctions>\n"


def _party(made: _File, uid: int) -> None:
    chance = made.chance
    person = chance.random() < 0.5
    identity, country = made.number(), chance.choice([*COUNTRIES])
    groups: list[str] = []
    aliases = _alias(made, uid, groups, person=person, kind=1403)
    for _ in range(chance.choice((0, 1, 1, 2, 2, 4))):
        aliases += _alias(made, uid, groups, person=person, kind=chance.choice((1400, 1400, 1401)))
    parts = "".join(groups)
    features = "".join(_features(made, identity, country, person=person))
    made.parties.append(
        f'    <DistinctParty FixedRef="{uid}">\n      <Comment />\n'
        f'      <Profile ID="{uid}" PartySubTypeID="{4 if person else 3}">\n'
        f'        <Identity ID="{identity}" FixedRef="{uid}" Primary="true" False="false">\n'
        f"{aliases}          <NamePartGroups>\n{parts}          </NamePartGroups>\n"
        f"        </Identity>\n{features}      </Profile>\n    </DistinctParty>\n"
    )
    made.documents.append(_document(made, identity, country, person=person))
    if chance.random() < 0.4:
        made.relations.append(
            f'    <ProfileRelationship ID="{made.number()}" From-ProfileID="{uid}" '
            f'To-ProfileID="{chance.randint(1_000, uid)}" '
            f'RelationTypeID="{chance.choice((15002, 15003))}" RelationQualityID="1" '
            f'Former="false" SanctionsEntryID="{uid}">\n      <Comment />\n'
            "    </ProfileRelationship>\n"
        )
    _entries(made, uid)


def _alias(made: _File, uid: int, groups: list[str], *, person: bool, kind: int) -> str:
    chance = made.chance
    parts = [word(chance) for _ in range(3)] if person else [house(chance)]
    kinds = (1520, 1521, 1522) if person else (1525,)
    names = _documented(made, uid, groups, parts, kinds, script=215)
    if chance.random() < 0.16:
        other = [part.lower().translate(_CYRILLIC).title() for part in parts]
        names += _documented(made, uid, groups, other, kinds, script=220)
    primary = str(kind == 1403).lower()
    weak = str(kind != 1403 and chance.random() < 0.1).lower()
    return (
        f'          <Alias FixedRef="{uid}" AliasTypeID="{kind}" Primary="{primary}" '
        f'LowQuality="{weak}">\n{names}          </Alias>\n'
    )


def _documented(
    made: _File,
    uid: int,
    groups: list[str],
    parts: list[str],
    kinds: tuple[int, ...],
    *,
    script: int,
) -> str:
    inside = ""
    for part, kind in zip(parts, kinds, strict=True):
        group = made.number()
        groups.append(
            "            <MasterNamePartGroup>\n"
            f'              <NamePartGroup ID="{group}" NamePartTypeID="{kind}" />\n'
            "            </MasterNamePartGroup>\n"
        )
        inside += (
            "              <DocumentedNamePart>\n"
            f'                <NamePartValue NamePartGroupID="{group}" ScriptID="{script}" '
            f'ScriptStatusID="1" Acronym="false">{part}</NamePartValue>\n'
            "              </DocumentedNamePart>\n"
        )
    status = 1 if script == 215 else 2
    return (
        f'            <DocumentedName ID="{made.number()}" FixedRef="{uid}" '
        f'DocNameStatusID="{status}">\n{inside}            </DocumentedName>\n'
    )


def _features(made: _File, identity: int, country: int, *, person: bool) -> Iterator[str]:
    chance = made.chance
    year, month, day = chance.randint(1930, 2000), chance.randint(1, 12), chance.randint(1, 28)
    yield _feature(
        made, identity, 8 if person else 646, _period(12, year, month, day) + _detail(1430)
    )
    if person:
        yield _feature(made, identity, 224, _detail(1431, code=91526))
        yield _feature(made, identity, 9, _detail(1432, text=f"{word(chance)}, Russia"))
        place = f'            <VersionLocation LocationID="{country}" />\n'
        made.nationals.setdefault(country, []).append(made.next_id + 1)
        yield _feature(made, identity, 10, _detail(1433) + place)
    else:
        yield _feature(
            made, identity, 14, _detail(1432, text=f"www.{word(chance).lower()}.example")
        )
    if chance.random() < 0.5:
        yield _feature(made, identity, 125, _detail(1431, code=91473))
    for _ in range(chance.choice((1, 1, 1, 2, 2))):
        location = made.number()
        parts = "".join(
            _location_part(kind, text)
            for kind, text in (
                (1451, f"{chance.randint(1, 200)} {word(chance)} Street"),
                (1454, word(chance)),
                (1456, str(chance.randint(100_000, 999_999))),
            )
        )
        feature = made.next_id + 1
        back = f'      <FeatureVersionReference FeatureVersionID="{feature}" />\n'
        made.locations.append(_location(location, country, parts, back))
        yield _feature(
            made, identity, 25, f'            <VersionLocation LocationID="{location}" />\n'
        )


def _feature(made: _File, identity: int, kind: int, inside: str) -> str:
    version = made.number()
    return (
        f'        <Feature ID="{made.number()}" FeatureTypeID="{kind}">\n'
        f'          <FeatureVersion ID="{version}" ReliabilityID="1">\n            <Comment />\n'
        f"{inside}          </FeatureVersion>\n"
        f'          <IdentityReference IdentityID="{identity}" IdentityFeatureLinkTypeID="1" />\n'
        "        </Feature>\n"
    )


def _detail(kind: int, *, code: int = 0, text: str = "") -> str:
    reference = f' DetailReferenceID="{code}"' if code else ""
    opening = f'            <VersionDetail DetailTypeID="{kind}"{reference}'
    return f"{opening}>{text}</VersionDetail>\n" if text else f"{opening} />\n"


def _location(location: int, country: int, parts: str, back: str) -> str:
    return (
        f'    <Location ID="{location}">\n      <LocationAreaCode AreaCodeID="{country}" />\n'
        f'      <LocationCountry CountryID="{country}" CountryRelevanceID="1413" />\n'
        f"{parts}{back}    </Location>\n"
    )


def _location_part(kind: int, text: str) -> str:
    return (
        f'      <LocationPart LocPartTypeID="{kind}">\n'
        '        <LocationPartValue Primary="true" LocPartValueTypeID="1" '
        f'LocPartValueStatusID="1">\n          <Comment />\n          <Value>{text}</Value>\n'
        "        </LocationPartValue>\n      </LocationPart>\n"
    )


def _document(made: _File, identity: int, country: int, *, person: bool) -> str:
    number, day = made.chance.randint(10**9, 10**10 - 1), made.chance.randint(1, 28)
    dated = ""
    if person:
        period = _period(8, 2026, 3, day)
        dated = f'      <DocumentDate IDRegDocDateTypeID="1481">\n{period}      </DocumentDate>\n'
    return (
        f'    <IDRegDocument ID="{made.number()}" IDRegDocTypeID="{1571 if person else 1596}" '
        f'IdentityID="{identity}" IssuedBy-CountryID="{country}" ValidityID="1">\n'
        f"      <Comment />\n      <IDRegistrationNo>{number}</IDRegistrationNo>\n"
        f"      <IssuingAuthority />\n{dated}"
        f'      <DocumentedNameReference DocumentedNameID="{identity}" />\n    </IDRegDocument>\n'
    )


def _entries(made: _File, uid: int) -> None:
    chance = made.chance
    year, month, day = chance.randint(2001, 2023), chance.randint(1, 12), chance.randint(1, 28)
    measures = "".join(
        f'      <SanctionsMeasure ID="{made.number()}" SanctionsTypeID="{kind}">\n'
        + (f"        <Comment>{comment}</Comment>\n" if comment else "")
        + '        <DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" '
        'DayFixed="true" />\n      </SanctionsMeasure>\n'
        for kind, comment in [
            (1705, ""),
            *((1, tag) for tag in chance.sample(_PROGRAMS, chance.choice((1, 1, 1, 2)))),
        ]
    )
    for number, code in enumerate((1550, 91512) if chance.random() < 0.02 else (1550,)):
        entry = uid + number * 70_000_000
        made.entries.append(
            f'    <SanctionsEntry ID="{entry}" ProfileID="{uid}" ListID="{code}">\n'
            f'      <EntryEvent ID="{entry}" EntryEventTypeID="1" LegalBasisID="1828">\n'
            f'        <Comment />\n        <Date CalendarTypeID="1">\n{_day(10, year, month, day)}'
            f"        </Date>\n      </EntryEvent>\n{measures}    </SanctionsEntry>\n"
        )


def _period(indent: int, year: int, month: int, day: int) -> str:
    space = " " * indent
    ends = ""
    for name in ("Start", "End"):
        points = "".join(
            f"{space}    <{point}>\n{_day(indent + 6, year, month, day)}{space}    </{point}>\n"
            for point in ("From", "To")
        )
        ends += f'{space}  <{name} Approximate="false" {_FIXED}>\n{points}{space}  </{name}>\n'
    return f'{space}<DatePeriod CalendarTypeID="1" {_FIXED}>\n{ends}{space}</DatePeriod>\n'


def _day(indent: int, year: int, month: int, day: int) -> str:
    space = " " * indent
    return f"{space}<Year>{year}</Year>\n{space}<Month>{month}</Month>\n{space}<Day>{day}</Day>\n"
