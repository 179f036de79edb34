"""Everything a world needs, compiled: scheme, conduct and parameters become the phases' tables."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import EXP_NEG, ONE, cumulative_thresholds, saturating_index, threshold
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.errors import UsageError
from sincerity.institutions import checked
from sincerity.phases.agencies import AgencyTables
from sincerity.phases.conduct import NOT_COVERED, ConductTables
from sincerity.phases.doors import ConsequenceTables, DoorTables, LifeDoorTables
from sincerity.phases.firm_tables import FirmTables
from sincerity.phases.grades import NO_GRADE, GradeTables
from sincerity.phases.life import LifeTables, life_tables
from sincerity.phases.list_tables import ListTables
from sincerity.phases.people import People, people_of
from sincerity.phases.record_writing import ObserveTables
from sincerity.phases.remedy import RemedyTables
from sincerity.phases.respond import RespondTables
from sincerity.phases.response import (
    CHILL_RULES,
    DETERRENCE_RULES,
    PERK_RULES,
    ResponseTables,
    Role,
)
from sincerity.phases.rows import NO_AGENCY
from sincerity.phases.score import ScoreTables
from sincerity.phases.tally import NO_SUCH_GRADE, TallyTables
from sincerity.phases.tally_arrays import SCORE_BINS
from sincerity.scheme.compile import HARD_CAP, HARD_FLOOR, CompiledScheme, compile_scheme
from sincerity.society.codes import Flag
from sincerity.world.compile_agencies import (
    INTEGRATIONS,
    OFFICE,
    agency_tables,
    invention_acceptance,
    invention_chances,
    office_tables,
    shared_cause_thresholds,
)
from sincerity.world.compile_doors import consequence_tables, door_tables, life_door_tables
from sincerity.world.compile_firms import firm_tables
from sincerity.world.compile_lists import expected_points, list_tables, taint_of
from sincerity.world.compile_remedy import county_tables, remedy_tables
from sincerity.world.compile_voice import VoiceTables, voice_tables
from sincerity.world.council import CERTAIN_16, CouncilTables, CountyTables
from sincerity.world.rates import bound_rates, count_table, guide_table, kind_table

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct, Kind
    from sincerity.institutions.model import Institutions, StageName
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.model import Scheme
    from sincerity.society.compile import CompiledSociety

Array = npt.NDArray[Any]

WITHDRAWN_GRADE = "withdrawn"
"""Stands among the grades for covered people whose county has withdrawn theirs."""

_WHO = {
    "driver": Flag.DRIVER,
    "party": Flag.PARTY,
    "online": Flag.ONLINE,
    "official": Flag.OFFICIAL,
    "employed": Flag.EMPLOYED,
    "adult": Flag.ADULT,
    "migrant": Flag.MIGRANT,
}


@dataclass(frozen=True, slots=True)
class Tables:
    """What a world's phases look things up in."""

    scheme: CompiledScheme
    people: People
    life: LifeTables
    conduct: ConductTables
    observe: ObserveTables
    score: ScoreTables
    grades: GradeTables
    agencies: AgencyTables
    lists: ListTables
    doors: DoorTables
    life_doors: LifeDoorTables
    consequence: ConsequenceTables
    remedy: RemedyTables
    firms: FirmTables | None
    """None where the society has no firms"""
    respond: RespondTables
    council: CouncilTables
    county: CountyTables
    tally: TallyTables
    voice: VoiceTables
    score_bin_edges: Array


def _mask(numbers: frozenset[int]) -> int:
    return sum(1 << number for number in numbers)


def _role(kind: "Kind", points: int) -> Role:
    if points < 0:
        return Role.DETERRENCE
    if points > 0:
        return Role.PERK
    if kind.protection.level != "none":
        return Role.CHILL
    return Role.CONFORM if kind.sign == "conform" else Role.NOTHING


