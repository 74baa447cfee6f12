"""Parts of ADVANCED that come by the hundred thousand, read at once where they are as expected.

Method: the elements of such a part, in document order, are held to the tags and attributes that
OFAC prints; so nothing in them can be overlooked. A part of any other shape gives None, and is read
element by element, where what nobody takes is told. Source: OFAC's excerpt of February 2024.
"""

from __future__ import annotations

from lxml import etree

# Tags and the names of their attributes, in document order.
Shape = tuple[tuple[str, list[str]], ...]

_FIXED = ["YearFixed", "MonthFixed", "DayFixed"]
_DAY: Shape = (("Year", []), ("Month", []), ("Day", []))
_BOUNDARY: Shape = (("From", []), *_DAY, ("To", []), *_DAY)
_PERIOD: Shape = (
    ("DatePeriod", ["CalendarTypeID", *_FIXED]),
    ("Start", ["Approximate", *_FIXED]),
    *_BOUNDARY,
    ("End", ["Approximate", *_FIXED]),
    *_BOUNDARY,
)
# Where the years stand, and the ends with what they say of themselves.
_YEARS, _ENDS = (3, 7, 12, 16), (1, 10)
_GROUP: Shape = (("MasterNamePartGroup", []), ("NamePartGroup", ["ID", "NamePartTypeID"]))
_PART: Shape = (
    ("DocumentedNamePart", []),
    ("NamePartValue", ["NamePartGroupID", "ScriptID", "ScriptStatusID", "Acronym"]),
)


def period_in(period: etree._Element) -> tuple[list[tuple[str, str, str]], bool] | None:
    """Read the four days of a period, as year, month and day, and whether they are about right."""
    found = [*period.iter()]
    if not _is_shaped(found, _PERIOD):
        return None
    days = [tuple(one.text or "" for one in found[at : at + 3]) for at in _YEARS]
    approximate = any(found[at].get("Approximate") == "true" for at in _ENDS)
    return [(year, month, day) for year, month, day in days], approximate


def groups_in(groups: etree._Element) -> list[tuple[str, str]] | None:
    """Read the groups of name parts: the id and the type of each."""
    found = [*groups.iter()][1:]
    if groups.keys() or not _is_shaped(found, _GROUP * (len(found) // 2)):
        return None
    return [(one.get("ID", ""), one.get("NamePartTypeID", "")) for one in found[1::2]]


def parts_in(parts: list[etree._Element]) -> list[tuple[str, str, str]] | None:
    """Read the parts of a name: the group, the script and the text of each."""
    found = [one for part in parts for one in part.iter()]
    if not _is_shaped(found, _PART * len(parts)):
        return None
    return [
        (one.get("NamePartGroupID", ""), one.get("ScriptID", ""), one.text or "")
        for one in found[1::2]
    ]


def _is_shaped(found: list[etree._Element], shape: Shape) -> bool:
    return len(found) == len(shape) and all(
        one.tag == tag and one.keys() == keys and one.tail is None
        for one, (tag, keys) in zip(found, shape, strict=True)
    )
