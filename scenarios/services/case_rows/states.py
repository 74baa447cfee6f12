"""Which packages a file gives another state: without a day, it holds from that of loading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scenarios.services.case_rows.kinds import PACKAGES
from scenarios.services.case_rows.storing import StoredCase
from scenarios.services.date_states import DatedPackage


def restated_packages(case: StoredCase, *, today: date) -> Iterator[DatedPackage]:
    """Yield the packages of the case that have another state than was stored."""
    for pair in case.pairs_of(PACKAGES):
        if pair.stored is not None:
            before, state = pair.stored.columns["state"], pair.given.columns["state"]
            if before != state:
                package = pair.given.record
                yield DatedPackage(package=package, before=before, state=state, since=today)
