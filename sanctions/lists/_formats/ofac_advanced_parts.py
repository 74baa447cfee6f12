"""Names, features and documents of a party of ADVANCED.

Source: as `ofac_advanced`. A name comes in parts, which are put together as OFAC does in its other
formats: "LAST, First Middle" for people, capitals for the last name and for all other parties.
Limits: how OFAC orders patronymics, matronymics and maiden names is not proven on real data.
"""

from __future__ import annotations

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import NameType
from sanctions.domain.records import AddressRecord, NameRecord
from sanctions.lists._formats.ofac_advanced_shapes import groups_in, parts_in
from sanctions.lists._formats.ofac_advanced_values import Values, periods_of
from sanctions.lists._formats.ofac_party import Printed, plain_name
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists.ofac_labels import plain_label
from sanctions.lists.ofac_remarks import document

_ALIAS_TYPES = {
    "A.K.A.": NameType.AKA, "F.K.A.": NameType.FKA, "N.K.A.": NameType.NKA, "Name": NameType.AKA
}  # fmt: skip
_LATIN = "Latin"
_LAST = ("Last Name", "Patronymic", "Matronymic")
_AS_PRINTED = ("Nickname",)
_RIGHT_TO_LEFT = ("Arabic", "Hebrew")
_LOCATION = "Location"
_SURE = ("Confirmed", "Unknown", "")
_VALID = "Valid"
_DATES = {"Issue Date": "issued", "Expiration Date": "expires"}


def take_identity(identity: XmlReader, printed: Printed, values: Values) -> None:
    """Take the names of an identity; one that OFAC calls false says so."""
    identity.ignore("@ID", "@FixedRef", "@Primary")
    if identity.attribute("False") == "true":
        printed.read.keep("about_features", "an identity is false")
    kinds = {key: values.text("NamePartType", kind) for key, kind in _groups(identity)}
    for alias in identity.children("Alias"):
        _take_alias(alias, printed, values, kinds)


def _groups(identity: XmlReader) -> list[tuple[str, str]]:
    """The groups of name parts: the id and the type of each."""
    found = []
    for element in identity.elements("NamePartGroups"):
        plain = groups_in(element)
        if plain is None:
            plain = [
                (one.attribute("ID"), one.attribute("NamePartTypeID"))
                for master in identity.reader(element).children("MasterNamePartGroup")
                for one in master.children("NamePartGroup")
            ]
        found += plain
    return found


def _take_alias(alias: XmlReader, printed: Printed, values: Values, kinds: dict[str, str]) -> None:
    alias.ignore("@FixedRef")
    kind = values.text("AliasType", alias.attribute("AliasTypeID"))
    if kind not in _ALIAS_TYPES:
        raise UnknownValue(f"kind of alias {kind!r}")
    is_main = alias.attribute("Primary") == "true"
    weak = alias.attribute("LowQuality") == "true"
    names = [_documented(one, values, kinds) for one in alias.children("DocumentedName")]
    leading = next((name for name in names if name[1] == _LATIN), names[0] if names else None)
    for name, script in names:
        if is_main and not printed.name and (name, script) == leading:
            printed.name = name
            continue
        printed.take_name(NameRecord(name, _ALIAS_TYPES[kind], weak))
        if script != _LATIN:
            printed.read.keep("scripts", f"{name} / {script}")


def _documented(name: XmlReader, values: Values, kinds: dict[str, str]) -> tuple[str, str]:
    """Put a name together from its parts; the second answer is its script."""
    name.ignore("@ID", "@FixedRef", "@DocNameStatusID")
    parts: list[tuple[str, str]] = []
    script = ""
    for group, code, text in _parts(name):
        if group not in kinds:
            raise UnknownValue(f"a part of a name is of the unknown group {group}")
        script = values.text("Script", code)
        parts.append((kinds[group], plain_name(text)))
    if not parts:
        raise UnknownValue("a name without parts")
    return _composed(parts, script), script


def _parts(name: XmlReader) -> list[tuple[str, str, str]]:
    """The parts of a name: the group, the script and the text of each."""
    elements = name.elements("DocumentedNamePart")
    plain = parts_in(elements)
    if plain is not None:
        return plain
    found = []
    for part in map(name.reader, elements):
        for value in part.children("NamePartValue"):
            value.ignore("@ScriptStatusID", "@Acronym")
            group, script = value.attribute("NamePartGroupID"), value.attribute("ScriptID")
            found.append((group, script, value.own_text()))
    return found


