"""The tables of agencies: an institutions file read for one operator at one stage, as integers."""

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import ONE, threshold
from sincerity.errors import UsageError
from sincerity.phases.agencies import AgencyTables
from sincerity.scheme.compile import NO_RULE

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct, Kind
    from sincerity.institutions.model import Agency, Institutions, StageName
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.compile import CompiledScheme

Array = npt.NDArray[Any]

OFFICE = "office"
INTEGRATIONS = (OFFICE, "islands", "vertical", "joint", "one_store")
"""How records reach the one who charges: a single office sees for itself, or agencies share."""
_DIGITS = 50


def log_complement(chance: Fraction) -> Fraction:
    """Return -ln(1 - chance) for 0 <= chance < 1 to 50 digits."""
    with localcontext() as context:
        context.prec = _DIGITS
        rest = 1 - chance
        return Fraction(-(Decimal(rest.numerator) / Decimal(rest.denominator)).ln())


def office_tables() -> AgencyTables:
    """Return the tables of a world with a single office: there is no agency in them."""
    none = np.empty(0, dtype=np.uint64)
    months = np.empty((0, 2), dtype=np.int64)
    return AgencyTables(
        n_agencies=0,
        first_watcher=np.zeros(1, dtype=np.int32),
        most_watchers=0,
        watcher=np.empty(0, dtype=np.int32),
        seen=np.empty((0, 2, 2), dtype=np.uint64),
        wanted=np.empty(0, dtype=np.uint8),
        wrong_person=none,
        enters=months,
        to_operator=none,
        to_operator_months=months,
        from_operator=none,
        from_operator_months=months,
        complies=none,
        invents_first=np.empty((1, 0), dtype=np.uint64),
        invents_next=np.empty((1, 0), dtype=np.uint64),
        first_invented=np.zeros(1, dtype=np.int32),
        invented_kind=np.empty(0, dtype=np.int32),
        report_agency=-1,
        report_believed=0,
        most_months=0,
    )


def _at_most_one(chance: Fraction) -> Fraction:
    return min(Fraction(1), chance)


def wanted_kinds(scheme: "CompiledScheme") -> list[bool]:
    """Return, by kind, whether the scheme charges or lists it at any stage.

    An agency passes on what the operator asks for; other records stay where they are.
    """
    listed = {kind for item in scheme.lists for kind, _ in item.kind_grounds}
    return [
        kind in listed or any(rule != NO_RULE for rule in rules)
        for kind, rules in enumerate(scheme.rule_at)
    ]


def _seen(agency: "Agency", kind: "Kind", factors: tuple[Fraction, Fraction]) -> list[list[int]]:
    """Return the thresholds of seeing a kind, by town and supervised."""
    sees = Fraction(agency.sees[kind.id].used)
    coverage = agency.coverage
    rural, urban = Fraction(coverage.rural.used), Fraction(coverage.urban.used)
    if "online" in kind.who:
        rural = urban = Fraction(coverage.online.used)
    return [
        [threshold(_at_most_one(sees * place * factor)) for factor in factors]
        for place in (rural, urban)
    ]


def inventing_kinds(agency: "Agency", conduct: "Conduct") -> list[int]:
    """Return the numbers of the harm kinds that an agency sees: what it can invent."""
    return [
        number
        for number, kind in enumerate(conduct.kinds)
        if kind.sign == "harm" and kind.id in agency.sees
    ]


def invention_chances(institutions: "Institutions", conduct: "Conduct") -> list[list[Fraction]]:
    """Return, by class of shared causes and agency, the chance a month of an invented record."""
    able = [bool(inventing_kinds(agency, conduct)) for agency in institutions.agencies]
    return [
        [
            _at_most_one(Fraction(agency.invents.used) * times) if can else Fraction(0)
            for agency, can in zip(institutions.agencies, able, strict=True)
        ]
        for _, times in institutions.shared_causes
    ]


def any_of(chances: list[Fraction]) -> Fraction:
    """Return the chance that at least one of several independent events happens."""
    none = Fraction(1)
    for chance in chances:
        none *= 1 - chance
    return 1 - none


