"""The twin world: the month as a list of eight phases, one person at a time.

`life -> conduct -> observe -> score -> list -> sanction -> respond -> tally`
"""

from collections import Counter
from collections.abc import Mapping

from sincerity.reference.conduct import conduct
from sincerity.reference.life import life
from sincerity.reference.lists import lists
from sincerity.reference.observe import observe
from sincerity.reference.respond import respond
from sincerity.reference.sanction import sanction
from sincerity.reference.score import score
from sincerity.reference.state import Column, TwinState
from sincerity.reference.tally import census, tally

DECEMBER = 11


class TwinWorld(TwinState):
    """A world of a few dozen people, advanced month by month in plain whole numbers.

    It takes what the engine's world takes, and its columns, bulletins and tallies are comparable
    with the engine's. State complexity: everything a person, every month; meant for 60 people.

    Attributes
    ----------
    bulletins
        By month and township: the measures of the bulletin by name.
    tallies
        By table: cells that are not zero, by (month, then the table's other axes).
    censuses
        By month at whose end it was taken: see `sincerity.reference.tally.census`.
    """

    def step(self) -> None:
        """Advance one month."""
        life(self)
        acts, invented = conduct(self)
        records = observe(self, acts, invented)
        charged = score(self, records)
        lists(self, charged)
        sanction(self)
        respond(self, charged)
        tally(self, acts, charged)
        if (self.society.start_month - 1 + self.month) % 12 == DECEMBER:
            self.censuses[self.month] = census(self)
        self.month += 1

    def run(self, months: int) -> None:
        """Advance a number of months and take a census at the end."""
        for _ in range(months):
            self.step()
        self.censuses[self.month - 1] = census(self)

    @property
    def columns(self) -> Mapping[str, Column]:
        """Every column by its name; a world without a feature holds the column's start values."""
        lists_by_name = {
            f"list_left_{list_id}": left
            for list_id, left in zip(self.list_ids, self.list_left, strict=True)
        }
        return {
            "score": self.score,
            "grade": self.grade,
            "pin": self.pin,
            "pin_left": self.pin_left,
            **lists_by_name,
            "means": self.means,
            "awareness": self.awareness,
            "certainty": self.certainty,
            "fear": self.fear,
            "class": self.classes,
        }

    def due_items(self) -> list[tuple[int, int, int]]:
        """Return what waits as sorted (slot, month due, points)."""
        return sorted(
            (item.slot, month, item.points) for month, items in self.due.items() for item in items
        )

    def table(self, name: str) -> Counter[tuple[int, ...]]:
        """Return one tally, empty if nothing was counted."""
        return self.tallies.get(name, Counter())
