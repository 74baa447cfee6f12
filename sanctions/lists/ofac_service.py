"""OFAC's Sanctions List Service: where its files lie, and how it tells cheaply of news.

Source: OFAC, "Sanctions List Service: Basic API Documentation": `/api/download/{file}`, and
`/changes/latest` with the delta file of the last publication. Both lead on to a bucket by an
address that is signed for an hour; its name is as third parties have seen it, not documented.
Limits: the delta is compared with the one before, byte by byte, and not read: it says that
something was published, and the whole file says what.
"""

from __future__ import annotations

from sanctions.lists.base import Download

_SERVICE = "https://sanctionslistservice.ofac.treas.gov"
_BUCKET = "wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com"


def download_of(file: str) -> Download:
    """Say how a file of the service is fetched."""
    return Download(
        url=f"{_SERVICE}/api/download/{file}",
        hosts=(_BUCKET,),
        every_hours=6,
        news_url=f"{_SERVICE}/changes/latest",
    )
