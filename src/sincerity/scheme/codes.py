"""The catalogue of diagnostic codes: what each means, why it is raised, and the way out.

Codes are public: they are never used again for something else. Families: E1 syntax and form, E2
references and units, E3 logic, D documentation, R rights. Other kinds of file (conduct,
parameters, societies) use E1, E2 and D and add families of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Code", "all_codes", "errors_markdown", "titles"]


@dataclass(frozen=True, slots=True)
class Code:
    """One diagnostic code as its handbook entry."""

    code: str
    title: str
    cause: str
    example: str
    fix: str


_FAMILIES = {
    "E1": "Syntax and form",
    "E2": "References and units",
    "E3": "Logic",
    "D0": "Documentation",
    "R1": "Rights: questions, not verdicts",
}


def all_codes() -> tuple[Code, ...]:
    """Return every code of the scheme language, sorted."""
    from sincerity.scheme.codes_form import FORM_CODES
    from sincerity.scheme.codes_meaning import MEANING_CODES
    from sincerity.scheme.codes_rights import RIGHTS_CODES
    from sincerity.scheme.codes_sharing import SHARING_CODES

    codes = (*FORM_CODES, *MEANING_CODES, *SHARING_CODES, *RIGHTS_CODES)
    return tuple(sorted(codes, key=lambda c: c.code))


def titles() -> dict[str, str]:
    """Return the title of each code."""
    return {code.code: code.title for code in all_codes()}


def errors_markdown(more: Iterable[Code] = ()) -> str:
    """Return the handbook page of all codes, with an anchor for each.

    Parameters
    ----------
    more
        Codes of other kinds of file.
    """
    rows = [
        "# Diagnostics",
        "",
        "Every fault in a file has a code, a place and a way out. This page is generated from",
        "`sincerity.scheme.codes`; do not edit it by hand.",
    ]
    family = ""
    for code in sorted((*all_codes(), *more), key=lambda c: c.code):
        if code.code[:2] != family:
            family = code.code[:2]
            rows += ["", f"## {_FAMILIES.get(family, f'{family} codes')}"]
        rows += [
            "",
            f"### {code.code}",
            "",
            f"**{code.title}.** {code.cause}",
            "",
            "```yaml",
            code.example,
            "```",
            "",
            f"Way out: {code.fix}",
        ]
    return "\n".join(rows) + "\n"
