"""What every drawing is made of: paper, ink, shapes and words, as SVG attributes alone.

Nothing is said by colour only: what differs in colour differs in shape, dash, hatching or words as well. Every colour
that carries meaning holds 3:1 against the paper, and lettering 4.5:1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from lineofsight.reports.elements import SVG, Child, element
from lineofsight.web.drawings.lettering import SIZE, width_of

INK, SOFT, RULE, WASH, PAPER = "#0b0c0c", "#505a5f", "#b1b4b6", "#f3f2f1", "#ffffff"
BLUE, PALE, AMBER, PURPLE = "#1d5b8f", "#cfe0ee", "#8a5300", "#4c2c92"

WIDE = 620
"""The width in px of a drawing in the main column; `NARROW` is that of one on a screen 320 px wide."""
NARROW = 288
_NARROW_UNTIL = 480

Element = etree._Element
Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""What stands beside a drawing: the headings, and the rows as text."""


def is_narrow(width: float) -> bool:
    """Whether a drawing of that width has its labels above and not beside."""
    return width < _NARROW_UNTIL


def drawing(
    kind: str, width: float, height: float, *children: Child | Iterable[Child], title: str, description: str,
    has_links: bool = False,
) -> Element:  # fmt: skip
    """The paper: an image with a name and a description in words.

    `has_links`: it is then a group and not an image, for what is in an image cannot be reached by keyboard.
    """
    made = element(
        "svg", element("title", title), element("desc", description), element("g", *children),
        viewBox=f"0 0 {width:g} {height:g}", width=f"{width:g}", height=f"{height:g}",
        role="group" if has_links else "img", aria_label=title, font_size=str(SIZE), fill=INK,
        class_=f"drawing drawing-{kind} drawing-{'narrow' if is_narrow(width) else 'wide'}",
    )  # fmt: skip
    made.set("xmlns", SVG)
    return made


def px(value: float) -> str:
    """A coordinate, to a tenth of a px."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    x: float, y: float, words: str, *, anchor: str = "start", size: float = SIZE, bold: bool = False,
    fill: str = INK, halo: bool = False, underlined: bool = False,
) -> Element:  # fmt: skip
    """Words on their base line. `halo`: paper around the letters, where they may cross a line."""
    return element(
        "text", words, x=px(x), y=px(y), text_anchor=None if anchor == "start" else anchor,
        font_size=None if size == SIZE else f"{size:g}", font_weight="700" if bold else None,
        fill=None if fill == INK else fill,
        text_decoration="underline" if underlined else None, paint_order="stroke" if halo else None,
        stroke=PAPER if halo else None, stroke_width="4" if halo else None, stroke_linejoin="round" if halo else None,
    )  # fmt: skip


def lines_of_text(x: float, y: float, lines: Sequence[str], *, step: float = 17, **how: object) -> list[Element]:
    """Lines under each other, the first on `y`."""
    return [text(x, y + step * n, line, **how) for n, line in enumerate(lines)]  # type: ignore[arg-type]


def rect(
    x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str | None = None,
    thick: float = 1, dash: str | None = None, round_: float = 0,
) -> Element:  # fmt: skip
    """A rectangle."""
    return element(
        "rect", x=px(x), y=px(y), width=px(max(width, 0)), height=px(max(height, 0)), fill=fill, stroke=stroke,
        stroke_width=f"{thick:g}" if stroke else None, stroke_dasharray=dash, rx=px(round_) if round_ else None,
    )  # fmt: skip


def line(
    x1: float, y1: float, x2: float, y2: float, *, colour: str = INK, thick: float = 1, dash: str | None = None
) -> Element:
    """A straight line."""
    return path(f"M{px(x1)} {px(y1)}L{px(x2)} {px(y2)}", colour=colour, thick=thick, dash=dash)


def path(
    steps: str, *, colour: str | None = INK, thick: float = 1, dash: str | None = None, fill: str = "none"
) -> Element:
    """A path by its steps."""
    return element(
        "path", d=steps, fill=fill, stroke=colour, stroke_width=f"{thick:g}" if colour else None,
        stroke_dasharray=dash, stroke_linejoin="round",
    )  # fmt: skip


def through(places: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """The steps of a path through places."""
    steps = "".join(f"{'L' if n else 'M'}{px(x)} {px(y)}" for n, (x, y) in enumerate(places))
    return steps + ("Z" if closed else "")


def circle(x: float, y: float, radius: float, *, fill: str = BLUE, stroke: str = PAPER, thick: float = 1) -> Element:
    """A circle."""
    return element("circle", cx=px(x), cy=px(y), r=px(radius), fill=fill, stroke=stroke, stroke_width=f"{thick:g}")


def diamond(x: float, y: float, radius: float, *, fill: str = INK, stroke: str = PAPER, thick: float = 1) -> Element:
    """A square on its corner."""
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    return path(through(corners, closed=True), fill=fill, colour=stroke, thick=thick)


def triangle(x: float, y: float, radius: float, *, fill: str = INK, stroke: str = PAPER, thick: float = 1) -> Element:
    """A triangle, point up."""
    corners = [(x, y - radius), (x + radius, y + 0.8 * radius), (x - radius, y + 0.8 * radius)]
    return path(through(corners, closed=True), fill=fill, colour=stroke, thick=thick)


def hatched(x: float, y: float, width: float, height: float, *, colour: str = BLUE, gap: float = 6) -> Element:
    """A rectangle of slanted lines. Each is cut to the rectangle here, so that no name of a pattern is needed."""
    steps = []
    offset = gap
    while offset < width + height and width > 0 and height > 0:
        left, right = max(0.0, offset - height), min(width, offset)
        steps.append(f"M{px(x + left)} {px(y + offset - left)}L{px(x + right)} {px(y + offset - right)}")
        offset += gap
    box = f"M{px(x)} {px(y)}h{px(max(width, 0))}v{px(height)}h{px(-max(width, 0))}Z"
    return element("g", path(box, colour=colour, fill=PAPER), path("".join(steps), colour=colour) if steps else None)


def link(href: str | None, words: str, *children: Child | Iterable[Child]) -> Element:
    """Shapes that lead somewhere and say what they are; without an address they only say it.

    Lettering lies upon the link and not in it: what is drawn may be shortened, and a link has its whole name.
    """
    told = element("title", words)
    if not href:
        return element("g", told, *children)
    anchor = element("a", told, *children, href=href, aria_label=words, class_="drawing-link")
    return element("g", anchor, element("g", list(anchor.iter("text")), pointer_events="none"))


def target(x: float, y: float, width: float, height: float) -> Element:
    """A place that can be pressed though nothing is drawn there; it shows where the keyboard is."""
    made = rect(x, y, width, height)
    made.set("pointer-events", "all")
    made.set("class", "drawing-target")
    return made


def tag(x: float, y: float, words: str, *, anchor: str = "start", fill: str = PAPER, ink: str = INK) -> Element:
    """A word in a box, its left (or middle) at `x` and its base line at `y`."""
    width = width_of(words, 12.5, bold=True) + 10
    left = x - width / 2 if anchor == "middle" else x
    return element(
        "g", rect(left, y - 13, width, 18, fill=fill, stroke=INK, round_=2),
        text(left + width / 2, y, words, anchor="middle", size=12.5, bold=True, fill=ink),
    )  # fmt: skip
