"""Indicators in words, from their definitions: what the handbook, `define` and a cohort's reasons say."""

from __future__ import annotations

from lineofsight.core.column_words import column_words, day_words, table_words
from lineofsight.core.derived import Source
from lineofsight.core.indicator_measures import (
    Amount,
    Between,
    Count,
    HowMany,
    Longest,
    Mean,
    Measure,
    Median,
    Per10k,
    Percent,
    PerHolder,
    Ratio,
    Share,
    Since,
    Sum,
)
from lineofsight.core.indicator_questions import (
    Anchor,
    Both,
    Either,
    Held,
    Lasting,
    Moment,
    Question,
    Related,
    Unless,
    Within,
)
from lineofsight.core.indicators import Duties, Indicator, OneEach, OpenSpans
from lineofsight.core.selections import Condition
from lineofsight.core.text_formats import join_words
from lineofsight.core.wording import condition_words, conditions_words, selection_words


def indicator_words(indicator: Indicator) -> str:
    """What is counted, out of what, in one paragraph."""
    return f"{measure_words(indicator)} Looked at: {population_words(indicator)}.{_counts_words(indicator)}"


def population_words(indicator: Indicator) -> str:
    """Which rows there are."""
    population = indicator.population
    if isinstance(population, Duties):
        named = join_words([f"“{code}”" for code in population.standards], "and") or "every standard"
        words = f"what is owed under {named}, {population.when}"
    elif isinstance(population, OpenSpans):
        source = population.source
        when = "at any time in the period" if population.during else "on the last day of the period"
        words = f"each entry in “{table_words(source)}” open {when}"
        if (population.start, population.end) != ("started_on", "ended_on"):
            words += f" (from {day_words(population.start, source)} to {day_words(population.end, source)})"
        if population.where:
            words += f", where {conditions_words(population.where, source)}"
    elif isinstance(population, OneEach):
        latest = selection_words(population.selection).removeprefix("an ")
        words = f"for each {indicator.source.holder} the latest {latest}"
    else:
        words = selection_words(population).replace("an entry", "each entry", 1)
    asked = [question_words(question, indicator.source) for question in indicator.asked]
    return f"{words}, and {join_words(asked, 'and')}" if asked else words


def question_words(question: Question, source: Source) -> str:
    """One question, as something that is so."""
    match question:
        case Condition():
            return condition_words(question, source)
        case Related():
            return _related_words(question, source)
        case Lasting():
            length = f"at least {question.at_least}" if question.at_least else f"under {question.under}"
            return f"it is {length} from {anchor_words(question.start, source)} to {anchor_words(question.end, source)}"
        case Within():
            return (
                f"{day_words(question.end, source)} is within {question.clock} of {day_words(question.start, source)}"
            )
        case Held():
            return f"the child is held by {join_words([by.value for by in question.by], 'or')}"
        case Either():
            return "either " + join_words([question_words(part, source) for part in question.parts], "or")
        case Both():
            return join_words([question_words(part, source) for part in question.parts], "and")
        case Unless():
            return f"not ({question_words(question.part, source)})"


def anchor_words(anchor: Anchor, source: Source) -> str:
    """A day in words."""
    day = day_words(anchor.column, source) if anchor.moment is Moment.COLUMN else str(anchor.moment)
    if anchor.clock is None or anchor.clock.count == 0:
        return day
    return f"{anchor.clock} {day}" if anchor.clock.count < 0 else f"{anchor.clock} after {day}"


def measure_words(indicator: Indicator) -> str:
    """How the rows become the figure."""
    measure: Measure = indicator.as_
    match measure:
        case Count():
            return "How many count."
        case Percent(weight):
            unit = f"the total of {column_words(weight, indicator.source)} of those" if weight else "those"
            return f"Of {unit} known, the percentage that count."
        case Per10k():
            return "How many count for each 10,000 children who live in the area."
        case Median(of):
            return f"The middle value of {amount_words(of, indicator)}, among those that count."
        case Mean(of):
            return f"The average of {amount_words(of, indicator)}, among those that count."
        case Longest(of):
            return f"The greatest number of {amount_words(of, indicator)}, among those that count."
        case Sum(of):
            return f"The total of {amount_words(of, indicator)}, among those that count."
        case Ratio(of, per, times):
            out_of = " as a percentage" if times == 100 else ""
            return (
                f"The total of {amount_words(of, indicator)} over the total of {amount_words(per, indicator)}{out_of}."
            )
        case PerHolder():
            return "How many count, for each child who has any."
        case Share(column):
            words = column_words(column, indicator.source)
            return f"The percentage with each value of {words}, among those where it is recorded."


def amount_words(of: Amount, indicator: Indicator) -> str:
    """What a row adds, in words."""
    match of:
        case str():
            return column_words(of, indicator.source)
        case Between(start, end, unit):
            if isinstance(indicator.population, Duties):
                return f"{unit} from the due day to {end.moment}"
            return f"{unit} from {anchor_words(start, indicator.source)} to {anchor_words(end, indicator.source)}"
        case Since(selection):
            return f"days since the latest {selection_words(selection).removeprefix('an ')}"
        case HowMany(related):
            return f"the number of {selection_words(related.selection).replace('an entry', 'entries', 1)}"


def _counts_words(indicator: Indicator) -> str:
    if not indicator.counts:
        return ""
    words = [question_words(question, indicator.source) for question in indicator.counts]
    return f" One counts where {join_words(words, 'and')}."


def _related_words(question: Related, source: Source) -> str:
    least, most, other = question.at_least, question.at_most, question.selection.source
    entry = selection_words(question.selection)
    entries = entry.replace("an entry", "entries", 1)
    if most == 0:
        words = f"there is no {entry.removeprefix('an ')}"
    elif most is not None:
        words = f"there are {least} to {most} {entries}"
    else:
        words = f"there is {entry}" if least == 1 else f"there are at least {least} {entries}"
    if question.distinct:
        words += f", counting {column_words(question.distinct, other)} once"
    if question.ends and question.after and question.after == question.until:
        return f"{words}, running on {anchor_words(question.after, source)}"
    if question.ends:
        words += f", which runs to {day_words(question.ends, other)}"
    if question.after:
        words += f", from {anchor_words(question.after, source)}"
    if question.until:
        words += f", up to {anchor_words(question.until, source)}"
    return words
