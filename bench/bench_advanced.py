"""Reading a file of the size and shape of OFAC's real ADVANCED list, 107 MB.

Floor, interleaved with ours: expat walking the same bytes without handlers. `walk` joins every
party and digests it, which is all that a copy without news costs; `read` makes every record, with
each element proven to be used, ignored or told. Goals: row 3 of the performance page, whose
prototype made no records and proved nothing: at most 1.7 times the floor, and 96 MB above idle.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

from bench.advanced_files import advanced_file
from bench.measure import interleaved, write_result
from bench.servers import scratch_database
from sanctions.lists import ofac_sdn
from sanctions.lists.base import Found
from sanctions.lists.contents import content_of, pieces

PARTIES = 12_500
DIGEST = "a05d616e537466fd1f0b2e6ca483b991e58d5a14ce332f1383aab3ae122b3313"
MOST_RATIO, MOST_MEGABYTES = 1.7, 96.0
_FORM = next(form for form in ofac_sdn.FORMATS if form.key == "advanced_xml")


def floor(content: bytes) -> None:
    """Walk the file with expat, doing nothing."""
    parser = expat.ParserCreate()
    for piece in pieces(content):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def walk(content: bytes) -> int:
    """Join and digest every party."""
    return sum(isinstance(found, Found) for found in _FORM.parse({"advanced": content}))


def read(content: bytes) -> dict[str, int]:
    """Make every record, and count what is in them; nothing may be left unread."""
    counts = dict.fromkeys(("parties", "names", "identifiers", "dates", "designations"), 0)
    for found in _FORM.parse({"advanced": content}):
        assert isinstance(found, Found), found
        record = found.read()
        assert not record.unread, record.unread
        counts["parties"] += 1
        counts["names"] += 1 + len(record.aliases or ()) + len(record.weak_names)
        counts["identifiers"] += len(record.identifiers)
        counts["dates"] += len(record.dates)
        counts["designations"] += len(record.designations)
    return counts


def memory(path: Path) -> dict[str, float]:
    """Read everything in this process; its memory above idle, in MB."""
    idle = _resident("VmRSS")
    counts = read(content_of(path))
    return {"idle_mb": idle, "above_idle_mb": round(_resident("VmHWM") - idle, 1), **counts}


def _resident(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{name}:"))
    return round(int(kilobytes) / 1024, 1)


def measure(path: Path, *, rounds: int) -> dict[str, Any]:
    """Take all figures of one file."""
    child = [sys.executable, "-m", "bench.bench_advanced", "--memory", str(path)]
    used = json.loads(subprocess.run(child, capture_output=True, check=True).stdout)
    content = content_of(path)
    assert walk(content) == used["parties"] == PARTIES
    timings = interleaved(
        works={
            "expat": lambda: floor(content),
            "walk": lambda: walk(content),
            "read": lambda: read(content),
        },
        before={},
        rounds=rounds,
    )
    expat_median = timings["expat"].median
    return {
        "bytes": len(content),
        "memory": used,
        "timings": {name: timing.as_json() for name, timing in timings.items()},
        "walk_over_expat": round(timings["walk"].median / expat_median, 2),
        "read_over_expat": round(timings["read"].median / expat_median, 2),
    }


def main() -> None:
    """Measure, and write `results/advanced.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", type=Path, help="only read this file, and say what it took")
    options = parser.parse_args()
    if options.memory:
        print(json.dumps(memory(options.memory)))
        return
    content = advanced_file(parties=PARTIES)
    digest = hashlib.sha256(content).hexdigest()
    assert digest == DIGEST, f"another file was made: {digest}, {len(content)} bytes"
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sdn_advanced.xml"
        path.write_bytes(content)
        del content
        figures = measure(path, rounds=options.rounds)
        above = figures["memory"]["above_idle_mb"]
        goals = {
            f"a copy without news at most {MOST_RATIO} x expat": figures["walk_over_expat"]
            <= MOST_RATIO,
            f"every record read at most {MOST_RATIO} x expat": figures["read_over_expat"]
            <= MOST_RATIO,
            f"at most {MOST_MEGABYTES:.0f} MB above idle": above <= MOST_MEGABYTES,
        }
        write_result(name="advanced", figures=figures, goals=goals)
    sys.exit(0 if all(goals.values()) else os.EX_SOFTWARE)


if __name__ == "__main__":
    main()
