"""Days and instants as people read them. Instants are UTC; days are the same in every place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@register.filter
def day(value: date | None) -> str:
    """Return a day as `2 Apr 2025`."""
    return _("not given") if value is None else f"{value.day} {value:%b %Y}"


@register.filter
def instant(value: datetime | None) -> str:
    """Return an instant as `2 Apr 2025, 09:17 UTC`."""
    return _("never") if value is None else f"{day(value)}, {value:%H:%M} UTC"


@register.filter
def short_instant(value: datetime | None, now: datetime | None = None) -> str:
    """Return the time of an instant of today, and the day of another."""
    if value is None:
        return _("never")
    return f"{value:%H:%M} UTC" if now and value.date() == now.date() else day(value)


@register.filter
def ago(value: datetime | None, now: datetime | None) -> str:
    """Return how long before `now` an instant was, and its day when that is long ago."""
    if value is None:
        return _("never")
    if now is None:
        return instant(value)
    seconds = int((now - value).total_seconds())
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        minutes = seconds // _MINUTE
        return ngettext("%d minute ago", "%d minutes ago", minutes) % minutes
    if seconds < _DAY:
        hours = seconds // _HOUR
        return ngettext("%d hour ago", "%d hours ago", hours) % hours
    return day(value)


@register.filter
def duration(value: timedelta | None) -> str:
    """Return a span of time in its largest whole unit: `3 seconds`, `2 days`."""
    if value is None:
        return _("not yet")
    seconds = max(0, int(value.total_seconds()))
    if seconds < _MINUTE:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    if seconds < _HOUR:
        minutes = seconds // _MINUTE
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if seconds < _DAY:
        hours = seconds // _HOUR
        return ngettext("%d hour", "%d hours", hours) % hours
    days = seconds // _DAY
    return ngettext("%d day", "%d days", days) % days


@register.simple_tag
def days_left(days: int) -> SafeString:
    """Draw how many days are left: within 30, 60, 90 in tones, and always in words."""
    tone = "red" if days <= 30 else "amber" if days <= 60 else "grey"
    words = _("today") if days == 0 else ngettext("in %d day", "in %d days", days) % days
    return format_html('<span class="chip chip-quiet tone-{}">{}</span>', tone, words)


@register.simple_tag
def days_gone(days: int) -> SafeString:
    """Draw how many days ago something was; `days` is negative."""
    words = ngettext("%d day ago", "%d days ago", -days) % -days
    return format_html('<span class="chip chip-quiet tone-amber">{}</span>', words)
