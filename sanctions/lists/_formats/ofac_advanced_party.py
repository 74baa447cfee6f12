"""One party of ADVANCED, joined from its places in the file: the party itself, and its sanctions.

Source: as `ofac_advanced`. Measures hold both the program tags, as comments of the type "Program",
and the types of sanctions; each is printed once for every list that the party is on.
"""

from __future__ import annotations

from lxml import etree

from sanctions.domain.errors import UnknownValue
from sanctions.domain.records import AddressRecord, PartyRecord, RelationRecord
from sanctions.lists._formats.ofac_advanced_parts import (
    take_documents,
    take_features,
    take_identity,
)
from sanctions.lists._formats.ofac_advanced_values import Values, day_of, place_of
from sanctions.lists._formats.ofac_party import LISTS, Printed, record_of
from sanctions.lists._formats.xml_reader import XmlReader

_PROGRAM = "Program"  # the type of measure of which the comment is a tag
_CREATED = "Created"
_UNKNOWN = "Unknown"


def read_party(joined: etree._Element, *, list_key: str, values: Values) -> PartyRecord:
    """Interpret a party and all that was joined to it. Raises UnknownValue."""
    reader = XmlReader(joined)
    party = reader.child("DistinctParty")
    if party is None:
        raise UnknownValue("no <DistinctParty>")
    profile = party.child("Profile")
    if profile is None:
        raise UnknownValue("<DistinctParty> without <Profile>")
    profile.ignore("@ID")  # what joined the rest
    printed = Printed(
        external_id=party.attribute("FixedRef"), list_key=list_key, aliases=[], addresses=[]
    )
    printed.kind = values.party_kind(profile.attribute("PartySubTypeID"))
    printed.take_remarks(party.text("Comment"))
    _take_entries(reader, printed, values)
    places = _places(reader, values)
    for identity in profile.children("Identity"):
        take_identity(identity, printed, values)
    take_features(profile, printed, values, places)
    take_documents(reader, printed, values)
    _take_relations(reader, printed, values)
    printed.unread = reader.unread()
    return record_of(printed)


def _places(reader: XmlReader, values: Values) -> dict[str, AddressRecord]:
    """The locations by their id."""
    places = {}
    for location in reader.children("Location"):
        key = location.attribute("ID")
        places[key] = place_of(location, values)
    return places


def _take_entries(reader: XmlReader, printed: Printed, values: Values) -> None:
    """Lists with their days, programs, types of sanctions and acts."""
    imposed = printed.read.imposed
    acts: dict[str, None] = {}
    for entry in reader.children("SanctionsEntry"):
        entry.ignore("@ID", "@ProfileID")
        name = values.text("List", entry.attribute("ListID"))
        for event in entry.children("EntryEvent"):
            event.ignore("@ID")
            kind = values.text("EntryEventType", event.attribute("EntryEventTypeID"))
            if kind != _CREATED:
                imposed.unknown.append(f"event of an entry: {kind}")
            act = values.text("LegalBasis", event.attribute("LegalBasisID"))
            if act and act != _UNKNOWN:
                acts[act] = None
            if comment := event.text("Comment"):
                printed.read.keep("about_entries", f"{name}: {comment}")
            day = day_of(event.child("Date"))
            if day and kind == _CREATED:
                imposed.lists[name] = min(day, imposed.lists.get(name, day))
        for measure in entry.children("SanctionsMeasure"):
            _take_measure(measure, printed, values)
    imposed.authorities = tuple(acts)
    if LISTS[printed.list_key] not in imposed.lists:
        raise UnknownValue(f"not on the {LISTS[printed.list_key]}, but on {[*imposed.lists]}")


def _take_measure(measure: XmlReader, printed: Printed, values: Values) -> None:
    measure.ignore("@ID")
    kind = values.text("SanctionsType", measure.attribute("SanctionsTypeID"))
    comment = measure.text("Comment")
    if period := measure.child("DatePeriod"):
        # OFAC gives no days here; if it does one day, they are told as unread.
        period.ignore("@CalendarTypeID", "@YearFixed", "@MonthFixed", "@DayFixed")
    if kind == _PROGRAM:
        printed.tags.append(comment)
        return
    printed.read.imposed.types[kind] = None
    if comment:
        printed.read.keep("about_entries", f"{kind}: {comment}")


def _take_relations(reader: XmlReader, printed: Printed, values: Values) -> None:
    """Take relations as printed, from this party to the other."""
    for one in reader.children("ProfileRelationship"):
        one.ignore("@ID", "@From-ProfileID", "@SanctionsEntryID")
        quality = values.text("RelationQuality", one.attribute("RelationQualityID"))
        told = [
            f"quality: {quality}" if quality != _UNKNOWN else "",
            "former" if one.attribute("Former") == "true" else "",
            one.text("Comment"),
        ]
        printed.relations.append(
            RelationRecord(
                type=values.text("RelationType", one.attribute("RelationTypeID")),
                other_id=one.attribute("To-ProfileID"),
                note="; ".join(filter(None, told)),
            )
        )
