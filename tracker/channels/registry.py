"""Every channel there is. A new one is a module here, a line below, tests and a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracker.channels import webhook
from tracker.channels.base import Message, Reply

CHANNELS: Mapping[str, Callable[[Message], Reply]] = {"webhook": webhook.send}