def _composed(parts: list[tuple[str, str]], script: str) -> str:
    last = " ".join(text for kind, text in parts if kind in _LAST)
    rest = " ".join(text for kind, text in parts if kind not in _LAST)
    if script in _RIGHT_TO_LEFT:
        return " ".join(filter(None, (rest, last)))
    if last:
        return ", ".join(filter(None, (last.upper(), rest)))
    return rest if parts[0][0] in _AS_PRINTED else rest.upper()


def take_features(
    profile: XmlReader, printed: Printed, values: Values, places: dict[str, AddressRecord]
) -> None:
    """Take features; one that nobody knows is kept and reported."""
    for feature in profile.children("Feature"):
        feature.ignore("@ID", "IdentityReference")  # the identity that it stands with
        label = values.text("FeatureType", feature.attribute("FeatureTypeID"))
        for version in feature.children("FeatureVersion"):
            _take_version(version, label, printed, values, places)


def _take_version(
    version: XmlReader,
    label: str,
    printed: Printed,
    values: Values,
    places: dict[str, AddressRecord],
) -> None:
    version.ignore("@ID")
    texts = [_detail(one, values) for one in version.children("VersionDetail")]
    for place in version.children("VersionLocation"):
        found = _place(place.attribute("LocationID"), label, printed, places)
        if found and label == _LOCATION:
            printed.take_address(found)
        elif found:
            texts.append(_one_line(found))
    read = None
    for raw, read in periods_of(version):  # noqa: B007 - the last one's bounds, of one
        texts.append(raw)
    for text in filter(None, texts):
        if not printed.read.take_feature(label, text, read=read):
            printed.read.keep("other", f"{label} {text}")
            printed.read.imposed.unknown.append(f"feature: {label} {text}")
    sure = values.text("Reliability", version.attribute("ReliabilityID"))
    for told in (version.text("Comment"), sure):
        if told not in _SURE:
            said = " ".join(filter(None, texts))
            printed.read.keep("about_features", f"{plain_label(label)} {said}: {told}")


def _detail(detail: XmlReader, values: Values) -> str:
    detail.ignore("@DetailTypeID")
    return detail.own_text() or values.text(
        "DetailReference", detail.attribute("DetailReferenceID")
    )


def _place(
    key: str, label: str, printed: Printed, places: dict[str, AddressRecord]
) -> AddressRecord | None:
    if key not in places:
        printed.read.imposed.unknown.append(f"{label}: location {key} is not in the file")
    return places.get(key)


def _one_line(place: AddressRecord) -> str:
    return ", ".join(filter(None, (place.street, place.place, place.country)))


def take_documents(reader: XmlReader, printed: Printed, values: Values) -> None:
    """Take identity documents; one that is not valid says so, and stays."""
    for one in reader.children("IDRegDocument"):
        one.ignore("@ID", "@IdentityID", "DocumentedNameReference")  # one of the party's names
        label = plain_label(values.text("IDRegDocType", one.attribute("IDRegDocTypeID")))
        number = one.required("IDRegistrationNo")
        notes = _days(one, values)
        if values.text("Validity", one.attribute("ValidityID")) != _VALID:
            notes.append("not valid")
        country = values.text("Country", one.attribute("IssuedBy-CountryID"))
        printed.read.identifiers.append(
            document(label=label, number=number, country=country, notes=notes)
        )
        for text in filter(None, (one.text("IssuingAuthority"), one.text("Comment"))):
            printed.read.keep("about_documents", f"{label} {number}: {text}")


def _days(one: XmlReader, values: Values) -> list[str]:
    """The days of issue and expiry, in that order."""
    days = {}
    for dated in one.children("DocumentDate"):
        kind = values.text("IDRegDocDateType", dated.attribute("IDRegDocDateTypeID"))
        if kind not in _DATES:
            raise UnknownValue(f"date of a document {kind!r}")
        for raw, _ in periods_of(dated):
            days[_DATES[kind]] = raw
    return [f"{word} {days[word]}" for word in _DATES.values() if days.get(word)]
