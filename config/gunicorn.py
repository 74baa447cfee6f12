"""How gunicorn serves Thaw, the same for `make run` and in a container."""

from __future__ import annotations

import os
from typing import Any

from config.servers.processes import die_with_parent

wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('THAW_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # read once, shared by the workers
timeout = 60
graceful_timeout = 10
max_requests = 10_000
max_requests_jitter = 1_000
# The heartbeat file on a disk can stall a worker; memory cannot.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
control_socket_disable = True


def post_fork(server: Any, worker: Any) -> None:
    """A worker does not outlive the master that was killed."""
    die_with_parent()
