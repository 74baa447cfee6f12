"""The analyst's dashboard: Django's admin site with Thaw's own pages in front."""

from __future__ import annotations

from django.contrib.admin import AdminSite


class ThawAdminSite(AdminSite):
    """The dashboard."""

    site_header = site_title = "Thaw"
