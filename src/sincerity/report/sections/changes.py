"""Parameters whose values were set for this run."""

from __future__ import annotations

from sincerity.parameters.model import Parameter
from sincerity.report.facts import Facts


def changed_ids(facts: Facts) -> frozenset[str]:
    """Return the ids of the parameters that were set for this run."""
    return frozenset({*facts.about["overrides"], *facts.parameters.changed})


def changes(facts: Facts) -> list[str]:
    """Return a sentence for each parameter that was set for this run."""
    ids = changed_ids(facts)
    return [_sentence(found) for found in facts.parameters.parameters if found.id in ids]


def _sentence(found: Parameter) -> str:
    """Say what a parameter was set to and whether that is plausible."""
    text = f"Changed for this run: {found.id} = {found.exact}"
    if found.range is None:
        return f"{text} (no plausible range is given)."
    low, high = found.range
    is_outside = not isinstance(found.value, str) and not low <= found.value <= high
    return f"{text} (plausible range {low} to {high}{'; outside it' if is_outside else ''})."
