"""The form by which a person amends what a gate asks for, and what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from scenarios.casefiles.faults import PlacedError
from scenarios.casefiles.read_yaml import read_yaml
from scenarios.casefiles.write_case import to_yaml
from scenarios.domain.errors import WrongDefinition
from scenarios.models import Condition, Gate, Package
from tracker.views.forms import PageForm

#: Keys of a definition that are fields of their own; empty, they are taken away.
_KEYS = ("opens", "reverses", "yields", "view")
_END = "...\n"


class GateForm(PageForm):
    """A definition as typed. What may be said in it the format decides, in the service."""

    when = forms.CharField(
        label=_("What must hold"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "code", "spellcheck": "false"}),
        help_text=_("An expression as a case file writes it: {all: [peace, truce]}."),
    )
    opens = forms.ChoiceField(label=_("Opens the package"), required=False)
    reverses = forms.ChoiceField(label=_("Reverses the package"), required=False)
    yields = forms.ChoiceField(label=_("Yields the condition"), required=False)
    view = forms.CharField(
        label=_("In whose view"), required=False, help_text=_("Whose terms these are.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=_("Why it is amended. It is kept with the former definition."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def offer(self, packages: Iterable[Package], conditions: Iterable[Condition]) -> None:
        """Offer the packages and conditions of the case."""
        of_packages = [("", _("none")), *((one.slug, one.title) for one in packages)]
        of_conditions = [("", _("none")), *((one.slug, one.text) for one in conditions)]
        for name, offered in (
            ("opens", of_packages),
            ("reverses", of_packages),
            ("yields", of_conditions),
        ):
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean_when(self) -> Any:
        """Read the expression; a fault says where it is."""
        try:
            found = read_yaml(self.cleaned_data["when"])
        except PlacedError as error:
            raise ValidationError(str(error)) from error
        if len(found) != 1:
            raise ValidationError(_("Expected one expression."))
        return found[0]

    def changes(self) -> dict[str, Any]:
        """Return the definition as a case file writes it; the form must be valid."""
        given = self.cleaned_data
        return {"when": given["when"], **{key: given[key] or None for key in _KEYS}}

    def add_refusal(self, refused: WrongDefinition) -> None:
        """Put each fault beside the field that it is about, with its place in the expression."""
        for fault in refused.faults:
            field = fault.place.partition(".")[0].partition("[")[0]
            told = f"{fault.place}: {fault.message}" if field != fault.place else fault.message
            self.add_error(field if field in self.fields else None, told)


def definition_of(gate: Gate) -> dict[str, Any]:
    """Return the present definition, as the form takes it."""
    return {
        "when": to_yaml(gate.when).removesuffix(_END),
        **{key: row.slug if (row := getattr(gate, key)) else "" for key in _KEYS[:3]},
        "view": gate.view or "",
        "seen_version": gate.definition_version,
    }
