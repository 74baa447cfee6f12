"""The addresses of the dashboard's pages, each behind the site's own door."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import site
from django.http import HttpResponse
from django.urls import URLPattern, path

from tracker.views import (
    acts,
    alerts,
    amend,
    amend_gate,
    appearance,
    calendar,
    cases,
    conditions,
    gates,
    held_copies,
    home,
    lists,
    packages,
    parties,
    programs,
    scenarios,
    search,
    subscriptions,
    tokens,
    webhooks,
    what_if,
)


def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Return the address of a page that only an active person may open."""
    return path(route, site.admin_view(view), name=name)


urlpatterns = [
    page("", home.home, "index"),
    path("appearance/", appearance.choose_appearance, name="appearance"),
    page("search/", search.search_page, "search"),
    page("scenarios/", scenarios.scenario_list, "scenarios"),
    page("scenarios/<str:case>/<str:slug>/", scenarios.scenario_detail, "scenario"),
    page("scenarios/<str:case>/<str:slug>/what-if/", what_if.what_if, "what_if"),
    page("conditions/", conditions.condition_list, "conditions"),
    page("conditions/<str:case>/<str:slug>/", conditions.condition_detail, "condition"),
    page("conditions/<str:case>/<str:slug>/amend/", amend.condition_amend, "condition_amend"),
    page(
        "conditions/<str:case>/<str:slug>/<str:way>/",
        conditions.condition_state,
        "condition_state",
    ),
    page("cases/", cases.case_list, "cases"),
    page("cases/<str:slug>/", cases.case_detail, "case"),
    page("cases/<str:slug>/acts/new/", acts.case_act, "case_act"),
    page("acts/<str:act_id>/", acts.act_detail, "act"),
    page("acts/<str:act_id>/take-back/", acts.act_take_back, "act_take_back"),
    page("packages/", packages.package_list, "packages"),
    page("packages/<str:case>/<str:slug>/", packages.package_detail, "package"),
    page("packages/<str:case>/<str:slug>/acts/new/", acts.package_act, "package_act"),
    page("gates/", gates.gate_list, "gates"),
    page("gates/<str:case>/<str:slug>/", gates.gate_detail, "gate"),
    page("gates/<str:case>/<str:slug>/amend/", amend_gate.gate_amend, "gate_amend"),
    page("parties/", parties.party_list, "parties"),
    page("parties/<str:party_id>/", parties.party_detail, "party"),
    page("programs/", programs.program_list, "programs"),
    page("programs/<str:program_id>/", programs.program_detail, "program"),
    page("calendar/", calendar.calendar, "calendar"),
    page("copies/", held_copies.held_copy_list, "held_copies"),
    page("copies/<str:copy_id>/", held_copies.copy_detail, "copy"),
    page("copies/<str:copy_id>/decide/", held_copies.copy_decide, "copy_decide"),
    page("lists/", lists.list_health, "lists"),
    page("lists/<str:key>/", lists.list_detail, "list"),
    page("lists/<str:key>/fetch/", lists.list_fetch, "list_fetch"),
    page("alerts/", alerts.alert_inbox, "alerts"),
    page("alerts/acknowledge/", alerts.acknowledge_chosen, "alerts_acknowledge"),
    page("alerts/<str:alert_id>/", alerts.alert_detail, "alert"),
    page("alerts/<str:alert_id>/acknowledge/", alerts.acknowledge, "alert_acknowledge"),
    page("subscriptions/", subscriptions.subscription_list, "subscriptions"),
    page("subscriptions/new/", subscriptions.subscription_new, "subscription_new"),
    page(
        "subscriptions/<str:subscription_id>/",
        subscriptions.subscription_switch,
        "subscription_switch",
    ),
    page("webhooks/", webhooks.webhook_list, "webhooks"),
    page("webhooks/new/", webhooks.webhook_create, "webhook_new"),
    page("webhooks/<str:endpoint_id>/", webhooks.webhook_detail, "webhook"),
    page("webhooks/<str:endpoint_id>/secret/", webhooks.webhook_rotate, "webhook_rotate"),
    page("webhooks/<str:endpoint_id>/switch/", webhooks.webhook_switch, "webhook_switch"),
    page("webhooks/<str:endpoint_id>/ping/", webhooks.webhook_ping, "webhook_ping"),
    page(
        "webhooks/<str:endpoint_id>/deliveries/<str:delivery_id>/replay/",
        webhooks.delivery_replay,
        "delivery_replay",
    ),
    page("tokens/", tokens.token_list, "tokens"),
    page("tokens/new/", tokens.token_issue, "token_new"),
    page("tokens/<str:token_id>/revoke/", tokens.token_revoke, "token_revoke"),
]
