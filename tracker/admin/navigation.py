"""The navigation: tasks first, then what they rest on, then settings; tables for staff only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.selectors.inbox import unread_count

if TYPE_CHECKING:
    from sanctions.models.teams import Person

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the navigation; `count` says how much waits behind it."""

    key: str
    title: Words
    icon: str
    count: int = 0
    count_of: Words = ""

    @property
    def url(self) -> str:
        """The name of its address."""
        return f"admin:{self.key}"


@dataclass(frozen=True, slots=True)
class Group:
    """Links that belong together."""

    title: Words
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One of the three ways to look: as the system, light, dark."""

    value: str
    title: Words
    icon: str


APPEARANCES = (
    Appearance("system", _("As the system"), "system"),
    Appearance("light", _("Light"), "sun"),
    Appearance("dark", _("Dark"), "moon"),
)
THEMES = frozenset(one.value for one in APPEARANCES)

_WORK = (
    Entry("index", _("Home"), "home"),
    Entry("scenarios", _("Scenarios"), "scenario"),
    Entry("conditions", _("Conditions"), "condition"),
    Entry("calendar", _("Calendar"), "calendar"),
)
_LIBRARY = Group(
    _("Library"),
    (
        Entry("cases", _("Cases"), "case"),
        Entry("packages", _("Packages"), "package"),
        Entry("gates", _("Gates"), "gate"),
        Entry("parties", _("Parties"), "party"),
        Entry("programs", _("Programs"), "source"),
        Entry("lists", _("Lists"), "list"),
        Entry("held_copies", _("Held copies"), "warning"),
    ),
)
_SETTINGS = Group(
    _("Settings"),
    (
        Entry("subscriptions", _("Subscriptions"), "subscription"),
        Entry("webhooks", _("Webhooks"), "webhook"),
        Entry("tokens", _("API tokens"), "token"),
    ),
)
_ADMINISTRATION = Group(_("Administration"), (Entry("tables", _("Tables"), "admin"),))


def navigation_for(user: Person) -> list[Group]:
    """Return the navigation of one person, with the alerts that wait for them."""
    waiting = unread_count(user=user)
    alerts = Entry("alerts", _("Alerts"), "alert", count=waiting, count_of=_("unread"))
    groups = [Group("", (*_WORK, alerts)), _LIBRARY, _SETTINGS]
    return [*groups, _ADMINISTRATION] if user.is_staff else groups
