"""The plan: the phases of a month, in order, as data that can be printed, cut and timed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sincerity.engine.block import Block
from sincerity.errors import UsageError


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """One step of the month over one block.

    Attributes
    ----------
    name
        Verb or noun of the step, unique in a plan.
    purpose
        One plain sentence.
    run
        Function of a block; a compiled kernel behind it or NumPy both do.
    reads, writes
        Names of the state columns it reads and of those it alone writes.
    """

    name: str
    purpose: str
    run: Callable[[Block], None]
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Phases in the order of the month.

    Raises
    ------
    UsageError
        If two phases share a name or two phases write the same column.
    """

    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        names = [phase.name for phase in self.phases]
        written = [column for phase in self.phases for column in phase.writes]
        for kind, items in (("phase", names), ("written column", written)):
            twice = sorted({item for item in items if items.count(item) > 1})
            if twice:
                raise UsageError(f"the plan has the {kind} '{twice[0]}' twice; each stands once")

    def __iter__(self) -> Iterator[Phase]:
        return iter(self.phases)

    def __len__(self) -> int:
        return len(self.phases)

    def until(self, name: str) -> "Plan":
        """Return the plan stopped after the named phase."""
        names = [phase.name for phase in self.phases]
        if name not in names:
            raise UsageError(f"no phase '{name}' in this plan; it has {', '.join(names)}")
        return Plan(self.phases[: names.index(name) + 1])

    def describe(self) -> list[dict[str, str]]:
        """Return one plain dictionary a phase: name, purpose, reads, writes."""
        return [
            {
                "name": phase.name,
                "purpose": phase.purpose,
                "reads": ", ".join(phase.reads),
                "writes": ", ".join(phase.writes),
            }
            for phase in self.phases
        ]
