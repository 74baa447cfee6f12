"""The form of a what-if: for each condition a status that it is supposed to have, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sanctions.rest.time_travel import FIRST_DAY, LAST_DAY
from scenarios.domain.statuses import Status
from scenarios.domain.suppositions import Supposed
from scenarios.selectors.explanations import ExplainedCondition
from scenarios.selectors.moments import Address
from tracker.views.fact_forms import OFFERED
from tracker.views.forms import PageForm, in_words

#: What the keys of the address begin with; the name of the condition follows.
STATUS, DATE = "status.", "date."


class SupposeForm(PageForm):
    """What is supposed, as the address says it; a condition that is not named stays as it is."""

    def __init__(
        self, *args: Any, conditions: Iterable[ExplainedCondition], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.conditions = list(conditions)
        offered = [("", _("as it is")), *((one.value, in_words(one)) for one in OFFERED)]
        for one in self.conditions:
            label = capfirst(one.row.text) if one.row else one.name
            self.fields[f"{STATUS}{one.name}"] = forms.ChoiceField(
                label=label, choices=offered, required=False
            )
            self.fields[f"{DATE}{one.name}"] = forms.DateField(
                label=_("from"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
            )

    @property
    def rows(self) -> Iterator[tuple[ExplainedCondition, BoundField, BoundField]]:
        """Yield each condition with its two fields."""
        for one in self.conditions:
            yield one, self[f"{STATUS}{one.name}"], self[f"{DATE}{one.name}"]

    def supposed(self, *, default: date) -> dict[Address, Supposed]:
        """Return what is supposed, by address, from the default day on where none is given.

        The form must be valid.
        """
        given, found = self.cleaned_data, {}
        for one in self.conditions:
            if status := given[f"{STATUS}{one.name}"]:
                case, _, slug = one.address.partition("/")
                since = given[f"{DATE}{one.name}"] or default
                found[case, slug] = Supposed(status=Status(status), since=since)
        return found

    @property
    def last_day(self) -> date | None:
        """The last day from which something is supposed; the form must be valid."""
        days = [
            day
            for one in self.conditions
            if self.cleaned_data[f"{STATUS}{one.name}"]
            and (day := self.cleaned_data[f"{DATE}{one.name}"])
        ]
        return max(days, default=None)


def is_supposition(key: str) -> bool:
    """Tell whether a key of the address supposes something."""
    return key.startswith((STATUS, DATE))
