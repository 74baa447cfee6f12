"""A gate's expression in words: what each operator asks for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scenarios.domain.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    AutoUnless,
    Before,
    ConditionRef,
    Expression,
    FromDate,
    Latch,
    Not,
    Sustained,
    Then,
    View,
    Weighted,
)
from tracker.templatetags.thaw_dates import day

register = template.Library()


@register.filter
def rule(expression: Expression) -> str:  # noqa: PLR0911 - one sentence for each operator
    """Return what the operator asks for, in words."""
    match expression:
        case ConditionRef(id=name):
            return name
        case AllOf(of=children):
            return _("Both of these") if len(children) == 2 else _("All of these")
        case AnyOf():
            return _("Any of these")
        case Not():
            return _("Not")
        case AtLeast(k=k, of=children):
            return _("At least %(k)d of these %(n)d") % {"k": k, "n": len(children)}
        case Weighted(share=share):
            return _("A share of at least %s %% of the weights") % _percent(share)
        case View(assessor=assessor):
            return _("As %s sees it") % assessor
        case _:
            return _temporal_rule(expression)


def _temporal_rule(expression: Expression) -> str:  # noqa: PLR0911 - as above
    match expression:
        case FromDate(day=first):
            return _("From %s on") % day(first)
        case Latch():
            return _("Once true, true for good")
        case Before(deadline=deadline):
            return _("Before the end of %s") % day(deadline)
        case Sustained(days=days):
            return ngettext("Kept up for %d full day", "Kept up for %d full days", days) % days
        case Then():
            return _("One after the other")
        case AutoUnless(at=at):
            return _("By itself on %s, unless stopped") % day(at)
        case _:
            return type(expression).__name__


@register.filter
def terms(expression: Expression) -> str:
    """Return the terms beside the rule: since when, what is forgiven."""
    match expression:
        case Before(start=start, grace=grace):
            return _joined(start, grace and _("%d days of grace") % grace)
        case Sustained(start=start, tolerance=lost, latch=latch):
            once = latch and _("once reached, reached for good")
            return _joined(start, lost and _("up to %d lost days are forgiven") % lost, once)
        case Then(start=start, max_gap=gap, strict=strict):
            within = gap is not None and _("within %d days") % gap
            return _joined(start, within, strict and _("not on the same day"))
        case Latch(start=start) | AutoUnless(start=start):
            return _joined(start)
        case Weighted(of=weighted):
            return _("weights %s") % ", ".join(str(weight) for weight, _node in weighted)
        case _:
            return ""


def _joined(start: date, *parts: str | bool | int) -> str:
    said = [str(part) for part in parts if part]
    return ", ".join([_("counted from %s") % day(start), *said])


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"
