"""One generated world: its inputs, as a function of its number."""

from dataclasses import dataclass, replace

from sincerity.conduct.model import Conduct
from sincerity.institutions.model import Institutions
from sincerity.parameters import Parameters
from sincerity.scheme.model import Scheme
from sincerity.society.compile import CompiledSociety
from sincerity.society.recipe import Recipe
from tests.differential.catalogues import random_conduct
from tests.differential.dice import Dice
from tests.differential.institutions import random_institutions
from tests.differential.schemes import random_scheme
from tests.differential.settings import random_parameters
from tests.differential.societies import random_society

FEWEST_MONTHS, MOST_MONTHS = 12, 24
INTEGRATIONS = ("office", "islands", "vertical", "joint", "one_store")


@dataclass(frozen=True, slots=True)
class GeneratedWorld:
    """Inputs of engine and twin; `block_size` only concerns the engine."""

    number: int
    society: Recipe | CompiledSociety
    scheme: Scheme
    conduct: Conduct
    parameters: Parameters
    seed: int
    replicate: int
    months: int
    block_size: int
    institutions: Institutions | None = None
    integration: str = "office"

    def with_society(self, society: CompiledSociety) -> "GeneratedWorld":
        """Return the same world on another society."""
        return replace(self, society=society)


def generate(number: int) -> GeneratedWorld:
    """Return the world of a number, always the same one."""
    dice = Dice(number)
    society = random_society(dice)
    conduct = random_conduct(dice)
    institutions = random_institutions(dice, conduct) if dice.percent(85) else None
    scheme = random_scheme(dice, conduct, institutions, firms=society.firms is not None)
    parameters = random_parameters(dice, conduct)
    return GeneratedWorld(
        number=number,
        society=society,
        scheme=scheme,
        conduct=conduct,
        parameters=parameters,
        seed=dice.below(2**32) << 32 | dice.below(2**32),
        replicate=dice.below(3),
        months=dice.between(FEWEST_MONTHS, MOST_MONTHS),
        block_size=dice.choice((64, 128, 256, 2**16)),
        institutions=institutions,
        integration="office" if institutions is None else dice.choice(INTEGRATIONS),
    )
