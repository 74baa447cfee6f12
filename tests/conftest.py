"""What every test may ask for: the database's clock, a free port, a real worker, a browser."""

from __future__ import annotations

pytest_plugins = ["tests.clock", "tests.worker", "tests.browser"]
