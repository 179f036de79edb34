"""Words on the page of a study that a reader may not know."""

from __future__ import annotations

from sincerity.report.model import Term

__all__ = ["GLOSSARY"]

GLOSSARY = (
    Term("World", "One run of a scheme on a society, from its first month to its last."),
    Term("Factor", "What a design moves as one: a single value, or all values of an area of the "
         "model together."),
    Term("First-order index", "The share of the variance of a result over the design that a "
         "factor makes by itself."),
    Term("Total index", "The share that a factor makes by itself and together with others: what "
         "would be left if all else were known. Totals add up to more than 1 where factors act on "
         "each other."),
    Term("Second-order index", "The share that two factors make together beyond what each makes "
         "alone."),
    Term("Elementary effect", "Change of a result when one factor moves and all others stand "
         "still, scaled to a move over its whole range."),
    Term("Mean absolute effect (mu*)", "How far a factor moves a result on average, whichever "
         "way."),
    Term("Spread of effects (sigma)", "How much that change depends on where the others stand, "
         "or is not straight."),
    Term("Tornado", "Each value by itself at the ends of its range, all others where the files "
         "have them."),
    Term("Series of accidents", "Who is seen and whom an error hits. All worlds of a design share "
         "one, so that they differ by what varies."),
    Term("Interval of chance", "How far accidents leave a mean open: of three worlds or more a t "
         "interval of the mean with 95 % confidence; of two the smallest and the largest, which "
         "claims no confidence; of one world none."),
    Term("Interval by resampling", "Rows of the design drawn again with replacement, 300 times; "
         "between the ends lie 95 % of what that gives."),
    Term("Mark", "How well a number is known: V seen in a public source, V* in a weak one, D "
         "derived from others, M+, M and M- from memory, GAP looked for and not found."),
    Term("Synthetic person", "A number from which age, sex, home and the like are computed."),
    Term("Digest", "A short fingerprint of all worlds: equal digests, equal numbers."),
)  # fmt: skip
"""In the order in which they are needed."""
