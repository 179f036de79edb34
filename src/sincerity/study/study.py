"""One scheme, one society, a number of months: what to run, and the one way of running it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.errors import UsageError
from sincerity.study.memory import peak_rss_mb
from sincerity.study.progress import Progress

if TYPE_CHECKING:
    from sincerity.conduct import Conduct
    from sincerity.institutions import Institutions
    from sincerity.parameters import Parameters
    from sincerity.runs.model import RunInputs, RunResult
    from sincerity.scheme.model import Scheme
    from sincerity.society import CompiledSociety, Recipe
    from sincerity.study.people import Run
    from sincerity.world.world import World

MAX_MONTHS = 600
MAX_MONTHS_AGEING = 60
"""Most months of a society that ages, since nobody is born, dies or moves yet."""

MONTHS_RANGE = f"1 to {MAX_MONTHS_AGEING}, or to {MAX_MONTHS} for a society frozen in age"
"""How long a run may be, in the words of the help and of the refusal alike."""

_SEED_LIMIT = 2**64
_REPLICATE_LIMIT = 2**32


@dataclass(frozen=True)
class Study:
    """A question: what does this scheme do to this society in so many months?

    The command ``sincerity run`` makes one of these and calls `run`; there is no other way in,
    so the command line and Python cannot disagree.

    Parameters
    ----------
    scheme, society, conduct, parameters, institutions
        A name from the library, the path of a file, or the loaded object. Institutions are those
        that the scheme names when left out, and conduct the catalogue that these name.
    integration
        How far agencies share what they know: office, islands, vertical, joint or one_store (a
        hyphen does as well); as the scheme says when left out.
    months
        Length, 1 to 60 months; up to 600 for a society that is frozen in age.
    seed
        Seed of the events, 0 to 2^64 - 1. The society has its own seed, in its recipe.
    settings
        Which side to take where the scheme's sources conflict: question id to option id.
    set
        Parameters other than their default: id to value, as text or as a number. A number is
        kept as the text that Python prints for it.
    threads
        Worker threads; one a processor when left out. Changes no number.
    replicate
        Number of the replicate, from 0: another series of accidents, the same society.
    name
        Kebab-case name of the study, by which its runs are filed; made from scheme and society
        when left out.

    Raises
    ------
    UsageError
        A number outside its range, a value of `settings` or `set` that is neither text nor a
        number, or a change to something that is already loaded.
    InputFileError
        When `inputs` is first read or the study is run: a file with faults, all of them listed.

    Examples
    --------
    >>> study = Study("suining-2010", "teaching-town", months=12)
    >>> study.months
    12
    """

    scheme: str | Path | Scheme
    society: str | Path | Recipe
    months: int = 36
    seed: int = 1
    settings: Mapping[str, str | int | float | Decimal] = field(default_factory=dict)
    set: Mapping[str, str | int | float | Decimal] = field(default_factory=dict)
    conduct: str | Path | Conduct | None = None
    parameters: str | Path | Parameters = "base"
    institutions: str | Path | Institutions | None = None
    integration: str | None = None
    threads: int | None = None
    replicate: int = 0
    name: str | None = None

    def __post_init__(self) -> None:
        _require("months", self.months, 1, MAX_MONTHS, MONTHS_RANGE)
        _require("seed", self.seed, 0, _SEED_LIMIT - 1)
        _require("replicate", self.replicate, 0, _REPLICATE_LIMIT - 1)
        if self.threads is not None:
            _require("threads", self.threads, 1, 1024)
        if self.integration is not None:
            object.__setattr__(self, "integration", stage_of(self.integration))
        # The dataclass is frozen, but what it keeps is text: exact, and the same in every record.
        object.__setattr__(self, "settings", _texts("settings", self.settings))
        object.__setattr__(self, "set", _texts("set", self.set))
        if not isinstance(self.scheme, str | Path):
            _require_chosen(self.scheme, self.settings)
        if self.set and not isinstance(self.parameters, str | Path):
            raise UsageError("set belongs to load_parameters when they are already loaded")

    @cached_property
    def inputs(self) -> RunInputs:
        """Everything that decides the numbers, loaded and with every default filled in."""
        from sincerity.parameters.check import require_room_for_invented
        from sincerity.runs.model import RunInputs
        from sincerity.study.load import load_inputs

        found = load_inputs(self)
        require_room_for_invented(found.parameters, found.conduct.invented_bound.used)
        if found.society.ageing == "yearly" and self.months > MAX_MONTHS_AGEING:
            raise UsageError(
                f"months must be 1 to {MAX_MONTHS_AGEING} for a society that ages, not "
                f"{self.months}: nobody is born or dies yet; 'ageing: frozen' allows more"
            )
        return RunInputs(
            study=self.name or f"{found.scheme.id}-{found.society.id}",
            scheme=found.scheme,
            society=found.society,
            conduct=found.conduct,
            parameters=found.parameters,
            institutions=found.institutions,
            integration=found.integration,
            months=self.months,
            seed=self.seed,
            replicate=self.replicate,
            start=found.society.start,
            settings=_texts("settings", self.settings),
            overrides=_texts("set", self.set),
        )

    @cached_property
    def compiled_society(self) -> CompiledSociety:
        """The society's tables: what a synthetic person is computed from."""
        from sincerity.society import compile_society

        return compile_society(self.inputs.society)

    def world(self, *, timed: bool = False, recorded: bool = False) -> World:
        """Build the world at its first month.

        Parameters
        ----------
        timed
            Keep the seconds of each phase.
        recorded
            Keep what a replay of any one township needs.

        Raises
        ------
        CapacityError
            The world does not fit in the memory of this machine.
        """
        from sincerity.world.world import World

        inputs = self.inputs
        return World(
            self.compiled_society,
            inputs.scheme,
            inputs.conduct,
            inputs.parameters,
            institutions=inputs.institutions,
            integration=inputs.integration,
            seed=self.seed,
            replicate=self.replicate,
            threads=self.threads,
            timed=timed,
            recorded=recorded,
        )

    def run(
        self,
        out_dir: str | Path | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        results: str | Path = "results",
        report: bool = True,
        recorded: bool = True,
    ) -> Run:
        """Run the months and write the run folder.

        Parameters
        ----------
        out_dir
            Folder to write: absent, empty or left by an unfinished run. A folder below `results`,
            named by study, time and a hash of the inputs, when left out.
        progress
            Called before the first month and after each, with a `Progress`.
        results
            Root of the folders that are named for you.
        report
            Also write ``report.html``.
        recorded
            Also keep what a replay of any one township needs, below ``replay/``.

        Returns
        -------
        Run
            The finished run. If anything goes wrong, or the user interrupts, no folder remains.

        Raises
        ------
        UsageError
            The folder holds something else; it is left as it is.
        InputFileError
            A file with faults, all of them listed.
        CapacityError
            The world does not fit in the memory of this machine.
        """
        from sincerity.runs.writer import claim
        from sincerity.study.people import Run

        folder = None if out_dir is None else Path(out_dir)
        with claim(self.inputs, folder, results=Path(results), report=report) as write:
            world = self.world(recorded=recorded)
            self._advance(world, progress or (lambda _: None))
            return Run(write(self._result(world, recorded=recorded)).folder)

    def _advance(self, world: World, tell: Callable[[Progress], None]) -> None:
        """Run all months, telling whoever watches before the first and after each."""

        first_month_seconds = 0.0
        residents = self.compiled_society.n_residents

        def after(month: int, months: int) -> None:
            nonlocal first_month_seconds
            seconds = world.timing.loop_seconds
            if month == 1:
                first_month_seconds = seconds
            tell(
                Progress(
                    month=month,
                    months=months,
                    residents=residents,
                    seconds=seconds,
                    first_month_seconds=first_month_seconds,
                )
            )

        after(0, self.months)
        world.run(self.months, after)

    def _result(self, world: World, *, recorded: bool) -> RunResult:
        """Gather what the finished months answered."""
        from sincerity.phases.tally_arrays import BULLETIN
        from sincerity.runs.model import RunResult

        return RunResult(
            tallies=world.tallies,
            digest=world.digest(),
            residents=self.compiled_society.n_residents,
            bulletins=world.bulletins,
            bulletin_measures=BULLETIN,
            seconds=world.timing.loop_seconds,
            threads=world.threads,
            bytes_per_person=world.state_bytes_per_person(),
            peak_rss_mb=peak_rss_mb(),
            recording=world.recording if recorded else None,
        )


