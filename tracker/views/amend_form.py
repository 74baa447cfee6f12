"""The form by which a person amends what a condition says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scenarios.domain.errors import WrongDefinition
from scenarios.domain.statuses import BearsOn, Comparison, ConditionKind
from scenarios.models import Condition, Package
from tracker.views.fact_forms import OFFERED
from tracker.views.forms import PageForm, in_words

_QUANTITY = {
    "op": "quantity_op",
    "threshold": "quantity_threshold",
    "unit": "quantity_unit",
}
#: Keys of a definition that are fields of their own; empty, they are taken away.
_KEYS = ("text", "kind", "bears_on", "by", "initial", "review_days", "fulfilled_by")


class AmendForm(PageForm):
    """A definition as typed. What may be said of it the format decides, in the service."""

    text = forms.CharField(label=_("What must hold"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(one.value, in_words(one)) for one in ConditionKind]
    )
    bears_on = forms.ChoiceField(
        label=_("Bears on"), choices=[(one.value, in_words(one)) for one in BearsOn]
    )
    by = forms.CharField(
        label=_("Found by"), required=False, help_text=_("Whose finding certifies it.")
    )
    initial_status = forms.ChoiceField(
        label=_("Starts as"),
        choices=[("", _("unknown")), *((one.value, in_words(one)) for one in OFFERED)],
        required=False,
        help_text=_("Until the first assessment."),
    )
    review_days = forms.IntegerField(
        label=_("Review every so many days"),
        required=False,
        help_text=_("After so many days without a fresh fact it counts as unverified."),
    )
    fulfilled_by = forms.ChoiceField(label=_("Fulfilled by the package"), required=False)
    quantity_op = forms.ChoiceField(
        label=_("Measure"),
        choices=[("", _("none")), *((one.value, one.value) for one in Comparison)],
        required=False,
    )
    quantity_threshold = forms.CharField(label=_("Threshold"), required=False, max_length=60)
    quantity_unit = forms.CharField(label=_("Unit"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=_("Why it is amended. It is kept with the former definition."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def offer_packages(self, packages: Iterable[Package]) -> None:
        """Offer the packages of the case."""
        offered = [("", _("none")), *((one.slug, one.title) for one in packages)]
        self.fields["fulfilled_by"].choices = offered  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """Return the definition as a case file writes it; the form must be valid."""
        given = {**self.cleaned_data, "initial": self.cleaned_data["initial_status"]}
        given["text"] = given["text"].replace("\r\n", "\n")
        changes = {key: None if given[key] == "" else given[key] for key in _KEYS}
        quantity = {key: given[field] for key, field in _QUANTITY.items() if given[field]}
        return {**changes, "quantity": quantity or None}

    def add_refusal(self, refused: WrongDefinition) -> None:
        """Put each fault beside the field that it is about."""
        for fault in refused.faults:
            key, _dot, inside = fault.place.partition(".")
            field = _QUANTITY.get(inside or "op") if key == "quantity" else key
            field = "initial_status" if field == "initial" else field
            self.add_error(field if field in self.fields else None, fault.message)


def definition_of(condition: Condition) -> dict[str, Any]:
    """Return the present definition, as the form takes it."""
    return {
        "text": condition.text,
        "kind": condition.kind,
        "bears_on": condition.bears_on,
        "by": condition.by or "",
        "initial_status": condition.initial or "",
        "review_days": condition.review_days,
        "fulfilled_by": condition.fulfilled_by.slug if condition.fulfilled_by else "",
        **{field: getattr(condition, field) or "" for field in _QUANTITY.values()},
        "seen_version": condition.definition_version,
    }
