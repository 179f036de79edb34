"""A run whose people can be followed: the Python doors to single lives."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.runs import run as run_folders

if TYPE_CHECKING:
    from sincerity.lives.life import Life
    from sincerity.study.lives import Lives

__all__ = ["Run"]


class Run(run_folders.Run):
    """A run folder, read only, whose synthetic people can be followed month by month.

    Opening reads the record alone; tables are read when asked for, with every page checked.
    `verify` compares all bytes with the record.

    Raises
    ------
    VerificationError
        The folder is unfinished, is no run, or was written in a newer format.
    """

    @cached_property
    def lives(self) -> Lives:
        """The people of the run, opened for replay once.

        Raises
        ------
        UsageError
            The run was made without a recording.
        VerificationError
            The recording is not as the record says.
        """
        from sincerity.study.lives import open_lives

        return open_lives(self.folder)

    def person(self, number: int, *, against: Run | Path | str | None = None) -> Life:
        """Return the life of one synthetic person.

        Parameters
        ----------
        number
            Of the person: a whole number from 0, as the society numbers its places.
        against
            Another run of the same people and accidents, whose life of this person stands beside.

        Raises
        ------
        UsageError
            There is no such number, nobody lives there, or the runs are not of the same people.
        VerificationError
            The replay parts from the run.
        """
        if against is None:
            return self.lives.life(number)
        other = against if isinstance(against, Run) else Run(against)
        return self.lives.beside(other.lives, number)

    def why(self, number: int, month: int) -> str:
        """Return one month of a synthetic person's life with all that led to it, as text.

        Parameters
        ----------
        month
            Of the run, from 1.

        Raises
        ------
        UsageError
            There is no such number or month, or nobody lives there.
        """
        return self.person(number).why(month)
