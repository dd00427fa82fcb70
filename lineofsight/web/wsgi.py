"""The WSGI application that a server such as gunicorn runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.web.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402

from lineofsight.web.reachable import check_reachable  # noqa: E402  its imports need Django started
from lineofsight.web.warming import warm  # noqa: E402

check_reachable()
warm()
# Read by this thread before any page: those that answer pages have their own.
connections.close_all()
