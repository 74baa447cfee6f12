"""The shape of a list module: `SOURCE` and `FORMATS`, the richest format first.

A format's `parse` walks the publisher's rows and yields one `Found` per party: its id, a digest of
the publisher's own cells, and a way to read it. Who knows the digest already need not read it.
A row that cannot be used is yielded as a `Fault`, with its line and, where it can be told, whose
it is, so that a bad row never looks like a party that left the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

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
class Download:
    """Where a list can be fetched, and how often Thaw promises to look.

    `url` may lead on to the publisher's other `hosts`; what stands there is followed, never kept.
    `news_url` answers with what was published last: while that is the same, nothing else is asked,
    except for the whole file every `whole_days`.
    """

    url: str
    hosts: tuple[str, ...] = ()
    every_hours: int = 24
    news_url: str = ""
    whole_days: int = 7
    most_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """What a list declares about itself. One without `download` comes by hand."""

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
    programs: Mapping[str, Program]
    download: Download | None = None


class Found(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Stated:
    """What a copy says of itself: its day, how many parties it holds, and by what it was narrowed.

    A copy with `narrowed` is not the list: nothing follows from who is absent. A copy with `scope`
    is whole for the ids that begin with it, and says nothing about others. A copy that `adds` holds
    what is new or changed in its scope: nobody leaves by it.
    """

    published: date | None = None
    parties: int | None = None
    narrowed: str = ""
    scope: str = ""
    adds: bool = False

    @property
    def kept_scope(self) -> str:
        """The scope under which the copy is kept; that of additions begins no id."""
        return f"{self.scope}+" if self.adds else self.scope


def _says_nothing(_parts: Parts) -> Stated:
    return Stated()


def _has_no_mark(_parts: Parts) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which a list is published; `parts[0]` is the file that it cannot lack.

    `part_of` names the part that a file is, by how it begins; None: no part of this format. A large
    part of XML is mapped memory (`sanctions/lists/contents.py`), which can be sliced and no more.
    `parse` raises SnapshotRefused where the copy is damaged as a whole.
    `ends_with_mark` says whether the publisher's end mark is there; None: this form has none.
    """

    key: str
    parts: tuple[str, ...]
    part_of: Callable[[bytes], str | None]
    parse: Callable[[Parts], Iterator[Found | Fault]]
    stated: Callable[[Parts], Stated] = _says_nothing
    ends_with_mark: Callable[[Parts], bool | None] = _has_no_mark


class ListModule(Protocol):
    """One list."""

    SOURCE: Source
    FORMATS: tuple[Format, ...]
