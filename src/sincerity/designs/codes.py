"""Codes of the faults that only a study file can have, as entries of the handbook."""

from __future__ import annotations

from sincerity.scheme.codes import Code

__all__ = ["STUDY_CODES"]

STUDY_CODES = (
    Code(
        "E801",
        "study that looks for something",
        "A study has no objective, no filter and no order of its worlds, least of all by control, "
        "compliance, detection or protected acts that were not done. It shows every world.",
        "maximise: harms_prevented",
        "Remove the key; name what should be shown under 'measures'.",
    ),
    Code(
        "E802",
        "unknown place",
        "No world of the study reads a value at that place.",
        "vary: [{at: respond.cauht, values: [26, 96]}]",
        "Take the suggestion; 'sincerity parameters SCHEME --varied' lists the places.",
    ),
    Code(
        "E803",
        "entry that does not say how it varies",
        "An entry of 'vary' has either 'at' with 'values' or a range, or 'over' with areas.",
        "vary: [{at: respond.caught, over: [behaviour]}]",
        "Make two entries of it, or remove one of the keys.",
    ),
    Code(
        "E804",
        "value that the place cannot take",
        "A value is of the wrong kind, no choice of the place, or outside its plausible range. "
        "Only a parameter may leave its range, within the limits of its unit.",
        "vary: [{at: respond.chill, values: [frozen]}]",
        "Take one of the words, or numbers within the range that is named.",
    ),
    Code(
        "E805",
        "key that belongs to another design",
        "Each design has numbers of its own; a grid has only the lists under 'vary'.",
        "design: {kind: grid, points: 64}",
        "Remove the key, or choose the design that it belongs to.",
    ),
    Code(
        "E806",
        "unknown measure",
        "The outcome measures are those of every comparison.",
        "measures: [burden]",
        "Take the suggestion, or one of the names listed.",
    ),
    Code(
        "E807",
        "value that is both fixed and varied, or varied twice",
        "What 'set' or 'settings' fixes does not vary, and each place varies once.",
        "set: {respond.caught: 100}\nvary: [{at: respond.caught}]",
        "Remove one of the two.",
    ),
    Code(
        "E808",
        "worlds that cannot be made",
        "A scheme, a society or another input that the study names is not there or does not fit.",
        "worlds: {schemes: suining}",
        "Take the suggestion, or mend the file that is named.",
    ),
    Code(
        "E809",
        "study of too many worlds",
        "The lists of a grid multiply, and every world is a file of its own.",
        "design: {kind: saltelli, points: 4096}",
        "Vary less, take fewer points, or let the assumptions of an area move together.",
    ),
    Code(
        "E810",
        "nothing to vary over",
        "The place has no range in its file, or the design needs a list of values for each place.",
        "vary: [{at: score.base}]",
        "Give 'values', or 'range' (and 'steps' in a grid).",
    ),
    Code(
        "E811",
        "unknown area",
        "Assumptions are grouped into areas of the model.",
        "vary: [{over: [behavior]}]",
        "Take the suggestion, or one of the names listed.",
    ),
)
