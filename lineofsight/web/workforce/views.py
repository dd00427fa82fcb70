"""Posts and people, who comes and goes, first years, training, and load beside what it may go with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.access.caseload import numbers_held
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import known_to, today
from lineofsight.web.knowledge.caseload_policy import caseload_policy, limit_source
from lineofsight.web.knowledge.figures import unit_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import staff, team_names
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link
from lineofsight.web.workforce import first_years as years
from lineofsight.web.workforce import learning, leaving, measures, staffing, survey_views
from lineofsight.web.workforce import together as side_by_side
from lineofsight.web.workforce.people import Post, Workforce, workforce

A_PAGE = 100
EMPTY = "workforce/empty.html"
_LONGEST = 100


@page(Action.SEE_WORKFORCE)
def overview(request: Request) -> HttpResponse:
    """Posts, and every measure of the workforce with its chart, England and its list; what staff said last."""
    held = known()
    found = workforce(held)
    if held is None or found is None:
        return render(request, EMPTY, {"title": "Workforce"})
    is_public, lists = is_public_to(request), may(request.asker, Action.SEE_STAFF)
    groups = [
        (title, measures.cards(held, codes, is_public=is_public, lists=lists)) for title, codes in measures.GROUPS
    ]
    return render(request, "workforce/overview.html", {
        "tiles": staffing.post_tiles(found.posts, is_public=is_public, lists=lists), "groups": groups,
        "lists": lists, "some_only": lists and not request.caseload.sees_everyone, "is_public": is_public,
        **survey_views.latest(request),
    })  # fmt: skip


@page(Action.SEE_STAFF)
def people(request: Request) -> HttpResponse:
    """The people, or the posts, that a number counts: of the teams one may see, by name."""
    found = workforce(known())
    asked = request.GET.get("show", "")[:_LONGEST]
    show = asked if asked in staffing.LISTS else "in-post"
    title, about = staffing.LISTS[show]
    if found is None:
        return render(request, EMPTY, {"title": title})
    names, sees, team = team_names(known()), request.caseload.sees_team, request.GET.get("team", "")[:_LONGEST]
    team = team if team in names and sees(team) else ""

    def within(each: str) -> bool:
        return (not team or each == team) and sees(each)

    if show in staffing.OF_POSTS:
        posts = posts_seen(request, found, show, team)
        lines: list[Any] = list(staffing.post_lines(posts, found.people, names))
        headings: tuple[str, ...] = staffing.POST_HEADINGS
    else:
        chosen = staffing.listed(found, show, within)
        lines = [staffing.person_line(each, found, names, show) for each in chosen]
        headings = staffing.PEOPLE_HEADINGS
    if request.GET.get("format") == "xlsx":
        said = [("As known on", in_full(known_to())), ("Which", about), ("Order", "By name: of no number.")]
        return workbook(f"workforce-{show}", title, said, headings, (line.cells for line in lines))
    shown = Paginator(lines, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "workforce/people.html", {
        "title": title, "about": about, "lines": shown, "page": shown, "show": show,
        "is_posts": show in staffing.OF_POSTS,
        "lists": [(code, words) for code, (words, _) in staffing.LISTS.items()], "number": len(lines),
        "unknown": bool(asked) and asked != show, "some_only": not request.caseload.sees_everyone,
        "teams": sorted(((key, name) for key, name in names.items() if sees(key)), key=lambda each: each[1]),
        "team": team,
    })  # fmt: skip


def posts_seen(request: Request, found: Workforce, show: str, team: str) -> list[Post]:
    """The posts of a list of `staffing.OF_POSTS`, of one team or, blank, of all that one may see."""
    wanted = {"posts": (True, False), "filled": (False,), "vacant": (True,)}[show]
    sees = request.caseload.sees_team
    return [
        post for post in found.posts
        if post.is_vacant in wanted and team in ("", post.team) and sees(post.team)
    ]  # fmt: skip


@page(Action.SEE_STAFF)
def by_team(request: Request) -> HttpResponse:
    """Posts and people by team, and how far teams lie apart: never an average alone, never a ranking."""
    held = known()
    found = workforce(held)
    if held is None or found is None:
        return render(request, EMPTY, {"title": "Workforce by team"})
    rows = staffing.team_rows(found, staff(held).teams, request.caseload.sees_team)
    if request.GET.get("format") == "xlsx":
        said = [("As known on", in_full(found.on)), ("Order", "By kind of work and name: of no number.")]
        return workbook("workforce-by-team", "Workforce by team", said, staffing.TEAM_HEADINGS,
                        (row.cells for row in rows))  # fmt: skip
    words, picture = staffing.vacancies_apart(rows)
    return render(request, "workforce/by_team.html", {
        "rows": rows, "words": words, "picture": picture,
        "apart": [_apart(request, "wf_caseload_avg")],
        "some_only": not request.caseload.sees_everyone,
    })  # fmt: skip


def _apart(request: Request, code: str) -> tuple[str, str, str]:
    """How far the teams one may see lie apart in a measure: its title, words and picture."""
    held, names = known(), team_names(known())
    indicator = measures.definitions().indicators.get(code)
    if held is None or indicator is None:
        return "", "", ""
    found = [
        (names[team], each.value) for team, each in measures.teams_of(held, code).items()
        if team in names and each.value is not None and request.caseload.sees_team(team)
        and (each.below or 0) >= measures.FEWEST_FULL_TIME
    ]  # fmt: skip
    unit = unit_of(indicator)
    words = measures.spread_words([value for _, value in found], unit, 1)
    return indicator.title, words, staffing.drawn_apart(f"{indicator.title}, by team", found, unit, 1)


@page(Action.SEE_STAFF)
def team(request: Request, team_id: str) -> HttpResponse:
    """One team's posts, its people by name, and who left in the last year."""
    held = known()
    found, known_teams = workforce(held), staff(held).teams
    if found is None or team_id not in known_teams or not request.caseload.sees_team(team_id):
        raise Http404(NOT_YOURS)
    names = team_names(known())
    lines = [staffing.person_line(each, found, names) for each in found.in_post() if each.team == team_id]
    if request.GET.get("format") == "xlsx":
        said = [("As known on", in_full(found.on)), ("Order", "By name: of no number.")]
        return workbook(f"workforce-{team_id}", f"{names[team_id]}: people", said, staffing.PEOPLE_HEADINGS,
                        (line.cells for line in lines))  # fmt: skip
    posts = [post for post in found.posts if post.team == team_id]
    left = staffing.listed(found, "leavers", lambda each: each == team_id)
    return render(request, "workforce/team.html", {
        "team": known_teams[team_id], "people": lines, "posts": staffing.post_lines(posts, found.people, names),
        "tiles": staffing.post_tiles(posts, is_public=False, lists=False),
        "left": [staffing.person_line(each, found, names, "leavers") for each in left],
        "page_of_children": link("teams:team", team_id), "beside": link("workforce:together") + f"?team={team_id}",
    })  # fmt: skip


