"""The WSGI entry point, for gunicorn."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.env import SettingInvalid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if settings.SECRET_KEY == settings.NO_SECRET_KEY:
    raise SettingInvalid("SECRET_KEY is not set: give it, or SECRET_KEY_FILE.")
application = get_wsgi_application()
