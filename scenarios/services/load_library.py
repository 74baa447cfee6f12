"""Load the cases that the product ships with, those of them that are new or changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_cases
from scenarios.models import Case
from scenarios.services.case_rows.errors import CaseProtected, CasesInvalid
from scenarios.services.case_rows.report import Loaded
from scenarios.services.load_cases import load_cases


@dataclass(frozen=True, slots=True)
class LibraryLoad:
    """What became of the shipped files that are new or changed; `refused` says of each why."""

    loaded: tuple[Loaded, ...]
    refused: tuple[str, ...]


def load_library() -> LibraryLoad:
    """Load every shipped file that no case was loaded from, for everybody.

    What analysts have added to its cases stays. What cannot be loaded over what is stored, such as
    a case whose id somebody has taken, is left alone. Raises CaseFileInvalid for damaged files.
    """
    known = set(Case.objects.exclude(library_digest="").values_list("library_digest", flat=True))
    loaded: list[Loaded] = []
    refused: list[str] = []
    for path in library_files():
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest in known:
            continue
        try:
            loaded += _load(path, content, digest=digest)
        except (CaseProtected, CasesInvalid) as reason:
            refused.append(f"{path.name}: {reason}")
    return LibraryLoad(loaded=tuple(loaded), refused=tuple(refused))


def _load(path: Path, content: bytes, *, digest: str) -> tuple[Loaded, ...]:
    documents = read_cases(content, file=path.name)
    with transaction.atomic():
        loaded = load_cases(documents=documents, from_library=True, keep=True)
        cases = Case.objects.filter(slug__in=[one.case for one in loaded])
        cases.update(library_digest=digest)
    return loaded
