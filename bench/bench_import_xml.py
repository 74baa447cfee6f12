"""Import of OFAC's legacy XML: rows 1a, 1b, 2a, 2b and 2c of the performance page.

Floors, interleaved with ours: expat walking the same bytes without handlers, and COPY of the very
same rows into the same tables, with indexes and foreign keys live. Timed is from the file to the
commit. Before that, and not timed, the raw file is put into the data folder, where packing it costs
once what `keep` says. Every round of 2b and 2c is a file that was never seen.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import math
import os
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from xml.parsers import expat

from bench.bench_import import ROOT, Database
from bench.measure import interleaved, write_result
from bench.ofac_xml_files import ofac_xml, with_a_title
from bench.servers import scratch_database

KEY, DAY = "us_ofac_sdn", date(2024, 5, 6)
SIZES = (20_000, 100_000)
DIGESTS = {
    20_000: "92c89373d5ffe2a15f12f88ed66b32657280873fd48a611f42e4252861e6b1e4",
    100_000: "d495c6c765c2d3bc872992b1513fa3ecc66dc452a422eca2812514c968ba7386",
}
GOALS = {"1a": 12.0, "1b": 1.9, "2a": 0.25, "2b": 0.85, "2c": 1.05}
GROWTH = {"1a": 1.05, "2a": 1.05, "2b": 1.1, "2c": 1.05}
SHARE = 100


@dataclasses.dataclass
class Copies:
    """Files of one list: as it is, with another head, and with one in a hundred amended."""

    pieces: list[bytes]
    path: Path
    numbers: count[int] = dataclasses.field(default_factory=lambda: count(5))

    def keep(self) -> None:
        """Put the file's raw copy into the data folder."""
        from sanctions.services.keep_raw_file import keep_raw_file

        keep_raw_file(key=KEY, package=self.package())

    def package(self) -> Any:
        """Read the file as the command does."""
        from sanctions.lists import ofac_sdn
        from sanctions.lists.packages import read_package

        return read_package(module=ofac_sdn, path=self.path)

    def same(self) -> None:
        """Write the list as it is."""
        self.path.write_bytes(b"".join(self.pieces))
        self.keep()

    def another_head(self) -> None:
        """Write the same records under a head that was never seen."""
        indented = b" " * next(self.numbers) + b"<Publish_Date>"
        head = self.pieces[0].replace(b"<Publish_Date>", indented)
        self.path.write_bytes(b"".join([head, *self.pieces[1:]]))
        self.keep()

    def one_percent(self) -> None:
        """Amend one record in a hundred, each round the same ones otherwise."""
        title = f"Deputy {next(self.numbers)}"
        for place in range(1, len(self.pieces) - 1, SHARE):
            self.pieces[place] = with_a_title(self.pieces[place], title)
        self.same()


def walk(content: bytes) -> None:
    """Walk the file with expat, doing nothing: the floor of parsing."""
    parser = expat.ParserCreate()
    parser.Parse(content, True)


def measure(pieces: list[bytes], folder: Path, *, rounds: int) -> dict[str, Any]:
    """Take all figures of one size on one database."""
    from sanctions.services.import_list import import_list

    database, copies = Database({}), Copies(pieces, folder / "sdn.xml")
    parties, content = len(pieces) - 2, b"".join(pieces)
    counts: dict[str, dict[str, int]] = {}

    def take(name: str) -> Callable[[], None]:
        def run() -> None:
            result = import_list(key=KEY, package=copies.package(), published=DAY)
            assert result.outcome in ("applied", "unchanged"), result.reason
            kinds = ("listed", "amended", "delisted", "unchanged")
            counts[name] = {kind: result.counts.get(kind, 0) for kind in kinds}

        return run

    def emptied() -> None:
        database.empty()
        copies.same()

    emptied()
    take("import")()
    database.keep()
    timings = interleaved(
        works={
            "expat": lambda: walk(content),
            "copy": database.fill,
            "import": take("import"),
            "same": take("same"),
            "another_head": take("another_head"),
            "one_percent": take("one_percent"),
        },
        before={
            "copy": database.empty,
            "import": emptied,
            "another_head": copies.another_head,
            "one_percent": copies.one_percent,
        },
        rounds=rounds,
    )
    amended = len(range(1, parties + 1, SHARE))
    assert counts == {
        "import": {"listed": parties, "amended": 0, "delisted": 0, "unchanged": 0},
        "same": {"listed": 0, "amended": 0, "delisted": 0, "unchanged": parties},
        "another_head": {"listed": 0, "amended": 0, "delisted": 0, "unchanged": parties},
        "one_percent": {"listed": 0, "amended": amended, "delisted": 0}
        | {"unchanged": parties - amended},
    }, counts
    median = {name: timing.median for name, timing in timings.items()}
    return {
        "parties": parties,
        "rows": database.rows(),
        "bytes": len(content),
        "amended": amended,
        "timings": {name: timing.as_json() for name, timing in timings.items()},
        "ratios": {
            "1a": round(median["import"] / median["expat"], 2),
            "1b": round(median["import"] / median["copy"], 2),
            "2a": round(median["same"] / median["expat"], 2),
            "2b": round(median["another_head"] / median["expat"], 2),
            "2c": round(median["one_percent"] / median["expat"], 2),
        },
    }


def growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """The power of the number of parties by which each row grows."""
    step = math.log(large["parties"] / small["parties"])
    works = {"1a": "import", "2a": "same", "2b": "another_head", "2c": "one_percent"}
    seconds = (
        {row: size["timings"][name]["median_s"] for row, name in works.items()}
        for size in (small, large)
    )
    first, second = seconds
    return {row: round(math.log(second[row] / first[row]) / step, 2) for row in works}


def main() -> None:
    """Measure, and write `results/import_xml.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    os.chdir(ROOT)
    with scratch_database():
        folder = Path(os.environ["THAW_DATA"])
        sizes = []
        for parties in SIZES:
            pieces = ofac_xml(parties=parties)
            digest = hashlib.sha256(b"".join(pieces)).hexdigest()
            assert digest == DIGESTS[parties], f"another list was made: {digest}"
            sizes.append(measure(pieces, folder, rounds=rounds))
        powers = growth(*sizes)
        goals = {
            f"{row} at most {goal} at {size['parties']:,}": size["ratios"][row] <= goal
            for size in sizes
            for row, goal in GOALS.items()
        } | {f"{row} grows by N^{most}": powers[row] <= most for row, most in GROWTH.items()}
        figures = {"rounds": rounds, "sizes": sizes, "growth": powers}
        write_result(name="import_xml", figures=figures, goals=goals)
    sys.exit(0 if all(goals.values()) else 1)


if __name__ == "__main__":
    main()
