"""Find the word that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["closest", "did_you_mean", "edit_distance"]

_LONGEST = 64  # words past this length are not compared


def edit_distance(first: str, second: str) -> int:
    """Count insertions, deletions, replacements and swaps of neighbours between two words.

    Cost grows with the product of the lengths; callers keep words short.

    Examples
    --------
    >>> edit_distance("wen", "when"), edit_distance("recvoery", "recovery")
    (1, 1)
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `word` is probably a slip of, or None.

    A slip changes at most a third of the word (and at least one letter is allowed).
    """
    if not word or len(word) > _LONGEST:
        return None
    best: tuple[int, float, str] | None = None
    for candidate in sorted(set(candidates)):
        if len(candidate) > _LONGEST:
            continue
        distance = edit_distance(word.lower(), candidate.lower())
        allowed = max(1, max(len(word), len(candidate)) // 3)
        if distance > allowed or distance >= max(len(word), len(candidate)):
            continue
        likeness = difflib.SequenceMatcher(None, word, candidate).ratio()
        if best is None or (distance, -likeness) < (best[0], best[1]):
            best = (distance, -likeness, candidate)
    return best[2] if best is not None else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return the hint "did you mean 'x'?", or an empty string.

    Examples
    --------
    >>> did_you_mean("wen", ["when", "points"])
    "did you mean 'when'?"
    """
    found = closest(word, candidates)
    return f"did you mean '{found}'?" if found is not None else ""
