"""Codes of the faults that only parameters can have, as entries of the handbook."""

from __future__ import annotations

from sincerity.scheme.codes import Code

__all__ = ["PARAMETER_CODES"]

PARAMETER_CODES = (
    Code(
        "E501",
        "value outside its own range",
        "A value in a file lies outside the range that stands beside it.",
        "value: 0.5\nrange: [0.01, 0.05]",
        "Mend the value or the range; a value set for one run may leave the range.",
    ),
    Code(
        "E502",
        "unsourced number without a range",
        "A number marked M+, M, M- or GAP is a guess, and a guess is varied over its range.",
        "value: 0.01\nmark: M-",
        "Add the lowest and the highest value that you would still believe.",
    ),
    Code(
        "E503",
        "range the wrong way round",
        "The first end of a range is above the second.",
        "range: [0.05, 0.001]",
        "Write the lowest value first.",
    ),
    Code(
        "E504",
        "value that its unit does not allow",
        "A chance or share is 0 to 1, a weight a whole number 0 to 256, a level 0 to 255.",
        "value: 300\nunit: weight out of 256",
        "Write a number within the limits of the unit.",
    ),
    Code(
        "E505",
        "choice that is not one of those named",
        "A parameter that is a choice takes one of its 'choices'.",
        "respond.chill=bcklash",
        "Take the suggestion.",
    ),
    Code(
        "E506",
        "missing parameter",
        "The model reads a parameter that the file does not give.",
        "parameters: []",
        "Copy it from the base file.",
    ),
    Code(
        "E507",
        "unknown parameter",
        "Nothing in the model reads a parameter of that id.",
        "respond.cauht=96",
        "Take the suggestion, or remove it.",
    ),
    Code(
        "E508",
        "parameter given twice",
        "Two entries have the same id.",
        "- id: respond.caught\n- id: respond.caught",
        "Remove one of them.",
    ),
    Code(
        "E509",
        "more invented records than there is room for",
        "office.invented is above invented_bound of the conduct catalogue.",
        "office.invented=0.01",
        "Lower the value, or raise invented_bound in a catalogue of your own.",
    ),
)