def stage_of(word: str) -> str:
    """Return a stage of integration as the files write it.

    Raises
    ------
    UsageError
        When there is no such stage.

    Examples
    --------
    >>> stage_of("one-store")
    'one_store'
    """
    from sincerity.scheme.model_words import INTEGRATIONS
    from sincerity.scheme.suggest import did_you_mean

    stage = word.strip().replace("-", "_") if isinstance(word, str) else ""
    if stage not in INTEGRATIONS:
        hint = did_you_mean(stage, INTEGRATIONS) or f"one of: {', '.join(INTEGRATIONS)}"
        raise UsageError(f"there is no stage of integration '{str(word)[:60]}'; {hint}")
    return stage


def _texts(name: str, values: Mapping[str, str | int | float | Decimal]) -> dict[str, str]:
    """Return names and values as text, each number written out exactly as it is."""
    if not isinstance(values, Mapping):
        raise UsageError(f"{name} must be a mapping of names to values, not {values!r:.60}")
    found: dict[str, str] = {}
    for key, value in values.items():
        if not isinstance(key, str):
            raise UsageError(f"{name} must have names as its keys, not {key!r:.60}")
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            raise UsageError(f"{name} of '{key[:60]}' must be text or a number, not {value!r:.60}")
        found[key] = _text(value)
    return found


def _text(value: str | int | float | Decimal) -> str:
    """Return a value as text; a number without an exponent, which files do not have."""
    if isinstance(value, float):
        value = Decimal(float.__repr__(value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _require_chosen(scheme: Scheme, answers: Mapping[str, object]) -> None:
    """Refuse answers that are not those of a scheme that is loaded already.

    Answers beside a loaded scheme change nothing; they say that these were set, and are not to be
    drawn.
    """
    for name, answer in answers.items():
        found = scheme.settings.get(name)
        if found is None or found.chosen != answer:
            raise UsageError(
                f"the scheme is loaded already, without the answer '{str(answer)[:40]}' to "
                f"'{name[:40]}'; give it to load_scheme"
            )


def _require(name: str, value: int, low: int, high: int, words: str = "") -> None:
    """Refuse a number outside its range, said in `words` where more than two numbers matter."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise UsageError(f"{name} must be a whole number, not {value!r}")
    if not low <= value <= high:
        raise UsageError(f"{name} must be {words or f'{low} to {high}'}, not {value}")
