"""The WSGI application that a server such as gunicorn runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.web.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402

from lineofsight.web.reachable import check_reachable  # noqa: E402  its imports need Django started

check_reachable()
# The server makes its processes from this one: none may share another's connection.
connections.close_all()
