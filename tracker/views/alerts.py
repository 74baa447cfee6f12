"""The alerts of one person, and their acknowledgement."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from scenarios.domain.levels import Level
from tracker.models import Alert
from tracker.selectors.inbox import deliveries_of, endpoint_told_of, inbox
from tracker.selectors.paging import slice_of
from tracker.services.acknowledge_alert import acknowledge_alert
from tracker.services.acknowledge_alerts import acknowledge_alerts
from tracker.views.pages import choice, page_number, reader, render_page


def alert_inbox(request: HttpRequest) -> HttpResponse:
    """Show the alerts, newest first; those that wait, or all."""
    shown_all = request.GET.get("all") == "1"
    level = choice(request, "level", Level)
    rows = inbox(user=reader(request), unread=not shown_all, level=level)
    return render_page(
        request,
        "alerts",
        nav="alerts",
        title=_("Alerts"),
        page=slice_of(rows, number=page_number(request)),
        levels=list(Level),
        chosen={"level": level, "all": shown_all},
    )


def alert_detail(request: HttpRequest, alert_id: str) -> HttpResponse:
    """Show one alert: what moved, from what to what, why, and what it touches."""
    alert = inbox(user=reader(request)).filter(pk=alert_id).first()
    if alert is None:
        raise Http404("no such alert")
    return render_page(
        request,
        "alert",
        nav="alerts",
        title=alert.headline,
        alert=alert,
        endpoint=endpoint_told_of(alert),
        sent=deliveries_of(alert),
    )


@require_POST
def acknowledge(request: HttpRequest, alert_id: str) -> HttpResponse:
    """Acknowledge one alert."""
    alert = Alert.objects.visible_to(reader(request)).filter(pk=alert_id).first()
    if alert is None:
        raise Http404("no such alert")
    acknowledge_alert(
        alert=alert,
        actor=reader(request),
        text=request.POST.get("text", ""),
    )
    messages.success(request, _("Acknowledged: %s") % alert.headline)
    return HttpResponseRedirect(reverse("admin:alerts"))


@require_POST
def acknowledge_chosen(request: HttpRequest) -> HttpResponse:
    """Acknowledge the alerts that were ticked."""
    chosen = Alert.objects.visible_to(reader(request)).filter(pk__in=request.POST.getlist("alert"))
    done = acknowledge_alerts(alerts=chosen, actor=reader(request))
    if done:
        said = ngettext("%d alert acknowledged", "%d alerts acknowledged", done) % done
        messages.success(request, said)
    else:
        messages.info(request, _("Tick the alerts that you have seen, then acknowledge them."))
    return HttpResponseRedirect(reverse("admin:alerts"))
