"""The parts of a row: keys of a case file, the columns that hold what they mean, and both ways.

A key that is left out is a null column. Columns can be written in one way only, the canonical one.
Where a file says the same in other words (`to: null` spelt out, an instant with another offset),
the row keeps the file's words in `as_written`, and they count as long as they still mean what the
columns say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from scenarios.domain.casefile import instant as instant_of

Row: TypeAlias = dict[str, Any]
Columns: TypeAlias = dict[str, Any]

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One or more keys, and the columns that they fill together.

    `refers_to` names the kind of the rows whose id the column is; it is held as that id's text.
    """

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    read: Callable[[Row], tuple[Any, ...]]
    write: Callable[..., Row]
    refers_to: str = ""

    def columns_of(self, row: Mapping[str, Any]) -> Columns:
        """Return the columns of a row of a file; raises ValueError for what cannot be stored."""
        return dict(zip(self.columns, self.read(self.own(row)), strict=True))

    def own(self, row: Mapping[str, Any]) -> Row:
        """Return what a row says in the keys of this part."""
        return {key: row[key] for key in self.keys if key in row}

    def canonical(self, columns: Columns) -> Row:
        """Return the keys as they are written where nothing else is known."""
        return self.write(*(columns[column] for column in self.columns))

    def written(self, columns: Columns, *, as_written: Mapping[str, Any]) -> Row:
        """Return the keys in the file's own words, if these still mean the same."""
        words = self.own(as_written)
        if words and all(columns[key] == value for key, value in self.columns_of(words).items()):
            return words
        return self.canonical(columns)


def same(value: Any) -> Any:
    """Return the value: a column holds it as the file has it."""
    return value


def key(
    name: str,
    column: str = "",
    *,
    read: Callable[[Any], Any] = same,
    write: Callable[[Any], Any] = same,
    refers_to: str = "",
) -> Part:
    """Return the part of one key and one column, by default of the same name."""

    def read_row(row: Row) -> tuple[Any]:
        value = row.get(name)
        return (None if value is None else read(value),)

    def write_row(value: Any) -> Row:
        return {} if value is None else {name: write(value)}

    columns = (column or name,)
    return Part(keys=(name,), columns=columns, read=read_row, write=write_row, refers_to=refers_to)


def plain(*names: str) -> tuple[Part, ...]:
    """Return the parts of keys that have a column of their own name each, which holds the value."""
    return tuple(key(name) for name in names)


def pointing(*names: str, to: str) -> tuple[Part, ...]:
    """Return the parts of keys that name a row of another kind."""
    return tuple(key(name, refers_to=to) for name in names)


def day(name: str, column: str = "") -> Part:
    """Return the part of a date."""
    return key(name, column, read=date.fromisoformat, write=date.isoformat)


def instant(name: str) -> Part:
    """Return the part of an instant, canonically in UTC."""
    return key(name, read=_read_instant, write=_write_instant)


def yes(name: str) -> Part:
    """Return the part of a mark that is either there or not: false is left out."""
    return Part(
        keys=(name,),
        columns=(name,),
        read=lambda row: (row.get(name) or False,),
        write=lambda value: {name: True} if value else {},
    )


def mapping(name: str, **columns: str) -> Part:
    """Return the part of a mapping whose members have a column each."""

    def read_row(row: Row) -> tuple[Any, ...]:
        members = row.get(name) or {}
        return tuple(members.get(member) for member in columns)

    def write_row(*values: Any) -> Row:
        members = {
            member: value
            for member, value in zip(columns, values, strict=True)
            if value is not None
        }
        return {name: members} if members else {}

    return Part(keys=(name,), columns=tuple(columns.values()), read=read_row, write=write_row)


def words(column: str, *names: str) -> Part:
    """Return the part of keys that are kept together, in one column, as a file writes them."""
    return Part(keys=names, columns=(column,), read=lambda row: (dict(row),), write=dict)


def percent() -> Part:
    """Return the part of a share: one number, or the lowest and the highest it can be."""

    def read_row(row: Row) -> tuple[str, str]:
        share = row["percent"]
        return (share["low"], share["high"]) if isinstance(share, dict) else (share, share)

    def write_row(low: str, high: str) -> Row:
        return {"percent": low if low == high else {"low": low, "high": high}}

    columns = ("percent_low", "percent_high")
    return Part(keys=("percent",), columns=columns, read=read_row, write=write_row)


def measured() -> Part:
    """Return the part of what was measured: one value, or an interval."""

    def read_row(row: Row) -> tuple[str, str]:
        return (row["value"],) * 2 if "value" in row else (row["low"], row["high"])

    def write_row(low: str, high: str) -> Row:
        return {"value": low} if low == high else {"low": low, "high": high}

    keys = ("value", "low", "high")
    return Part(keys=keys, columns=("low", "high"), read=read_row, write=write_row)


def known() -> Part:
    """Return the part of when a fact was true, and became known: else on that day, 00:00 UTC."""

    def read_row(row: Row) -> tuple[date, datetime]:
        return date.fromisoformat(row["date"]), _read_instant(row.get("recorded") or row["date"])

    def write_row(true_on: date, recorded: datetime) -> Row:
        text = {"date": true_on.isoformat()}
        if recorded != instant_of(text["date"]):
            text["recorded"] = _write_instant(recorded)
        return text

    columns = ("date", "recorded")
    return Part(keys=columns, columns=columns, read=read_row, write=write_row)


def judged_note() -> Part:
    """Return the part of an assessment's note: where it has none, why a person entered it."""
    return Part(
        keys=("note",),
        columns=("note", "reason"),
        read=lambda row: (row.get("note"), ""),
        write=lambda note, reason: {"note": note or reason} if note or reason else {},
    )


def _read_instant(text: str) -> datetime:
    moment = instant_of(text)
    # Compared before it is converted: what lies beyond the calendar cannot be.
    if not _FIRST <= moment <= _LAST:
        raise ValueError("expected an instant in the years 1 to 9999 of UTC")
    return moment.astimezone(UTC)


def _write_instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
