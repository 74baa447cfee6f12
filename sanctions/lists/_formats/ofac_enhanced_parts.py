"""The parts of an ENHANCED entity: names, addresses, features, documents, relationships.

Source: as `ofac_enhanced`. Ids of parts and order marks are the publisher's own book-keeping and
left unused; everything else is taken, or told in `unread` by the entity's reader.
"""

from __future__ import annotations

from sanctions.domain.dates import PartialDate
from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import NameType
from sanctions.domain.records import AddressRecord, NameRecord, RelationRecord
from sanctions.lists._formats.ofac_dates import bounds_of, printed_period, read_period
from sanctions.lists._formats.ofac_party import Printed, address_of, plain_name
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists.ofac_labels import plain_label
from sanctions.lists.ofac_remarks import document

_ALIAS_TYPES = {
    "A.K.A.": NameType.AKA, "F.K.A.": NameType.FKA, "N.K.A.": NameType.NKA, "": NameType.AKA
}  # fmt: skip
_BOUNDS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")
_ADDRESS_PARTS = (
    "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION"
)  # fmt: skip
# How sure OFAC is of a feature, where that is worth telling.
_SURE = ("", "Confirmed", "Unknown")


def take_names(entity: XmlReader, printed: Printed) -> None:
    """Take the main name and the others, in all scripts."""
    for name in entity.items("names", "name"):
        name.ignore("@id")
        is_main = name.text("isPrimary") == "true"
        weak = name.text("isLowQuality") == "true"
        kind = referred(name, "aliasType")
        if kind not in _ALIAS_TYPES:
            raise UnknownValue(f"kind of alias {kind!r}")
        for one in name.items("translations", "translation"):
            one.ignore("@id", "formattedFirstName", "formattedLastName", "nameParts")  # its parts
            text = plain_name(one.required("formattedFullName"))
            script, leads = referred(one, "script"), one.text("isPrimary") == "true"
            if is_main and leads:
                printed.name = text
                continue
            printed.take_name(NameRecord(text, _ALIAS_TYPES[kind], weak))
            if not leads:
                printed.read.keep("scripts", f"{text} / {script}")


def take_addresses(entity: XmlReader, printed: Printed) -> None:
    """Take addresses; those in other scripts are kept as details."""
    for address in entity.items("addresses", "address"):
        address.ignore("@id")
        country = referred(address, "country")
        for group in address.children("translations"):
            country = referred(group, "country") or country
            ones = group.children("translation")
            if not ones:
                printed.take_address(AddressRecord(country=country))
            for one in ones:
                one.ignore("@id")
                _take_address(one, country, printed)


def _take_address(one: XmlReader, country: str, printed: Printed) -> None:
    parts: dict[str, str] = {}
    for part in one.items("addressParts", "addressPart"):
        part.ignore("@id")
        parts[referred(part, "type")] = part.text("value")
    script, leads = referred(one, "script"), one.text("isPrimary") == "true"
    if unknown := parts.keys() - {*_ADDRESS_PARTS}:
        raise UnknownValue(f"parts of an address {sorted(unknown)}")
    found = address_of(
        lines=[parts.get(line, "") for line in _ADDRESS_PARTS[:3]],
        city=parts.get("CITY", ""),
        state=parts.get("STATE/PROVINCE", ""),
        code=parts.get("POSTAL CODE", ""),
        country=country,
        region=parts.get("REGION", ""),
    )
    printed.take_address(found, script="" if leads else script)


def take_features(entity: XmlReader, printed: Printed) -> None:
    """Take features; one that nobody knows is kept and reported."""
    for feature in entity.items("features", "feature"):
        feature.ignore("@id", "versionId", "valueRefId", "isPrimary")
        kind = feature.child("type")
        if kind is None:
            raise UnknownValue("<feature> without <type>")
        kind.ignore("@featureTypeId")
        label, value = kind.own_text(), feature.text("value")
        raw, read = value, None
        if period := feature.child("valueDate"):
            raw, read = _period(period, value)
        if not printed.read.take_feature(label, raw, read=read):
            printed.read.keep("other", f"{label} {raw}")
            printed.read.imposed.unknown.append(f"feature: {label} {raw}")
        for told in (feature.text("comments"), referred(feature, "reliability")):
            if told not in _SURE:
                printed.read.keep("about_features", f"{plain_label(label)} {raw}: {told}")


def take_documents(entity: XmlReader, printed: Printed) -> None:
    """Take identity documents; one that is not valid says so, and stays."""
    for one in entity.items("identityDocuments", "identityDocument"):
        one.ignore("@id", "name")  # the name it bears is one of the party's own
        label = plain_label(referred(one, "type"))
        number, country = one.required("documentNumber"), referred(one, "issuingCountry")
        days = [("issued", _day(one, "issueDate")), ("expires", _day(one, "expirationDate"))]
        notes = [f"{word} {day}" for word, day in days if day]
        if one.text("isValid") != "true":
            notes.append("not valid")
        printed.read.identifiers.append(
            document(label=label, number=number, country=country, notes=notes)
        )
        told = [one.text("issuingAuthority"), one.text("issuingLocation"), one.text("comments")]
        for feature in one.items("idFeatures", "idFeature"):
            feature.ignore("@id", "@featureVersionId")
            told.append(feature.own_text())
        for text in filter(None, told):
            printed.read.keep("about_documents", f"{label} {number}: {text}")


def take_relationships(entity: XmlReader, printed: Printed) -> None:
    """Take relationships as printed: this party is `type` of the other."""
    for one in entity.items("relationships", "relationship"):
        one.ignore("@id")
        other = one.child("relatedEntity")
        if other is None:
            raise UnknownValue("<relationship> without <relatedEntity>")
        quality, span = referred(one, "quality"), one.child("dateRange")
        told = [f"quality: {quality}" if quality not in _SURE else "", one.text("comments")]
        if span:
            told.append(_period(span, "")[0])
        printed.relations.append(
            RelationRecord(
                type=referred(one, "type"),
                other_id=other.attribute("entityId"),
                other_name=other.own_text(),
                note="; ".join(filter(None, told)),
            )
        )


def referred(parent: XmlReader, name: str) -> str:
    """A text that a reference value repeats."""
    one = parent.child(name)
    if one is None:
        return ""
    one.ignore("@refId")
    return one.own_text()


def _period(period: XmlReader, text: str) -> tuple[str, PartialDate | None]:
    """The text of a period, and its bounds where they say more."""
    period.ignore("@id", "isDateRange")  # the bounds say it
    bounds = bounds_of([period.text(name) for name in _BOUNDS])
    approximate = period.text("isApproximate") == "true"
    if not text and bounds:
        text = printed_period(bounds, approximate=approximate)
    return text, read_period(text, bounds, approximate=approximate)


def _day(parent: XmlReader, name: str) -> str:
    period = parent.child(name)
    return _period(period, "")[0] if period else ""
