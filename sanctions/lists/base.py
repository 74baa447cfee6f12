"""The shape of a list module: `SOURCE`, `PARTS`, `part_of`, `ends_with_mark` and `parse`.

`parse` walks the publisher's rows and yields one `Found` per party: its id, a digest of the
publisher's own cells, and a way to read it. Who knows the digest already need not read it.
A row that cannot be used is yielded as a `Fault`, with its line and, where it can be told, whose
it is, so that a bad row never looks like a party that left the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sanctions.domain.kinds import Measure
from sanctions.domain.records import PartyRecord

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Program:
    """What we know of a program: its title, its former tags, and what it does."""

    title: str
    aliases: tuple[str, ...] = ()
    measure: Measure = Measure.ASSET_FREEZE


@dataclass(frozen=True, slots=True)
class Source:
    """What a list declares about itself."""

    key: str
    title: str
    authority: str
    authority_name: str
    zone: str
    publisher: str
    url: str
    licence: str
    cadence: str
    id_space: str
    minimum_parties: int
    parser_version: int
    main_part: str
    programs: Mapping[str, Program]


@dataclass(frozen=True, slots=True)
class Found:
    """A party's rows, not yet interpreted. `read` raises UnknownValue."""

    external_id: str
    digest: str
    line: int
    read: Callable[[], PartyRecord]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used."""

    part: str
    line: int
    external_id: str | None
    reason: str

    def __str__(self) -> str:
        whose = f" (id {self.external_id})" if self.external_id else ""
        return f"{self.part} line {self.line}{whose}: {self.reason}"


class ListModule(Protocol):
    """One list."""

    SOURCE: Source
    PARTS: tuple[str, ...]

    def part_of(self, content: bytes) -> str | None:
        """Name the part that `content` is, by its look; None: no part of this list."""

    def parse(self, parts: Parts) -> Iterator[Found | Fault]:
        """Walk the parties. Raises SnapshotRefused where the file is damaged as a whole."""

    def ends_with_mark(self, parts: Parts) -> bool | None:
        """Say whether the publisher's end mark is there; None: this form has none."""
