"""Faults that a service found, shown beside the field that they are about."""

from __future__ import annotations

from django import forms

from tracker.domain.errors import TrackerError


def show_fault(form: forms.Form, error: TrackerError) -> None:
    """Put the words of `error` at its field, or above the form where it has none."""
    field = error.field if error.field in form.fields else None
    form.add_error(field, str(error))
