"""Definitions in words: what the handbook, `define` and a page say of a standard, from the definition itself."""

from __future__ import annotations

from lineofsight.core.clocks import Clock, Due, Grid, Schedule, SetBy, Unit, Variant
from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column
from lineofsight.core.derived import Source
from lineofsight.core.selections import Condition, Op, Selection
from lineofsight.core.standards import Repeat, Standard, Starts
from lineofsight.core.table import Table
from lineofsight.core.text_formats import join_words, uk_date


def title_of(standard: Standard) -> str:
    """The title with its clock rendered."""
    return standard.title.format(due=due_words(standard.due))


def due_words(due: Due) -> str:
    """The length of a clock: "10 working days", "20 working days, then 3 months, then every 6 months"."""
    if isinstance(due, SetBy):
        return "the date set"
    if isinstance(due, Grid):
        return f"each {due.step}"
    current = [v for v in due.variants if v.from_on is None] or list(due.variants)
    lengths = {steps_words(option) for option in current}
    if len(lengths) == 1:
        return lengths.pop()
    return join_words([f"{steps_words(v)} ({v.name})" for v in current], "or")


def steps_words(option: Variant) -> str:
    """The lengths of one variant by occurrence."""
    first, *later = [str(step) for step in option.steps]
    if not later:
        return first
    return ", then ".join((first, *later[:-1], f"every {later[-1]}"))


def conditions_words(conditions: tuple[Condition, ...], source: Source) -> str:
    """Conditions joined with "and"."""
    return join_words([condition_words(condition, source) for condition in conditions], "and")


def condition_words(condition: Condition, source: Source) -> str:
    """One condition, in the words of the column it is about."""
    parts = [condition_words(part, source) for part in condition.parts]
    match condition.op:
        case Op.ANY:
            return "either " + join_words(parts, "or")
        case Op.ALL:
            return join_words(parts, "and")
        case Op.NOT:
            return f"not ({parts[0]})"
        case Op.AGE_UNDER:
            return f"the child is under {condition.values[0]}"
        case Op.AGE_AT_LEAST:
            return f"the child is {condition.values[0]} or over"
    column = _column(condition.column, source)
    name = _name(condition.column)
    match condition.op:
        case Op.ONE_OF:
            return f"{name} is {join_words([_meaning(column, v) for v in condition.values], 'or')}"
        case Op.IS_NOT:
            values = join_words([_meaning(column, v) for v in condition.values], "or")
            return f"{name} is not {values} (or is not recorded)"
        case Op.AT_LEAST | Op.AT_MOST:
            return f"{name} is {condition.op} {condition.values[0]}"
        case Op.ON_OR_BEFORE | Op.BEFORE:
            return f"{name} is {condition.op} {_name(str(condition.values[0]))}"
    return f"{name} {condition.op}"


def selection_words(selection: Selection) -> str:
    """Which rows, on which day, under which conditions."""
    words = f"a row of {_title(selection.source)}, on the day of “{_name(selection.at)}”"
    return f"{words}, where {conditions_words(selection.where, selection.source)}" if selection.where else words


def standard_words(standard: Standard) -> tuple[tuple[str, str], ...]:
    """The whole standard as (heading, words) pairs, in the order a reader asks."""
    opening = selection_words(standard.opens)
    if standard.from_age:
        opening += f", from the age of {age_words(standard.from_age)}"
    lines = [("Opens with", opening), ("Is due", _due_line(standard)), ("Is met by", _met_line(standard))]
    closing = [f"“{_name(column)}”" for column in standard.closes]
    closing += [selection_words(selection) for selection in standard.closed_by]
    if standard.until_age:
        closing.append(f"the age of {age_words(standard.until_age)}")
    if closing:
        lines.append(("Ends with", join_words(closing, "or")))
    exempt = [condition_words(condition, standard.opens.source) for condition in standard.exempt]
    exempt += [selection_words(selection) for selection in standard.exempt_by]
    if exempt:
        lines.append(("Is not owed where", join_words(exempt, "or")))
    if standard.not_modelled:
        lines.append(("Cannot be told from the record", join_words(list(standard.not_modelled), "and")))
    return tuple(lines)


def age_words(age: Clock) -> str:
    """An age in years and months."""
    years, months = divmod(age.count, 12)
    words = [str(Clock(years, Unit.MONTHS)).replace("month", "year")] if years else []
    return join_words(words + ([str(Clock(months, Unit.MONTHS))] if months else []), "and")


def _due_line(standard: Standard) -> str:
    due = standard.due
    if isinstance(due, SetBy):
        return f"on the date in “{_name(due.column)}”"
    if isinstance(due, Grid):
        return f"once in each {due.step}, by its last day"
    counted = _name(standard.counted_from) if standard.counted_from else "the opening"
    parts = [f"{_variant_words(option, standard)}{steps_words(option)}" for option in due.variants]
    words = "; ".join(parts) + f", from {counted}"
    if standard.or_sooner:
        words += f", or sooner where “{_name(standard.or_sooner)}” says so"
    if standard.or_set_by:
        words += f", or on the date in “{_name(standard.or_set_by)}” where there is one"
    if standard.repeats is Repeat.FROM_LAST_MET:
        words += "; and again from each time it is met"
    if standard.starts is Starts.AFTER_FIRST_MET:
        words += " (the first clock starts when it is first met)"
    return words


def _variant_words(option: Variant, standard: Standard) -> str:
    when = [conditions_words(option.where, standard.opens.source)] if option.where else []
    if option.age_under is not None:
        when.append(f"under {option.age_under}")
    if option.in_first is not None:
        when.append(f"in the first {option.in_first}")
    if option.from_on is not None:
        when.append(f"for clocks that start on or after {uk_date(option.from_on)}")
    name = option.name or ("local policy" if option.from_on else "")
    return (
        f"{name}{' (' if name and when else ''}{', '.join(when)}{')' if name and when else ''}: "
        if name or when
        else ""
    )


def _met_line(standard: Standard) -> str:
    if isinstance(standard.met_by, str):
        return f"the date in “{_name(standard.met_by)}”"
    words = join_words([selection_words(selection) for selection in standard.met_by], "or")
    if standard.match:
        words += (
            " (of the same " + _name(standard.match[0]).removesuffix(" id") + ")" if standard.match[0] != "id" else ""
        )
    if standard.met_early:
        words += f", up to {standard.met_early} before the opening"
    return words


def _title(source: Source) -> str:
    return source.title.lower() if isinstance(source, Table) else source.name.replace("_", " ")


def _name(column: str) -> str:
    return column.replace("child.", "the child's ").replace("worker.", "the worker's ").replace("_", " ").strip()


def _column(name: str, source: Source) -> Column | None:
    return None if "." in name or not name else source.column(name)


def _meaning(column: Column | None, value: object) -> str:
    if column is None or column.code_set is None:
        return str(value).replace("_", " ")
    try:
        meaning = code_set(column.code_set).meaning(str(value))
    except (KeyError, ValueError):
        meaning = ""
    shown = (meaning or str(value)).replace("_", " ")
    return shown if column.code_set.startswith("lineofsight:") else f"{shown} ({value})"


def schedule_names(due: Schedule) -> tuple[str, ...]:
    """The variants' names, in order."""
    return tuple(option.name for option in due.variants)
