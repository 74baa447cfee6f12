"""What rows of cases say of themselves: their sources, doubts, links, and what blocks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scenarios.domain.changes import EventKind
from tracker.domain.field_changes import FieldChange
from tracker.domain.field_changes import field_changes as changes_of
from tracker.templatetags.looks import Look
from tracker.templatetags.thaw import chip, icon, look_of, move

register = template.Library()

#: Words by which the notes of a case say that something is not sure.
DOUBTS = (
    "unverified", "from memory", "single source", "assumption", "not checked", "not confirmed",
    "disputed", "accounts differ", "taken as unchanged", "may lag",
)  # fmt: skip


@register.filter
def is_doubtful(note: str | None) -> bool:
    """Tell whether a note of a case marks what it stands beside as unsure."""
    text = (note or "").lower()
    return any(doubt in text for doubt in DOUBTS)


@register.inclusion_tag("tracker/parts/backing.html")
def backing(row: Any, sources: Mapping[str, Any]) -> dict[str, Any]:
    """Draw what a row stands on: its sources, its note, its precision, its marks of doubt."""
    return {
        "cited": [(key, sources.get(key)) for key in row.sources],
        "note": row.note,
        "doubtful": is_doubtful(row.note),
        "precision": row.precision if row.precision != "day" else None,
    }


@register.filter
def field_changes(row: Any) -> list[FieldChange]:
    """List what differs between the `before` and the `after` of a delta or a preview."""
    return changes_of(before=row.before, after=row.after)


def _node_address(row: Any) -> str:
    """Return the page of the condition, gate or package that an event or an evaluation is of."""
    kind = _node_kind(row)
    return reverse(f"admin:{kind}", args=[row.case.slug, getattr(row, kind).slug])


def _node_kind(row: Any) -> str:
    """Return what the row is of. Only events are of packages."""
    if row.condition is not None:
        return "condition"
    return "gate" if row.gate is not None else "package"


@register.simple_tag
def node_link(row: Any, manner: str = "title") -> SafeString:
    """Link the condition, gate or package that a change event is of."""
    kind = _node_kind(row)
    words = _("Gate %s") % row.gate.slug if kind == "gate" else capfirst(getattr(row, kind))
    return format_html(
        '<a class="row-{}" href="{}">{} {}</a>', manner, _node_address(row), icon(kind), words
    )


@register.filter
def event_look(event: Any) -> Look:
    """Return the look of what a change event tells."""
    if event.kind == EventKind.CHANGE:
        return look_of("status", event.new_status)
    return look_of("event", event.kind)


@register.simple_tag
def event_move(event: Any) -> SafeString:
    """Draw what a change event tells: the status before and after, the remark, or the act.

    An act is drawn with the state of its package, where that changed.
    """
    if event.kind == EventKind.CHANGE:
        return move("status", event.old_status, event.new_status)
    told = chip("event", event.kind)
    if event.old_status == event.new_status:
        return told
    none = _("no state")
    moved = move("package", event.old_status or none, event.new_status or none)
    return format_html("{} {}", told, moved)


@register.simple_tag
def blocked_by(evaluation: Any) -> str:
    """Say in words how much is missing: the smallest sets of conditions, and how many there are."""
    sets: Sequence[Sequence[str]] | None = evaluation.blocking
    if sets is None:
        return _("no set of conditions is known to open it")
    if not sets:
        return _("nothing blocks it")
    least = min(len(one) for one in sets)
    if least == 0:
        return _("only time is missing")
    words = ngettext("blocked by %d condition", "blocked by %d conditions", least) % least
    if len(sets) == 1:
        return words
    return words + ", " + ngettext("%d way", "%d ways", len(sets)) % len(sets)
