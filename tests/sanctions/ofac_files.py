"""Small files in OFAC's flat format, written cell by cell as OFAC writes them."""

from __future__ import annotations

from collections.abc import Iterable

from sanctions.lists import ofac_sdn
from sanctions.lists.packages import Package

NOTHING = "-0- "
END = b"\x1a"
LEGACY_CSV = next(form for form in ofac_sdn.FORMATS if form.key == "legacy_csv")


def party(
    uid: int | str,
    name: str = "",
    *,
    kind: str = "",
    programs: str = "RUSSIA-EO14024",
    title: str = "",
    remarks: str = "",
    vessel: tuple[str, str, str, str, str, str] = ("", "", "", "", "", ""),
) -> str:
    """One row of sdn.csv. `vessel` is call sign, type, tonnage, gross tonnage, flag, owner."""
    cells = [
        _quoted(name or f"TRADING HOUSE {uid}"),
        _quoted(kind),
        _quoted(programs),
        _quoted(title),
    ]
    return ",".join([str(uid), *cells, *(_quoted(cell) for cell in vessel), _quoted(remarks)])


def alias(uid: int | str, name: str, *, kind: str = "aka", number: int = 1) -> str:
    """One row of alt.csv."""
    return f"{uid},{number},{_quoted(kind)},{_quoted(name)},{NOTHING}"


def address(uid: int | str, street: str = "", place: str = "", country: str = "") -> str:
    """One row of add.csv."""
    return f"{uid},1,{_quoted(street)},{_quoted(place)},{_quoted(country)},{NOTHING}"


def file_of(rows: Iterable[str], *, line_end: str = "\r\n", end: bytes = END) -> bytes:
    """A whole file, closed by OFAC's end mark."""
    return "".join(row + line_end for row in rows).encode() + end


def copy_of(parts: dict[str, bytes]) -> Package:
    """A copy that consists of these files."""
    return Package(parts, LEGACY_CSV)


def sdn(*rows: str) -> Package:
    """A copy that consists of sdn.csv alone."""
    return copy_of({"sdn": file_of(rows)})


def parties(count: int, *, start: int = 1) -> list[str]:
    """So many plain parties, with ids from `start` on."""
    return [party(uid) for uid in range(start, start + count)]


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell else NOTHING
