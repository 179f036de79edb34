"""`sincerity compare`: tables, JSON, planned cost, wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest

from sincerity.measures.headline import NAMES
from sincerity.measures.joint import JOINT
from tests.cli.conftest import Call
from tests.study.conftest import DATA, LISTED

SMALL = (
    "--society", "teaching-town", "--months", "4",
    "--conduct", str(DATA / "small.conduct.yaml"),
    "--institutions", str(DATA / "small.institutions.yaml"),
)  # fmt: skip
FEW = ("--replicates", "3", "--draws", "0")


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the file of a made-up list of debtors."""
    path = tmp_path_factory.mktemp("schemes") / "list.scheme.yaml"
    path.write_text(LISTED, encoding="utf-8")
    return str(path)


def test_that_a_stage_is_compared_with_the_base_in_json(
    call: Call, scheme: str, tmp_path: Path
) -> None:
    done = call("compare", scheme, "one-store", *SMALL, *FEW, "-o", str(tmp_path / "r"), "--json")
    assert 0 == done.code
    found = done.json()
    assert "islands" == found["base"]
    (reform,) = found["reforms"]
    assert ("one_store", False) == (reform["reform"], reform["nothing_differs"])
    assert list(NAMES) == [row["measure"] for row in reform["measures"]]
    assert [count.name for count in JOINT] == [row["count"] for row in reform["people"]]
    measures = {row["measure"]: row for row in reform["measures"]}
    people = {row["count"]: row["mean"] for row in reform["people"]}
    assert measures["reach"]["difference"] > 0
    assert measures["sanction_months"]["difference"] == pytest.approx(
        people["months_more"] - people["months_fewer"]
    )
    assert {"mean", "chance_low", "replicates"} <= set(reform["people"][0])
    assert 3 == reform["pairing"][0]["pairs"]
    assert 0 == call("verify", str(tmp_path / "r")).code


def test_that_the_text_has_differences_first_and_says_when_nothing_differs(
    call: Call, scheme: str, tmp_path: Path
) -> None:
    words = ("compare", scheme, scheme, "one-store", *SMALL, *FEW, "-o", str(tmp_path / "r"))
    done = call(*words)
    assert 0 == done.code
    assert 1 == done.out.count("NOTHING DIFFERS")
    assert "Reforms side by side" in done.out
    lines = done.out.splitlines()
    head = next(line for line in lines if line.startswith("measure") and "chance 95 %" in line)
    assert head.index("difference") < head.index("chance") < head.index("islands")
    for said in (
        "Person by person",
        "What pairing gains",
        "one way to pair two worlds among many",
        "reform less base",
        "All people are synthetic.",
    ):
        assert said in done.out
    assert "world 9 of 9" in done.err


def test_that_a_dry_run_plans_worlds_time_memory_and_way(
    call: Call, scheme: str, tmp_path: Path
) -> None:
    done = call("compare", scheme, "one-store", "joint", *SMALL, "--dry-run", "--json")
    found = done.json()
    assert (3 * (8 + 64), "together") == (found["worlds"], found["way"])
    assert found["person_months"] == found["worlds"] * found["residents"] * 4
    assert found["seconds"] == pytest.approx(
        found["person_months"] / found["person_months_per_second"], rel=0.01, abs=0.1
    )
    assert 0 < found["memory_needed_gib"] < found["memory_available_gib"]
    assert "one_store, joint" == found["reforms"]
    assert [] == list(tmp_path.iterdir())


def test_that_worlds_can_be_replayed_by_word(call: Call, scheme: str, tmp_path: Path) -> None:
    digests = set()
    for way in ("together", "replayed"):
        folder = str(tmp_path / way)
        done = call(
            "compare", scheme, "one-store", *SMALL, "--replicates", "1", "--draws", "0",
            "--way", way, "-o", folder, "--json", "--no-report",
        )  # fmt: skip
        found = done.json()
        digests.add((found["digest"], str(found["reforms"])))
    assert 1 == len(digests)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("one-store", "--precision", "1.5"), "share between 0 and 1"),
        (("one-store", "--way", "sideways"), "together"),
        (("one-store", "--draws", "3"), "draws must be 0"),
        (("one-store", "--replicates", "0"), "replicates must be 1"),
        (("archipelago",), "archipelago"),
        ((), "Missing argument"),
    ],
)
def test_that_wrong_use_is_said_in_a_sentence(
    call: Call, scheme: str, words: tuple[str, ...], says: str
) -> None:
    done = call("compare", scheme, *words, *SMALL)
    assert 2 == done.code
    assert says in done.err


def test_that_nothing_sorts_or_filters_reforms(call: Call) -> None:
    words = call("compare", "--help").out.lower()
    for option in ("--sort", "--rank", "--best", "--order-by", "--optimi"):
        assert option not in words
