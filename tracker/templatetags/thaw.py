"""The tags of the dashboard's templates: icons, chips, dates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.templatetags import looks
from tracker.templatetags.looks import Look

register = template.Library()

_SHEETS = (
    "tokens", "base", "shell", "cards", "chips", "forms", "lists", "tree", "timeline", "print",
)  # fmt: skip
_LOOKS: Mapping[str, Mapping[str, Look]] = {
    "status": looks.STATUSES,
    "value": looks.VALUES,
    "scenario": looks.SCENARIO_STATES,
    "flag": looks.SCENARIO_FLAGS,
    "package": looks.PACKAGE_STATES,
    "event": looks.EVENT_KINDS,
    "contested": looks.CONTESTED_BY,
    "level": looks.LEVELS,
    "snapshot": looks.SNAPSHOT_OUTCOMES,
    "fetch": looks.FETCH_OUTCOMES,
    "delta": looks.DELTA_KINDS,
    "program": looks.PROGRAM_STATUSES,
    "clock": looks.CLOCK_BASES,
    "message": looks.MESSAGES,
    "freshness": looks.FRESHNESS,
    "delivery": looks.DELIVERY_STATES,
    "alert": looks.ALERT_STATES,
    "endpoint": looks.ENDPOINT_STATES,
    "effect": looks.EFFECTS,
    "party": looks.PARTY_STATES,
}


def look_of(kind: str, name: object) -> Look:
    """Return how `name` of the vocabulary `kind` is shown; an unknown one is shown as it is."""
    known = _LOOKS[kind].get(str(name))
    return known or (Look(str(name), "info", "grey") if name else looks.UNSEEN)


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the style sheets of the dashboard."""
    rows = ((static(f"tracker/css/{name}.css"),) for name in _SHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', rows)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw an icon of the sprite; it is decoration, the words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        extra,
        static("tracker/icons.svg"),
        name,
    )


@register.simple_tag
def chip(kind: str, name: object, prefix: str = "") -> SafeString:
    """Draw the chip of a status: shape, words and tone."""
    look = look_of(kind, name)
    return format_html(
        '<span class="chip tone-{}">{}{}<span>{}</span></span>',
        look.tone,
        icon(look.icon),
        format_html('<span class="visually-hidden">{} </span>', prefix) if prefix else "",
        look.words,
    )


@register.filter
def flag_meaning(flag: object) -> object:
    """Return what a flag of a scenario means, in a sentence."""
    return looks.FLAG_MEANINGS.get(str(flag), "")


@register.simple_tag
def value_mark(value: object) -> SafeString:
    """Draw T, F or U in its own shape, with the word for who does not see it."""
    look = look_of("value", value)
    return format_html(
        '<span class="value value-{} tone-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        value,
        look.tone,
        look.words,
        value,
        look.words,
    )


@register.filter
def look(name: object, kind: str) -> Look:
    """Return the look of `name`, for templates that draw it themselves."""
    return look_of(kind, name)


@register.simple_tag
def move(kind: str, old: object, new: object) -> SafeString:
    """Draw a change as two chips and an arrow between them."""
    return format_html(
        '<span class="move">{}{}<span class="visually-hidden"> {} </span>{}</span>',
        chip(kind, old),
        icon("to"),
        _("to"),
        chip(kind, new),
    )


@register.simple_tag
def demo_mark() -> SafeString:
    """Draw the mark of invented data."""
    return format_html(
        '<span class="chip chip-square tone-amber demo">{}<span>DEMO</span></span>', icon("demo")
    )


@register.filter
def words(name: object) -> str:
    """Return a name of a vocabulary as words: `asset_freeze` as `asset freeze`."""
    return str(name).replace("_", " ").lower()


@register.filter
def web_link(url: object) -> str:
    """Return the address where it is one a browser may follow (http, https), else nothing."""
    text = str(url or "").strip()
    return text if text.lower().startswith(("https://", "http://")) else ""


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changed: object) -> str:
    """Return the query of this page with some keys changed; None drops a key."""
    query = context["request"].GET.copy()
    for key, value in changed.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.inclusion_tag("tracker/parts/select.html")
def select(
    name: str, label: str, choices: Iterable[object], chosen: object, kind: str = ""
) -> dict[str, object]:
    """Draw a labelled choice of one word, or of none."""
    options = [(str(one), look_of(kind, one).words if kind else words(one)) for one in choices]
    return {"name": name, "label": label, "options": options, "chosen": str(chosen)}


@register.filter
def host(url: str) -> str:
    """Return the host of an address, as a short name for a link."""
    return urlsplit(url).hostname or url


@register.filter
def get(mapping: Mapping[str, object], key: str) -> object:
    """Return the value of a mapping at a key, None where there is none."""
    return mapping.get(key)


@register.filter
def pretty(value: object) -> str:
    """Return a plain structure as indented JSON."""
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
