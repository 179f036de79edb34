"""Worlds in which agencies watch one kind of act for one month, for checks of watch-list sums."""

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from sincerity.conduct.model import Conduct
from sincerity.institutions.model import STAGES, Institutions
from sincerity.parameters import load_parameters
from sincerity.scheme.model import Scheme
from sincerity.society import CompiledSociety
from sincerity.world.world import World
from tests.world.conftest import NO_ERROR, NO_RESPONSE

SOURCES = {"closed-form": {"title": "Watch-list arithmetic in closed form", "mark": "fictional"}}
SOURCED = {"source": "closed-form"}


def exact(value: Fraction) -> Decimal:
    """Return a fraction as a decimal of 30 digits."""
    with localcontext() as context:
        context.prec = 30
        return Decimal(value.numerator) / Decimal(value.denominator)


def conduct(prevalence: Decimal, room: Decimal, arrivals: str) -> Conduct:
    """Return one kind of act that a person does with a chance a month; `room` for inventions."""
    return Conduct.model_validate(
        {
            "schema": "conduct/v1",
            "id": "watched",
            "title": "One kind of act",
            "sources": SOURCES,
            "arrivals": arrivals,
            "invented_bound": {"value": room, "source": "closed-form"},
            "kinds": [
                SOURCED
                | {
                    "id": "act",
                    "label": "The act that is looked for",
                    "domain": "political",
                    "sign": "harm",
                    "harms_others": True,
                    "protection": {"level": "none"},
                    "rate": prevalence * 12_000,
                    "seen": 0,
                }
            ],
        }
    )


def institutions(
    agencies: int,
    *,
    sees: Decimal = Decimal(0),
    invents: Decimal = Decimal(0),
    shared_causes: tuple[tuple[Decimal, Decimal], ...] = (),
) -> Institutions:
    """Return agencies that all see, err and share alike: nothing on islands, all in one store."""

    def link(chance: int) -> dict[str, Any]:
        return {"chance": chance, "months": [0, 0]}

    chance = {"islands": 0, "vertical": 0, "joint": 1, "one_store": 1}
    return Institutions.model_validate(
        {
            "schema": "institutions/v1",
            "id": "watching",
            "title": "Agencies that are all alike",
            "sources": SOURCES,
            "shared_causes": [{"share": share, "times": times} for share, times in shared_causes],
            "agencies": [
                SOURCED
                | {
                    "id": f"agency_{number}",
                    "label": f"Agency {number}",
                    "level": "national",
                    "sector": f"sector_{number}",
                    "sees": {"act": sees},
                    "invents": invents,
                    "wrong_person": 0,
                    "enters": [0, 0],
                    "complies": 1,
                }
                for number in range(agencies)
            ],
            "stages": {
                stage: SOURCED
                | {"label": stage, "vertical": link(0), "horizontal": link(chance[stage])}
                for stage in STAGES
            },
        }
    )


def scheme(**more: Any) -> Scheme:
    """Return a scheme that lists everybody with a record, for ever."""
    return Scheme.model_validate(
        {
            "schema": "scheme/v1",
            "id": "watch-list",
            "title": "Watch list",
            "summary": "Whoever has a record is listed.",
            "status": {"kind": "fictional"},
            "sources": SOURCES,
            "coverage": SOURCED | {"who": "residents"},
            "score": SOURCED | {"base": 0},
            "grades": "none",
            "operator": "agency_0",
            "lists": [
                SOURCED
                | {
                    "id": "watch",
                    "label": "Watch list",
                    "colour": "black",
                    "entry": {"kinds": [{"kind": "act"}]},
                    "term": "permanent",
                }
            ],
        }
        | more
    )


def world(
    society: CompiledSociety,
    conduct: Conduct,
    institutions: Institutions,
    scheme: Scheme,
    *,
    integration: str = "one_store",
    seed: int = 1,
) -> World:
    """Return the world after its first month."""
    made = World(
        society,
        scheme,
        conduct,
        load_parameters("base", NO_RESPONSE | NO_ERROR),
        institutions=institutions,
        integration=integration,
        seed=seed,
    )
    made.run(1)
    return made
