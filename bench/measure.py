"""Times what is compared in turn, and writes what came out with machine and commit.

Absolute times mean nothing on another machine: floors and ours run interleaved in one process,
after one warm-up each, and the ratio of the medians is the result.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(slots=True)
class Timing:
    """Seconds of each round."""

    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.seconds)

    def as_json(self) -> dict[str, float]:
        """Median and least, in seconds."""
        return {"median_s": round(self.median, 4), "min_s": round(min(self.seconds), 4)}


def interleaved(
    *,
    works: Mapping[str, Callable[[], object]],
    rounds: int,
    before: Mapping[str, Callable[[], object]],
) -> dict[str, Timing]:
    """Time every work in turn, round after round; `before` prepares one, and is not timed."""
    timings = {name: Timing() for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            before.get(name, lambda: None)()
            gc.collect()
            started = time.perf_counter()
            work()
            if number:  # the first round warms up
                timings[name].seconds.append(time.perf_counter() - started)
    return timings


def write_result(*, name: str, figures: Mapping[str, Any], goals: Mapping[str, bool]) -> Path:
    """Write `results/<name>.json`, print it, and say which goals were missed."""
    answer = {
        "bench": name,
        "commit": _commit(),
        "machine": _machine(),
        "goals": goals,
        **figures,
    }
    target = RESULTS / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(answer, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(answer, indent=2))
    for goal, reached in goals.items():
        if not reached:
            print(f"MISSED: {goal}")
    return target


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], capture_output=True, text=True, check=True, cwd=RESULTS.parent
        ).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return git("rev-parse", "--short=12", "HEAD") + (" with changes" if changed else "")


def _machine() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
        cursor.execute("SHOW fsync")
        fsync = cursor.fetchone()[0]
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "memory_gib": round(pages / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "postgresql": postgres,
        "fsync": fsync,
    }


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor())
