"""What OFAC's sanctions do to a party: the measures of each of its programs.

Method: OFAC names the types of sanctions per party (ENHANCED, ADVANCED), or has the directives and
menus in labelled texts (all formats). Each type belongs to certain programs; what no type explains
is blocking. The tag alone does not say it: UKRAINE-EO13662 blocks those on the SDN list, and does
not block those under a directive of the sectoral list.

Sources: Executive Orders 13608, 13662 and its Directives 1 to 4 (2014), 13846, 13959 as amended by
14032, 14014 Directive 1 (2023), 14024 Directives 1 to 4 (2021, 2022), 14059; CAATSA sections 231
and 235; 31 CFR 561.201 (correspondent accounts), 31 CFR 594 and General License 4 (NS-PLC); the
texts that the list prints with each directive.
Limits: a type that is missing here is the measure `other`, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sanctions.domain.kinds import Measure
from sanctions.domain.records import DesignationRecord
from sanctions.lists.ofac_programs import PROGRAMS

BLOCK = "Block"
SDN = "SDN List"
CONSOLIDATED = "Consolidated List"
_SSI = "Sectoral Sanctions Identifications List"
_CAPTA, _MENU, _CMIC = "CAPTA List", "Non-SDN Menu-Based Sanctions List", "Non-SDN CMIC List"
_PLC, _FSE = "Non-SDN Palestinian Legislative Council List", "FSE List"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a type of sanctions does, under which programs, and on which list it is published."""

    measure: Measure
    programs: tuple[str, ...]
    lists: tuple[str, ...]


_EO13662, _EO14024 = ("UKRAINE-EO13662",), ("RUSSIA-EO14024",)
_CAATSA, _FSE_TAGS = ("CAATSA - RUSSIA",), ("NS-PLC", "FSE-IR", "FSE-SY")
_TYPES: Mapping[str, Effect] = {
    "13662 Sectoral Directive 1": Effect(Measure.SECTORAL_FINANCE, _EO13662, (_SSI,)),
    "13662 Sectoral Directive 2": Effect(Measure.SECTORAL_FINANCE, _EO13662, (_SSI,)),
    "13662 Sectoral Directive 3": Effect(Measure.SECTORAL_FINANCE, _EO13662, (_SSI,)),
    "13662 Sectoral Directive 4": Effect(Measure.EXPORT_CONTROL, _EO13662, (_SSI,)),
    "Executive Order 14024 Directive 1": Effect(Measure.SECTORAL_FINANCE, _EO14024, (_MENU,)),
    "Executive Order 14024 Directive 1a": Effect(Measure.SECTORAL_FINANCE, _EO14024, (_MENU,)),
    "Executive Order 14024 Directive 2": Effect(
        Measure.SECTORAL_FINANCE, _EO14024, (_CAPTA, _MENU)
    ),
    "Executive Order 14024 Directive 3": Effect(Measure.SECTORAL_FINANCE, _EO14024, (_MENU,)),
    "Executive Order 14024 Directive 4": Effect(Measure.TRANSACTION_BAN, _EO14024, (_MENU,)),
    "Executive Order 14014 Directive 1": Effect(Measure.SERVICES_BAN, ("BURMA-EO14014",), (_MENU,)),
    "CMIC Executive Order": Effect(Measure.INVESTMENT_BAN, ("CMIC-EO13959",), (_CMIC,)),
    "Executive Order 13959 Sanctions": Effect(Measure.INVESTMENT_BAN, ("CMIC-EO13959",), (_CMIC,)),
    "561 Full Restrictions": Effect(Measure.SECTORAL_FINANCE, ("561-Related",), (_CAPTA,)),
    "NDAA Special Conditions": Effect(Measure.SECTORAL_FINANCE, ("561-Related",), (_CAPTA,)),
    "Reject": Effect(Measure.TRANSACTION_BAN, _FSE_TAGS, (_PLC, _FSE)),
}
# Types that only announce a menu; what was chosen from it is printed item by item.
_MENU_TYPES = frozenset({"CAATSA Section 231/235 Sanctions", "Executive Order 14059 Non-blocking"})
_MENU_PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "caatsa_235": _CAATSA,
    "eo_13846": ("IRAN-EO13846", "IFCA", "IRAN-EO13871"),
    "eo_14059": ("ILLICIT-DRUGS-EO14059",),
    "peesa": ("PEESA-EO14039",),
}
# What a menu's items begin with, or say; the first that fits counts.
_ITEMS: tuple[tuple[str, Measure], ...] = (
    ("BLOCKING PROPERTY", Measure.ASSET_FREEZE),
    ("PROPERTY AND INTERESTS IN PROPERTY BLOCKED", Measure.ASSET_FREEZE),
    ("EXPORT-IMPORT BANK", Measure.SECTORAL_FINANCE),
    ("EXPORT SANCTIONS", Measure.EXPORT_CONTROL),
    ("IMPORT SANCTIONS", Measure.IMPORT_BAN),
    ("PROCUREMENT", Measure.DEBARMENT),
    ("LOANS", Measure.SECTORAL_FINANCE),
    ("PROHIBITION ON ANY UNITED STATES FINANCIAL INSTITUTION", Measure.SECTORAL_FINANCE),
    ("FOREIGN EXCHANGE", Measure.TRANSACTION_BAN),
    ("PROHIBITION ON ANY TRANSACTIONS", Measure.TRANSACTION_BAN),
    ("BANKING TRANSACTIONS", Measure.TRANSACTION_BAN),
    ("BAN ON INVESTMENT", Measure.INVESTMENT_BAN),
    ("PROHIBITION ON ANY UNITED STATES PERSON FROM INVESTING", Measure.INVESTMENT_BAN),
    ("EXCLUSION OF CORPORATE OFFICERS", Measure.TRAVEL_BAN),
    ("SANCTIONS ON PRINCIPAL EXECUTIVE OFFICERS", Measure.OTHER),
)
# Programs whose tag says what they do, where no type or text does.
_IMPLIED = {
    "NS-PLC": "Reject",
    "FSE-IR": "Reject",
    "FSE-SY": "Reject",
    "CMIC-EO13959": "CMIC Executive Order",
    "561-Related": "561 Full Restrictions",
}
_DIRECTIVE_LABELS = {
    "Executive Order 13662 Directive Determination": "13662 Sectoral Directive",
    "Executive Order 14014 Directive Information": "Executive Order 14014 Directive",
    "Executive Order 14024 Directive Information": "Executive Order 14024 Directive",
}
_SUBJECT = re.compile(r"Subject to Directive (\w+)")
_DATED_KEYS = ("listing_date", "effective_date")
_DATED = re.compile(r"\((?:EO (\d+) Directive (\w+)|(CMIC))\)")
# How a directive and a tag name the order: the digits that both have.
_ORDER = re.compile(r"\d{5}")


