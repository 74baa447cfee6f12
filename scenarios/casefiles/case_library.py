"""Finds the case files that the product ships with.

Method: they lie beside the code, one episode of relief in each. Source: scenarios/library, whose
README says how facts are marked there. Limits: this finds the files; reading is for `read_cases`.
"""

from pathlib import Path

LIBRARY = Path(__file__).parents[1] / "library"


def library_files() -> list[Path]:
    """Return the shipped case files, sorted by name."""
    return sorted(LIBRARY.glob("*.yaml"))
