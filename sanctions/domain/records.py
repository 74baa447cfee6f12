"""A party as one list describes it, whatever the list's format.

`fields()` is the form in which records are stored and compared: a flat mapping, empty fields left
out. The fields that some copies lack, aliases, addresses and relations, are absent only where the
copy could not have them; then they are unknown, which is not the same as empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sanctions.domain.dates import PartialDate
from sanctions.domain.kinds import DateKind, Measure, NameType, PartyKind

Fields = dict[str, Any]

# Fields that a copy may lack.
OPTIONAL_FIELDS = ("aliases", "addresses", "relations")


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A further name; weak where the publisher calls it broad or generic."""

    name: str
    type: NameType
    weak: bool = False

    def fields(self) -> Fields:
        """As stored."""
        return {"name": self.name, "type": self.type.value, "weak": self.weak}


@dataclass(frozen=True, slots=True)
class IdentifierRecord:
    """A number of the party, and whether its check digits agree (None: it has none)."""

    type: str
    value: str
    country: str = ""
    note: str = ""
    valid: bool | None = None

    def fields(self) -> Fields:
        """As stored."""
        return {
            "type": self.type,
            "value": self.value,
            "country": self.country,
            "note": self.note,
            "valid": self.valid,
        }


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """An address as printed."""

    street: str = ""
    place: str = ""
    country: str = ""
    note: str = ""

    def fields(self) -> Fields:
        """As stored."""
        return {
            "street": self.street,
            "place": self.place,
            "country": self.country,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class DateRecord:
    """A date as printed; `read` where the list gives its bounds, else they are read from `raw`."""

    kind: DateKind
    raw: str
    read: PartialDate | None = None

    def fields(self) -> Fields:
        """As stored."""
        plain: Fields = {"kind": self.kind.value, "raw": self.raw}
        if self.read is None:
            return plain
        bounds = (
            self.read.from_earliest,
            self.read.from_latest,
            self.read.to_earliest,
            self.read.to_latest,
        )
        return plain | {
            "precision": self.read.precision.value,
            "approximate": self.read.approximate,
            "bounds": [bound and bound.isoformat() for bound in bounds],
        }


@dataclass(frozen=True, slots=True)
class DesignationRecord:
    """One measure under one program. No measure: the program's own; no day: the list gives none.

    `from_date` may lie in the future. `basis` is the legal act as the list prints it.
    """

    program: str
    measure: Measure | None = None
    from_date: date | None = None
    basis: str = ""

    def fields(self) -> Fields:
        """As stored."""
        return {
            "program": self.program,
            "measure": self.measure and self.measure.value,
            "from_date": self.from_date and self.from_date.isoformat(),
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """This party is `type` of the other, as printed: a link, never a share of ownership."""

    type: str
    other_id: str
    other_name: str = ""
    note: str = ""

    def fields(self) -> Fields:
        """As stored."""
        return {
            "type": self.type,
            "other_id": self.other_id,
            "other_name": self.other_name,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """One party of one list. `details` holds what has no column of its own, by name.

    `programs` names every program once; `designations` adds measures and days where the list
    gives them, and then names the same programs. `unread` tells, as `path: value`, what the parser
    does not know: it is kept and reported, and a path that is new holds the copy.
    """

    external_id: str
    kind: PartyKind
    name: str
    programs: tuple[str, ...]
    weak_names: tuple[NameRecord, ...] = ()
    aliases: tuple[NameRecord, ...] | None = None
    addresses: tuple[AddressRecord, ...] | None = None
    identifiers: tuple[IdentifierRecord, ...] = ()
    dates: tuple[DateRecord, ...] = ()
    designations: tuple[DesignationRecord, ...] = ()
    relations: tuple[RelationRecord, ...] | None = None
    details: dict[str, list[str]] = field(default_factory=dict)
    remarks: str = ""
    unread: tuple[str, ...] = ()

    def fields(self) -> Fields:
        """Flatten to what is stored and compared."""
        flat: Fields = {"name": self.name, "kind": self.kind.value, "programs": [*self.programs]}
        if self.weak_names:
            flat["weak_names"] = [name.fields() for name in self.weak_names]
        if self.identifiers:
            flat["identifiers"] = [identifier.fields() for identifier in self.identifiers]
        if self.dates:
            flat["dates"] = [one.fields() for one in self.dates]
        if self.designations:
            flat["designations"] = [one.fields() for one in self.designations]
        if self.aliases is not None:
            flat["aliases"] = [name.fields() for name in self.aliases]
        if self.addresses is not None:
            flat["addresses"] = [address.fields() for address in self.addresses]
        if self.relations is not None:
            flat["relations"] = [relation.fields() for relation in self.relations]
        flat.update(self.details)
        if self.remarks:
            flat["remarks"] = self.remarks
        if self.unread:
            flat["unread"] = [*self.unread]
        return flat
