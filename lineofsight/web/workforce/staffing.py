"""Posts and people in words: the service's, by team, and one team's. People stand by name, and have no figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineofsight.core.periods import whole_months
from lineofsight.evaluation.disclosure import shown_count
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.strands import Apart, apart, apart_table
from lineofsight.web.knowledge.staff import Team
from lineofsight.web.layout.dates import short
from lineofsight.web.layout.links import link
from lineofsight.web.workforce.measures import spread_words
from lineofsight.web.workforce.people import A_YEAR, LONG_STAY, Person, Post, Workforce, by_name, tenure

Sees = Callable[[str], bool]
# The lists there are: what each is called, and what it says of itself.
LISTS: Mapping[str, tuple[str, str]] = {
    "in-post": ("Permanent social workers in post", "Agency workers are on a list of their own."),
    "practitioners": ("Social workers in post", "Agency workers are among them."),
    "agency": ("Agency social workers", "Those in post today."),
    "posts": ("Posts", "Of every role, as they stand today."),
    "filled": ("Filled posts", "Of every role: posts that somebody permanent fills."),
    "vacant": ("Vacant posts", "Posts that nobody permanent fills, whether an agency worker covers them or not."),
    "starters": ("Social workers who started in the last twelve months", "Permanent ones."),
    "leavers": ("Social workers who left in the last twelve months", "Permanent ones."),
    "long": ("Social workers in post for two years or more", "Permanent ones."),
    "away": ("Workers away today", "Sick, on leave or otherwise away, of every role: why is not for a list."),
    "managers": ("Team managers", "With how many practitioners work in the team of each."),
}
OF_POSTS = ("posts", "filled", "vacant")
POST_HEADINGS = ("Team", "Full-time equivalent", "Who fills it", "Since")
PEOPLE_HEADINGS = ("Name", "Role", "Team", "Full-time equivalent", "Started", "How long", "To know")


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the whole and the list behind it; `number` is in words, and `link` blank where there is no list."""

    number: str
    label: str
    link: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list."""

    name: str
    role: str
    team: str
    full_time: str
    started: str
    tenure: str
    notes: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a workbook."""
        return (self.name, self.role, self.team, self.full_time, self.started, self.tenure, "; ".join(self.notes))


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post in a list: its team, size, how it stands and since when."""

    team: str
    full_time: str
    state: str
    since: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a workbook."""
        return (self.team, self.full_time, self.state, self.since)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team's posts in full-time equivalents, and its people in numbers."""

    team: str
    name: str
    kind: str
    link: str
    posts: str
    filled: str
    vacant: str
    covered: str
    people: int
    agency: int
    left: int
    share_vacant: float | None

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of a workbook."""
        return (self.kind, self.name, float(self.posts), float(self.filled), float(self.vacant), float(self.covered),
                self.people, self.agency, self.left)  # fmt: skip


TEAM_HEADINGS = (
    "Kind of work", "Team", "Posts (full-time equivalent)", "Filled", "Vacant", "Of these covered by agency",
    "People in post", "Of these agency", "Left in twelve months",
)  # fmt: skip


def post_tiles(posts: Sequence[Post], *, is_public: bool, lists: bool) -> list[Tile]:
    """Posts in full-time equivalents: all, filled, vacant, and of those covered."""
    whole, vacant = _size(posts), _size(post for post in posts if post.is_vacant)
    covered = _size(post for post in posts if post.is_vacant and post.covered)
    to = link("workforce:people") + "?show=" if lists else ""
    numbers = (
        (whole, "posts, in full-time equivalents", f"{to}posts" if to else ""),
        (whole - vacant, "filled", f"{to}filled" if to else ""), (vacant, "vacant", f"{to}vacant" if to else ""),
        (covered, "of these covered by an agency worker", f"{to}vacant" if to else ""),
    )  # fmt: skip
    return [Tile(_rounded(number) if is_public else _said(number), label, where) for number, label, where in numbers]


def team_rows(found: Workforce, teams: Mapping[str, Team], sees: Sees) -> list[TeamRow]:
    """The teams a person may see, those of one kind of work together, by name."""
    seen = sorted((each for each in teams.values() if sees(each.id)), key=lambda one: (one.kind_words, one.name))
    rows = [_team_row(found, team) for team in seen]
    return [row for row in rows if row.people or float(row.posts)]


def _team_row(found: Workforce, team: Team) -> TeamRow:
    posts = [post for post in found.posts if post.team == team.id]
    people = [each for each in found.people.values() if each.team == team.id and each.in_post(found.on)]
    whole, vacant = _size(posts), _size(post for post in posts if post.is_vacant)
    left = [each for each in found.left(found.on - A_YEAR, found.on) if each.team == team.id]
    return TeamRow(
        team.id, team.name, team.kind_words, link("workforce:team", team.id), _said(whole), _said(whole - vacant),
        _said(vacant), _said(_size(post for post in posts if post.is_vacant and post.covered)), len(people),
        sum(each.is_agency for each in people), len(left), 100 * vacant / whole if whole else None,
    )  # fmt: skip


def vacancies_apart(rows: Sequence[TeamRow]) -> tuple[str, str]:
    """How far teams lie apart in the share of their posts that is vacant: in words, and drawn."""
    teams = tuple((row.name, row.share_vacant) for row in rows if row.share_vacant is not None)
    return spread_words([value for _, value in teams], "%"), drawn_apart("Posts vacant, by team", teams, "%")


def drawn_apart(title: str, teams: Sequence[tuple[str, float]], unit: str = "", decimals: int = 0) -> str:
    """Teams along a line with their table, ready for the page; blank for fewer than two."""
    if len(teams) < 2:
        return ""
    chart = Apart(title, tuple(sorted(teams)), unit, decimals)
    return markup(figure(chart.title, [apart(chart), apart(chart, NARROW)], apart_table(chart), numeric=(1,)))


def listed(found: Workforce, show: str, sees: Sees) -> list[Person]:
    """The people of a list, of the teams a person may see, by name; none for the list of posts."""
    year = found.on - A_YEAR
    everyone = found.in_post()
    match show:
        case "in-post":
            people = [each for each in everyone if each.is_social_worker and not each.is_agency]
        case "practitioners":
            people = [each for each in everyone if each.is_social_worker]
        case "agency":
            people = [each for each in everyone if each.is_social_worker and each.is_agency]
        case "starters":
            people = found.started(year, found.on)
        case "leavers":
            people = found.left(year, found.on)
        case "long":
            people = [
                each for each in everyone
                if each.is_social_worker and not each.is_agency and each.started
                and whole_months(each.started, found.on) >= LONG_STAY
            ]  # fmt: skip
        case "away":
            people = [each for each in everyone if each.away_since]
        case "managers":
            people = [each for each in everyone if each.role == "team_manager"]
        case _:
            people = []
    return by_name(each for each in people if sees(each.team))


def person_line(person: Person, found: Workforce, teams: Mapping[str, str], show: str = "") -> PersonLine:
    """Somebody in a list, with what is worth knowing."""
    notes = []
    if person.is_agency:
        notes.append("Agency")
    if person.ended and not person.in_post(found.on):
        # Why somebody left is counted with others' reasons, and stands beside nobody's name.
        notes.append(f"Left {short(person.ended)}")
    if person.away_since and person.in_post(found.on):
        notes.append(f"Away since {short(person.away_since)}")
    if person.year_to and person.year_to >= found.on:
        notes.append(f"First, supported year to {short(person.year_to)}")
    if show == "starters" and person.came_from:
        notes.append(f"From: {person.came_from}")
    if show == "managers":
        number = practitioners(found, person.team)
        notes.append(f"{number} practitioner{'' if number == 1 else 's'} in the team")
    return PersonLine(
        person.name, person.role_words, teams.get(person.team, person.team or "No team"),
        "Not recorded" if person.full_time is None else f"{person.full_time:g}", short(person.started),
        tenure(person, found.on), tuple(notes),
    )  # fmt: skip


def practitioners(found: Workforce, team: str) -> int:
    """How many practitioners work in a team: those whom its manager manages."""
    managed = ("personal_adviser", "family_support")
    return sum(
        each.team == team and (each.is_social_worker or each.role in managed) and each.in_post(found.on)
        for each in found.people.values()
    )


def post_lines(posts: Iterable[Post], people: Mapping[str, Person], teams: Mapping[str, str]) -> list[PostLine]:
    """Posts in the order of their teams' names, vacant ones first."""
    ordered = sorted(posts, key=lambda post: (teams.get(post.team, ""), not post.is_vacant, post.covered, post.id))
    return [_post_line(post, people, teams) for post in ordered]


def _post_line(post: Post, people: Mapping[str, Person], teams: Mapping[str, str]) -> PostLine:
    if post.is_vacant:
        state = "Vacant, covered by an agency worker" if post.covered else "Vacant, not covered"
    else:
        person = people.get(post.worker)
        state = person.name if person else "Filled"
    return PostLine(teams.get(post.team, post.team or "No team"), f"{post.full_time:g}", state, short(post.since))


def _size(posts: Iterable[Post]) -> float:
    return sum((post.full_time for post in posts), 0.0)


def _said(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _rounded(number: float) -> str:
    said = shown_count(round(number))
    return said if isinstance(said, str) else f"about {said:,}"
