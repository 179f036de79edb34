"""Rights lints: questions that published yardsticks ask of a scheme.

A lint is no verdict. Each finding gives the yardstick, the text of the rule with its place, the
evidence in the file, and the question that stays open and that a person must answer.

    finding      what a finding holds and how it is shown
    conduct      which conduct is scored            R101 R105 R110 R114
    term         how long points and names stay     R102 R111
    process      what a person is told and can do   R103 R107 R122
    people       who bears the points               R104 R109
    lists        who is listed and who can leave    R117 R118 R121 R124
    doors        what follows from the score        R106 R108 R112 R113
    reach        whom an entry reaches besides      R115 R116 R119 R120 R123 R125
"""

from __future__ import annotations

from sincerity.scheme.conduct_view import ConductView
from sincerity.scheme.institutions_view import InstitutionsView
from sincerity.scheme.lint.conduct import conduct_findings
from sincerity.scheme.lint.doors import door_findings
from sincerity.scheme.lint.finding import Finding
from sincerity.scheme.lint.lists import list_findings
from sincerity.scheme.lint.people import people_findings
from sincerity.scheme.lint.process import process_findings
from sincerity.scheme.lint.reach import reach_findings
from sincerity.scheme.lint.term import term_findings
from sincerity.scheme.load import LoadedScheme

__all__ = ["Finding", "lint_scheme"]


def lint_scheme(
    loaded: LoadedScheme,
    conduct: ConductView,
    institutions: InstitutionsView | None = None,
) -> tuple[Finding, ...]:
    """Return every finding, ordered by code and place.

    Parameters
    ----------
    loaded
        What `check_scheme` returned; a scheme with errors has no findings.
    conduct
        The catalogue that says which conduct a right protects.
    institutions
        Agencies and doors; with them it is asked too who is made to turn people away.
    """
    scheme, locations = loaded.scheme, loaded.locations
    if scheme is None or locations is None:
        return ()
    findings = [
        *conduct_findings(scheme, locations, conduct),
        *term_findings(scheme, locations),
        *process_findings(scheme, locations),
        *people_findings(scheme, locations),
        *list_findings(scheme, locations, conduct),
        *door_findings(scheme, locations, conduct),
        *reach_findings(scheme, locations, conduct, institutions),
    ]
    return tuple(sorted(findings, key=lambda f: (f.code, f.span.line, f.span.column)))
