"""The palette keeps the contrasts of WCAG 2.2 AA, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (
    Path(__file__).resolve().parents[3] / "tracker" / "static" / "tracker" / "css" / "tokens.css"
)
_PAIR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TONES = ("green", "teal", "amber", "red", "purple", "blue", "grey")
GROUNDS = ("canvas", "surface", "raised", "sunken", "hover")


def palette(theme: int) -> dict[str, str]:
    """Return the colours of a theme: 1 light, 2 dark."""
    found = {match[1]: match[theme + 1] for match in _PAIR.finditer(TOKENS.read_text())}
    return {**found, "on-brand": "#ffffff"}


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, definition)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


TEXTS = [
    *((text, ground) for text in ("text", "muted", "faint", "brand") for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in TONES),
    *((tone, ground) for tone in TONES for ground in ("surface", "canvas")),
    *(("text", f"{tone}-soft") for tone in TONES),
    ("brand-strong", "brand-soft"),
    ("text", "brand-soft"),
    ("brand", "brand-soft"),
    ("on-brand", "brand-ground"),
]


@pytest.mark.parametrize("theme", [1, 2], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_a_text_is_read_on_its_ground(theme: int, text: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", [1, 2], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "canvas", "raised"])
@pytest.mark.parametrize("edge", ["edge", "focus"])
def test_a_control_and_the_focus_are_seen_on_their_ground(
    theme: int, ground: str, edge: str
) -> None:
    colours = palette(theme)
    assert contrast(colours[edge], colours[ground]) >= 3
