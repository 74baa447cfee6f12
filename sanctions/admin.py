"""Tables for staff: teams and their members; programs and what they rest on, to amend with a
reason; authorities, lists and copies to read.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models
from django.http import HttpRequest

from sanctions.domain import program_terms
from sanctions.domain.errors import ProgramError
from sanctions.models import (
    Authority,
    Fetch,
    Instrument,
    Membership,
    Program,
    Renewal,
    RenewalRule,
    SanctionsList,
    Snapshot,
    Team,
)
from sanctions.selectors.terms import terms_of
from sanctions.services.amend_terms import amend_terms
from sanctions.services.record_renewal import record_renewal


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    """The members of a team."""

    model = Membership
    extra = 1
    autocomplete_fields = ["user"]


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Teams."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    inlines = [MembershipInline]


class ImportedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that an import writes: they are read here, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one here."""
        return False


@admin.register(Authority)
class AuthorityAdmin(ImportedAdmin):
    """Who sanctions."""

    list_display = ["code", "name", "zone", "ownership_threshold"]


class TermsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Terms that a service stores while they are checked: what it refuses stands at its field.

    The service has its own transaction, so nothing half is stored; the form itself saves nothing.
    """

    request: HttpRequest
    stored: Any = None

    def clean(self) -> dict[str, Any]:
        """Store the terms, if every field can be read."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.stored = self.store(given)
            except ProgramError as error:
                field = error.field if error.field in self.fields else None
                self.add_error(field, error.reason)
        return given

    @abstractmethod
    def store(self, given: dict[str, Any]) -> Any:
        """Call the service; raises ProgramError."""


class AmendmentForm(TermsForm):
    """Other terms of a row, with the reason."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), help_text="Why it changes.")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def store(self, given: dict[str, Any]) -> Any:
        """Amend the row as it is stored; the form's own copy is changed already."""
        changed = [key for key in self.changed_data if key not in ("reason", "seen_version")]
        row = type(self.instance).objects.get(pk=self.instance.pk)
        return amend_terms(
            row=row,
            changes={key: _plain(given[key]) for key in changed},
            reason=given["reason"],
            actor=self.request.user,  # type: ignore[arg-type]  # staff are signed in
            seen_version=given["seen_version"],
        )


class ProgramForm(AmendmentForm):
    """Other terms of a program, its legal bases among them."""

    bases = SimpleArrayField(
        forms.CharField(), delimiter=";", required=False, help_text="Identifiers, split by ;"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bases"].initial = terms_of(self.instance)["bases"]


class RenewalForm(TermsForm):
    """An act about a recurring day."""

    def store(self, given: dict[str, Any]) -> Any:
        """Append the renewal."""
        terms = {key: _plain(given[key]) for key in program_terms.RENEWAL}
        actor: Any = self.request.user
        return record_renewal(rule=given["rule"], terms=terms, actor=actor)


def _plain(value: Any) -> Any:
    """Return a cleaned value as terms take it."""
    if isinstance(value, date):
        return value.isoformat()
    return value.identifier if isinstance(value, Instrument) else value


class StoredByServiceAdmin(ImportedAdmin):
    """Rows that a service stores, from the checked form."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> Any:
        """Give the form the request, for it to know who asks."""
        form = super().get_form(request, obj, change, **options)
        form.request = request  # type: ignore[attr-defined]
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Take the row that the service stored."""
        obj.pk = form.stored.pk
        obj.refresh_from_db()


class AmendedAdmin(StoredByServiceAdmin):
    """Rows whose terms may be amended; the former ones stay."""

    form = AmendmentForm

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let staff amend as Django's permissions say; the service asks for more."""
        return admin.ModelAdmin.has_change_permission(self, request, obj)


_REASON = ("reason", "seen_version")


@admin.register(Program)
class ProgramAdmin(AmendedAdmin):
    """What authorities list under."""

    form = ProgramForm
    fields = ["authority", "key", "measure", *program_terms.PROGRAM, *_REASON]
    readonly_fields = ["authority", "key", "measure"]
    list_display = ["key", "authority", "title", "status", "catalogue_key", "verified", "mapped"]
    list_filter = ["authority", "status", "verified", "mapped"]
    search_fields = ["key", "title", "catalogue_key"]


@admin.register(Instrument)
class InstrumentAdmin(AmendedAdmin):
    """Legal texts."""

    fields = ["authority", "identifier", *program_terms.INSTRUMENT, *_REASON]
    readonly_fields = ["authority", "identifier"]
    list_display = ["identifier", "authority", "kind", "title", "parent", "verified"]
    list_filter = ["authority", "kind", "verified"]
    list_select_related = ["authority", "parent"]
    search_fields = ["identifier", "title"]


@admin.register(RenewalRule)
class RenewalRuleAdmin(AmendedAdmin):
    """How days recur."""

    fields = ["instrument", "slug", *program_terms.RULE, *_REASON]
    readonly_fields = ["instrument", "slug"]
    list_display = ["__str__", "kind", "fixed_days", "if_nobody_acts", "verified", "withdrawn"]
    list_filter = ["kind", "if_nobody_acts", "verified", "withdrawn"]
    list_select_related = ["instrument"]
    search_fields = ["slug", "title", "instrument__identifier"]


@admin.register(Renewal)
class RenewalAdmin(StoredByServiceAdmin):
    """Acts about recurring days: they are added, and never changed."""

    form = RenewalForm
    fields = ["rule", *program_terms.RENEWAL]
    list_display = ["rule", "decided_on", "outcome", "extends_to", "verified", "author"]
    list_filter = ["outcome", "verified"]
    list_select_related = ["rule__instrument"]
    search_fields = ["rule__instrument__identifier", "act"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let staff record one as Django's permissions say; the service asks for more."""
        return admin.ModelAdmin.has_add_permission(self, request)


@admin.register(SanctionsList)
class SanctionsListAdmin(ImportedAdmin):
    """Published lists."""

    list_display = ["key", "title", "authority", "publisher", "cadence"]


@admin.register(Snapshot)
class SnapshotAdmin(ImportedAdmin):
    """Copies of lists."""

    list_display = ["published", "sanctions_list", "outcome", "imported_at", "reason"]
    list_filter = ["outcome", "sanctions_list"]
    date_hierarchy = "published"
    search_fields = ["sha256"]


@admin.register(Fetch)
class FetchAdmin(ImportedAdmin):
    """Tries to fetch lists."""

    list_display = ["asked_at", "sanctions_list", "outcome", "host", "status", "reason"]
    list_filter = ["outcome", "sanctions_list"]
    search_fields = ["sha256"]
