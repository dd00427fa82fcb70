"""To whom the register tells the figures a proof rests on."""

from __future__ import annotations

from typing import Any

import pytest

from lineofsight.web.learning.proof import By, Named, Proof, Reading, State, proof_of, without_figures
from tests.support.access import restricted
from tests.support.dips import complete_sample
from tests.web.learning.test_pages import an_action, begun


@pytest.fixture
def day(service: Any) -> Any:
    from lineofsight.web.day import today

    return today()


def test_who_sees_no_child_is_told_no_figure(client_as: Any, day: Any) -> None:
    from lineofsight.web.learning import readings
    from lineofsight.web.learning.models import LearningAction

    director = client_as("director")
    entry = begun(director, "review", day, sort="thematic")
    latest = {code: found[-1] for code, _ in readings.measures_to_name("review") if (found := readings.measured(code))}
    measure, last = next((code, each) for code, each in latest.items() if 0 < each.value < 100)
    higher = readings.name_measure(readings.definitions().indicators[measure], 0).higher
    wanted = {"by": "measure", "measure": measure, "wanted": "100" if higher else "0"}
    number = an_action(director, entry, day, "social-worker", **wanted)
    held = LearningAction.objects.get(pk=number)
    LearningAction.objects.filter(pk=number).update(set_on=day.replace(year=day.year - 2))
    told = held.proof["before_words"]
    address = f"/learning/actions/{number}/"
    assert told in director.get(address).content.decode()
    assert last.words in director.get(address).content.decode()
    officer = client_as("designated-officer")
    for page in (address, entry, "/api/v1/learning/actions/?limit=500"):
        said = officer.get(page).content.decode()
        assert told not in said
        assert last.words not in said
    assert "What was wanted is" in officer.get(address).content.decode()


def test_a_proof_without_its_figures_says_only_where_it_stands(day: Any) -> None:
    from datetime import timedelta

    named = Named(By.MEASURE, "waits", "The longest wait", 10, False, before=40, before_words="40, 3 May")
    found = [Reading(day, 34, 1, "To 30 September 2026")]
    proof = proof_of(named, day - timedelta(days=9), found)
    assert "34" in proof.words
    told = without_figures(proof)
    assert told == Proof(State.NOT_YET, "What was wanted is not reached.", exact=False)
    assert {without_figures(Proof(state, "34 of 35")).words for state in State}.isdisjoint({"34 of 35"})


def test_a_sample_of_which_few_are_unseen_proves_without_its_figures(service: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.caseload import Caseload
    from lineofsight.web.learning.readings import is_told_exactly
    from tests.support.routes import whose

    named = Named(By.DIP, "dip_plan", "Plans", 50, True, "%")
    children = list(ChildNow.objects.filter(is_open=True).order_by("reference")[:3])
    with complete_sample(children, ["no"] * 3):
        assert is_told_exactly(Caseload(whose("director"), lambda _: None), named)
        assert not is_told_exactly(Caseload(whose("designated-officer"), lambda _: None), named)
        with restricted(children[0]):
            assert not is_told_exactly(Caseload(whose("director"), lambda _: None), named)
