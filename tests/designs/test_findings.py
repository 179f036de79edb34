"""What a study says first, and by what names it calls its intervals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sincerity.cli.console import Console
from sincerity.cli.designs import carry_out
from sincerity.designs.bench import Bench
from sincerity.designs.folder import run_study
from sincerity.designs.loader import load_study
from sincerity.designs.page import study_page
from sincerity.report.markdown import render_markdown
from sincerity.report.model import Page
from tests.designs import known
from tests.designs.memory import found_by

World = object
BURDEN, LOST = "burden_false_rate", "protected_acts_lost"


def grid(replicates: int, measure: str = BURDEN) -> str:
    """Return a grid over a place that moves `known.counting` and one that does not."""
    text = known.study_text("{kind: grid}", 0, more=f"replicates: {replicates}", measure=measure)
    return text.replace(
        "vary:\n",
        "vary:\n  - {at: remedy.can_secure, values: [0.1, 0.3, 0.9]}\n"
        "  - {at: respond.chill, values: [none, backlash]}\n",
    )


def page_of(text: str, world: World = known.straight) -> Page:
    """Return the page of a study of formulas."""
    _, found = found_by(text, world)  # type: ignore[arg-type]
    return study_page(found, "0" * 32)


def printed(text: str, world: World, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the command line prints of a study of formulas."""

    def make(threads: int) -> Bench:
        return load_study(text, threads=threads, world=world)  # type: ignore[arg-type]

    console = Console()
    code = carry_out(make, folder, console, jobs=1, results=folder, report=False, dry_run=False)
    assert 0 == code
    return capsys.readouterr().out


@pytest.mark.parametrize("measure", [BURDEN, LOST])
@pytest.mark.parametrize(
    "design",
    [
        "{kind: saltelli, points: 8}",
        "{kind: morris, trajectories: 4}",
        "{kind: morris, trajectories: 2, tornado: false}",
        "{kind: hypercube, draws: 64}",
        "{kind: one_at_a_time}",
    ],
)
def test_that_every_design_says_something_under_the_heading_of_its_findings(
    design: str, measure: str
) -> None:
    page = page_of(known.study_text(design, measure=measure))
    (finding,) = page.findings
    assert finding.section in page.section_ids
    assert finding.counted
    text = render_markdown(page)
    after = text.partition(f"## {page.shows}\n\n")[2]
    assert after.startswith("1. ")


def test_that_a_grid_says_where_its_smallest_and_largest_means_are() -> None:
    page = page_of(grid(3), known.counting)
    (finding,) = page.findings
    assert (
        "over 6 points of the grid the smallest mean is 11 sanction-months per 1,000 residents a "
        "year (8.52 to 13.5, 95 % t interval of 3) at 2 of the 6 points, all with "
        "remedy.can_secure 0.1, the largest 91 (88.5 to 93.5, 95 % t interval of 3) at 2 of the 6 "
        "points, all with remedy.can_secure 0.9."
    ) in finding.sentence
    assert "18 worlds" == finding.counted
    assert not {"best", "worst", "better", "worse"} & set(finding.sentence.split())


def test_that_a_grid_names_no_point_for_a_measure_that_orders_nothing() -> None:
    page = page_of(grid(3, LOST), known.counting)
    (finding,) = page.findings
    assert "6 points of the grid lie between 11 and 91 acts" in finding.sentence
    assert "remedy.can_secure" not in finding.sentence
    assert "smallest" not in finding.sentence


def test_that_a_grid_on_which_nothing_moves_says_so() -> None:
    text = grid(2).replace("values: [0.1, 0.3, 0.9]", "values: [0.3]")
    page = page_of(text, known.counting)
    (finding,) = page.findings
    assert "a mean of 30.5 sanction-months" in finding.sentence
    assert "at all 2 points" in finding.sentence


def test_that_every_arm_is_spoken_of_before_a_second_measure() -> None:
    text = grid(2).replace("schemes: suining-2010", "schemes: [suining-2010, suining-revised]")
    text = text.replace(f"[{BURDEN}]", f"[{BURDEN}, {LOST}, people_wronged]")
    said = [finding.section for finding in page_of(text, known.counting).findings]
    places = [f"measure-{arm}-{measure}" for measure in (BURDEN, LOST) for arm in (1, 2)]
    assert places == said


