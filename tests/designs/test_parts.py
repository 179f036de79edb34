"""What varies: weights of a score, tables of a society, areas; and in which order it is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from sincerity import Study
from sincerity.designs.areas import AREAS, area_of
from sincerity.designs.bench import Cell
from sincerity.designs.cost import cost_of, processors, threads_each
from sincerity.designs.loader import load_study
from sincerity.designs.order import ordered, ordered_swings
from sincerity.designs.page import study_page
from sincerity.designs.society import changed_society, society_assumptions
from sincerity.designs.weights import moves_points_alone, weight_at, weights_of, with_weights
from sincerity.measures.headline import headline_named
from sincerity.report.build import render_html
from sincerity.runs.model import RunInputs
from sincerity.society import load_society
from sincerity.society.checks import recipe_faults
from sincerity.study.assumptions import assumptions
from sincerity.study.cells import Outcome
from sincerity.study.design import Design
from tests.designs import known
from tests.designs.memory import found_by
from tests.designs.test_files import STUDY


@pytest.fixture(scope="module")
def one_score() -> RunInputs:
    """Inputs of a scheme whose score has four dimensions."""
    return Study("one-score", "teaching-town", months=3).inputs


def test_that_each_dimension_with_rules_has_a_weight(one_score: RunInputs) -> None:
    found = weights_of(one_score.scheme)
    assert ["political", "commercial", "social", "legal"] == [weight.place for weight in found]
    assert {Decimal(1)} == {weight.value for weight in found}
    assert () == weights_of(Study("suining-2010", "teaching-town").inputs.scheme)


def test_that_weights_are_even_in_their_logarithm() -> None:
    low, high = Decimal("0.5"), Decimal(2)
    places = [Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1)]
    found = [float(weight_at(low, high, place)) for place in places]
    assert [0.5, 0.5**0.5, 1.0, 2**0.5, 2.0] == pytest.approx(found, rel=1e-5)


def test_that_a_weight_moves_points_of_its_dimension_alone(one_score: RunInputs) -> None:
    scheme = one_score.scheme
    changed = with_weights(scheme, {"political": Decimal("1.5")})
    for before, after in zip(scheme.rules, changed.rules, strict=True):
        if before.dimension != "political":
            assert before == after
        elif before.points is not None and isinstance(before.points.used, int):
            points = before.points.used
            assert after.points is not None
            assert after.points.used == round(Fraction(3, 2) * points)
            assert (points > 0) == (after.points.used > 0)
    assert with_weights(scheme, {}) == scheme


def test_that_points_never_come_to_nothing(one_score: RunInputs) -> None:
    changed = with_weights(one_score.scheme, {"social": Decimal("0.01")})
    for before, after in zip(one_score.scheme.rules, changed.rules, strict=True):
        if before.dimension == "social" and before.points is not None and before.points.used:
            assert after.points is not None
            assert after.points.used


def test_that_weights_stand_in_for_the_question_of_weights(one_score: RunInputs) -> None:
    assert moves_points_alone(one_score.scheme, "weights")
    text = STUDY.replace("suining-2010", "one-score").replace(
        "at: respond.caught, values: [26, 96, 205]", "over: [scheme, weights]"
    )
    ids = {k.id for k in load_study(text.replace("grid", "morris")).arms[0].knobs}
    assert {"weights.political", "weights.legal"} <= ids
    assert "scheme.settings.weights" not in ids
    alone = text.replace("over: [scheme, weights]", "over: [scheme]").replace("grid", "morris")
    assert "scheme.settings.weights" in {k.id for k in load_study(alone).arms[0].knobs}


def test_that_every_assumption_has_an_area(one_score: RunInputs) -> None:
    found = {area_of(assumption) for assumption in assumptions(one_score)}
    assert found <= set(AREAS)
    assert {"behaviour", "watching", "sharing", "doors", "scheme", "firms"} <= found


def test_that_sizes_and_places_of_a_society_are_no_assumptions() -> None:
    recipe = load_society("teaching-town")
    found = society_assumptions(recipe)
    ids = {assumption.id for assumption in found}
    assert {"society.composition.lone_parent", "society.work.shares.farm"} <= ids
    assert {"society.online.share", "society.firms.connected"} <= ids
    assert not any(name.startswith(("society.residents", "society.places")) for name in ids)
    assert not any("household_size" in name for name in ids)  # its source vouches for it
    assert {"V", "fictional"}.isdisjoint({assumption.mark for assumption in found})


def test_that_a_changed_society_passes_its_checks_and_adds_up() -> None:
    recipe = load_society("teaching-town")
    found = society_assumptions(recipe)
    design = Design(64, 3)
    for draw in range(3):
        values = {a.place: design.value(a, draw) for a in found}
        changed, compiled, share = changed_society(recipe, values)
        assert [] == recipe_faults(changed)
        assert share == 1
        assert 19_000 < compiled.n_residents < 21_000
        for row in changed.work.rows:
            assert 1 == pytest.approx(float(sum(row.shares.values())), abs=1e-4)
        assert changed.household_size == recipe.household_size
        assert changed.online != recipe.online


def test_that_a_share_moves_by_its_factor_and_stays_a_share() -> None:
    recipe = load_society("teaching-town")
    changed, _, _ = changed_society(recipe, {"online.share": Decimal("1.3")})
    for before, after in zip(recipe.online.rows, changed.online.rows, strict=True):
        assert float(after.share) == pytest.approx(min(float(before.share) * 1.3, 1.0), rel=1e-4)


def test_that_a_world_is_changed_in_society_weights_and_numbers_together() -> None:
    text = STUDY.replace("suining-2010", "one-score").replace(
        "  - {at: respond.caught, values: [26, 96, 205]}",
        "  - {at: respond.caught, range: [0, 256]}\n"
        "  - {at: weights.legal}\n"
        "  - {at: society.online.share}\n"
        "  - {at: scheme.score.base}\n"
        "  - {at: respond.chill}",
    )
    bench = load_study(text.replace("kind: grid", "kind: one_at_a_time"))
    central = bench.settled(Cell(1, "central", 0, 2))
    assert (2, None, {}) == (central.inputs.replicate, central.society, central.values)
    settled = [bench.settled(Cell(1, "design", number)) for number in range(11)]
    values = [next(iter(found.values.items())) for found in settled]
    assert ("respond.caught", "0") == values[0]
    assert ("respond.caught", "256") == values[1]
    assert ["weights.legal", "weights.legal"] == [name for name, _ in values[2:4]]
    assert [0.5, 2.0] == [float(value) for _, value in values[2:4]]
    assert settled[2].inputs.scheme != central.inputs.scheme
    assert settled[4].society is not None
    assert ("scheme.score.base", "100") == values[6]
    words = ["none", "visible_punishment", "backlash"]
    assert words == [value for _, value in values[8:]]
    for found, word in zip(settled[8:], words, strict=True):
        assert found.inputs.parameters["respond.chill"] == word
        assert found.inputs.scheme == central.inputs.scheme


def test_that_strong_factors_stand_first_but_never_by_what_silences_people() -> None:
    for measure, is_ordered in (("burden_false_rate", True), ("protected_acts_lost", False)):
        text = known.study_text("{kind: morris, trajectories: 4}", measure=measure)
        reversed_places = text.replace("can_secure", "x").replace("can_insolvent", "can_secure")
        text = reversed_places.replace("remedy.x", "remedy.can_insolvent")
        _, found = found_by(text, known.straight)
        shown = [row.factor.id for row in ordered(list(found.ranked), measure)]
        swings = [reach.id for reach in ordered_swings(found, 1, headline_named(measure))]
        in_file = ["remedy.can_insolvent", "remedy.can_strained", "remedy.can_secure"]
        strongest = ["remedy.can_secure", "remedy.can_strained", "remedy.can_insolvent"]
        assert (strongest if is_ordered else in_file) == shown == swings


@pytest.mark.parametrize(
    "design",
    [
        "{kind: saltelli, points: 16, second_order: true, tornado: true}",
        "{kind: morris, trajectories: 4}",
        "{kind: one_at_a_time}",
    ],
)
def test_that_a_page_has_a_table_for_every_chart_and_says_what_it_is_not(design: str) -> None:
    more = "replicates: 3"
    _, found = found_by(known.study_text(design, more=more), known.straight)
    page = study_page(found, "0" * 32)
    figures = [figure for section in page.sections for figure in section.figures]
    assert figures
    assert all(figure.table.rows for figure in figures)
    assert len({figure.id for figure in figures}) == len(figures)
    if "one_at" not in design:
        assert any("tornado" in figure.id for figure in figures)
        assert page.findings
    tables = [table.caption for section in page.sections for table in section.tables]
    assert ("second_order" in design) == any("interactions" in caption for caption in tables)
    html = render_html(page)
    assert "No study has an objective" in html
    assert "all synthetic" in html
    assert "http://" not in html.replace("http://www.w3.org", "")


@pytest.mark.parametrize("jobs", [1, 2, 3, 64])
def test_that_processes_times_threads_are_no_more_than_processors(jobs: int) -> None:
    threads = threads_each(jobs)
    assert threads == 1 or jobs * threads <= processors()


def test_that_worlds_run_before_say_what_is_left_and_how_long_it_takes() -> None:
    bench = load_study(known.study_text("{kind: morris, trajectories: 4}"), world=known.straight)
    rough = cost_of(bench, 1, 1)
    done = [Outcome({}, "", 60.0, {})] * 3
    better = cost_of(bench, 2, 1, done)
    assert (23, 0, False) == (rough.worlds, rough.done, rough.is_measured)
    assert (23, 3, True) == (better.worlds, better.done, better.is_measured)
    assert 20 * 20_026 == better.person_months
    assert better.seconds > 20 * 60 / 2 > rough.seconds
    assert better.memory_bytes == 2 * rough.memory_bytes


def test_that_a_page_never_orders_by_what_silences_people_and_says_so() -> None:
    text = known.study_text("{kind: morris, trajectories: 4}", measure="protected_acts_lost")
    _, found = found_by(text, known.straight)
    page = study_page(found, "0" * 32)
    (finding,) = page.findings
    assert "at the values of the files" in finding.sentence
    assert not any(row.factor.label in finding.sentence for row in found.ranked)
    section = next(s for s in page.sections if s.id == "measure-1-protected_acts_lost")
    assert any("no study looks for" in text for text in section.paragraphs)
