"""Inputs of studies, loaded once; nothing here builds a world.

The catalogue and the institutions in ``data`` are small, so that hundreds of worlds cost little.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sincerity import Study, load_conduct, load_institutions
from sincerity.runs.model import RunInputs
from sincerity.scheme.load import load_scheme

LISTED = """\
schema: scheme/v1
id: small-list
title: A list of debtors, made up for tests
summary: One list that a court's finding leads to, two doors that it closes, and ways off it.
status: {kind: fictional, place: nowhere}
sources:
  made-up: {title: Made up, mark: fictional}
  guess: {title: A guess, mark: M-}
operator: court
integration: islands
coverage: {who: residents, source: made-up}
score: {base: 0, floor: none, cap: none, source: made-up}
grades: none
lists:
  - id: debtors
    label: Debtors
    colour: black
    entry: {kinds: [{kind: loan_breach, stage: found}, {kind: contract_breach, stage: found}, {kind: loan_arrears}]}
    grace: {value: 1 month, range: [0 months, 20 months], source: guess}
    term: {value: 24 months, range: [12 months, 60 months], source: guess}
    exit: {performance: {value: available, source: made-up}, repair: {after: {value: 6 months, range: [0 months, 11 months], source: guess}}}
    public: true
    source: made-up
sanctions:
  - {id: no_flight, label: No air ticket, lists: [debtors], domain: movement, severity: 3, door: flight, reach: [household], source: made-up}
  - {id: no_loan, label: No loan, lists: [debtors], domain: finance, severity: 2, door: loan, source: made-up}
supervision: {factor: {value: 3, range: [1, 10], source: guess}, lists: [debtors], source: made-up}
process:
  notice: {value: before, source: made-up}
  objection: {value: available, source: made-up}
  restitution: {value: available, source: made-up}
"""  # noqa: E501  a file as people write it


DATA = Path(__file__).parent / "data"


def small_study(**more: Any) -> Study:
    """Return a study of the list of debtors with few kinds of act and few agencies."""
    conduct = load_conduct(DATA / "small.conduct.yaml")
    return Study(
        load_scheme(LISTED),
        "teaching-town",
        conduct=conduct,
        institutions=load_institutions(DATA / "small.institutions.yaml", conduct=conduct),
        **{"months": 6, "integration": "one_store", **more},
    )


@pytest.fixture(scope="session")
def office() -> RunInputs:
    """Inputs under a single office: the county score of 2010."""
    return Study("suining-2010", "teaching-town", months=12).inputs


@pytest.fixture(scope="session")
def listed() -> RunInputs:
    """Inputs under agencies that do not share: a made-up list of debtors."""
    return Study(load_scheme(LISTED), "teaching-town", months=12).inputs


@pytest.fixture(scope="session")
def shared(listed: RunInputs) -> RunInputs:
    """The same inputs under one store."""
    return replace(listed, integration="one_store")
