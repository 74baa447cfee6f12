"""How statuses look: words, a shape and a tone for each; never a tone alone (WCAG 1.4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Look:
    """The words, the icon of the sprite and the tone under which something is shown."""

    words: object
    icon: str
    tone: str


UNSEEN = Look(_("Not evaluated"), "unknown", "grey")

STATUSES: Mapping[str, Look] = {
    "MET": Look(_("Met"), "met", "green"),
    "MET_WITH_DELAY": Look(_("Met with delay"), "met-late", "green"),
    "WAIVED": Look(_("Waived"), "waived", "teal"),
    "RESTORED": Look(_("Restored"), "restored", "green"),
    "PARTIAL": Look(_("Partial"), "partial", "amber"),
    "NOT_MET": Look(_("Not met"), "not-met", "amber"),
    "BREACHED": Look(_("Breached"), "breached", "red"),
    "FAILED": Look(_("Failed"), "failed", "red"),
    "UNVERIFIED": Look(_("Unverified"), "unverified", "purple"),
    "UNKNOWN": Look(_("Unknown"), "unknown", "grey"),
}

VALUES: Mapping[str, Look] = {
    "T": Look(_("true"), "met", "green"),
    "F": Look(_("false"), "not-met", "amber"),
    "U": Look(_("unknown"), "unknown", "grey"),
}

SCENARIO_STATES: Mapping[str, Look] = {
    "TRACKING": Look(_("Tracking"), "tracking", "grey"),
    "GATE_OPEN": Look(_("Gate open"), "open", "green"),
    "TRIGGERED": Look(_("Triggered"), "triggered", "blue"),
    "MAINTAINED": Look(_("Maintained"), "maintained", "teal"),
    "REVERSED": Look(_("Reversed"), "reversed", "red"),
    "RESOLVED": Look(_("Resolved"), "resolved", "grey"),
}

SCENARIO_FLAGS: Mapping[str, Look] = {
    "AT_RISK": Look(_("At risk"), "warning", "amber"),
    "IMPOSSIBLE": Look(_("Impossible"), "failed", "red"),
    "DEADLOCKED": Look(_("Deadlocked"), "blocked", "red"),
    "RELIEF_WITHOUT_GATE": Look(_("Relief without gate"), "info", "amber"),
    "CONTESTED": Look(_("Contested"), "contested", "purple"),
}

PACKAGE_STATES: Mapping[str, Look] = {
    "RUMOURED": Look(_("Rumoured"), "doubt", "grey"),
    "DRAFTED": Look(_("Drafted"), "draft", "grey"),
    "PROPOSED": Look(_("Proposed"), "draft", "blue"),
    "AGREED": Look(_("Agreed"), "done", "blue"),
    "REJECTED": Look(_("Rejected"), "failed", "red"),
    "WITHDRAWN": Look(_("Withdrawn"), "reversed", "grey"),
    "NOTIFIED": Look(_("Notified"), "send", "blue"),
    "UNDER_REVIEW": Look(_("Under review"), "clock", "purple"),
    "ADOPTED": Look(_("Adopted"), "done", "teal"),
    "EFFECTIVE": Look(_("Effective"), "met", "green"),
    "PARTIAL": Look(_("Partial"), "partial", "amber"),
    "WINDING_DOWN": Look(_("Winding down"), "lapsed", "amber"),
    "LAPSED": Look(_("Lapsed"), "lapsed", "grey"),
    "SNAPPED_BACK": Look(_("Snapped back"), "reversed", "red"),
    "REIMPOSED": Look(_("Reimposed"), "blocked", "red"),
}

EVENT_KINDS: Mapping[str, Look] = {
    "change": Look(_("Change of status"), "alert", "blue"),
    "contested": Look(_("Contested: to and fro"), "contested", "purple"),
    "views_diverge": Look(_("Views diverge"), "contested", "purple"),
    "views_agree": Look(_("Views agree again"), "done", "teal"),
    "act": Look(_("Act recorded"), "flag", "blue"),
    "act_taken_back": Look(_("Act taken back"), "reversed", "grey"),
}

CONTESTED_BY: Mapping[str, Look] = {
    "views": Look(_("Contested: views differ"), "contested", "purple"),
    "flapping": Look(_("Contested: to and fro"), "contested", "purple"),
}

LEVELS: Mapping[str, Look] = {
    "0": Look(_("Info"), "info", "grey"),
    "1": Look(_("Notice"), "alert", "blue"),
    "2": Look(_("Important"), "warning", "amber"),
    "3": Look(_("Critical"), "critical", "red"),
    "C": Look(_("Deadline"), "calendar", "purple"),
}

SNAPSHOT_OUTCOMES: Mapping[str, Look] = {
    "applied": Look(_("Applied"), "met", "green"),
    "unchanged": Look(_("Unchanged"), "maintained", "grey"),
    "held": Look(_("Held"), "warning", "amber"),
    "refused": Look(_("Refused"), "failed", "red"),
}

FETCH_OUTCOMES: Mapping[str, Look] = {
    "asked": Look(_("Asked for"), "clock", "blue"),
    "running": Look(_("Under way"), "send", "blue"),
    "unchanged": Look(_("Checked, nothing new"), "maintained", "green"),
    "applied": Look(_("New, applied"), "met", "green"),
    "held": Look(_("New, held"), "warning", "amber"),
    "refused": Look(_("Not a list"), "failed", "red"),
    "failed": Look(_("No answer"), "failed", "red"),
}

DELTA_KINDS: Mapping[str, Look] = {
    "listed": Look(_("Listed"), "blocked", "red"),
    "amended": Look(_("Amended"), "edit", "grey"),
    "delisted": Look(_("Delisted"), "open", "green"),
    "relisted": Look(_("Relisted"), "reversed", "amber"),
}

MESSAGES: Mapping[str, Look] = {
    "debug": Look("", "info", "grey"),
    "info": Look("", "info", "blue"),
    "success": Look("", "done", "green"),
    "warning": Look("", "warning", "amber"),
    "error": Look("", "critical", "red"),
}

PROGRAM_STATUSES: Mapping[str, Look] = {
    "active": Look(_("Active"), "listed", "red"),
    "ended": Look(_("Ended"), "open", "green"),
    "not_yet": Look(_("Not yet"), "clock", "blue"),
    "unknown": Look(_("Not reviewed"), "unknown", "grey"),
}

CLOCK_BASES: Mapping[str, Look] = {
    "act": Look(_("an act names the day"), "met", "teal"),
    "rule": Look(_("by the rule, if renewed until then"), "tracking", "grey"),
}

FRESHNESS: Mapping[str, Look] = {
    "fresh": Look(_("up to date"), "done", "green"),
    "held": Look(_("a copy is held"), "warning", "amber"),
    "excerpt": Look(_("an excerpt for show"), "info", "amber"),
    "stale": Look(_("not checked lately"), "clock", "amber"),
    "empty": Look(_("none read"), "unknown", "grey"),
}

DELIVERY_STATES: Mapping[str, Look] = {
    "pending": Look(_("Pending"), "clock", "blue"),
    "leased": Look(_("Being sent"), "send", "blue"),
    "delivered": Look(_("Delivered"), "met", "green"),
    "dead": Look(_("Given up"), "failed", "red"),
    "suppressed": Look(_("Suppressed"), "waived", "grey"),
}

ALERT_STATES: Mapping[str, Look] = {
    "new": Look(_("New"), "alert", "blue"),
    "seen": Look(_("Seen"), "tracking", "grey"),
    "acked": Look(_("Acknowledged"), "met", "green"),
}

ENDPOINT_STATES: Mapping[str, Look] = {
    "active": Look(_("Active"), "done", "green"),
    "paused": Look(_("Paused"), "clock", "amber"),
    "disabled": Look(_("Off"), "waived", "grey"),
}

FLAG_MEANINGS: Mapping[str, object] = {
    "AT_RISK": _("Relief is in force, and a condition that keeps it up does not hold surely."),
    "IMPOSSIBLE": _("A gate that must open is finally false, whatever still comes."),
    "DEADLOCKED": _("Its terms wait for each other: none can come first."),
    "RELIEF_WITHOUT_GATE": _("Relief came although no gate for it was open."),
    "CONTESTED": _("Assessors differ on a condition of it, or machines move one to and fro."),
}

EFFECTS: Mapping[str, Look] = {
    "FREED": Look(_("Freed"), "open", "green"),
    "COLLATERAL_FREED": Look(_("Freed, unnamed"), "open", "green"),
    "STILL_LISTED": Look(_("Still listed"), "blocked", "red"),
    "STILL_LISTED_OTHER_PROGRAM": Look(_("Still listed, other program"), "blocked", "red"),
    "NEWLY_LISTED": Look(_("Newly listed"), "blocked", "red"),
    "STILL_BLOCKED_BY_OWNER": Look(_("Still blocked by owner"), "blocked", "red"),
    "NEWLY_BLOCKED": Look(_("Newly blocked"), "blocked", "red"),
    "RESOLVED_UNKNOWN": Look(_("No longer unknown"), "info", "blue"),
    "BECAME_UNKNOWN": Look(_("Became unknown"), "unknown", "grey"),
    "UNCHANGED": Look(_("Unchanged"), "info", "grey"),
}

PARTY_STATES: Mapping[str, Look] = {
    "FREE": Look(_("free"), "open", "green"),
    "BLOCKED_LISTED": Look(_("listed"), "blocked", "red"),
    "BLOCKED_BY_DEFINITION": Look(_("blocked by definition"), "blocked", "red"),
    "BLOCKED_DERIVED": Look(_("blocked by owner"), "blocked", "red"),
    "UNKNOWN": Look(_("unknown"), "unknown", "grey"),
}
