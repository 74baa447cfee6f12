"""The forms of the dashboard. They read what was typed; services decide what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scenarios.domain.changes import EventKind
from scenarios.domain.levels import Level
from scenarios.models import Case, Condition, Gate, Scenario
from tracker.domain.kinds import Scope
from tracker.models import Endpoint

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_LEVELS = (
    (Level.INFO.value, _("Everything (info and up)")),
    (Level.NOTICE.value, _("Notice and up")),
    (Level.IMPORTANT.value, _("Important and up")),
    (Level.CRITICAL.value, _("Critical only")),
)
_KINDS = (
    (EventKind.CHANGE.value, _("changes of status")),
    (EventKind.CONTESTED.value, _("conditions that machines move to and fro")),
    (EventKind.VIEWS_DIVERGE.value, _("assessors who begin to differ")),
    (EventKind.VIEWS_AGREE.value, _("assessors who agree again")),
    (EventKind.ACT.value, _("acts recorded for a package")),
    (EventKind.ACT_TAKEN_BACK.value, _("acts that were taken back")),
)
_LIFETIMES = ((30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (366, _("a year")))


def in_words(name: str) -> str:
    """Return a name of a vocabulary as a choice is read: `NOT_MET` as `not met`."""
    return name.replace("_", " ").lower()


class PageForm(forms.Form):
    """A form whose controls name their hints and faults for who does not see them."""

    use_required_attribute = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""


class EndpointForm(PageForm):
    """A new webhook."""

    name = forms.CharField(label=_("Name"), max_length=200)
    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://example.org/thaw"}),
        help_text=_("https or http on port 80, 443 or 8443. Private addresses are refused."),
    )


class TokenForm(PageForm):
    """A new token for REST."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("What will use it."))
    days = forms.TypedChoiceField(label=_("Lasts"), choices=_LIFETIMES, coerce=int, initial=90)
    scopes = forms.MultipleChoiceField(
        label=_("May"), widget=forms.CheckboxSelectMultiple, initial=[Scope.READ.value]
    )

    def __init__(self, *args: Any, allowed: frozenset[Scope], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(scope.value, scope.value) for scope in Scope if scope in allowed]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]


class SubscriptionForm(PageForm):
    """A new subscription: what it watches, from which level on, and where it tells.

    A scenario, condition or gate is chosen on its own page, which leads here: a list of all of
    them would be too long to choose from.
    """

    name = forms.CharField(label=_("Name"), max_length=200)
    everything = forms.BooleanField(label=_("Everything that I may see"), required=False)
    case = forms.ModelChoiceField(
        Case.objects.none(), label=_("Case"), required=False, empty_label=_("no case in particular")
    )
    scenario = forms.ModelChoiceField(
        Scenario.objects.none(), required=False, widget=forms.HiddenInput
    )
    condition = forms.ModelChoiceField(
        Condition.objects.none(), required=False, widget=forms.HiddenInput
    )
    gate = forms.ModelChoiceField(Gate.objects.none(), required=False, widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(
        label=_("Only of these (tick none to hear of all)"),
        choices=_KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    least_level = forms.ChoiceField(label=_("From level"), choices=_LEVELS, initial="2")
    to_inbox = forms.BooleanField(label=_("Show it in my inbox"), required=False, initial=True)
    include_own = forms.BooleanField(
        label=_("Tell me of my own changes too"), required=False, initial=True
    )
    endpoints = forms.ModelMultipleChoiceField(
        Endpoint.objects.none(),
        label=_("Webhooks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Mapping[str, Any] = {
            "case": Case.objects.visible_to(user),
            "scenario": Scenario.objects.visible_to(user),
            "condition": Condition.objects.visible_to(user),
            "gate": Gate.objects.visible_to(user).select_related("case"),
            "endpoints": Endpoint.objects.of(user),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def watched(self) -> list[tuple[str, Any]]:
        """What the page that led here asks to watch: its kind, and its row."""
        found = []
        for kind in ("scenario", "condition", "gate"):
            key = self[kind].value()
            rows = self.fields[kind].queryset  # type: ignore[attr-defined]
            row = rows.filter(pk=key).first() if key else None
            if row is not None:
                found.append((kind, row))
        return found
