"""Local policy: a dated overlay that makes a resolved, hashed catalogue.

Codes never change. A number that comes from statute or statutory guidance may only be tightened: a policy that is
looser on any day of the calendar is refused, naming the day. Policy applies to clocks that start on or after its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from lineofsight.core.authority import Basis
from lineofsight.core.clocks import Clock, Schedule, Unit, Variant
from lineofsight.core.standards import Standard
from lineofsight.evaluation.policy_files import PolicyProblem, parsed
from lineofsight.evaluation.ticks import add_clock, day_tick

BINDING = (Basis.STATUTE, Basis.STATUTORY_GUIDANCE)
UNITS = {
    "hour": (Unit.HOURS, 1), "working day": (Unit.WORKING_DAYS, 1), "day": (Unit.DAYS, 1),
    "week": (Unit.WEEKS, 1), "month": (Unit.MONTHS, 1), "year": (Unit.MONTHS, 12),
}  # fmt: skip
LENGTH = re.compile(r"^\s*(-?\d+)\s+(hour|working day|day|week|month|year)s?\s*$")
# Four years hold every run of weekday, month length and leap day; bank holidays are taken as they fall in them.
COMPARED_YEARS = 4


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One change: the standard, the variant (blank for every one), from when, the lengths by occurrence, and why."""

    standard: str
    variant: str
    from_on: date
    steps: tuple[Clock, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A council's own numbers, in the order they are written, and who it is."""

    authority: str = ""
    la_code: str = ""
    lines: tuple[PolicyLine, ...] = ()
    file: str = ""


NO_POLICY = Policy()


def read_policy(path: Path) -> Policy:
    """The policy in a YAML file. Raises PolicyProblem naming the place."""
    return policy_of(parsed(path), path.name)


def policy_of(document: Mapping[str, Any], file: str = "policy") -> Policy:
    """The policy in a parsed document. Raises PolicyProblem naming the place."""
    if not isinstance(document, Mapping):
        raise PolicyProblem(f"{file}: should hold `authority:` and `standards:`. See the how-to on local policy.")
    # What stands under `retention` is read by `evaluation.retention`, levels by `evaluation.authority_levels`, limits
    # and weights by `evaluation.caseload_policy`, what inspectors ask for by `inspections.preparing`.
    if unknown := set(document) - {"authority", "authority_levels", "caseload", "inspection", "standards", "retention"}:
        raise PolicyProblem(
            f"{file}: unknown {', '.join(sorted(unknown))}. It may hold authority, authority_levels, caseload, "
            "inspection, standards and retention."
        )
    who = document.get("authority") or {}
    lines = [
        _line(code, entry, file)
        for code, entries in (document.get("standards") or {}).items()
        for entry in (entries if isinstance(entries, list) else [entries])
    ]
    return Policy(str(who.get("name", "")), str(who.get("la_code", "")), tuple(lines), file)


def resolve_standards(standards: Mapping[str, Standard], policy: Policy) -> dict[str, Standard]:
    """The standards with policy laid over. Raises PolicyProblem for an unknown code or a looser binding number."""
    resolved = dict(standards)
    for line in sorted(policy.lines, key=lambda item: item.from_on):
        if line.standard not in resolved:
            near = get_close_matches(line.standard, resolved, n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else " `lineofsight define` lists them."
            raise PolicyProblem(f"{policy.file}: there is no standard {line.standard!r}.{hint}")
        national = standards[line.standard]
        if not isinstance(national.due, Schedule):
            raise PolicyProblem(
                f"{policy.file}: {line.standard} is due by a date or a calendar, which policy cannot change. Remove it."
            )
        changed = _changed(national, line, policy.file)
        current = resolved[line.standard]
        rest = current.due.variants if isinstance(current.due, Schedule) else ()
        resolved[line.standard] = current.with_due(Schedule((*changed, *rest)))
    return resolved


def tightened(standards: Mapping[str, Standard], policy: Policy) -> tuple[str, ...]:
    """Codes of standards whose binding number policy tightens: their duties keep a national due date too."""
    codes = dict.fromkeys(line.standard for line in policy.lines)
    return tuple(code for code in codes if code in standards and standards[code].number_basis in BINDING)


def _line(code: str, entry: Any, file: str) -> PolicyLine:
    where = f"{file}: standards: {code}"
    if not isinstance(entry, Mapping) or "from" not in entry or "due" not in entry:
        raise PolicyProblem(f"{where}: each change needs `from:` (a date) and `due:` (such as 8 working days).")
    if unknown := set(entry) - {"from", "due", "variant", "reason"}:
        raise PolicyProblem(f"{where}: unknown {', '.join(sorted(unknown))}. A change has from, due, variant, reason.")
    from_on = entry["from"]
    if not isinstance(from_on, date):
        raise PolicyProblem(f"{where}: from: {from_on!r} is not a date. Write it as 2026-04-01.")
    lengths = entry["due"] if isinstance(entry["due"], list) else [entry["due"]]
    steps = tuple(_length(length, where) for length in lengths)
    return PolicyLine(code, str(entry.get("variant", "")), from_on, steps, str(entry.get("reason", "")))


def _length(text: Any, where: str) -> Clock:
    found = LENGTH.match(str(text))
    if not found:
        raise PolicyProblem(f"{where}: due: {text!r} is not a length. Write it as 8 working days, 6 weeks or 24 hours.")
    unit, times = UNITS[found[2]]
    return Clock(int(found[1]) * times, unit)


def _changed(national: Standard, line: PolicyLine, file: str) -> tuple[Variant, ...]:
    if not isinstance(national.due, Schedule):
        raise PolicyProblem(f"{file}: {line.standard} has no clock to change.")
    chosen = [v for v in national.due.variants if not line.variant or v.name == line.variant]
    if not chosen:
        names = ", ".join(v.name or "(unnamed)" for v in national.due.variants)
        raise PolicyProblem(f"{file}: {line.standard} has no variant {line.variant!r}. It has: {names}.")
    if national.number_basis in BINDING:
        for option in chosen:
            _refuse_looser(option, line, file)
    elif any((v.steps[0].unit is Unit.HOURS) != (line.steps[0].unit is Unit.HOURS) for v in chosen):
        raise PolicyProblem(f"{file}: {line.standard} counts hours or days; keep to the kind it has.")
    return tuple(
        Variant(v.name, line.steps, v.where, v.age_under, v.in_first, line.from_on) for v in chosen
    )  # fmt: skip


def _refuse_looser(option: Variant, line: PolicyLine, file: str) -> None:
    for place in range(max(len(option.steps), len(line.steps))):
        law = option.steps[min(place, len(option.steps) - 1)]
        own = line.steps[min(place, len(line.steps) - 1)]
        if day := _first_looser_day(law, own, line.from_on):
            raise PolicyProblem(
                f"{file}: {line.standard}: {own} is later than the {law} that law or statutory guidance sets, "
                f"for a clock that starts on {day.isoformat()}. It may only be tightened."
            )


def _first_looser_day(law: Clock, own: Clock, from_on: date) -> date | None:
    if Unit.HOURS in (law.unit, own.unit):
        return from_on if law.unit is not own.unit or own.count > law.count else None
    days = (from_on + timedelta(days=n) for n in range(COMPARED_YEARS * 366))
    return next((day for day in days if add_clock(own, day_tick(day)) > add_clock(law, day_tick(day))), None)


def policy_document(policy: Policy) -> dict[str, Any]:
    """The policy as plain data, for a snapshot's manifest and its hash."""
    return {
        "authority": policy.authority, "la_code": policy.la_code,
        "lines": [
            {"standard": line.standard, "variant": line.variant, "from": line.from_on.isoformat(),
             "due": [str(step) for step in line.steps], "reason": line.reason}
            for line in policy.lines
        ],
    }  # fmt: skip


def codes_of(lines: Iterable[PolicyLine]) -> tuple[str, ...]:
    """The standards that lines change, each once."""
    return tuple(dict.fromkeys(line.standard for line in lines))
