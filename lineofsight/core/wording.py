"""Definitions in words: what the handbook, `define` and a page say of a standard, from the definition itself."""

from __future__ import annotations

from datetime import date

from lineofsight.core.clocks import Clock, Due, Grid, SetBy, Unit, Variant
from lineofsight.core.column_words import column_words, day_words, flag_words, lower_first, table_words, value_words
from lineofsight.core.derived import Source
from lineofsight.core.selections import Condition, Op, Selection
from lineofsight.core.standards import Repeat, Standard, Starts
from lineofsight.core.text_formats import join_words, uk_date


def title_of(standard: Standard) -> str:
    """The title with its clock rendered: the length in force on the standard's `titles_on`."""
    return standard.title.format(due=due_words(standard.due, standard.titles_on))


def due_words(due: Due, on: date | None = None) -> str:
    """The length of a clock: "10 working days", "20 working days, then 3 months, then every 6 months".

    `on`: the day whose length it is, where local policy has another from a day on; without it, the national one.
    """
    if isinstance(due, SetBy):
        return "the date set"
    if isinstance(due, Grid):
        return f"each {due.step}"
    current = due.in_force(on).variants
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
    name, values = condition.column, condition.values
    match condition.op:
        case Op.ANY:
            return "either " + join_words(parts, "or")
        case Op.ALL:
            return join_words(parts, "and")
        case Op.NOT:
            return f"not ({parts[0]})"
        case Op.AGE_UNDER:
            return f"the child is under {values[0]}"
        case Op.AGE_AT_LEAST:
            return f"the child is {values[0]} or over"
        case Op.IS_TRUE | Op.IS_FALSE:
            return flag_words(name, source, yes=condition.op is Op.IS_TRUE)
    words = column_words(name, source)
    match condition.op:
        case Op.ONE_OF:
            return f"{words} is {join_words([value_words(name, value, source) for value in values], 'or')}"
        case Op.IS_NOT:
            listed = join_words([value_words(name, value, source) for value in values], "or")
            return f"{words} is not {listed} (or is not recorded)"
        case Op.AT_LEAST | Op.AT_MOST:
            return f"{words} is {condition.op} {values[0]}"
        case Op.ON_OR_BEFORE | Op.BEFORE:
            return f"{words} is {condition.op} {column_words(str(values[0]), source)}"
        case Op.IS_BLANK:
            return f"{words} is not recorded"
    return f"{words} is recorded"


def selection_words(selection: Selection) -> str:
    """Which rows, on which day, under which conditions."""
    words = f"an entry in “{table_words(selection.source)}” on {day_words(selection.at, selection.source)}"
    return f"{words}, where {conditions_words(selection.where, selection.source)}" if selection.where else words


def standard_words(standard: Standard) -> tuple[tuple[str, str], ...]:
    """The whole standard as (heading, words) pairs, in the order a reader asks."""
    source = standard.opens.source
    opening = selection_words(standard.opens).replace("an entry", "each entry", 1)
    if standard.from_age:
        opening += f", from the age of {age_words(standard.from_age)}"
    lines = [("Opens with", opening), ("Is due", _due_line(standard)), ("Is met by", _met_line(standard))]
    closing = [day_words(column, source) for column in standard.closes]
    closing += [selection_words(selection) for selection in standard.closed_by]
    if standard.until_age:
        closing.append(f"reaching the age of {age_words(standard.until_age)}")
    if closing:
        lines.append(("Ends with", join_words(closing, "or")))
    if standard.lapses_after:
        lines.append(("Lapses", f"{standard.lapses_after} after it fell due: it then counts as never done"))
    exempt = [condition_words(condition, source) for condition in standard.exempt]
    exempt += [f"there is {selection_words(selection)}" for selection in standard.exempt_by]
    if exempt:
        lines.append(("Is not owed where", "; or where ".join(exempt)))
    if standard.not_modelled:
        told = [lower_first(words) for words in standard.not_modelled]
        lines.append(("Cannot be told from the record", "; ".join(told)))
    return tuple(lines)


def age_words(age: Clock) -> str:
    """An age in years and months."""
    years, months = divmod(age.count, 12)
    words = [str(Clock(years, Unit.MONTHS)).replace("month", "year")] if years else []
    return join_words(words + ([str(Clock(months, Unit.MONTHS))] if months else []), "and")


def _due_line(standard: Standard) -> str:
    due, source = standard.due, standard.opens.source
    if isinstance(due, SetBy):
        return f"on {column_words(due.column, source)}"
    if isinstance(due, Grid):
        return f"once in each {due.step}, by its last day"
    counted = day_words(standard.counted_from, source) if standard.counted_from else "the day it opens"
    parts = [f"{_variant_words(option, standard)}{steps_words(option)}" for option in due.variants]
    before = any(step.count < 0 for option in due.variants for step in option.steps)
    words = "; ".join(parts) + (f" {counted}" if before else f", counted from {counted}")
    if standard.or_sooner:
        words += f", or sooner where {column_words(standard.or_sooner, source)} says so"
    if standard.or_set_by:
        words += f", or on {day_words(standard.or_set_by, source)} where that is recorded"
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
        return day_words(standard.met_by, standard.opens.source)
    met = standard.met_by
    words = join_words([selection_words(selection) for selection in met], "or")
    if standard.match:
        here, there = standard.match
        what = column_words(there if here == "id" else here, standard.opens.source if here != "id" else met[0].source)
        words += ", in that same entry" if there == "id" == here else f" (of the same {what.removeprefix('the ')})"
    if standard.met_early:
        words += f", up to {standard.met_early} before the opening"
    return words
