"""Tables for staff: teams and their members; authorities, programs, lists and copies to read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from sanctions.models import Authority, Fetch, Membership, Program, SanctionsList, Snapshot, Team


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


@admin.register(Program)
class ProgramAdmin(ImportedAdmin):
    """Legal bases."""

    list_display = ["key", "authority", "title", "measure", "mapped"]
    list_filter = ["authority", "mapped"]
    search_fields = ["key", "title"]


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
