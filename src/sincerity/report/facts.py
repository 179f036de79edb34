"""Questions that the sections ask of a run, answered from its metrics and resolved inputs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sincerity.errors import InputFileError
from sincerity.report.wording import STATUS, day_name, long_month_name, month_name
from sincerity.runs.place import INPUTS
from sincerity.runs.run import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sincerity.conduct.model import Conduct
    from sincerity.institutions.model import Institutions
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.load import LoadedScheme
    from sincerity.scheme.model import Scheme
    from sincerity.society.recipe import Recipe

Point = tuple[float | None, int]
"""A value and the count it rests on."""

NOTHING: Point = (None, 0)
OFFICE = "office"
"""The stage of integration without agencies."""


class Facts:
    """
    A run as the report sees it.

    Everything comes from the run folder: metrics, record and resolved inputs. Nothing is computed
    again, so the page cannot say anything that the tables do not.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.about: dict[str, Any] = dict(run.record["run"])
        self.start: str = self.about["start"]
        self.last: int = int(self.about["months"])

    @cached_property
    def loaded_scheme(self) -> LoadedScheme:
        """The resolved scheme with the places of its values."""
        from sincerity.scheme.load import check_scheme

        return check_scheme(self.run.resolved("scheme"))

    @cached_property
    def scheme(self) -> Scheme:
        """
        The resolved scheme.

        Raises
        ------
        InputFileError
            This version of the package does not accept the file.
        """
        if self.loaded_scheme.scheme is None:
            raise InputFileError(self.loaded_scheme.errors)
        return self.loaded_scheme.scheme

    @cached_property
    def _kept(self) -> Mapping[str, Any]:
        """The inputs as a replay reads them, where a run keeps them: the same, in an instant."""
        from sincerity.runs.plain_inputs import inputs_from_json

        path = self.run.folder / INPUTS
        try:
            return inputs_from_json(path.read_bytes()) if path.is_file() else {}
        except ValueError:  # another version wrote it
            return {}

    @cached_property
    def conduct(self) -> Conduct:
        """The resolved catalogue of conduct."""
        if "conduct" in self._kept:
            return cast("Conduct", self._kept["conduct"])
        from sincerity.conduct.loader import load_conduct

        return load_conduct(self.run.resolved("conduct"))

    @cached_property
    def parameters(self) -> Parameters:
        """The resolved parameters."""
        if "parameters" in self._kept:
            return cast("Parameters", self._kept["parameters"])
        from sincerity.parameters.loader import load_parameters

        return load_parameters(self.run.resolved("parameters"))

    @cached_property
    def society(self) -> Recipe:
        """The resolved society."""
        if "society" in self._kept:
            return cast("Recipe", self._kept["society"])
        from sincerity.society.loader import load_society

        return load_society(self.run.resolved("society"))

    @cached_property
    def institutions(self) -> Institutions | None:
        """The resolved institutions; None for a run without any."""
        if self.about.get("institutions") is None:
            return None
        if "institutions" in self._kept:
            return cast("Institutions", self._kept["institutions"])
        from sincerity.institutions.loader import load_institutions

        # where no agency watches, what the agencies of the file see is of no account
        conduct = self.conduct if self.has_agencies else None
        return load_institutions(self.run.resolved("institutions"), conduct=conduct)

    @property
    def has_agencies(self) -> bool:
        """Whether several agencies watch and share, instead of a single office."""
        return bool(self.about.get("integration", OFFICE) != OFFICE)

    @cached_property
    def _points(self) -> dict[tuple[str, str], dict[int, Point]]:
        """Value and count by metric and group, then by month."""
        frame = self.run.metrics
        columns = [frame[name].to_list() for name in ("metric", "group", "month", "value", "n")]
        points: dict[tuple[str, str], dict[int, Point]] = {}
        for metric, group, month, value, n in zip(*columns, strict=True):
            points.setdefault((metric, group), {})[month] = (value, n)
        return points

    def point(self, metric: str, month: int | None = None, group: str = "all") -> Point:
        """Return value and count of a metric; (None, 0) where the table has no row."""
        months = self._points.get((metric, group), {})
        return months.get(self.last if month is None else month, NOTHING)

    def value(self, metric: str, month: int | None = None, group: str = "all") -> float:
        """Return the value of a metric, 0 where there is none."""
        return self.point(metric, month, group)[0] or 0.0

    def item_total(self, metric: str) -> float:
        """Return the sum of a metric over all its items and all months, for everyone."""
        names = {name for name, group in self._points if group == "all"}
        return sum(self.total(name) for name in names if name.startswith(f"{metric}."))

    def n(self, metric: str, month: int | None = None, group: str = "all") -> int:
        """Return the count behind a metric, 0 where there is none."""
        return self.point(metric, month, group)[1]

    def series(self, metric: str, group: str = "all") -> list[float | None]:
        """Return the values of a metric, month by month."""
        return [self.point(metric, month, group)[0] for month in range(1, self.last + 1)]

    def total(self, metric: str, group: str = "all") -> float:
        """Return the sum of a metric over all months."""
        return sum(value or 0.0 for value in self.series(metric, group))

    def total_n(self, metric: str, group: str = "all") -> int:
        """Return the sum of the counts behind a metric over all months (person-months)."""
        return sum(self.n(metric, month, group) for month in range(1, self.last + 1))

    def has(self, metric: str, group: str = "all") -> bool:
        """Say whether the table has the metric for the group."""
        return (metric, group) in self._points

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All groups with a count of residents, `all` first."""
        return tuple(group for metric, group in self._points if metric == "residents")

    @cached_property
    def class_groups(self) -> tuple[str, ...]:
        """The groups that are counted every month."""
        return tuple(group for group in self.groups if self.has("charged_people", group))

    @cached_property
    def snapshots(self) -> tuple[int, ...]:
        """The Decembers of the run and its last month."""
        first = int(self.start[5:7])
        decembers = [month for month in range(1, self.last + 1) if (first + month - 2) % 12 == 11]
        return tuple(dict.fromkeys([*decembers, self.last]))

    @property
    def grade_ids(self) -> tuple[str, ...]:
        """The grades, best first; empty for a scheme without grades."""
        return tuple(band.id for band in self.scheme.grades.bands) if self.scheme.grades else ()

    @property
    def first_grade(self) -> str:
        """The grade that the starting score gives."""
        bands = self.scheme.grades.bands if self.scheme.grades else ()
        base = self.scheme.score.base.value
        for band in bands:
            if band.from_points is None or base >= band.from_points.used:
                return band.id
        return self.grade_ids[-1]

    @property
    def can_fall(self) -> bool:
        """Whether there is a grade worse than the one in which everybody starts."""
        return self.first_grade != self.grade_ids[-1]

    @property
    def other_grades(self) -> tuple[str, ...]:
        """The grades worse than the starting one; the better ones where there is no worse."""
        place = self.grade_ids.index(self.first_grade)
        return self.grade_ids[place + 1 :] if self.can_fall else self.grade_ids[:place]

    def moved(self, month: int | None = None, group: str = "all") -> Point:
        """Return the share of covered people in the other grades, and of how many."""
        points = [self.point(f"grade_share.{grade}", month, group) for grade in self.other_grades]
        known = [value for value, _ in points if value is not None]
        n = self.n(f"grade_share.{self.first_grade}", month, group)
        return (sum(known) if known else None), n

    def when(self, month: int) -> str:
        """Return a run month in short: Dec 2010."""
        return month_name(self.start, month)

    def when_long(self, month: int) -> str:
        """Return a run month in full: December 2010."""
        return long_month_name(self.start, month)

    @property
    def end(self) -> str:
        """The last month in full."""
        return self.when_long(self.last)

    @property
    def residents(self) -> int:
        """Synthetic people in the run."""
        return int(self.about["residents"])

    @cached_property
    def status(self) -> str:
        """The status of the scheme with place and dates, in one phrase."""
        status = self.scheme.status
        words = [STATUS.get(status.kind, status.kind)]
        if status.place:
            words.append(status.place)
        begin, until = day_name(status.start), day_name(status.until)
        if begin == "unknown":
            words.append("start not known")
            words.append(f"until {until}" if until not in (None, "unknown") else "end not known")
        elif begin and until == "unknown":
            words.append(f"from {begin}, end not known")
        elif begin and until:
            words.append(f"{begin} to {until}")
        elif begin:
            words.append(f"from {begin}")
        return ", ".join(words)
