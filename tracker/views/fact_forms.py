"""The forms by which a person states a fact of a condition: what, when, why, on what source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scenarios.domain.statuses import Status
from scenarios.models import Assessment, Condition, Source
from tracker.views.forms import PageForm

#: In the order in which the form offers them: what holds first, what is not known last.
OFFERED = (
    Status.MET,
    Status.PARTIAL,
    Status.NOT_MET,
    Status.BREACHED,
    Status.FAILED,
    Status.WAIVED,
    Status.UNKNOWN,
)
_DEGREES = (
    ("", _("not given")),
    ("0", _("0: nothing done")),
    ("1", _("1: a little")),
    ("2", _("2: about half or more")),
    ("3", _("3: all of it")),
)
#: The fields of a source, as the service names them, and what they are called here.
_SOURCE_FIELDS = {"url": "source_url", "publisher": "source_publisher", "grade": "source_grade"}


class FactForm(PageForm):
    """What every fact is given with: its day, its reason, and the version that was seen."""

    date = forms.DateField(
        label=_("True on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day on which it was so, not the day on which you heard of it."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=_("Why you say so. It is kept, and told with the change."),
    )
    source_url = forms.CharField(
        label=_("Address of a new source"),
        required=False,
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def terms(self) -> dict[str, Any]:
        """Return what the service takes; the form must be valid."""
        given = self.cleaned_data
        url = given["source_url"]
        return {
            "date": given["date"],
            "reason": given["reason"],
            "sources": [{"url": url}] if url else [],
            "seen_version": given["seen_version"],
        }

    def add_refusal(self, text: str, *, field: str) -> None:
        """Put the service's words beside the field that they are about."""
        of_source = field.startswith("sources[")
        name = _SOURCE_FIELDS.get(field.rpartition(".")[2], "source_url") if of_source else field
        self.add_error(name if name in self.fields else None, text)


class ConfirmForm(FactForm):
    """Fresh evidence that the status is still the same."""


class ReadingForm(FactForm):
    """A measured value, or the interval that it lies in."""

    low = forms.CharField(label=_("Value, or its lower bound"), max_length=60)
    high = forms.CharField(label=_("Upper bound"), max_length=60, required=False)

    def terms(self) -> dict[str, Any]:
        """Return what the service takes; the form must be valid."""
        given = self.cleaned_data
        return {**super().terms(), "low": given["low"], "high": given["high"] or None}


class SourcedForm(FactForm):
    """A fact that may rest on several publications: those of the case, and a new one."""

    source = forms.MultipleChoiceField(label=_("Sources of this case"), required=False)
    source_publisher = forms.CharField(label=_("Its publisher"), required=False, max_length=200)
    source_grade = forms.CharField(
        label=_("Its grade"),
        required=False,
        max_length=2,
        help_text=_("Admiralty pair, such as B2."),
    )

    def offer_sources(self, sources: Iterable[Source]) -> None:
        """Offer the sources that the case cites already."""
        named = [(source.key, _name(source)) for source in sources]
        self.fields["source"].choices = named  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """Return what the service takes; the form must be valid."""
        given = self.cleaned_data
        fresh = {key: given[field] for key, field in _SOURCE_FIELDS.items() if given[field]}
        return {**super().terms(), "sources": [*given["source"], *([fresh] if fresh else [])]}


class AssessForm(SourcedForm):
    """An assessment as typed."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(status.value, status.value) for status in OFFERED],
        widget=forms.RadioSelect,
    )
    assessor = forms.CharField(
        label=_("In whose view"),
        required=False,
        max_length=200,
        help_text=_("Left empty: yours. The finder's own word certifies."),
    )
    degree = forms.TypedChoiceField(
        label=_("Degree"), choices=_DEGREES, required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    retracts = forms.ModelChoiceField(
        label=_("Takes back"),
        queryset=Assessment.objects.none(),
        required=False,
        empty_label=_("nothing"),
        help_text=_("An earlier assessment that was wrong: it counts on no day any more."),
    )

    def offer_to_take_back(self, condition: Condition) -> None:
        """Offer the assessments of a condition that nobody took back."""
        standing = Assessment.objects.filter(condition=condition, retracted_by__isnull=True)
        rows = standing.select_related("entered_by").order_by("-date", "-recorded")
        field = self.fields["retracts"]
        field.queryset = rows  # type: ignore[attr-defined]
        field.label_from_instance = _told  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """Return what the service takes; the form must be valid."""
        given = self.cleaned_data
        return {
            **super().terms(),
            "status": Status(given["status"]),
            "assessor": given["assessor"] or None,
            "degree": given["degree"],
            "retracts": given["retracts"],
            "note": given["note"],
        }


def _name(source: Source) -> str:
    said = source.publisher or source.url or source.note or ""
    return f"{source.key}: {said[:80]}" if said else source.key


def _told(assessment: Assessment) -> str:
    """Tell an assessment in a line: what it says, of which day, and who said so."""
    who = assessment.entered_by or assessment.assessor or _("the case file")
    words = _("%(status)s on %(date)s, by %(who)s") % {
        "status": assessment.status,
        "date": assessment.date,
        "who": who,
    }
    return f"{words}: {assessment.reason[:60]}" if assessment.reason else str(words)
