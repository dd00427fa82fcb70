"""Django settings of the web application: the record's, and what pages need.

The home is named by LINEOFSIGHT_HOME, as for the record. The secret of sessions is kept in the home, beside its key.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from lineofsight.record.configuration import read_configuration
from lineofsight.record.databases import CONFIGURATION_FILE
from lineofsight.record.settings import *  # noqa: F403  the record's settings are the first part of these
from lineofsight.record.settings import HOME, INSTALLED_APPS
from lineofsight.web.accounts.signing_in.configuration import origin_of, providers_of, sign_in_of
from lineofsight.web.secrets import session_secret

BASE = Path(__file__).parent
INSTALLED_APPS = [
    *INSTALLED_APPS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lineofsight.web.accounts",
    "lineofsight.web.accounts.tokens",
    "lineofsight.web.access",
    "lineofsight.web.drafts",
    "lineofsight.web.layout",
    "lineofsight.web.home",
    "lineofsight.web.worklists",
    "lineofsight.web.children",
    "lineofsight.web.decisions",
    "lineofsight.web.challenges",
    "lineofsight.web.audits",
    "lineofsight.web.learning",
    "lineofsight.web.partners",
    "lineofsight.web.allocation",
    "lineofsight.web.supervision",
    "lineofsight.web.teams",
    "lineofsight.web.workforce",
    "lineofsight.web.performance",
    "lineofsight.web.contract",
    "lineofsight.web.published",
    "lineofsight.web.commissioner",
    "lineofsight.web.data",
    "lineofsight.web.handbook",
    "lineofsight.web.api",
    "lineofsight.web.inspections",
    "lineofsight.web.readiness",
    "lineofsight.web.board_pack",
    "lineofsight.web.improvement",
    "lineofsight.web.quality_of_data",
]
MIDDLEWARE = [
    # First, so that what any of those below refuses is answered with them too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lineofsight.web.api.problems.ProblemsMiddleware",
    "lineofsight.web.reachable.ReachableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lineofsight.web.accounts.signing_in.sessions.SessionLimitsMiddleware",
    "lineofsight.web.accounts.tokens.middleware.TokenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lineofsight.web.access.middleware.PolicyMiddleware",
    "lineofsight.web.accounts.signing_in.second_factor.SecondFactorMiddleware",
    "lineofsight.web.access.actions.ActorMiddleware",
    "lineofsight.web.access.middleware.ReadableMiddleware",
]
ROOT_URLCONF = "lineofsight.web.urls"
WSGI_APPLICATION = "lineofsight.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lineofsight.web.layout.context.of_every_page",
            ],
            "builtins": [
                "lineofsight.web.layout.templatetags.layout",
                "lineofsight.web.layout.templatetags.writing",
            ],
        },
    }
]
# A server's connection is kept for the next page, tried first, and made anew where it was lost; a file is opened anew
# for each page, so that a home that was put back from a backup is the one that is read.
for _database in DATABASES.values():
    if _database["ENGINE"].endswith("postgresql"):
        _database |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

SECRET_KEY = session_secret(HOME)
SIGN_IN = sign_in_of(HOME, read_configuration(HOME / CONFIGURATION_FILE).sign_in)
ALLOWED_HOSTS = os.environ.get("LINEOFSIGHT_HOSTS", "localhost 127.0.0.1 [::1]").split()
DEBUG = False
# Behind a proxy that ends TLS (production); on loopback there is none.
SECURE = os.environ.get("LINEOFSIGHT_SECURE", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = SIGN_IN.longest_hours * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # A form that begins signing in at the council's own service is sent on there.
        "form-action": [SELF, *([origin_of(SIGN_IN.provider.address)] if SIGN_IN.provider else [])],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Only the page that loads files takes any, and says how many itself; every other refuses them unread.
FILE_UPLOAD_HANDLERS = ["lineofsight.web.data.receiving.RefuseFiles"]
DATA_UPLOAD_MAX_NUMBER_FILES = None

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "sign_in"
# Five wrong passwords or codes for one name in a quarter of an hour, or twenty from one address in one minute, and it
# is shut that long. The library's own limits, not django-axes: they cover codes and keys too, and are one thing less.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/900s/key"}
ACCOUNT_ADAPTER = "lineofsight.web.accounts.adapter.Adapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
_FORMS = "lineofsight.web.accounts.signing_in.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.Login", "change_password": f"{_FORMS}.ChangePassword",
    "reauthenticate": f"{_FORMS}.Reauthenticate",
}  # fmt: skip
MFA_FORMS = {
    "authenticate": f"{_FORMS}.Authenticate", "reauthenticate": f"{_FORMS}.ReauthenticateByCode",
    "activate_totp": f"{_FORMS}.ActivateApp",
}  # fmt: skip
# Counted in files of the home, so that every process counts the same and a restart forgets nothing.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "attempts"}}

MFA_ADAPTER = "lineofsight.web.accounts.signing_in.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # on the machine itself there is no TLS

SOCIALACCOUNT_ADAPTER = "lineofsight.web.accounts.signing_in.provider.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = providers_of(SIGN_IN)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Built at set-up from the design system's packages, and served as they lie.
STATIC_URL = "/static/"
STATIC_ROOT = BASE / "static" / "built"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# What is logged never holds a name, a typed text or a query: a method, a path of references, a status and a time.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