def _response_tables(
    written: "Scheme", scheme: CompiledScheme, conduct: "Conduct", parameters: "Parameters"
) -> ResponseTables:
    weight = int(parameters["respond.severity_points"])
    points = [expected_points(written, scheme, kind, weight) for kind in range(len(conduct.kinds))]
    scale = parameters["respond.loss_scale"]
    index = [saturating_index(value, scale) for value in points]
    losses = [value for value, lost in zip(index, points, strict=True) if lost < 0]
    roles = [_role(kind, lost) for kind, lost in zip(conduct.kinds, points, strict=True)]
    return ResponseTables(
        exp_neg=np.array(EXP_NEG, dtype=np.int64),
        role=np.array(roles, dtype=np.int64),
        loss=np.array(index, dtype=np.int64),
        cannot_pay=np.array([kind.cannot_pay for kind in conduct.kinds], dtype=np.uint8),
        mean_loss=sum(losses) // len(losses) if losses else 0,
        deterrence=DETERRENCE_RULES.index(str(parameters["respond.deterrence"])),
        certainty_weight=int(parameters["respond.deterrence_certainty"]),
        severity_weight=int(parameters["respond.deterrence_severity"]),
        expected_weight=int(parameters["respond.deterrence_expected"]),
        chill=CHILL_RULES.index(str(parameters["respond.chill"])),
        chill_weight=int(parameters["respond.chill_fear"]),
        backlash_weight=int(parameters["respond.backlash_fear"]),
        conform_weight=int(parameters["respond.conform_fear"]),
        perks=PERK_RULES.index(str(parameters["respond.perks"])),
        perk_weight=int(parameters["respond.perk_gain"]),
        crowding_weight=int(parameters["respond.crowding"]),
    )


def _conduct_tables(
    written: "Scheme",
    scheme: CompiledScheme,
    conduct: "Conduct",
    parameters: "Parameters",
    institutions: "Institutions | None",
) -> ConductTables:
    rates = bound_rates(conduct)
    count, kinds = count_table(conduct, rates), kind_table(rates)
    harms = [1 if kind.sign == "harm" else 0 for kind in conduct.kinds]
    room = Fraction(conduct.invented_bound.value)
    if institutions is None:
        invented = Fraction(parameters["office.invented"]) / room if room else Fraction(0)
        accept = [threshold(invented)]
    else:
        chances = invention_chances(institutions, conduct)
        accept = invention_acceptance(chances, room, conduct.arrivals)
    return ConductTables(
        first=count[:, 0].copy(),
        below=count,
        kind=kinds,
        guide=guide_table(kinds),
        who=np.array(
            [_mask_of_flags(kind) for kind in conduct.kinds],
            dtype=np.uint8,
        ),
        accept=np.array(
            [threshold(1 / Fraction(kind.bound)) for kind in conduct.kinds], dtype=np.uint64
        ),
        protected=np.array(
            [kind.protection.level != "none" for kind in conduct.kinds], dtype=np.uint8
        ),
        problem=np.array([kind.tells == "problem" for kind in conduct.kinds], dtype=np.uint8),
        invented_accept=np.array(accept, dtype=np.uint64),
        shared_causes=np.array(shared_cause_thresholds(institutions), dtype=np.uint64),
        by_agencies=int(institutions is not None),
        invented_kind=np.array(cumulative_thresholds(harms) if any(harms) else [], dtype=np.uint64),
        response=_response_tables(written, scheme, conduct, parameters),
    )


def _mask_of_flags(kind: "Kind") -> int:
    flags = Flag(0)
    for word in kind.who:
        flags |= _WHO[word]
    return int(flags)


def _observe_tables(
    society: "CompiledSociety",
    scheme: CompiledScheme,
    conduct: "Conduct",
    parameters: "Parameters",
) -> ObserveTables:
    factor = Fraction(parameters["office.seen_factor"])
    factors = (factor, factor * Fraction(scheme.supervision_factor))
    harms = [int(kind.sign == "harm") for kind in conduct.kinds]
    supervised = np.full(256, 0, dtype=np.uint8)
    supervised[sorted(scheme.supervised_grades)] = 1

    def onward(stage: int) -> Array:
        return np.array(
            [
                threshold(kind.later_chances[stage - 1]) if len(kind.stages) > stage else 0
                for kind in conduct.kinds
            ],
            dtype=np.uint64,
        )

    return ObserveTables(
        seen=np.array(
            [
                [threshold(min(Fraction(1), Fraction(kind.seen.used) * each)) for each in factors]
                for kind in conduct.kinds
            ],
            dtype=np.uint64,
        ),
        accuses=np.array([kind.accuses == "false" for kind in conduct.kinds], dtype=np.uint8),
        accused_of=np.array(cumulative_thresholds(harms) if any(harms) else [], dtype=np.uint64),
        supervised_grade=supervised,
        supervised_lists=_mask(scheme.supervised_lists),
        stage_2=onward(1),
        stage_3=onward(2),
        wrong_person=np.uint64(threshold(parameters["office.wrong_person"])),
        county_first_slot=society.county_first_slot,
        county_of_township=society.county_of_township,
        township_first_slot=society.first_tile_of_township * SLOTS_PER_TILE,
    )


