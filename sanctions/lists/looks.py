"""Whether what a publisher's address gave looks like a list at all, before any parser sees it.

An address that moved, a login page or a portal of the network answers 200 with a page for people.
"""

from __future__ import annotations

import re

_TYPES = frozenset(
    {
        *("", "application/octet-stream", "binary/octet-stream", "application/download"),
        *("application/xml", "text/xml", "text/csv", "application/csv", "text/plain"),
        *("application/zip", "application/x-zip-compressed", "application/x-zip"),
        *("application/vnd.ms-excel", "application/force-download"),
    }
)
_PAGE = re.compile(r"<\s*(!doctype\s+html|html|head|body|script|meta)[\s>]", re.IGNORECASE)
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


def why_no_list(*, content_type: str, head: bytes) -> str:
    """Say why a file, by its type and its first bytes, is no list; empty: it may be one."""
    named = content_type.partition(";")[0].strip().lower()
    if _PAGE.search(_text(head)):
        return "a page for people (HTML), not a list"
    if named not in _TYPES:
        shown = named if _TYPE.fullmatch(named) else "none that is one"
        return f"of the content type {shown}, where a list is XML, CSV or a zip"
    return ""


def _text(head: bytes) -> str:
    """Read the first bytes in whichever encoding a page could have."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "latin-1", errors="replace")
