"""Load one case from the document of a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctions.models import Team
from scenarios.casefiles.plain_values import Document
from scenarios.services.case_rows.report import Loaded
from scenarios.services.load_cases import load_cases

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def load_case(
    *,
    document: Document,
    team: Team | None = None,
    actor: User | None = None,
    from_library: bool = False,
    keep: bool = False,
    dry_run: bool = False,
) -> Loaded:
    """Load the case, and return what became of it; see `load_cases` for all that is refused."""
    (loaded,) = load_cases(
        documents=[document],
        team=team,
        actor=actor,
        from_library=from_library,
        keep=keep,
        dry_run=dry_run,
    )
    return loaded
