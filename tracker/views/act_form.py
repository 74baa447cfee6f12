"""The form by which a person records an act: what was done, when, by which steps of a package."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from scenarios.domain.statuses import PackageState
from scenarios.models import Package
from scenarios.services.record_act import GivenAct
from tracker.views.fact_forms import SourcedForm
from tracker.views.forms import PageForm, in_words


class ActForm(SourcedForm):
    """An act as typed. Steps and state are asked for where it is recorded for a package."""

    date = forms.DateField(
        label=_("Done on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day of the act itself, not the day on which you heard of it."),
    )
    what = forms.CharField(
        label=_("What was done"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
        help_text=_("Of whom, by which instrument: \u201cThe Council lifts the ban.\u201d"),
    )
    steps = forms.MultipleChoiceField(
        label=_("Carries out the steps"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A step that is carried out is in force from that day on."),
    )
    state = forms.ChoiceField(
        label=_("The package is then"),
        choices=[("", _("as it was")), *((one.value, in_words(one)) for one in PackageState)],
        required=False,
        help_text=_("Only where the act itself says so."),
    )
    precision = forms.ChoiceField(
        label=_("Known to the"),
        choices=[("", _("day")), *((one, _(one)) for one in ("week", "month", "year"))],
        required=False,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def ask_of(self, package: Package | None) -> None:
        """Offer the steps of the package; without one nothing is asked of steps and states."""
        if package is None:
            del self.fields["steps"], self.fields["state"]
            return
        offered = [(step.slug, f"{step.slug}: {step.instrument}") for step in package.steps.all()]
        self.fields["steps"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["steps"]

    def act(self, package: Package | None) -> GivenAct:
        """Return the act; the form must be valid."""
        given, facts = self.cleaned_data, self.terms()
        return GivenAct(
            date=facts["date"],
            what=given["what"].replace("\r\n", "\n"),
            package=package,
            steps=given.get("steps", []),
            state=given.get("state") or None,
            sources=facts["sources"],
            precision=given["precision"] or None,
            note=given["note"],
            seen_version=facts["seen_version"],
        )

    def add_refusal(self, text: str, *, field: str) -> None:
        """Put the service's words beside the field that they are about."""
        super().add_refusal(text, field="steps" if field.startswith("steps[") else field)


class TakeBackForm(PageForm):
    """Why an act never was."""

    reason = forms.CharField(
        label=_("Why it never was"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
        help_text=_("The act stays to be read with this reason, and counts no more."),
    )
