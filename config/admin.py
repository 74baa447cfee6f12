"""Puts Thaw's own site in the place of Django's default admin site."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class ThawAdminConfig(AdminConfig):
    """The admin app, with the analyst's dashboard as its site."""

    default_site = "tracker.admin.site.ThawAdminSite"

    def ready(self) -> None:
        """Register the checks of the whole installation."""
        super().ready()
        import config.checks  # noqa: F401 - registers itself
