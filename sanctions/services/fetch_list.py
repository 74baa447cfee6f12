"""Fetch a list from its publisher, if it changed, and import what came.

One fetch of a list at a time, and without asking no sooner than the list's own interval. The
publisher is asked conditionally, by the marks of the last file that was imported; once a week for
the whole file whatever the marks say, since they may lie. Every try is a row with its outcome.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from sanctions.channels.downloads import Answer, DownloadFailed, Limits, Marks, download
from sanctions.domain.errors import ListError
from sanctions.domain.kinds import FetchOutcome, SnapshotOutcome
from sanctions.lists.base import Download, ListModule
from sanctions.lists.looks import why_no_list
from sanctions.lists.packages import read_package
from sanctions.lists.registry import find_list
from sanctions.models import Fetch
from sanctions.models.clock import database_now
from sanctions.models.locks import held_alone
from sanctions.selectors.fetches import download_of
from sanctions.services.ask_fetch import declared_list
from sanctions.services.import_list import import_list
from sanctions.services.keep_refused_file import keep_refused_file

NEWS_LIMITS = Limits(seconds=60.0, silent_seconds=30.0, most_bytes=50_000_000)
STOPPED = "stopped before its end; the log may say why"

_log = structlog.get_logger(__name__)


def fetch_list(*, key: str, by_hand: bool = False, limits: Limits | None = None) -> Fetch | None:
    """Fetch the list `key` and return the try; None: it is not due, or somebody fetches it now.

    Whatever is wrong with the answer is in the outcome. Raises UnknownList, and ComesByHand for a
    list without an address.
    """
    declared = download_of(key)
    with held_alone(f"fetch:{key}") as alone:
        fetch = _begin(key, declared, by_hand=by_hand) if alone else None
        if fetch is None:
            return None
        most = limits or Limits(most_bytes=declared.most_bytes)
        try:
            _Fetching(find_list(key), declared, fetch, most).run()
        finally:
            if fetch.is_under_way:  # what ended it goes on its way, and the row says so
                fetch.outcome, fetch.reason = FetchOutcome.FAILED, STOPPED
            fetch.ended_at = database_now()
            fetch.save()
    return fetch


@transaction.atomic
def _begin(key: str, declared: Download, *, by_hand: bool) -> Fetch | None:
    """Take the try that waits, or make one if its time has come."""
    now, sanctions_list = database_now(), declared_list(key)
    tries = Fetch.objects.of_list(key)
    # We hold the lock: whoever ran this one is dead.
    tries.filter(outcome=FetchOutcome.RUNNING).update(
        outcome=FetchOutcome.FAILED, reason=STOPPED, ended_at=now
    )
    fetch = tries.waiting().first()
    if fetch is None:
        pause = timedelta(hours=declared.every_hours)
        if not by_hand and tries.filter(started_at__gt=now - pause).exists():
            return None
        fetch = Fetch(sanctions_list=sanctions_list, asked_at=now)
    fetch.outcome, fetch.started_at, fetch.url = FetchOutcome.RUNNING, now, declared.url
    fetch.save()
    return fetch


@dataclass
class _Fetching:
    """One try under way."""

    module: ListModule
    declared: Download
    fetch: Fetch
    limits: Limits

    def run(self) -> None:
        """Ask the publisher and write down what came of it."""
        try:
            self._ask()
        except DownloadFailed as failed:
            self._end(FetchOutcome.FAILED, str(failed), host=failed.host, status=failed.status)
        except OSError as error:
            self._end(FetchOutcome.FAILED, f"the file cannot be kept: {error.strerror or error}")

    def _ask(self) -> None:
        whole = self._last_whole()
        if self._nothing_was_published(whole):
            self._still(whole)
            return
        marks = Marks(whole.etag, whole.last_modified) if whole else Marks()
        with _new_file(self.fetch) as path:
            with path.open("wb") as into:
                answer = download(
                    url=self.declared.url,
                    into=into,
                    hosts=self.declared.hosts,
                    marks=marks,
                    limits=self.limits,
                    allowed_hosts=settings.FETCH_ALLOWED_HOSTS,
                )
            self.fetch.host, self.fetch.status = answer.host, answer.status
            if answer.is_new:
                self._take(answer, path)
            else:
                self._still(whole)

    def _still(self, whole: Fetch | None) -> None:
        """The publisher has the file that we know, which may be one that waits for a person."""
        copy = whole.snapshot if whole else None
        if copy is not None and copy.outcome == SnapshotOutcome.HELD:
            self._end(FetchOutcome.HELD, f"still the copy that is held: {copy.reason}")
        else:
            self._end(FetchOutcome.UNCHANGED)

    def _take(self, answer: Answer, path: Path) -> None:
        fetch = self.fetch
        fetch.size, fetch.sha256 = answer.size, answer.sha256
        fetch.etag, fetch.last_modified = answer.marks.etag, answer.marks.last_modified
        refused = why_no_list(content_type=answer.content_type, head=answer.head)
        if refused:
            kept = keep_refused_file(key=self.key, sha256=answer.sha256, path=path)
            self._end(FetchOutcome.REFUSED, f"{refused}; kept as {kept}")
        else:
            self._import(path)

    def _import(self, path: Path) -> None:
        try:
            package = read_package(module=self.module, path=path)
            result = import_list(key=self.key, package=package)
        except ListError as error:
            self._end(FetchOutcome.REFUSED, str(error))
            return
        self.fetch.snapshot_id = result.snapshot_id
        self._end(FetchOutcome(result.outcome.value), result.reason)

    def _last_whole(self) -> Fetch | None:
        """The last file that was imported by the parser of today, while its marks count."""
        since = database_now() - timedelta(days=self.declared.whole_days)
        tries = Fetch.objects.of_list(self.key).answered()
        whole = tries.filter(url=self.declared.url, ended_at__gt=since, snapshot__isnull=False)
        by_this_parser = whole.filter(snapshot__parser_version=self.module.SOURCE.parser_version)
        return by_this_parser.select_related("snapshot").first()

    def _nothing_was_published(self, whole: Fetch | None) -> bool:
        """Whether the publisher says that its last publication is the one we know.

        One who does not say so says nothing: then the list itself is asked for.
        """
        if not self.declared.news_url:
            return False
        try:
            with Path(os.devnull).open("wb") as nowhere:
                answer = download(
                    url=self.declared.news_url,
                    into=nowhere,
                    hosts=self.declared.hosts,
                    limits=NEWS_LIMITS,
                    allowed_hosts=settings.FETCH_ALLOWED_HOSTS,
                )
        except DownloadFailed as failed:
            _log.warning("news_not_told", list=self.key, reason=str(failed))
            return False
        if why_no_list(content_type=answer.content_type, head=answer.head):
            return False
        self.fetch.news_sha256 = answer.sha256
        self.fetch.host, self.fetch.status = answer.host, answer.status
        last = Fetch.objects.of_list(self.key).answered().first()
        return whole is not None and last is not None and last.news_sha256 == answer.sha256

    def _end(self, outcome: FetchOutcome, reason: str = "", **facts: Any) -> None:
        self.fetch.outcome, self.fetch.reason = outcome, reason
        for name, value in facts.items():
            setattr(self.fetch, name, value)

    @property
    def key(self) -> str:
        """The list's key."""
        return self.module.SOURCE.key


@contextlib.contextmanager
def _new_file(fetch: Fetch) -> Iterator[Path]:
    """Give a place for the file below the data folder, and clear it away afterwards."""
    folder = Path(settings.THAW_DATA) / "lists" / fetch.sanctions_list.key / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{fetch.pk}.part"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
