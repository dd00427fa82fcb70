"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

from lineofsight.web.accounts import views as accounts
from lineofsight.web.layout import views as layout

urlpatterns = [
    path("", include("lineofsight.web.home.urls")),
    path("worklists/", include("lineofsight.web.worklists.urls")),
    path("children/", include("lineofsight.web.children.urls")),
    path("supervision/", include("lineofsight.web.supervision.urls")),
    path("teams/", include("lineofsight.web.teams.urls")),
    path("workforce/", include("lineofsight.web.workforce.urls")),
    path("performance/", include("lineofsight.web.performance.urls")),
    path("contract/", include("lineofsight.web.contract.urls")),
    path("published/", include("lineofsight.web.published.urls")),
    path("commissioner/", include("lineofsight.web.commissioner.urls")),
    path("members/", include("lineofsight.web.commissioner.member_urls")),
    path("data/", include("lineofsight.web.data.urls")),
    path("audits/", include("lineofsight.web.audits.urls")),
    path("partners/", include("lineofsight.web.partners.urls")),
    path("learning/", include("lineofsight.web.learning.urls")),
    path("allocation/", include("lineofsight.web.allocation.urls")),
    path("challenges/", include("lineofsight.web.challenges.urls")),
    path("decisions/", include("lineofsight.web.decisions.urls")),
    path("drafts/", include("lineofsight.web.drafts.urls")),
    path("data-quality/", include("lineofsight.web.quality_of_data.urls")),
    path("inspections/", include("lineofsight.web.inspections.urls")),
    path("improvement/", include("lineofsight.web.improvement.urls")),
    path("readiness/", include("lineofsight.web.readiness.urls")),
    path("board/", include("lineofsight.web.board_pack.urls")),
    path("handbook/", include("lineofsight.web.handbook.urls")),
    path("api/", include("lineofsight.web.api.urls")),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    # The names by which the sign-in library knows the same two pages.
    path("sign-in/", accounts.sign_in, name="account_login"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("sign-out/", accounts.sign_out, name="account_logout"),
    path("account/tokens/", include("lineofsight.web.accounts.tokens.urls")),
    path("account/", include("lineofsight.web.accounts.own_urls")),
    path("accounts/", include("lineofsight.web.accounts.managing.urls")),
    path("sign-in/by/", include("lineofsight.web.accounts.provider_urls")),
    path("looks/", include("lineofsight.web.access.looking.urls")),
    path("restrictions/", include("lineofsight.web.access.restricting.urls")),
    path("help/", layout.help_page, name="help"),
    path("accessibility/", layout.accessibility, name="accessibility"),
    path("health/", layout.health, name="health"),
]

handler400 = layout.bad_request
handler403 = layout.refused
handler404 = layout.not_found
handler500 = layout.fault