@dataclass(slots=True)
class Imposed:
    """What a record says of sanctions: types, menu items, days, and the lists it is on."""

    types: dict[str, None] = field(default_factory=dict)
    menus: dict[tuple[str, str], None] = field(default_factory=dict)
    listing: dict[str, date] = field(default_factory=dict)
    effective: dict[str, date] = field(default_factory=dict)
    lists: dict[str, date] = field(default_factory=dict)
    authorities: tuple[str, ...] = ()
    unknown: list[str] = field(default_factory=list)

    def look_at(self, label: str, key: str, value: str, day: date | None = None) -> None:
        """Take what one labelled text says of sanctions, if it does."""
        directive = _DIRECTIVE_LABELS.get(label)
        subject = _SUBJECT.match(value)
        if directive and subject:
            self.types[f"{directive} {subject[1]}"] = None
        if key in _MENU_PROGRAMS:
            self.menus[key, value] = None
        dated = _DATED.match(value) if key in _DATED_KEYS else None
        for type_ in _dated_types(dated):
            if dated and dated[1]:
                self.types[type_] = None
            if day:
                (self.listing if key == "listing_date" else self.effective)[type_] = day

    def day_of(self, type_: str, lists: Iterable[str]) -> date | None:
        """The day on which a type begins: its own, or else that of its list."""
        own = self.effective.get(type_) or self.listing.get(type_)
        return own or next((self.lists[one] for one in lists if one in self.lists), None)


