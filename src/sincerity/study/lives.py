"""Single lives out of a finished run: opened once, then asked for one person after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.lives.life import Life, beside, life_of
from sincerity.lives.setting import Line, Setting
from sincerity.lives.tracing import trace
from sincerity.lives.who import Who, who_is
from sincerity.scheme.resolved_lines import lines_of
from sincerity.study.replaying import open_replay

if TYPE_CHECKING:
    from sincerity.lives.events import Path as Keys
    from sincerity.runs.run import Run
    from sincerity.society.blueprint import Blueprint
    from sincerity.study.replaying import Replayable

__all__ = ["Lives", "open_lives"]

SCHEME_FILE = "resolved/scheme.yaml"
"""Where a run keeps its scheme with every default filled in: the lines are of this file."""

Progress = Callable[[int, int], None]


class Lives:
    """The people of a run, each of whom can be followed through its months.

    Raises
    ------
    VerificationError
        If the folder is no finished run, or is not as its record says.
    UsageError
        If the run was made without a recording.
    """

    def __init__(self, folder: Path | str) -> None:
        self.replayable: Replayable = open_replay(folder)
        self.run: Run = self.replayable.run

    @property
    def blueprint(self) -> Blueprint:
        """The society as plain numbers."""
        return self.replayable.frame.society.blueprint

    @cached_property
    def setting(self) -> Setting:
        """What lives are told by, with the lines of the resolved scheme."""
        given = self.replayable
        text = self.run.resolved("scheme").read_text(encoding="utf-8")
        return Setting(
            given.scheme,
            given.conduct,
            given.institutions,
            given.integration,
            given.society.start,
            _lines(text),
        )

    @property
    def about(self) -> dict[str, Any]:
        """What identifies the run, for readers."""
        asked = self.run.record["run"]
        names = ("scheme", "society", "integration", "months", "start", "seed", "replicate")
        return {name: asked[name] for name in names} | {
            "residents": asked["residents"],
            "digest": self.run.digest,
            "version": self.run.record["code"]["version"],
            "made_by_others": self.replayable.made_by_others,
        }

    def who(self, number: int) -> Who:
        """Return a synthetic person.

        Raises
        ------
        UsageError
            If there is no such number, or nobody lives there.
        """
        return who_is(self.blueprint, number)

    def life(self, number: int, progress: Progress | None = None) -> Life:
        """Return the life of one synthetic person.

        Raises
        ------
        UsageError
            If there is no such number, or nobody lives there.
        VerificationError
            If the replay parts from the run.
        """
        who = self.who(number)
        world = self.replayable.window(who.township)
        months = world.recording.months

        def tell(done: int) -> None:
            if progress is not None:
                progress(done, months)

        person = trace(world, self.setting, [number], tell)[number]
        return life_of(person, who, self.setting, self.about)

    def beside(self, other: Lives, number: int, progress: Progress | None = None) -> Life:
        """Return a life with the same person's life in another run beside it.

        Raises
        ------
        UsageError
            If the runs are not of the same people and the same accidents.
        """
        require_same_people(self, other)
        return beside(self.life(number, progress), other.life(number, progress))


def open_lives(folder: Path | str) -> Lives:
    """Open a finished run for looking at single lives; see `Lives`."""
    return Lives(folder)


def require_same_people(one: Lives, other: Lives) -> None:
    """Refuse two runs that do not share people, accidents and calendar.

    Raises
    ------
    UsageError
        With what differs.
    """
    different = [name for name, value in _shared(one).items() if _shared(other)[name] != value]
    if different:
        raise UsageError(
            f"the two runs differ in {' and '.join(different)}, so nobody lives in both: a person"
            " can be put beside the same one only where all but the rules is the same"
        )


def _shared(lives: Lives) -> dict[str, object]:
    """Return by name what two runs must share for the same person to live in both."""
    asked = lives.run.record["run"]
    return {
        "society": lives.run.resolved("society").read_bytes(),
        "conduct": lives.run.resolved("conduct").read_bytes(),
        "seed": asked["seed"],
        "replicate": asked["replicate"],
        "number of months": asked["months"],
    }


def _lines(text: str) -> Callable[[Keys], Line | None]:
    """Return what finds the line of a part of a resolved scheme, or of the part that holds it."""
    found = lines_of(text)

    def line_of(path: Keys) -> Line | None:
        places = (path[:length] for length in range(len(path), 0, -1))
        line = next((found[place] for place in places if place in found), None)
        return None if line is None else Line(SCHEME_FILE, line)

    return line_of
