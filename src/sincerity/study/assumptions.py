"""Which numbers and words of a run nothing vouches for, and how far they may plausibly lie.

An assumption is a number with a range whose mark is not V, a choice among rival rules of
behaviour, or a question on which the scheme's sources differ. What the caller has set is not an
assumption of that run: it is what was asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sincerity.scheme.quantities import Quantity
from sincerity.study.meanings import meaning_of
from sincerity.study.places import Found, quantities

if TYPE_CHECKING:
    from sincerity.parameters.model import Parameter
    from sincerity.runs.model import RunInputs
    from sincerity.scheme.model import Scheme, Setting

__all__ = [
    "Assumption",
    "Drawn",
    "assumptions",
    "every_value",
    "middle",
]

Drawn = Decimal | int | str
"""A value of an assumption: exact number, whole number or word."""

FILES = ("parameters", "scheme", "conduct", "institutions")
_VOUCHED = "V"
_SWITCH = frozenset({"on", "off"})
"""A parameter with these words turns a mechanism off for comparison; neither word is a rival."""

_NOT_OF_THE_WORLD = frozenset({("conduct", "invented_bound")})
"""Bounds that only say how much room a table has."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One value of an input file, how far it may lie, and how well it is known.

    Attributes
    ----------
    id
        The parameter's id; for other files the file's name, a dot and the place.
    file, place
        parameters, scheme, conduct or institutions, and where in it: see `sincerity.study.places`.
    label
        What it is, in words.
    value
        What the run takes: an exact number or a word. Of a delay, the mean of fewest and most.
    low, high
        Ends of the plausible range; None where none is given.
    mark, source
        How well it is known, and who says so.
    used_in, unit
        The phases that read it, and what it counts.
    choices
        The words that it may be, where it is a word.
    is_set
        Whether the caller has set it for this run.
    """

    id: str
    file: str
    place: str
    label: str
    value: Any
    low: Decimal | int | None
    high: Decimal | int | None
    mark: str | None
    source: str | None
    used_in: tuple[str, ...]
    unit: str
    choices: tuple[str, ...] = ()
    is_set: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether it is a word among several."""
        return bool(self.choices)

    @property
    def is_open(self) -> bool:
        """Whether it varies between draws: nothing vouches for it and there is room."""
        if self.is_set:
            return False
        if self.is_choice:
            return self.mark != _VOUCHED and not _SWITCH.issuperset(self.choices)
        if self.low is None or self.high is None or self.mark == _VOUCHED:
            return False
        return self.low < self.high and (self.file, self.place) not in _NOT_OF_THE_WORLD


def assumptions(inputs: RunInputs) -> tuple[Assumption, ...]:
    """Return what varies between draws of a run, in the order of `every_value`."""
    return tuple(found for found in every_value(inputs) if found.is_open)


def every_value(inputs: RunInputs) -> tuple[Assumption, ...]:
    """Return every value with a source, sourced or not, in the order of the files."""
    files = {name: getattr(inputs, name) for name in FILES}
    found = [_of_parameter(entry, inputs) for entry in files["parameters"].parameters]
    found += _of_settings(files["scheme"], inputs)
    for name in FILES[1:]:
        if files[name] is not None:
            found += _of_file(name, files[name])
    return tuple(found)


_MOST_KEPT = 12
_kept: dict[tuple[str, int], tuple[Any, tuple[Assumption, ...]]] = {}
"""What was read off files before: they do not change, and draws share many of them."""


def _of_file(name: str, model: Any) -> tuple[Assumption, ...]:
    """Return the quantities of a file as assumptions."""
    key = name, id(model)  # the model is kept as well, so its id stays its own
    found = _kept.get(key)
    if found is None or found[0] is not model:
        found = model, tuple(_of_quantity(name, item) for item in quantities(model))
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = found
    return found[1]


def middle(delay: tuple[int, int]) -> Decimal:
    """Return the mean of fewest and most months."""
    return Decimal(delay[0] + delay[1]) / 2


def _of_parameter(entry: Parameter, inputs: RunInputs) -> Assumption:
    """Return one parameter as an assumption."""
    low, high = entry.range or (None, None)
    return Assumption(
        id=entry.id,
        file="parameters",
        place=entry.id,
        label=entry.meaning,
        value=entry.exact,
        low=low,
        high=high,
        mark=entry.mark,
        source=entry.source,
        used_in=entry.used_in,
        unit=entry.unit,
        choices=entry.choices,
        is_set=entry.id in inputs.overrides or entry.id in inputs.parameters.changed,
    )


def _of_settings(scheme: Scheme, inputs: RunInputs) -> Iterator[Assumption]:
    """Yield the questions on which the scheme's sources differ."""
    for name, setting in scheme.settings.items():
        yield _of_setting(name, setting, is_set=name in inputs.settings)


def _of_setting(name: str, setting: Setting, *, is_set: bool) -> Assumption:
    """Return one question as an assumption; its sources differ, so none of them vouches."""
    answer = setting.chosen or setting.default
    return Assumption(
        id=f"scheme.settings.{name}",
        file="scheme",
        place=f"settings.{name}",
        label=setting.question,
        value=answer,
        low=None,
        high=None,
        mark=None,
        source=setting.options[answer].source,
        used_in=("score", "list"),
        unit="choice",
        choices=tuple(setting.options),
        is_set=is_set,
    )


def _of_quantity(file: str, found: Found) -> Assumption:
    """Return one quantity as an assumption."""
    unit, used_in = meaning_of(file, found.steps)
    low, high = _ends(found.quantity)
    name = " ".join(found.below_owner or found.steps).replace("_", " ")
    return Assumption(
        id=f"{file}.{found.place}",
        file=file,
        place=found.place,
        label=f"{found.owner}: {name}" if found.owner else name,
        value=_number(found.quantity.used),
        low=low,
        high=high,
        mark=found.quantity.mark,
        source=found.quantity.source,
        used_in=used_in,
        unit=unit,
    )


def _ends(quantity: Quantity[Any]) -> tuple[Any, Any]:
    """Return the ends of the range as numbers; None where there is none or it holds words."""
    if quantity.range is None:
        return None, None
    ends = tuple(_number(end) for end in quantity.range)
    if any(isinstance(end, str) for end in (*ends, _number(quantity.used))):
        return None, None
    return ends[0], ends[1]


def _number(value: Any) -> Any:
    """Return a value as a number: a delay by its mean, a time in months."""
    if isinstance(value, tuple):
        return middle(value)
    return int(value) if isinstance(value, int) else value