def _dated_types(dated: re.Match[str] | None) -> tuple[str, ...]:
    """The types that a dated label speaks of; CMIC has had two names."""
    if dated is None:
        return ()
    if dated[3]:
        return tuple(type_ for type_, effect in _TYPES.items() if _CMIC in effect.lists)
    return (f"Executive Order {dated[1]} Directive {dated[2]}",)


def designations_of(
    *, programs: Collection[str], imposed: Imposed, on_sdn_list: bool
) -> tuple[DesignationRecord, ...]:
    """Say what each program does. A day is given only where it can be told whose it is.

    Several programs may block; the list's day is that of one of them, and then is nobody's.
    """
    found: dict[tuple[str, Measure], list[tuple[str, date | None]]] = {}

    def add(program: str, measure: Measure, basis: str, day: date | None) -> None:
        found.setdefault((program, measure), []).append((basis, day))

    for type_, effect in _effects(programs, imposed):
        for program in _among(effect.programs, programs):
            add(program, effect.measure, type_, imposed.day_of(type_, effect.lists))
    for (menu, item), _ in imposed.menus.items():
        for program in _among(_MENU_PROGRAMS[menu], programs):
            add(program, _item_measure(item, imposed), item, imposed.day_of("", (_MENU,)))
    explained = {program for program, _ in found}
    left = [program for program in sorted(programs) if program not in explained]
    if not on_sdn_list:
        for program in [one for one in left if one not in PROGRAMS]:
            left.remove(program)
            imposed.unknown.append(f"program: {program}, on a list that does not always block")
            add(program, Measure.OTHER, "", None)
    blocked = _blocked(left, explained, on_sdn_list=on_sdn_list)
    day = imposed.day_of(BLOCK, (SDN,)) if len(blocked) == 1 else None
    for program in blocked:
        add(program, Measure.ASSET_FREEZE, "", day)
    return tuple(
        DesignationRecord(program, measure, _first(said), _basis(program, said, imposed, programs))
        for (program, measure), said in sorted(found.items())
    )


def _effects(programs: Collection[str], imposed: Imposed) -> list[tuple[str, Effect]]:
    """The types that a record names, and those that its tags imply."""
    named = [type_ for type_ in imposed.types if type_ not in (BLOCK, *_MENU_TYPES)]
    covered = {tag for type_ in named if type_ in _TYPES for tag in _TYPES[type_].programs}
    named += [_IMPLIED[tag] for tag in programs if tag in _IMPLIED and tag not in covered]
    effects = []
    for type_ in dict.fromkeys(named):
        if type_ not in _TYPES:
            imposed.unknown.append(f"type of sanctions: {type_}")
        effects.append((type_, _TYPES.get(type_, Effect(Measure.OTHER, (), ()))))
    return effects


def _among(wanted: Iterable[str], programs: Collection[str]) -> list[str]:
    """The party's own programs of those; where it has none of them, all that it has."""
    return [program for program in wanted if program in programs] or sorted(programs)


def _blocked(left: list[str], explained: set[str], *, on_sdn_list: bool) -> list[str]:
    """The programs that block: all that nothing else explains; on the SDN list one must.

    Order 14024 has directives and blocks as well. One on the SDN list under it is blocked by it,
    whatever directives hold too; under 13662 only where no other program blocks.
    """
    if not on_sdn_list:
        return left
    both = [program for program in sorted(explained) if program not in (*_IMPLIED, *_EO13662)]
    blocked = sorted({*left, *both})
    return (
        blocked
        or [program for program in sorted(explained) if program not in _IMPLIED]
        or [*sorted(explained)]
    )


def _item_measure(item: str, imposed: Imposed) -> Measure:
    for words, measure in _ITEMS:
        if item.upper().startswith(words):
            return measure
    imposed.unknown.append(f"item of a menu: {item}")
    return Measure.OTHER


def _first(said: list[tuple[str, date | None]]) -> date | None:
    return min((day for _, day in said if day), default=None)


def _basis(
    program: str,
    said: list[tuple[str, date | None]],
    imposed: Imposed,
    programs: Collection[str],
) -> str:
    """The directives and acts as printed: the acts of this program, as far as it can be told."""
    order = _ORDER.search(program)
    acts = [
        act
        for act in imposed.authorities
        if len(programs) == 1 or (order is not None and order[0] in act)
    ]
    return "; ".join(dict.fromkeys([*(basis for basis, _ in said if basis), *acts]))
