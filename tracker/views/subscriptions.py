"""Subscriptions: what a person wants to hear of, and where."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.domain.errors import TrackerError
from tracker.models import Subscription
from tracker.selectors.settings_pages import subscription_rows
from tracker.services.create_subscription import create_subscription
from tracker.services.delete_subscription import delete_subscription
from tracker.services.update_subscription import update_subscription
from tracker.views.faults import show_fault
from tracker.views.forms import SubscriptionForm
from tracker.views.pages import reader, render_page

_WATCHED = ("case", "scenario", "condition", "gate")


def subscription_list(request: HttpRequest) -> HttpResponse:
    """List what the reader subscribed to."""
    rows = [*subscription_rows(user=reader(request))]
    return render_page(
        request,
        "subscriptions",
        nav="subscriptions",
        title=_("Subscriptions"),
        subscriptions=rows,
    )


def subscription_new(request: HttpRequest) -> HttpResponse:
    """Offer a form, with what the reader came from filled in; store what it asks for."""
    if request.method != "POST":
        return _page(request, SubscriptionForm(user=reader(request), initial=_asked_for(request)))
    form = SubscriptionForm(request.POST, user=reader(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = create_subscription(owner=reader(request), **form.cleaned_data)
    except TrackerError as error:
        show_fault(form, error)
        return _page(request, form, status=422)
    messages.success(request, _("You will hear of it: %s") % made.name)
    return HttpResponseRedirect(reverse("admin:subscriptions"))


@require_POST
def subscription_switch(request: HttpRequest, subscription_id: str) -> HttpResponse:
    """Switch a subscription off, on, or delete it."""
    rows = subscription_rows(user=reader(request))
    found: Subscription | None = rows.filter(pk=subscription_id).first()
    if found is None:
        raise Http404("no such subscription")
    wish = request.POST.get("wish")
    if wish == "delete":
        delete_subscription(subscription=found)
        messages.success(request, _("Deleted: %s") % found.name)
    elif wish in ("on", "off"):
        update_subscription(subscription=found, is_active=wish == "on")
        said = _("Switched on: %s") if wish == "on" else _("Switched off: %s")
        messages.success(request, said % found.name)
    return HttpResponseRedirect(reverse("admin:subscriptions"))


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """Return what a link of another page asks to watch, with a name for it."""
    asked = {key: value for key in _WATCHED if (value := request.GET.get(key))}
    return {**asked, **({} if asked else {"everything": "on"})}


def _page(request: HttpRequest, form: SubscriptionForm, *, status: int = 200) -> HttpResponse:
    return render_page(
        request,
        "subscription_new",
        status=status,
        nav="subscriptions",
        title=_("New subscription"),
        form=form,
    )
