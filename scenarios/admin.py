"""Tables for staff: cases and change events, to read. They are changed by services alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from scenarios.models import Case, ChangeEvent


class RecordedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that services write: they are read here, never changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes one here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one here."""
        return False


@admin.register(Case)
class CaseAdmin(RecordedAdmin):
    """Cases and whose they are."""

    list_display = ["slug", "title", "team", "from_library", "demo", "made_at"]
    list_filter = ["from_library", "demo", "team"]
    search_fields = ["slug", "title"]


@admin.register(ChangeEvent)
class ChangeEventAdmin(RecordedAdmin):
    """The outbox: every change that was decided, and when it was dispatched."""

    list_display = [
        "sequence", "case", "node", "kind", "old_status", "new_status", "cause", "level", "actor",
        "recorded_at", "dispatched_at",
    ]  # fmt: skip
    list_filter = ["level", "cause", "kind", "node_kind"]
    list_select_related = ["case", "condition", "gate", "package", "actor"]
    search_fields = ["case__slug", "reason"]
    show_full_result_count = False
