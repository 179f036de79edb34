"""What a run was asked and what it answered: the two values that the writer stores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from sincerity.world.recording import Recording
    from sincerity.world.tallies import Tallies

FORMAT = 1
"""Number of the run folder format that this package writes; older ones are read, newer refused."""


@dataclass(frozen=True, kw_only=True)
class RunInputs:
    """
    Everything that decides the numbers of a run, with every default filled in.

    Parameters
    ----------
    study
        Kebab-case name of the study; the folder is ``results/<study>/...``.
    scheme, society, conduct, parameters
        The resolved, immutable inputs (settings and overrides already applied). Each is written
        to ``resolved/`` through its own ``to_resolved_yaml()``.
    months
        Length of the run, months.
    institutions, integration
        Who watches, shares and keeps doors, resolved like the other inputs, and how far agencies
        share: office, islands, vertical, joint or one_store.
    seed
        Seed of the events, 0 to 2^64 - 1.
    replicate
        Number of the replicate, from 0.
    start
        First month of the run, ``YYYY-MM``.
    settings
        The setting chosen for each question on which the scheme's sources conflict.
    overrides
        Parameters set by the user, path to value, as written.
    scenario
        Name of the scenario inside the study; a single run has one.
    plug_ins
        Python code outside the package that took part. Any entry makes the run uncertified.
    """

    study: str
    scheme: Any
    society: Any
    conduct: Any
    parameters: Any
    months: int
    institutions: Any = None
    integration: str = "office"
    seed: int = 1
    replicate: int = 0
    start: str = "2010-01"
    settings: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    scenario: str = "base"
    plug_ins: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """
    What the month loop returned.

    Parameters
    ----------
    tallies
        The counted tables, one row a month.
    digest
        Order-free digest of the final state, hexadecimal.
    residents
        Synthetic people at the start.
    bulletins
        int64[months, townships, measures]: the integers by which places touch each other.
    bulletin_measures
        Names of the last axis of ``bulletins``.
    seconds
        Wall time of the month loop alone, seconds.
    threads
        Worker threads used. Does not change any number.
    bytes_per_person
        State at the last month divided by residents, bytes.
    peak_rss_mb
        Largest resident memory of the process, MB.
    recording
        What a replay needs, or None where nothing was recorded.
    notes
        Lines for ``log.jsonl``, oldest first: each a mapping with at least ``event``.
    """

    tallies: Tallies
    digest: str
    residents: int
    bulletins: npt.NDArray[np.int64]
    bulletin_measures: tuple[str, ...]
    seconds: float
    threads: int
    bytes_per_person: float
    peak_rss_mb: float
    recording: Recording | None = None
    notes: tuple[Mapping[str, Any], ...] = ()
