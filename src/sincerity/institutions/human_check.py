"""Human check: a person looks at each record before it counts, where a scheme asks for it.

Idea
    With ``process.human_check: available`` an official looks at each record before it is entered. A
    record of something that the person did not do is dropped with one chance, a true one with
    another, smaller one.
Formula
    Records are dropped independently of each other, so the check thins what is entered. With w the
    chance of naming a wrong person, a and b the chances of dropping a wrong and a true record, the
    chance that a record is kept is k = (1-w)(1-b) + w(1-a): sees becomes sees·k and w becomes
    w(1-a)/k. Inventions, false reports that are believed and true tips judged false are thinned
    by 1-a.
Assumptions
    Nobody who checks tires, waits or is told what to find; a check costs no time (`check.*`, M-).
Known limits
    Those who check do not judge whether a rule is fair, only whether the person did what the record
    says.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sincerity.institutions.model import Agency, Institutions
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.model import Scheme
    from sincerity.scheme.quantities import Quantity

__all__ = ["checked"]

OFFICE = "office"
_EXACT = Context(prec=28)
_ONE = Decimal(1)


def checked(
    scheme: Scheme,
    institutions: Institutions | None,
    parameters: Parameters,
    integration: str,
) -> tuple[Institutions | None, Parameters]:
    """Return institutions and parameters as they are once every record is checked.

    They are the same objects unless the scheme has a human check.

    Parameters
    ----------
    scheme
        ``process.human_check`` decides.
    institutions
        Agencies, or None.
    parameters
        With ``check.catches`` and ``check.drops``, chances 0 to 1, and those of the office.
    integration
        Stage, or ``office`` where a single office sees for itself.
    """
    if scheme.process.human_check.used != "available":
        return institutions, parameters
    catches, drops = Decimal(parameters["check.catches"]), Decimal(parameters["check.drops"])
    wrong = Decimal(parameters["office.wrong_person"])
    kept = _kept(wrong, catches, drops)
    left = _ONE - catches
    values: Mapping[str, Decimal] = {
        "office.wrong_person": _wrong_after(wrong, kept, left),
        "office.invented": Decimal(parameters["office.invented"]) * left,
        "office.report_believed": Decimal(parameters["office.report_believed"]) * left,
        "firms.judged_false": Decimal(parameters["firms.judged_false"]) * left,
    }
    if institutions is None or integration == OFFICE:
        seen = Decimal(parameters["office.seen_factor"]) * kept
        return institutions, parameters.with_values({**values, "office.seen_factor": seen})
    agencies = tuple(_agency(agency, catches, drops) for agency in institutions.agencies)
    return institutions.model_copy(update={"agencies": agencies}), parameters.with_values(values)


def _agency(agency: Agency, catches: Decimal, drops: Decimal) -> Agency:
    """Return an agency whose records are checked."""
    wrong = agency.wrong_person.used
    kept = _kept(wrong, catches, drops)
    left = _ONE - catches
    return agency.model_copy(
        update={
            "sees": {kind: _times(seen, kept) for kind, seen in agency.sees.items()},
            "given_invents": _times(agency.invents, left),
            "wrong_person": _at(agency.wrong_person, _wrong_after(wrong, kept, left)),
        }
    )


def _kept(wrong: Decimal, catches: Decimal, drops: Decimal) -> Decimal:
    """Return the chance that a record of an act is kept."""
    return (_ONE - wrong) * (_ONE - drops) + wrong * (_ONE - catches)


def _wrong_after(wrong: Decimal, kept: Decimal, left: Decimal) -> Decimal:
    """Return the chance that a record that was kept names a wrong person."""
    return _EXACT.divide(wrong * left, kept) if kept else Decimal(0)


def _times(quantity: Quantity[Any], factor: Decimal) -> Quantity[Any]:
    """Return a chance times a factor."""
    return _at(quantity, quantity.used * factor)


def _at(quantity: Quantity[Any], value: Decimal) -> Quantity[Any]:
    """Return a quantity fixed at a value."""
    return quantity.model_copy(update={"value": value, "range": None, "assume": None})
