"""Amend a definition: what amending a condition and amending a gate have in common.

One transaction: hold the cases, check right and version, keep the former definition with its
author, moment and reason, raise the versions, and evaluate what depends on it. The case is held
first, so of two people who saw the same definition one wins, and the other is told what the first
one changed. What an edited case file amends goes the same way, in `load_cases`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import transaction
from django.db.models import Max

from sanctions.models.clock import database_now
from sanctions.services.record_reason import record_reason
from scenarios.domain.errors import (
    DefinitionChanged,
    DocumentFault,
    NotAllowed,
    WrongDefinition,
    WrongFact,
)
from scenarios.models import ChangeEvent, Condition, FormerDefinition, Gate
from scenarios.services.case_rows.definitions import definition_keys, is_redefined, left_behind
from scenarios.services.case_rows.errors import CaseProtected
from scenarios.services.case_rows.flat import FlatRow, UnstorableRows
from scenarios.services.case_rows.named_rows import Named, given_row, named_by
from scenarios.services.case_rows.row_kind import RowKind
from scenarios.services.case_rows.stored import stored_row
from scenarios.services.check_case_rights import check_case_rights

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NodeT = TypeVar("NodeT", Condition, Gate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What is to be otherwise, by key of a case file; None takes a key away. Who says so, and why.

    `seen_version` is the version of the definition that they saw.
    """

    changes: Mapping[str, Any]
    reason: str
    actor: User
    seen_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Generic[NodeT]):
    """The node with its new definition, the one that ended, and the events that came of it."""

    node: NodeT
    former: FormerDefinition
    events: tuple[ChangeEvent, ...]


def amend_definition(kind: RowKind, *, node: NodeT, amendment: Amendment) -> FormerDefinition:
    """Store the new definition of a node that is held, and return the one that ended.

    The node comes with what it points to. Raises NotAllowed, DefinitionChanged, WrongFact without
    a reason, and WrongDefinition.
    """
    with transaction.atomic(savepoint=False), record_reason(amendment.reason):
        _check(node, amendment)
        old = stored_row(kind, node)
        named, new = _read(kind, old, node=node, amendment=amendment)
        former = _former(old, new, node=node, amendment=amendment)
        for column in _columns(kind):
            value = new.columns[column]
            if column in kind.references:
                value = named.rows[kind.references[column]].get(value)
            setattr(node, column, value)
        node.definition_version += 1
        node.version += 1
        node.save(update_fields=[*_columns(kind), "definition_version", "version"])
        former.save(force_insert=True)
        return former


def _check(node: NodeT, amendment: Amendment) -> None:
    """Return if this person may amend the node, and saw its present definition."""
    try:
        check_case_rights(case=node.case, team=node.case.team, actor=amendment.actor)
    except CaseProtected as refused:
        raise NotAllowed(str(refused)) from refused
    seen, present = amendment.seen_version, node.definition_version
    if seen is not None and seen != present:
        ended = node.former.order_by("-until", "-position")[: max(1, present - seen)]
        raise DefinitionChanged(node=node, seen_version=seen, since=list(ended)[::-1])
    if not amendment.reason.strip():
        raise WrongFact("Say why: the reason is kept with the change.", field="reason")


def _read(
    kind: RowKind, old: FlatRow, *, node: NodeT, amendment: Amendment
) -> tuple[Named, FlatRow]:
    """Return the row as it is to be, and what it names; raises WrongDefinition."""
    keys = definition_keys(kind)
    unknown = [key for key in amendment.changes if key not in keys]
    if unknown:
        message = f"unknown key, expected one of {', '.join(keys)}"
        raise WrongDefinition([DocumentFault(key, message) for key in unknown])
    wanted = {key: old.canonical[key] for key in keys if key in old.canonical}
    wanted |= amendment.changes
    wanted = {key: value for key, value in wanted.items() if value is not None}
    named = named_by(wanted, case=node.case)
    try:
        new = given_row(kind, {"id": node.slug, **wanted}, case=node.case, named=named)
    except UnstorableRows as error:
        raise WrongDefinition(error.faults) from error
    if not is_redefined(old, new):
        raise WrongDefinition([DocumentFault("", "expected another definition: it says that now")])
    return named, new


def _former(old: FlatRow, new: FlatRow, *, node: NodeT, amendment: Amendment) -> FormerDefinition:
    last = node.former.aggregate(last=Max("position"))["last"]
    holder = {"condition": node} if isinstance(node, Condition) else {"gate": node}
    return FormerDefinition(
        **holder,
        case=node.case,
        position=0 if last is None else last + 1,
        until=database_now(),
        terms=left_behind(old, new),
        reason=amendment.reason,
        author=amendment.actor.get_username(),
    )


def _columns(kind: RowKind) -> list[str]:
    """Return the columns that hold the definition."""
    keys = set(definition_keys(kind))
    return [column for part in kind.parts if keys.issuperset(part.keys) for column in part.columns]
