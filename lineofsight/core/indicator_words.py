"""Indicators in words, from their definitions: what the handbook, `define` and a cohort's reasons say."""

from __future__ import annotations

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
    return f"{measure_words(indicator)} Rows: {population_words(indicator)}.{_counts_words(indicator)}"


def population_words(indicator: Indicator) -> str:
    """Which rows there are."""
    population = indicator.population
    if isinstance(population, Duties):
        named = join_words([f"“{code}”" for code in population.standards], "and") or "every standard"
        words = f"duties of {named} {population.when}"
    elif isinstance(population, OpenSpans):
        when = "at any time in the period" if population.during else "on the last day"
        words = f"rows of {population.source.name} open {when}, from “{population.start}”"
        words += f" to “{population.end}”"
        if population.where:
            words += f", where {conditions_words(population.where, population.source)}"
    elif isinstance(population, OneEach):
        words = f"for each {indicator.source.holder} the latest of: {selection_words(population.selection)}"
    else:
        words = selection_words(population)
    asked = [question_words(question, indicator.source) for question in indicator.asked]
    return f"{words}, and {join_words(asked, 'and')}" if asked else words


def question_words(question: Question, source: Source) -> str:
    """One question, as something that is so."""
    match question:
        case Condition():
            return condition_words(question, source)
        case Related():
            return _related_words(question)
        case Lasting():
            length = f"at least {question.at_least}" if question.at_least else f"under {question.under}"
            return f"it is {length} from {anchor_words(question.start)} to {anchor_words(question.end)}"
        case Within():
            return f"“{question.end}” is within {question.clock} of “{question.start}”"
        case Held():
            return f"the child is held by {join_words([by.value for by in question.by], 'or')}"
        case Either():
            return "either " + join_words([question_words(part, source) for part in question.parts], "or")
        case Both():
            return join_words([question_words(part, source) for part in question.parts], "and")
        case Unless():
            return f"not ({question_words(question.part, source)})"


def anchor_words(anchor: Anchor) -> str:
    """A day in words."""
    day = f"“{anchor.column}”" if anchor.moment is Moment.COLUMN else str(anchor.moment)
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
            unit = f"the total of “{weight}” of those" if weight else "those"
            return f"Of {unit} known, the percentage that count."
        case Per10k():
            return "How many count for each 10,000 children who live in the area."
        case Median(of):
            return f"The middle value of {amount_words(of)}, among those that count."
        case Mean(of):
            return f"The average of {amount_words(of)}, among those that count."
        case Longest(of):
            return f"The greatest {amount_words(of)}, among those that count."
        case Sum(of):
            return f"The total of {amount_words(of)}, among those that count."
        case Ratio(of, per, times):
            out_of = " as a percentage" if times == 100 else ""
            return f"The total of {amount_words(of)} over the total of {amount_words(per)}{out_of}."
        case PerHolder():
            return "How many count, for each child who has any."
        case Share(column):
            return f"The percentage with each value of “{column}”, among those where it is recorded."


def amount_words(of: Amount) -> str:
    """What a row adds, in words."""
    match of:
        case str():
            return f"“{of}”"
        case Between(start, end, unit):
            return f"{unit} from {anchor_words(start)} to {anchor_words(end)}"
        case Since(selection):
            return f"days since the latest {selection_words(selection)}"
        case HowMany(related):
            return f"how many there are of {selection_words(related.selection)}"


def _counts_words(indicator: Indicator) -> str:
    if not indicator.counts:
        return ""
    words = [question_words(question, indicator.source) for question in indicator.counts]
    return f" One counts where {join_words(words, 'and')}."


def _related_words(question: Related) -> str:
    most = question.at_most
    number = f"at least {question.at_least}" if most is None else f"{question.at_least} to {most}"
    words = f"there is {number} of {selection_words(question.selection)}"
    if question.distinct:
        words += f" (different “{question.distinct}”)"
    if question.ends:
        words += f", which runs to “{question.ends}”"
    if question.after:
        words += f", from {anchor_words(question.after)}"
    if question.until:
        words += f", up to {anchor_words(question.until)}"
    return words