@page(Action.SEE_STAFF)
def first_years(request: Request) -> HttpResponse:
    """Each newly qualified worker's year: load against the limit, supervision, reviews, and what is overdue."""
    found, names, sees = workforce(known()), team_names(known()), request.caseload.sees_team
    if found is None:
        return render(request, EMPTY, {"title": "First years"})
    day, lines = today(), years_seen(request, found)
    if request.GET.get("format") == "xlsx":
        said = [("As at", in_full(day)), ("Limit", limit_source(caseload_policy(day)))]
        return workbook("first-years", "First years", said, years.HEADINGS, (line.cells for line in lines))
    over = [each for each in years.not_assessed(found) if sees(each.team)]
    return render(request, "workforce/first_years.html", {
        "lines": lines, "overdue": sum(bool(line.overdue) for line in lines),
        "over": [(each.name, names.get(each.team, ""), each.year_to) for each in over],
        "limits": limit_source(caseload_policy(day)), "opens_worker": may(request.asker, Action.SUPERVISE),
        "some_only": not request.caseload.sees_everyone,
    })  # fmt: skip


def years_seen(request: Request, found: Workforce) -> list[years.YearLine]:
    """The years that are running, of the teams one may see, by name."""
    names, day = team_names(known()), today()
    limit = caseload_policy(day).limit(is_new=True)
    running = [each for each in years.in_first_year(found) if request.caseload.sees_team(each.team)]
    held, owed = numbers_held(each.id for each in running), dict[str, list[date | None]]()
    for team_id in {each.team for each in running}:
        ids = [each.id for each in running if each.team == team_id]
        for duty in request.caseload.of_workers(team_id, ids).open_on(day).filter(standard=years.SUPERVISION):
            owed.setdefault(duty.holder, []).append(duty.due_on)
    return [years.year_line(each, found, names, held.get(each.id, 0), limit, owed.get(each.id, ())) for each in running]


