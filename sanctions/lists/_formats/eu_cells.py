"""The cells of a table of annexes: taken out of their rows by column, so that none is left over.

Source: the rules of the transcription (`docs/lists/eu_journal_sanctions.md`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable

from sanctions.lists._formats.eu_dates import lettered

Cells = dict[str, str]


def split(cell: str) -> list[str]:
    """Part `a; b` and `"a; b"; c`. A cell with a quote that is not closed is one value."""
    try:
        rows = [*csv.reader([cell], delimiter=";", skipinitialspace=True, strict=True)]
    except csv.Error:
        return [cell]
    return [plain for row in rows for value in row if (plain := value.strip())]


def single(left: list[Cells], column: str) -> list[str]:
    """Take the cells of a column that holds one value, each once."""
    cells = (row.pop(column, "").strip() for row in left)
    return [*dict.fromkeys(filter(None, cells))]


def several(left: list[Cells], column: str) -> list[str]:
    """Take the values of a cell that may hold several, each once."""
    return [*dict.fromkeys(value for cell in single(left, column) for value in split(cell))]


def pieces(values: Iterable[str]) -> list[str]:
    """Take what stands under letters apart, each piece once."""
    return [*dict.fromkeys(piece for value in values for piece in lettered(value))]
