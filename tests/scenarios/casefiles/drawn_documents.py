"""Plain values drawn at random, rich in what readers of YAML take for something else."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

#: What YAML 1.1 or 1.2, or some reader of them, does not take for text.
TRAPS = (
    *("on", "off", "yes", "no", "y", "n", "Y", "N", "On", "YES", "true", "True", "false", "null"),
    *("~", "Null", "", " ", "  x", "x ", "0", "007", "-1", "+1", "1_000", "0x1F", "0b1", "0o17"),
    *("017", "1.0", "50", "44.95", "1e3", "1E-3", ".5", "5.", ".inf", "-.INF", ".nan", "nan"),
    *("12:30", "190:20:30", "1:2", "2017-10-06", "2017-13-45", "2017-1-1", "2017-10-06T18:00:00Z"),
    *(
        "2017-10-06 18:00:00",
        "<<",
        "=",
        "*a",
        "&a",
        "!a",
        "!!str x",
        "%a",
        "@a",
        "`a",
        "#a",
        "a #b",
    ),
    *("a: b", "a:b", ":a", "a:", "?", "? a", "-", "- a", "--- a", "---", "...", "|", ">", "|+"),
    *("{", "}", "{a: b}", "[", "]", "[a]", ",", "a, b", "'", "''", '"', "'a", '"a"', "\\", "\\n"),
    *("a\nb", "a\n", "\na", "a\n\nb\n", " a\nb", "a \nb", "a\n b", "\n", "\t", "a\tb", "a\r\nb"),
    *(
        "\x85",
        "\u2028",
        "\ufeff",
        "a\ufeffb",
        "\x07",
        "\x7f",
        "\x9f",
        "\ufffe",
        "🕊",
        "Газпром",
        "é",
    ),
    *("x" * 200, "word " * 60, "word  " * 40 + "end", "a: b " * 40, "x" * 130 + ": y"),
)

texts = st.sampled_from(TRAPS) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
)
scalars = st.none() | st.booleans() | st.integers(-(10**30) + 1, 10**30 - 1) | texts
documents: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    texts,
    st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)