@page(Action.SEE_WORKFORCE)
def leavers(request: Request) -> HttpResponse:
    """Why people left, where to and after how long; and by name, for those who may see staff."""
    held = known()
    found = workforce(held)
    if held is None or found is None:
        return render(request, EMPTY, {"title": "Leavers"})
    is_public, lists = is_public_to(request), may(request.asker, Action.SEE_STAFF)
    names = team_names(known())
    lines = staffing.listed(found, "leavers", request.caseload.sees_team) if lists else []
    cards = measures.cards(held, ("wf_leavers_rate", "wf_turnover_rate"), is_public=is_public, lists=lists)
    return render(request, "workforce/leavers.html", {
        "found": leaving.leaving(found, is_public=is_public), "cards": cards, "lists": lists, "is_public": is_public,
        "lines": [staffing.person_line(each, found, names, "leavers") for each in lines],
        "some_only": lists and not request.caseload.sees_everyone,
    })  # fmt: skip


@page(Action.SEE_WORKFORCE)
def training(request: Request) -> HttpResponse:
    """Courses beside the themes of audits they answer."""
    held = known()
    found = workforce(held)
    if held is None or found is None:
        return render(request, EMPTY, {"title": "Training"})
    workers = frozenset(each.id for each in found.in_post() if each.is_social_worker)
    lines = learning.theme_lines(held, found, workers)
    if request.GET.get("format") == "xlsx" and not is_public_to(request):
        said = [("As known on", in_full(found.on)), ("Order", "By theme.")]
        return workbook("training", "Courses beside themes of audits", said, learning.HEADINGS,
                        (line.cells for line in lines))  # fmt: skip
    return render(request, "workforce/training.html", {
        "lines": [learning.public(line) for line in lines] if is_public_to(request) else lines,
        "is_public": is_public_to(request), "see_staff": may(request.asker, Action.SEE_STAFF),
    })  # fmt: skip


@page(Action.SEE_WORKFORCE)
def together(request: Request) -> HttpResponse:
    """Children to each worker beside timeliness and audit grade, month under month; and what that may not tell."""
    held, names, is_public = known(), team_names(known()), is_public_to(request)
    seen = {key: name for key, name in names.items() if not is_public and request.caseload.sees_team(key)}
    listed = side_by_side.choices()
    asked = {name: request.GET.get(name, "")[:_LONGEST] for name in ("measure", "team")}
    code = asked["measure"] if asked["measure"] in dict(listed) else listed[0][0]
    chosen = asked["team"] if asked["team"] in seen else ""
    return render(request, "workforce/together.html", {
        "found": side_by_side.together(held, code, chosen, seen.get(chosen, "The service"), is_public=is_public),
        "measures": listed, "measure": code, "teams": sorted(seen.items(), key=lambda each: each[1]), "team": chosen,
        "unknown": asked["measure"] not in ("", code) or asked["team"] not in ("", chosen),
        "see_staff": may(request.asker, Action.SEE_STAFF), "may": side_by_side.MAY,
        "may_not": side_by_side.MAY_NOT, "whose": seen.get(chosen, "The service"),
    })  # fmt: skip


def is_public_to(request: Request) -> bool:
    """Whether whoever asks sees no child: to them small numbers are not shown and others rounded."""
    return not request.asker.role.sees_children
