"""What keeps the servers from starting, said in one sentence for the person at the shell."""

from __future__ import annotations


class ServersUnavailable(Exception):
    """The servers cannot be had; the text says why and what to do."""