@pytest.mark.parametrize(
    ("replicates", "kind"),
    [(2, "smallest and largest of 2"), (3, "95 % t interval of 3"), (1, "one world, no interval")],
)
def test_that_a_grid_names_the_kind_of_its_intervals_on_the_page_and_in_the_terminal(
    replicates: int, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = page_of(grid(replicates), known.counting)
    figures = [figure for section in page.sections for figure in section.figures]
    assert figures
    for figure in figures:
        assert "interval of chance" not in figure.description
        assert (replicates > 1) == (kind in figure.description)
        assert all(kind in row for row in figure.table.rows)
    assert (kind if replicates > 1 else "one world at each point") in page.intervals
    out = printed(grid(replicates), known.counting, tmp_path / "run", capsys)
    assert "Wrongful burden for something not done, rate (sanction-months per 1,000" in out
    assert 6 == out.count(kind)
    assert (replicates > 1) == ("low" in out.replace("what low and high are", ""))


def test_that_equal_numbers_are_called_the_same_and_not_an_interval() -> None:
    page = page_of(grid(3), known.straight)
    assert page.intervals.endswith("at each point: the same in all 3.")


@pytest.mark.parametrize("design", ["{kind: grid}", "{kind: morris, trajectories: 4}"])
def test_that_one_world_has_no_interval_in_any_output(
    design: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = grid(1) if "grid" in design else known.study_text(design, more="replicates: 1")
    world = known.counting if "grid" in design else known.straight
    folder = tmp_path / "run"
    out = printed(text, world, folder, capsys)
    assert "one world, no interval" in out
    with (folder / "results.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {("", "", "none", "1")} == {
        tuple(row[f"chance_{end}"] for end in ("low", "high", "by", "worlds")) for row in rows
    }
    assert "one world, no interval" in render_markdown(page_of(text, world))


def test_that_a_finding_says_what_accidents_make_where_it_is_more_than_a_tenth(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = known.study_text("{kind: morris, trajectories: 4}", more="replicates: 2")
    _, found = found_by(text, known.noisy)
    share = found.noise_share(1, BURDEN)
    assert share is not None
    assert share > 0.1
    page = study_page(found, "0" * 32)
    assert "moves most with" in page.findings[0].sentence
    assert "Accidents alone make" in page.findings[0].sentence
    assert "as far as 2 worlds" in page.findings[0].sentence
    out = printed(text, known.noisy, tmp_path / "run", capsys)
    assert out.index("accidents alone make") < out.index("mu*")
    quiet = page_of(text, known.straight).findings[0].sentence
    assert "ccident" not in quiet


def test_that_one_world_at_the_files_leaves_the_part_of_accidents_unknown() -> None:
    text = known.study_text("{kind: saltelli, points: 8}", more="replicates: 1")
    sentence = page_of(text).findings[0].sentence
    assert "hangs most on" in sentence
    assert "How much of this is accident is not known" in sentence


def test_that_too_few_walks_name_no_factor_and_say_so() -> None:
    text = known.study_text("{kind: morris, trajectories: 3, tornado: false}")
    (finding,) = page_of(text).findings
    assert "moves most" not in finding.sentence
    assert finding.sentence.endswith("too few rows to say here what it hangs on.")


def test_that_a_measure_without_numbers_is_not_said_not_to_vary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = known.study_text("{kind: morris, trajectories: 4}").replace(
        f"[{BURDEN}]", f"[{BURDEN}, months_to_recover]"
    )
    out = printed(text, known.without_recovery, tmp_path / "run", capsys)
    assert "too few worlds of the design have a number" in out
    assert "does not vary" not in out
    page = page_of(text, known.without_recovery)
    assert "too few worlds" in page.findings[1].sentence


def test_that_the_study_of_the_handbook_prints_what_its_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sincerity.cli import main
    from tests.docs.blocks import blocks, commands, matches
    from tests.structure.source import ROOT

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    found = list(blocks(ROOT / "docs" / "studies.md"))
    (file,) = [block for block in found if block.title]
    Path(file.title).write_text(file.text, encoding="utf-8")
    (command,) = [c for b in found for c in commands(b) if file.title in c.words and c.expected]
    with pytest.raises(SystemExit) as ended:
        main([*command.words[1:], "--jobs", "1"])
    assert not ended.value.code
    out = capsys.readouterr().out
    assert matches(command.expected, out), out
    assert (
        len({line.split()[2] for line in out.splitlines() if line.startswith(("0.5 ", "2 "))}) > 1
    )
    (folder,) = (tmp_path / "results" / "fear-and-weight").iterdir()
    text = (folder / "report.md").read_text(encoding="utf-8")
    assert "the smallest mean is 85.2" in text


def test_that_a_run_of_a_grid_keeps_its_finding_in_both_pages(tmp_path: Path) -> None:
    bench = load_study(grid(2), threads=1, world=known.counting)
    run = run_study(bench, tmp_path / "run")
    for name in ("report.html", "report.md"):
        text = (run.folder / name).read_text(encoding="utf-8")
        assert "the smallest mean is" in text
        assert "smallest and largest of 2" in text
