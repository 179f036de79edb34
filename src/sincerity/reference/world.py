"""The twin world: the month as a list of fourteen phases, one person at a time.

life -> firms -> conduct -> observe -> score -> list -> sanction -> consequence -> respond
     -> remedy -> govern -> approval -> protest -> tally
"""

from collections import Counter
from collections.abc import Mapping

from sincerity.reference.approval import approval
from sincerity.reference.cells import count_cells
from sincerity.reference.conduct import conduct
from sincerity.reference.consequence import consequence
from sincerity.reference.firms import firms
from sincerity.reference.govern import govern
from sincerity.reference.life import life
from sincerity.reference.lists import lists
from sincerity.reference.observe import observe
from sincerity.reference.protest import protest
from sincerity.reference.remedy import remedy
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
        firms(self)
        acts, invented = conduct(self)
        records = observe(self, acts, invented)
        charged = score(self, records)
        lists(self, records, charged)
        blocked, discovered = sanction(self)
        consequence(self, blocked)
        respond(self, charged)
        remedy(self, records, charged, discovered)
        govern(self, acts)
        approval(self)
        protest(self)
        tally(self, acts, charged)
        count_cells(self, self.protesters)
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
        return {
            "score": self.score,
            "grade": self.grade,
            "pin": self.pin,
            "pin_left": self.pin_left,
            "listed": self.listed,
            "marks": self.marks,
            "idle_left": self.idle_left,
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

    def entry_rows(self) -> list[tuple[int, ...]]:
        """Return the entries still kept, ended ones included, sorted.

        Person, list, months of entry, effect and end, cause, kind, agency, the origin's month,
        person and slot, flags, reason.
        """
        return sorted(
            (
                *(row.person, row.listing, row.entered, row.starts, row.ends, row.cause, row.kind),
                *(row.origin[3], *row.origin[:3], row.flags, row.reason),
            )
            for rows in self.entries.values()
            for row in rows
        )

    def ledger_rows(self) -> list[tuple[int, ...]]:
        """Return points that tainted charges took as sorted (slot, points, month due, taints)."""
        return sorted((row.person, row.points, row.due, row.taints) for row in self.ledger)

    def objection_rows(self) -> list[tuple[int, ...]]:
        """Return objections not decided, sorted.

        Person, the origin's month, person, slot and agency, cause, month of filing, ticket.
        """
        return sorted(
            (row.person, *row.origin, row.cause, row.filed, row.ticket) for row in self.objections
        )

    def transit_rows(self) -> list[tuple[int, ...]]:
        """Return the records on their way, sorted.

        Month of arrival, subject, the origin's month, person and slot, agency, kind, stage, cause.
        """
        return sorted(
            (month, record.subject, *record.origin, record.kind, record.stage, record.cause)
            for month, records in self.transit.items()
            for record in records
        )

    def firm_rows(self) -> list[tuple[int, ...]]:
        """Return firms as (tile, score, grade, months listed, months closed, nominee), sorted."""
        return sorted(
            (firm.tile, firm.score, firm.grade, firm.left, firm.closed_left, int(firm.has_nominee))
            for firm in self.firms
        )

    def firm_due_rows(self) -> list[tuple[int, ...]]:
        """Return the points of firms that wait as sorted (tile, month due, points)."""
        return sorted(
            (firm.tile, month, points)
            for firm in self.firms
            for month, items in firm.due.items()
            for points in items
        )

    def table(self, name: str) -> Counter[tuple[int, ...]]:
        """Return one tally, empty if nothing was counted."""
        return self.tallies.get(name, Counter())
