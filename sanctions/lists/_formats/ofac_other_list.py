"""Whether a copy in a legacy format is of OFAC's other list: both look the same.

Method: of the parties of the Consolidated List, most bear a tag that this list alone uses, or uses
mostly: 59 % in April 2018, 98 % in May 2024. Of the SDN list, fewer than 1 % do. ENHANCED and
ADVANCED need no guess: they name the lists of each party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanctions.lists._formats.ofac_party import LISTS
from sanctions.lists.base import Fault
from sanctions.lists.ofac_measures import CONSOLIDATED

LEAST_SHARE = 0.1
_TAGS = re.compile(r"UKRAINE-EO13662|NS-PLC|CMIC-EO13959|FSE-|561")


@dataclass(slots=True)
class OtherList:
    """Counts the parties that bear such a tag."""

    list_key: str
    parties: int = 0
    tagged: int = 0

    def look_at(self, tags: str) -> None:
        """Count one party."""
        self.parties += 1
        self.tagged += bool(_TAGS.search(tags))

    def fault(self, part: str) -> Iterator[Fault]:
        """Tell, as nobody's fault, that this is no copy of the Consolidated List."""
        if LISTS[self.list_key] == CONSOLIDATED and self.tagged < self.parties * LEAST_SHARE:
            reason = f"only {self.tagged} of {self.parties} parties bear a tag of this list"
            yield Fault(part, 0, None, f"{reason}: it looks like the SDN list")
