"""A party as one list describes it, whatever the list's format.

`fields()` is the form in which records are stored and compared: a flat mapping, empty fields left
out. The two fields that come in files of their own, aliases and addresses, are absent only where
the copy had no such file; then they are unknown, which is not the same as empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sanctions.domain.kinds import DateKind, NameType, PartyKind

Fields = dict[str, Any]

# Fields of files that a copy may lack.
OPTIONAL_FIELDS = ("aliases", "addresses")


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
class PartyRecord:
    """One party of one list. `details` holds what has no column of its own, by name."""

    external_id: str
    kind: PartyKind
    name: str
    programs: tuple[str, ...]
    weak_names: tuple[NameRecord, ...] = ()
    aliases: tuple[NameRecord, ...] | None = None
    addresses: tuple[AddressRecord, ...] | None = None
    identifiers: tuple[IdentifierRecord, ...] = ()
    dates: tuple[tuple[DateKind, str], ...] = ()
    details: dict[str, list[str]] = field(default_factory=dict)
    remarks: str = ""

    def fields(self) -> Fields:
        """Flatten to what is stored and compared."""
        flat: Fields = {"name": self.name, "kind": self.kind.value, "programs": [*self.programs]}
        if self.weak_names:
            flat["weak_names"] = [name.fields() for name in self.weak_names]
        if self.identifiers:
            flat["identifiers"] = [identifier.fields() for identifier in self.identifiers]
        if self.dates:
            flat["dates"] = [{"kind": kind.value, "raw": raw} for kind, raw in self.dates]
        if self.aliases is not None:
            flat["aliases"] = [name.fields() for name in self.aliases]
        if self.addresses is not None:
            flat["addresses"] = [address.fields() for address in self.addresses]
        flat.update(self.details)
        if self.remarks:
            flat["remarks"] = self.remarks
        return flat
