"""Names as the search compares them: transliterated, lower case, words only.

Transliteration is anyascii's: it needs no compiler and knows every script, but no language, so
"Валерьевич" becomes "valerevich" and not what a passport office would write. Lists print many
such variants themselves; all of them are indexed. Never show a normalised name to people.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_WORDS = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'`’‘ʼʹ")


def normalised(name: str) -> str:
    """Reduce `name` to what two spellings of it have in common."""
    if not name.isascii():
        name = anyascii(unicodedata.normalize("NFKC", name).translate(_APOSTROPHES))
    return " ".join(_WORDS.findall(name.translate(_APOSTROPHES).lower()))
