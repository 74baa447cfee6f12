"""The analyst's dashboard: Django's admin site with Thaw's own pages in front.

The pages of `tracker/views/` stand at the root, for every active person; the tables that Django
draws stand under `/admin/`, for staff.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from sanctions.models.clock import database_now
from tracker.admin.navigation import APPEARANCES, THEMES, navigation_for
from tracker.selectors.shell import freshness

TABLES = "admin/"
View = Callable[..., HttpResponseBase]


class ThawAdminSite(AdminSite):
    """The dashboard."""

    site_header = site_title = "Thaw"
    index_title = _("Tables")
    login_form = AuthenticationForm
    login_template = "tracker/login.html"
    logout_template = "tracker/logged_out.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in every active person; what they see is decided row by row (`visible_to`)."""
        return request.user.is_active

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Wrap a page as Django does, keep the tables to staff, and refuse what no row can hold."""
        wrapped = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if _has_nul(request):
                raise BadRequest("a NUL stands in the request")
            if _is_table(request) and request.user.is_active and not request.user.is_staff:
                raise PermissionDenied
            return wrapped(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Put our pages at the root and Django's tables below; of one name, ours wins."""
        return [
            path(TABLES, include(super().get_urls())),
            path("", include("tracker.views.urls")),
            path("login/", self.login, name="login"),
            path("logout/", self.admin_view(self.logout), name="logout"),
            path(
                "password_change/",
                self.admin_view(self.password_change, cacheable=True),
                name="password_change",
            ),
            path(
                "password_change/done/",
                self.admin_view(self.password_change_done, cacheable=True),
                name="password_change_done",
            ),
            path(TABLES, self.admin_view(self.index), name="tables"),
        ]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page shows around itself."""
        theme = request.COOKIES.get("theme")
        shown: dict[str, Any] = {
            **super().each_context(request),
            "theme": theme if theme in THEMES else "system",
            "appearances": APPEARANCES,
        }
        if not request.user.is_active:
            return shown
        now = database_now()
        return {
            **shown,
            "now": now,
            "navigation": navigation_for(request.user),
            "freshness": freshness(user=request.user, now=now),
        }


def _is_table(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.route.startswith(TABLES)


def _has_nul(request: HttpRequest) -> bool:
    """Tell whether a NUL stands anywhere in a request: PostgreSQL takes none in a text."""
    given = (
        value
        for form in (request.GET, request.POST)
        for _, values in form.lists()
        for value in values
    )
    return "\x00" in request.path or any("\x00" in value for value in given)
