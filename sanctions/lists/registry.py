"""The lists that Thaw reads. A new one takes four touches; `docs/lists/` says which."""

from __future__ import annotations

from types import ModuleType
from typing import cast

from sanctions.domain.errors import UnknownList
from sanctions.lists import (
    eu_fsf,
    eu_journal_sanctions,
    ofac_cons,
    ofac_sdn,
    uk_conlist,
    uk_sanctions_list,
    un_consolidated,
)
from sanctions.lists.base import ListModule

MODULES: tuple[ModuleType, ...] = (
    ofac_sdn,
    ofac_cons,
    eu_fsf,
    eu_journal_sanctions,
    uk_sanctions_list,
    uk_conlist,
    un_consolidated,
)


def all_lists() -> list[ListModule]:
    """Every list, in the order of the registry."""
    return [cast(ListModule, module) for module in MODULES]


def find_list(key: str) -> ListModule:
    """Find a list by its key. Raises UnknownList."""
    for module in all_lists():
        if key == module.SOURCE.key:
            return module
    known = ", ".join(module.SOURCE.key for module in all_lists())
    raise UnknownList(f"no list is called {key!r}; known: {known}")
