"""The form by which a person assesses a condition: what, when, why, and on what source."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scenarios.domain.statuses import Status
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


class AssessForm(PageForm):
    """An assessment as typed."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(status.value, status.value) for status in OFFERED],
        widget=forms.RadioSelect,
    )
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
    source = forms.MultipleChoiceField(label=_("Sources of this case"), required=False)
    source_url = forms.CharField(
        label=_("Address of a new source"),
        required=False,
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    source_publisher = forms.CharField(label=_("Its publisher"), required=False, max_length=200)
    source_grade = forms.CharField(
        label=_("Its grade"),
        required=False,
        max_length=2,
        help_text=_("Admiralty pair, such as B2."),
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
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sources: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(key, _name(key, source)) for key, source in sources.items()]
        self.fields["source"].choices = named  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """Return what the service takes; the form must be valid."""
        given = self.cleaned_data
        fresh = {key: given[field] for key, field in _SOURCE_FIELDS.items() if given[field]}
        return {
            "status": Status(given["status"]),
            "date": given["date"],
            "reason": given["reason"],
            "sources": [*given["source"], *([fresh] if fresh else [])],
            "assessor": given["assessor"] or None,
            "degree": given["degree"],
            "note": given["note"],
            "seen_version": given["seen_version"],
        }

    def add_refusal(self, text: str, *, field: str) -> None:
        """Put the service's words beside the field that they are about."""
        name = field.rpartition(".")[2] if field.startswith("sources[") else field
        name = _SOURCE_FIELDS.get(name, "source_url" if field.startswith("sources[") else name)
        self.add_error(name if name in self.fields else None, text)


def fresh_form(*, sources: dict[str, Any], version: int, today: date) -> AssessForm:
    """Return an empty form for the condition as it is now."""
    return AssessForm(sources=sources, initial={"date": today, "seen_version": version})


def _name(key: str, source: Any) -> str:
    said = source.publisher or source.url or source.note or ""
    return f"{key}: {said[:80]}" if said else key
