"""One page of a long list, without counting the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

RowT = TypeVar("RowT", bound=Model)

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Slice(Generic[RowT]):
    """Some rows, and whether there are more before and after them."""

    rows: list[RowT]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page stands before this one."""
        return self.number > 1

    @property
    def next_number(self) -> int:
        """The number of the page after this one."""
        return self.number + 1

    @property
    def previous_number(self) -> int:
        """The number of the page before this one."""
        return self.number - 1

    @property
    def first(self) -> int:
        """The place of the first row in the whole list."""
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """The place of the last row in the whole list."""
        return self.first + len(self.rows) - 1


def slice_of(rows: QuerySet[RowT], *, number: int) -> Slice[RowT]:
    """Read page `number` of `rows`, and one row more to know whether another page follows."""
    start = (number - 1) * PAGE_SIZE
    read = [*rows[start : start + PAGE_SIZE + 1]]
    return Slice(rows=read[:PAGE_SIZE], number=number, has_next=len(read) > PAGE_SIZE)
