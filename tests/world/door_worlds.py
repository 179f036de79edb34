"""Worlds in which one kind of act lists people and closes doors to them, for checks of doors."""

from decimal import Decimal
from typing import Any

from sincerity.conduct.model import Conduct
from sincerity.institutions.model import STAGES, Institutions
from sincerity.parameters import load_parameters
from sincerity.scheme.model import Scheme
from sincerity.society import CompiledSociety
from sincerity.world.world import World
from tests.world.conftest import NO_ERROR, NO_RESPONSE

SOURCES = {"closed-form": {"title": "Doors in closed form", "mark": "fictional"}}
SOURCED = {"source": "closed-form"}
NEVER_MOVES = {
    f"life.means.{place}.{step}": "0"
    for place in ("urban", "rural")
    for step in (
        "secure_to_strained",
        "strained_to_secure",
        "strained_to_insolvent",
        "insolvent_to_strained",
    )
}


def conduct(chance: str = "1") -> Conduct:
    """Return an act that a person does with a chance a month, and a trifle that nobody does."""
    shared = SOURCED | {
        "domain": "reputation",
        "sign": "harm",
        "harms_others": False,
        "protection": {"level": "none"},
        "seen": 1,
    }
    return Conduct.model_validate(
        {
            "schema": "conduct/v1",
            "id": "doors",
            "title": "One kind of act, and a trifle that nobody does",
            "sources": SOURCES,
            "arrivals": "single",
            "invented_bound": {"value": 0, "source": "closed-form"},
            "kinds": [
                shared
                | {"id": "act", "label": "Act", "rate": Decimal(chance) * 12_000, "gravity": 2},
                shared | {"id": "trifle", "label": "Trifle", "rate": 0, "gravity": 1},
            ],
        }
    )


def life_door(door_id: str, agency: str, attempts: str, **more: Any) -> dict[str, Any]:
    """Return a door of life that people try so many times a year."""
    return (
        SOURCED
        | {
            "id": door_id,
            "label": door_id,
            "domain": "movement",
            "agency": agency,
            "attempts": Decimal(attempts),
        }
        | more
    )


def institutions(
    doors: list[dict[str, Any]],
    *,
    hears: str = "1",
    months: tuple[int, int] = (0, 0),
    complies: str = "1",
) -> Institutions:
    """Return a court that sees every act, and two agencies that it may tell in time."""

    def agency(agency_id: str) -> dict[str, Any]:
        return SOURCED | {
            "id": agency_id,
            "label": agency_id,
            "level": "county",
            "sector": agency_id,
            "sees": {"act": 1, "trifle": 1} if agency_id == "court" else {},
            "invents": 0,
            "wrong_person": 0,
            "enters": [0, 0],
            "complies": Decimal(complies),
        }

    def link(stage: str) -> dict[str, Any]:
        joint = {"chance": Decimal(hears), "months": list(months)}
        chance = {"islands": 0, "vertical": 0, "one_store": 1}
        return joint if stage == "joint" else {"chance": chance[stage], "months": [0, 0]}

    return Institutions.model_validate(
        {
            "schema": "institutions/v1",
            "id": "doors",
            "title": "A court and two keepers of doors",
            "sources": SOURCES,
            "agencies": [agency(name) for name in ("court", "railway", "school")],
            "stages": {
                stage: SOURCED
                | {"label": stage, "vertical": {"chance": 1, "months": [0, 0]}}
                | {"horizontal": link(stage)}
                for stage in STAGES
            },
            "doors": doors,
        }
    )


def sanction(sanction_id: str, severity: int = 3, **more: Any) -> dict[str, Any]:
    """Return a sanction for the list `listed`, unless it says for whom."""
    for_whom = {} if {"lists", "grades"} & set(more) else {"lists": ["listed"]}
    return (
        SOURCED
        | {"id": sanction_id, "label": sanction_id, "domain": "movement", "severity": severity}
        | for_whom
        | more
    )


def people_list(list_id: str = "listed", **more: Any) -> dict[str, Any]:
    """Return a list that takes everybody with a record, for ever."""
    return (
        SOURCED
        | {
            "id": list_id,
            "label": list_id,
            "colour": "black",
            "entry": {"kinds": [{"kind": "act"}]},
            "term": "permanent",
        }
        | more
    )


def scheme(
    sanctions: list[dict[str, Any]], lists: list[dict[str, Any]] | None = None, **more: Any
) -> Scheme:
    """Return a scheme of these sanctions and lists."""
    return Scheme.model_validate(
        {
            "schema": "scheme/v1",
            "id": "doors",
            "title": "Closed doors",
            "summary": "Whoever has a record stands before closed doors.",
            "status": {"kind": "fictional"},
            "sources": SOURCES,
            "coverage": SOURCED | {"who": "residents"},
            "score": SOURCED | {"base": 100},
            "grades": "none",
            "operator": "court",
            "lists": [people_list()] if lists is None else lists,
            "sanctions": sanctions,
        }
        | more
    )


def world(
    society: CompiledSociety,
    scheme: Scheme,
    institutions: Institutions | None,
    *,
    chance: str = "1",
    integration: str = "joint",
    seed: int = 1,
    parameters: dict[str, str] | None = None,
    **options: Any,
) -> World:
    """Return a world in which nothing but the act and the doors happens."""
    settings = NO_RESPONSE | NO_ERROR | NEVER_MOVES | (parameters or {})
    return World(
        society,
        scheme,
        conduct(chance),
        load_parameters("base", settings),
        institutions=institutions,
        integration="office" if institutions is None else integration,
        seed=seed,
        **options,
    )
