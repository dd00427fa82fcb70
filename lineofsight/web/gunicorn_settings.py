"""How gunicorn serves the pages in production: as `serve` does, except that it listens where it is told.

`gunicorn lineofsight.web.wsgi --config python:lineofsight.web.gunicorn_settings`
"""

from __future__ import annotations

import os

bind = os.environ.get("LINEOFSIGHT_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("LINEOFSIGHT_PROCESSES", "2"))
threads = 4
worker_class = "gthread"
# Each process reads the application for itself: the threads that work on frames do not survive a fork.
preload_app = False
max_requests, max_requests_jitter = 20_000, 2_000
graceful_timeout = 30
# Uploads may be long and slow; a page that hangs is ended.
timeout = 120
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  a heartbeat, not data
loglevel = "warning"
# No access log: addresses hold references. The proxy in front may keep one by its own rules.
accesslog = None
# Nothing steers it but signals; its files are read-only.
control_socket_disable = True