def keeps_ledger(scheme: CompiledScheme) -> bool:
    """Return whether a grade closes a door or leads to a list: then points need their causes."""
    closes = any(door.grades for door in scheme.doors[: scheme.sanctions])
    return closes or any(item.grades for item in scheme.lists)


def _score_tables(
    written: "Scheme", scheme: CompiledScheme, conduct: "Conduct", parameters: "Parameters"
) -> ScoreTables:
    def column(name: str) -> Array:
        return np.array([getattr(rule, name) for rule in scheme.rules], dtype=np.int32)

    return ScoreTables(
        rule_at=np.array(scheme.rule_at, dtype=np.int32).reshape(-1, 3),
        highest_only=int(scheme.highest_only),
        low=column("low_points"),
        high=column("high_points"),
        recovery=column("recovery_months"),
        cap_times=column("cap_times"),
        cap_points=column("cap_points"),
        base=scheme.base,
        floor=scheme.floor,
        cap=scheme.cap,
        absorbing=int(scheme.absorbing),
        min_age=scheme.min_age,
        registered_only=int(scheme.registered_only),
        enrolment=np.uint64(threshold(scheme.enrolment)),
        chosen=np.array([rule.leaves_a_choice for rule in written.rules], dtype=np.uint8),
        favour=threshold(parameters["govern.favour"]),
        pressure=threshold(parameters["govern.target_pressure"]),
        kind_taint=np.array([taint_of(kind) for kind in conduct.kinds], dtype=np.uint8),
        cannot_pay=np.array([kind.cannot_pay for kind in conduct.kinds], dtype=np.uint8),
        collective=np.array([rule.collective for rule in written.rules], dtype=np.uint8),
        keeps_ledger=int(keeps_ledger(scheme)),
    )


def _respond_tables(scheme: CompiledScheme, parameters: "Parameters") -> RespondTables:
    informed = (
        ONE if scheme.gives_notice else threshold(parameters["respond.informed_without_notice"])
    )
    return RespondTables(
        learn_threshold=threshold(parameters["respond.learn_rules"], CERTAIN_16),
        certainty_floor=int(parameters["respond.certainty_floor"]),
        certainty_decay=int(parameters["respond.certainty_decay"]),
        fear_decay=int(parameters["respond.fear_decay"]),
        caught=int(parameters["respond.caught"]),
        unfair=int(parameters["respond.unfair"]),
        household=int(parameters["respond.household"]),
        fear_own=int(parameters["respond.fear_own"]),
        fear_household=int(parameters["respond.fear_household"]),
        informed=np.uint64(informed),
    )


def _can_be_heard_of(scheme: CompiledScheme) -> bool:
    """Return whether a scheme has rules or lists of conduct: firms' alone are not heard of."""
    return bool(scheme.rules) or any(item.kind_grounds for item in scheme.lists)


def _council_tables(scheme: CompiledScheme, parameters: "Parameters") -> CouncilTables:
    vague, taking = scheme.vague_share
    heard = _can_be_heard_of(scheme)
    return CouncilTables(
        hear_base=threshold(parameters["respond.hear_base"], CERTAIN_16) if heard else 0,
        hear_visible=threshold(parameters["respond.hear_visible"], CERTAIN_16) if heard else 0,
        fear_vague=int(parameters["respond.fear_vague"]) * vague // taking if taking else 0,
        fear_visible=int(parameters["respond.fear_visible"]),
    )


def _stored_scores() -> Array:
    """Return the 16-bit score behind each unsigned index of a score table, int64 [65536]."""
    return np.arange(2**16, dtype=np.int64).astype(np.uint16).view(np.int16).astype(np.int64)


def _grades_of_scores(scheme: CompiledScheme) -> Array:
    stored = _stored_scores()
    read = np.clip(stored, scheme.floor, scheme.cap)
    grades = sum((read < limit).astype(np.int64) for limit in scheme.limits) + 0 * read
    return np.where(stored == NOT_COVERED, NO_GRADE, grades).astype(np.uint8)


def _grade_tables(scheme: CompiledScheme) -> GradeTables:
    return GradeTables(
        grade_of=_grades_of_scores(scheme),
        override_pin=np.array([rule.override_pin for rule in scheme.rules], dtype=np.uint8),
        override_months=np.array([rule.override_months for rule in scheme.rules], dtype=np.uint8),
    )


