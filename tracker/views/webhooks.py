"""Webhooks of one person: create one (its secret is shown once), read what was sent."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from scenarios.tasks import hint_changes
from tracker.domain.errors import TrackerError, WrongState
from tracker.models import Delivery, Endpoint
from tracker.selectors.paging import slice_of
from tracker.selectors.settings_pages import delivery_rows, endpoint_rows
from tracker.services.create_endpoint import create_endpoint
from tracker.services.delete_endpoint import delete_endpoint
from tracker.services.disable_endpoint import disable_endpoint
from tracker.services.enable_endpoint import enable_endpoint
from tracker.services.ping_endpoint import ping_endpoint
from tracker.services.replay_delivery import replay_delivery
from tracker.services.rotate_secret import rotate_secret
from tracker.views.faults import show_fault
from tracker.views.forms import EndpointForm
from tracker.views.pages import page_number, reader, render_page


def webhook_list(request: HttpRequest) -> HttpResponse:
    """List the webhooks of the reader, and offer a form for another."""
    return _page(request, EndpointForm())


@require_POST
@sensitive_variables("secret")
def webhook_create(request: HttpRequest) -> HttpResponse:
    """Create a webhook and show its secret, this once."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        endpoint, secret = create_endpoint(
            owner=reader(request),
            name=given["name"],
            url=given["url"],
        )
    except TrackerError as error:
        show_fault(form, error)
        return _page(request, form, status=422)
    return _secret_page(request, endpoint, secret)


def webhook_detail(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Show one webhook and its delivery log."""
    endpoint = _mine(request, endpoint_id)
    rows = delivery_rows(user=reader(request), endpoint=endpoint)
    return render_page(
        request,
        "webhook",
        nav="webhooks",
        title=endpoint.name,
        endpoint=endpoint,
        page=slice_of(rows, number=page_number(request)),
    )


@require_POST
@sensitive_variables("secret")
def webhook_rotate(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Give a webhook a new secret, shown this once; the old one signs beside it for a day."""
    endpoint = _mine(request, endpoint_id)
    secret = rotate_secret(endpoint=endpoint)
    return _secret_page(request, endpoint, secret)


@require_POST
def webhook_switch(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Switch a webhook off, on, or delete it with its log."""
    endpoint = _mine(request, endpoint_id)
    wish = request.POST.get("wish")
    if wish == "delete":
        delete_endpoint(endpoint=endpoint)
        messages.success(request, _("Deleted: %s") % endpoint.name)
        return HttpResponseRedirect(reverse("admin:webhooks"))
    if wish == "enable":
        enable_endpoint(endpoint=endpoint)
        transaction.on_commit(hint_changes, robust=True)
        messages.success(request, _("Switched on: %s") % endpoint.name)
    elif wish == "disable":
        disable_endpoint(endpoint=endpoint, reason=_("switched off by its owner"))
        messages.success(request, _("Switched off: %s") % endpoint.name)
    return HttpResponseRedirect(reverse("admin:webhook", args=[endpoint.pk]))


@require_POST
def webhook_ping(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Send a message that means nothing, to see whether the receiver answers."""
    endpoint = _mine(request, endpoint_id)
    return _due(request, endpoint, lambda: ping_endpoint(endpoint=endpoint))


@require_POST
def delivery_replay(request: HttpRequest, endpoint_id: str, delivery_id: str) -> HttpResponse:
    """Send a message again that has ended, as a new one with the same bytes."""
    endpoint = _mine(request, endpoint_id)
    rows = delivery_rows(user=reader(request), endpoint=endpoint)
    delivery = rows.filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404("no such delivery")
    return _due(request, endpoint, lambda: replay_delivery(delivery=delivery))


def _due(request: HttpRequest, endpoint: Endpoint, send: Callable[[], Delivery]) -> HttpResponse:
    """Store a message that is due and ask for it to be sent now; tell why where it cannot be."""
    try:
        delivery = send()
    except WrongState as refused:
        messages.error(request, _("Not sent: %s") % refused)
    else:
        transaction.on_commit(hint_changes, robust=True)
        messages.success(request, _("On its way: %s") % delivery.webhook_id)
    return HttpResponseRedirect(reverse("admin:webhook", args=[endpoint.pk]))


def _page(request: HttpRequest, form: EndpointForm, *, status: int = 200) -> HttpResponse:
    return render_page(
        request,
        "webhooks",
        status=status,
        nav="webhooks",
        title=_("Webhooks"),
        endpoints=[*endpoint_rows(user=reader(request))],
        form=form,
    )


@sensitive_variables("secret")
def _secret_page(request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponse:
    return render_page(
        request,
        "webhook_secret",
        nav="webhooks",
        title=_("Secret of %s") % endpoint.name,
        endpoint=endpoint,
        secret=secret,
    )


def _mine(request: HttpRequest, endpoint_id: str) -> Endpoint:
    endpoint: Endpoint | None = endpoint_rows(user=reader(request)).filter(pk=endpoint_id).first()
    if endpoint is None:
        raise Http404("no such webhook")
    return endpoint