def invention_acceptance(
    chances: list[list[Fraction]], bound: Fraction, arrivals: str
) -> list[int]:
    """Return, by class of shared causes, the threshold at which a candidate is an invention.

    Raises
    ------
    UsageError
        If the catalogue's bound leaves too little room for what agencies invent.
    """
    thresholds = []
    for of_class in chances:
        total = any_of(of_class)
        if arrivals == "poisson" and total < 1:
            total = log_complement(total)
        if total > bound or (arrivals == "poisson" and total == 1):
            raise UsageError(
                f"agencies invent up to {float(total):.3g} records a person-month in one class of"
                f" shared causes, but the conduct catalogue's 'invented_bound' is {float(bound):g}"
            )
        thresholds.append(threshold(total / bound) if bound else 0)
    return thresholds


def _sequential(chances: list[Fraction]) -> list[int]:
    """Return thresholds for drawing, in order, who errs, given that somebody does."""
    result = []
    for number, chance in enumerate(chances):
        rest = any_of(chances[number:])
        result.append(threshold(chance / rest) if rest else 0)
    return result


def _links(links: list[tuple[Fraction, int, int]]) -> tuple[Array, Array]:
    chances = np.array([threshold(chance) for chance, _, _ in links], dtype=np.uint64)
    months = np.array([(low, high) for _, low, high in links], dtype=np.int64)
    return chances, months


def agency_tables(
    institutions: "Institutions",
    stage: "StageName",
    scheme: "CompiledScheme",
    conduct: "Conduct",
    parameters: "Parameters",
) -> AgencyTables:
    """Return the tables of the agencies at a stage of integration, as the operator needs them.

    Raises
    ------
    UsageError
        If the scheme names no operator, or one that the file does not have.
    """
    from sincerity.institutions import share_link

    if scheme.operator is None:
        raise UsageError(
            f"integration '{stage}' asks who charges and lists: the scheme names no 'operator'"
        )
    agencies = institutions.agencies
    operator = agencies[institutions.agency_number(scheme.operator)]
    seen_factor = Fraction(parameters["office.seen_factor"])
    factors = (seen_factor, seen_factor * Fraction(scheme.supervision_factor))
    watchers = [
        [number for number, agency in enumerate(agencies) if kind.id in agency.sees]
        for kind in conduct.kinds
    ]
    chances = invention_chances(institutions, conduct)
    able = [inventing_kinds(agency, conduct) for agency in agencies]
    to_operator = _links([share_link(institutions, stage, agency, operator) for agency in agencies])
    from_operator = _links(
        [share_link(institutions, stage, operator, agency) for agency in agencies]
    )
    seen = [
        _seen(agencies[number], kind, factors)
        for kind, numbers in zip(conduct.kinds, watchers, strict=True)
        for number in numbers
    ]
    reports_to = institutions.reports_to
    return AgencyTables(
        n_agencies=len(agencies),
        first_watcher=np.cumsum([0, *map(len, watchers)]).astype(np.int32),
        most_watchers=max(map(len, watchers)),
        watcher=np.array([n for numbers in watchers for n in numbers], dtype=np.int32),
        seen=np.array(seen, dtype=np.uint64).reshape(-1, 2, 2),
        wanted=np.array(wanted_kinds(scheme), dtype=np.uint8),
        wrong_person=np.array(
            [threshold(agency.wrong_person.used) for agency in agencies], dtype=np.uint64
        ),
        enters=np.array([agency.enters.used for agency in agencies], dtype=np.int64),
        to_operator=to_operator[0],
        to_operator_months=to_operator[1],
        from_operator=from_operator[0],
        from_operator_months=from_operator[1],
        complies=np.array(
            [threshold(agency.complies.used) for agency in agencies], dtype=np.uint64
        ),
        invents_first=np.array([_sequential(row) for row in chances], dtype=np.uint64),
        invents_next=np.array([[threshold(c) for c in row] for row in chances], dtype=np.uint64),
        first_invented=np.cumsum([0, *map(len, able)]).astype(np.int32),
        invented_kind=np.array([kind for kinds in able for kind in kinds], dtype=np.int32),
        report_agency=-1 if reports_to is None else institutions.agency_number(reports_to),
        report_believed=threshold(parameters["office.report_believed"]),
        most_months=int(from_operator[1][:, 1].max()),
    )


def shared_cause_thresholds(institutions: "Institutions | None") -> list[int]:
    """Return cumulative thresholds of the classes of shared causes."""
    from sincerity.chance.fixed import cumulative_thresholds

    if institutions is None:
        return [ONE]
    return cumulative_thresholds(share for share, _ in institutions.shared_causes)