def grade_labels(scheme: CompiledScheme) -> tuple[str, ...]:
    """Return the grades that people are counted by, withdrawn the last where that can happen."""
    return (*scheme.grades, WITHDRAWN_GRADE) if scheme.withdraws_grades else scheme.grades


def _tally_tables(scheme: CompiledScheme) -> tuple[TallyTables, Array]:
    stored = _stored_scores()
    lowest = scheme.floor if scheme.floor != HARD_FLOOR else scheme.base - 1000
    highest = scheme.cap if scheme.cap != HARD_CAP else scheme.base + 279
    width = max(1, -(-(highest - lowest + 1) // SCORE_BINS))
    edges = lowest + width * np.arange(SCORE_BINS + 1, dtype=np.int64)
    read = np.clip(stored, scheme.floor, scheme.cap)
    bins = np.clip((read - lowest) // width, 0, SCORE_BINS - 1)
    grades = len(scheme.grades)
    worst = grades - 1 if grades >= 2 else NO_SUCH_GRADE
    punished = any(worst in door.grades for door in scheme.doors[: scheme.sanctions])
    tables = TallyTables(
        base=scheme.base,
        bin_of=bins.astype(np.uint8),
        read_of=read.astype(np.int32),
        column_of=np.minimum(np.arange(256), max(len(grade_labels(scheme)), 1)).astype(np.uint8),
        worst_grade=worst,
        worst_shows=punished,
        public_lists=_mask(
            frozenset(number for number, item in enumerate(scheme.lists) if item.public)
        ),
    )
    return tables, edges


def costs_work(tables: Tables) -> bool:
    """Return whether some sanction closes a door of life that can cost means or work."""
    harms = (tables.consequence.falls > 0) | (tables.consequence.idle_months > 0)
    return bool((harms & (tables.life_doors.closes != 0)).any())


def compile_world(
    society: "CompiledSociety",
    scheme: "Scheme",
    conduct: "Conduct",
    parameters: "Parameters",
    institutions: "Institutions | None" = None,
    integration: str = OFFICE,
) -> Tables:
    """Return the tables of a world.

    Raises
    ------
    UsageError
        If the stage of integration is not one, or asks for institutions that are not given.
    """
    kinds = [(kind.id, [stage.id for stage in kind.stages]) for kind in conduct.kinds]
    compiled = compile_scheme(scheme, kinds, [kind.id for kind in conduct.firm_kinds])
    if integration not in INTEGRATIONS:
        raise UsageError(
            f"integration is {', '.join(INTEGRATIONS[:-1])} or {INTEGRATIONS[-1]},"
            f" not '{integration[:60]}'"
        )
    if integration != OFFICE and institutions is None:
        raise UsageError(f"integration '{integration}' needs a file of institutions")
    institutions, parameters = checked(scheme, institutions, parameters, integration)
    watching = None if integration == OFFICE else institutions
    if watching is None:
        agencies, operator = office_tables(), NO_AGENCY
    else:
        agencies = agency_tables(
            watching, cast("StageName", integration), compiled, conduct, parameters
        )
        operator = watching.agency_number(str(compiled.operator))
    grades = _grade_tables(compiled)
    behaviour = _conduct_tables(scheme, compiled, conduct, parameters, watching)
    score = _score_tables(scheme, compiled, conduct, parameters)
    tally, edges = _tally_tables(compiled)
    chances = {
        (place, step): Fraction(parameters[f"life.means.{place}.{step}"])
        for place in ("urban", "rural")
        for step in (
            "secure_to_strained",
            "strained_to_secure",
            "strained_to_insolvent",
            "insolvent_to_strained",
        )
    }
    return Tables(
        scheme=compiled,
        people=people_of(society, threshold(parameters["trait.undeterrable"])),
        life=life_tables(chances),
        conduct=behaviour,
        observe=_observe_tables(society, compiled, conduct, parameters),
        agencies=agencies,
        score=score,
        grades=grades,
        lists=list_tables(scheme, compiled, conduct, operator),
        doors=door_tables(compiled, conduct, grades),
        life_doors=life_door_tables(compiled, institutions, agencies),
        consequence=consequence_tables(institutions),
        remedy=remedy_tables(compiled, score, parameters),
        firms=None if society.firms is None else firm_tables(compiled, conduct, parameters),
        respond=_respond_tables(compiled, parameters),
        council=_council_tables(compiled, parameters),
        county=county_tables(parameters),
        tally=tally,
        voice=voice_tables(
            compiled, conduct, behaviour.response, parameters, heard=_can_be_heard_of(compiled)
        ),
        score_bin_edges=edges,
    )
