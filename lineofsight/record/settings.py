"""Django settings of the record: no pages. The web application's settings begin with these.

The home is named by the environment variable LINEOFSIGHT_HOME, else it is `lineofsight-home` in the current folder.
Commands that are given a home register its databases beside these (`record.databases`).
"""

from __future__ import annotations

import os
from pathlib import Path

from lineofsight.record.databases import database_settings

HOME = Path(os.environ.get("LINEOFSIGHT_HOME", "lineofsight-home"))
DATABASES = database_settings(HOME)
DATABASE_ROUTERS = ["lineofsight.record.databases.Router"]
INSTALLED_APPS = ["lineofsight.record", "lineofsight.record.service", "lineofsight.record.library"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Moments are UTC in store; each page turns them to London.
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en-gb"
