"""Collects metric values month by month and group by group into one tidy table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import EVERYONE, group_names

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = npt.NDArray[np.float64] | npt.NDArray[np.int64]


class MetricRows:
    """
    The table under construction.

    A family adds whole matrices (month by group); a metric that is not declared cannot be added,
    so the dictionary can never fall behind the table.
    """

    def __init__(self, declared: Iterable[Metric], months: int) -> None:
        self._declared = {metric.name: metric for metric in declared}
        self.months = tuple(range(1, months + 1))
        self._metric: list[str] = []
        self._group: list[tuple[str, ...]] = []
        self._month: list[tuple[int, ...]] = []
        self._value: list[npt.NDArray[np.float64]] = []
        self._n: list[npt.NDArray[np.int64]] = []

    def add(
        self,
        name: str,
        value: Numbers,
        n: Numbers,
        *,
        item: str | None = None,
        groups: Sequence[str] | None = None,
        months: Sequence[int] | None = None,
    ) -> None:
        """
        Add one metric for all given months and groups.

        Parameters
        ----------
        name
            Name of a declared metric.
        value, n
            [months, groups]; a plain [months] is for everyone. A share of nothing is NaN and is
            stored empty.
        item
            The part after the dot; given exactly when the metric declares one.
        groups
            Names of the second axis; the class groups when it is left out.
        months
            Run months of the first axis; all months when it is left out.

        Raises
        ------
        KeyError
            The metric is not declared.
        ValueError
            The item or the shape does not fit the declaration.
        """
        metric = self._declared[name]
        if (item is None) != (metric.item is None):
            raise ValueError(f"metric {metric.pattern} was added with item {item!r}")
        whole = np.asarray(value, dtype=np.float64)
        counted = np.asarray(n, dtype=np.int64)
        names = tuple(groups) if groups is not None else group_names()
        if whole.ndim == 1:
            whole, counted, names = whole[:, None], counted[:, None], (EVERYONE,)
        in_months = tuple(months) if months is not None else self.months
        if whole.shape != counted.shape or whole.shape != (len(in_months), len(names)):
            raise ValueError(f"metric {metric.pattern} has shape {whole.shape}, n {counted.shape}")
        self._metric.append(name if item is None else f"{name}.{item}")
        self._group.append(names)
        self._month.append(in_months)
        self._value.append(whole)
        self._n.append(counted)

    def to_table(self, scenario: str, replicate: int) -> pa.Table:
        """Return the tidy table: metric by metric in the order added, then group, then month."""
        import pyarrow as pa

        sizes = [block.size for block in self._value]
        rows = sum(sizes)
        groups = list(dict.fromkeys(name for names in self._group for name in names))
        place = {name: index for index, name in enumerate(groups)}
        metrics = list(dict.fromkeys(self._metric))
        code = {name: index for index, name in enumerate(metrics)}
        month = [np.tile(months, len(names)) for months, names in self._pairs()]
        group = [
            np.repeat([place[name] for name in names], len(months))
            for months, names in self._pairs()
        ]
        value = _joined([block.T.ravel() for block in self._value], np.float64)
        no_interval = pa.nulls(rows, pa.float64())
        columns = {
            "scenario": _named(np.zeros(rows, dtype=np.int32), [scenario]),
            "replicate": pa.array(np.full(rows, replicate, dtype=np.int64)),
            "month": pa.array(_joined(month, np.int16)),
            "group": _named(_joined(group, np.int32), groups),
            "metric": _named(np.repeat([code[name] for name in self._metric], sizes), metrics),
            "value": pa.array(value, mask=np.isnan(value)),
            "lo": no_interval,
            "hi": no_interval,
            "n": pa.array(_joined([block.T.ravel() for block in self._n], np.int64)),
        }
        return pa.table(columns)

    def _pairs(self) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """Return the months and groups of each added metric."""
        return list(zip(self._month, self._group, strict=True))


def share(part: Numbers, whole: Numbers) -> npt.NDArray[np.float64]:
    """Return part / whole; NaN where the whole is zero, since a share of nothing is no number."""
    top = np.asarray(part, dtype=np.float64)
    bottom = np.asarray(whole, dtype=np.float64)
    result = np.full(np.broadcast_shapes(top.shape, bottom.shape), np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result


def _joined(parts: Sequence[npt.NDArray[np.generic]], kind: type) -> npt.NDArray[np.generic]:
    """Return the parts end to end; an empty array when there are none."""
    if not parts:
        return np.empty(0, dtype=kind)
    return np.concatenate(parts).astype(kind, copy=False)


def _named(codes: npt.NDArray[np.generic], names: Sequence[str]) -> pa.DictionaryArray:
    """Return a dictionary column: small numbers that stand for the names."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(np.int32)), pa.array(list(names), pa.string())
    )
